"""Files of many records: lines of JSON and rows of a table, each a draft or a source of its own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from checker.errors import DamagedInput, InputError, Problem
from checker.formats.charset import Decoded, decode
from checker.formats.html.document import read_html
from checker.formats.record import BadRecord, Context, to_draft
from checker.formats.records.articles import is_record, line_sources, read_record, row_value
from checker.formats.records.strict_json import decode_json, load_json
from checker.models import Draft, Source

__all__ = ["bad_records", "csv_sources", "json_records", "record_draft", "row_drafts"]

Notes = tuple[str, ...]
Row = tuple[str, dict[str, Any] | BadRecord, Notes]


def row_drafts(data: bytes | str, kind: str, place: str) -> Iterator[Draft | BadRecord]:
    """The rows of a JSONL file or a table as drafts."""
    rows = jsonl_rows(data, place) if kind == "jsonl" else csv_rows(data, place)
    for where, value, notes in rows:
        yield value if isinstance(value, BadRecord) else record_draft(value, where, notes)


def record_draft(value: dict[str, Any], where: str, notes: Notes = ()) -> Draft | BadRecord:
    """One record as a draft; an HTML one goes through the page reader.

    `notes` tell what was mended to read the record.
    """
    markup = value.get("html")
    if markup and value.get("text"):
        # Which of the two will be published is not known; checking one says nothing of the other.
        return BadRecord(where, "has `text` and `html`", "give one of them")
    if isinstance(markup, str) and not value.get("text"):
        try:
            draft = read_html(markup, name=where)
        except InputError as error:
            return next(bad_records(error, where))
        name = str(value["id"]) if "id" in value else None
        return replace(draft, id=name, damage=(*notes, *draft.damage))
    item = read_record(value, place=where, notes=notes)
    return item if isinstance(item, BadRecord) else to_draft(item)


def json_records(value: Any, place: str) -> list[tuple[str, dict[str, Any]]] | None:
    """(place, record) if a JSON document is a record or a list of nothing but records."""
    values = value if isinstance(value, list) else [value]
    if not values or not all(is_record(v) for v in values):
        return None
    if len(values) == 1:
        return [(place, values[0])]
    return [(f"{place}#{number}", v) for number, v in enumerate(values)]


def jsonl_rows(data: bytes | str, place: str) -> Iterator[Row]:
    """(place, record, what was mended) of the lines of a JSONL file."""
    for number, line in enumerate(decode_json(data, place).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            value, notes = load_json(line, place, line=number)
        except DamagedInput as error:
            yield where, next(bad_records(error, where)), ()
            continue
        if isinstance(value, dict):
            yield where, value, notes
        else:
            yield where, BadRecord(where, "not an object", "one JSON object a line"), ()


def csv_rows(data: bytes | str, place: str) -> Iterator[Row]:
    """(place, record, what was mended) of a table's rows: a header, cells parted by , ; or tab."""
    decoded = Decoded(data, "str") if isinstance(data, str) else decode(data)
    text, notes = decoded.text, decoded.damage
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        names = [n.strip().casefold() for n in reader.fieldnames or ()]
    except csv.Error as error:
        raise DamagedInput(Problem(f"{place}:1", f"not a table: {error}")) from error
    if not {"text", "html"} & set(names):
        raise InputError(Problem(place, "no column 'text' or 'html'", f"columns: {names}"))
    reader.fieldnames = names
    try:
        for row in reader:
            where = f"{place}:{reader.line_num}"
            if None in row or None in row.values():
                yield where, BadRecord(where, "the row has not as many cells as the header"), ()
            else:
                yield where, row_value(row), notes
    except csv.Error as error:
        yield place, BadRecord(f"{place}:{reader.line_num}", f"not a table: {error}"), ()


def csv_sources(data: bytes | str, name: str, context: Context) -> Iterator[Source | BadRecord]:
    """The sources of a table."""
    unknown: set[str] = set()
    for where, value, notes in csv_rows(data, name):
        if isinstance(value, BadRecord):
            yield value
        else:
            yield from line_sources(value, notes, where, context, unknown)


def bad_records(error: InputError, place: str = "") -> Iterator[BadRecord]:
    """The problems of an error as records."""
    for problem in error.problems:
        yield BadRecord(problem.place or place, problem.what, problem.hint)
