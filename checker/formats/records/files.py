"""Files of records: JSON Lines, tables and JSON, each record a draft or a source of its own."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.errors import DamagedInput, InputError, Problem
from checker.formats.as_source import to_source
from checker.formats.beside import told_record
from checker.formats.charset import Decoded, decode
from checker.formats.editors.reader import editor_items
from checker.formats.format import Document
from checker.formats.items import (
    BadRecord,
    Context,
    WireItem,
    bad_records,
    item_draft,
    to_draft,
)
from checker.formats.markup import PARAGRAPH_TAG
from checker.formats.records.source_record import (
    is_record,
    read_record,
    record_sources,
    stated_time,
    unread_keys,
)
from checker.formats.records.strict_json import Fields, decode_json, load_json
from checker.formats.text import MAX_CHARACTERS
from checker.formats.wire.ap_json import read_json_value
from checker.formats.wire.house_json import house_items
from checker.models.draft import Draft
from checker.models.source import Source
from checker.wording import worded

__all__ = [
    "Row",
    "csv_drafts",
    "csv_sources",
    "drafts_of",
    "json_drafts",
    "json_sources",
    "jsonl_drafts",
    "jsonl_sources",
    "row_value",
    "sources_of",
    "table_names",
]

# Keys of records, and what content management systems call them in their tables.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("body", "content", "article", "article_text", "full_text", "fulltext", "body_text",
             "post_content", "content_text", "story", "body_html", "content_html", "body_value"),
    "id": ("guid", "uri", "uuid", "nid", "post_id", "article_id", "story_id", "content_id"),
    "title": ("headline", "post_title", "article_title", "name"),
    "published": ("first_published", "published_at", "publish_date", "published_date",
                  "publication_date", "date_published", "pub_date", "pubdate", "post_date", "date",
                  "created_at", "created"),
    "url": ("permalink", "link", "canonical_url", "address"),
    "byline": ("author", "authors", "post_author", "author_name"),
}  # fmt: skip
Notes = tuple[str, ...]
Row = tuple[str, dict[str, Any] | BadRecord, Notes]


def jsonl_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Returns the lines of a JSON Lines file as drafts."""
    return drafts_of(jsonl_rows(document))


def jsonl_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Returns the lines of a JSON Lines file as sources; they may hold records or ninjs items."""
    return sources_of(jsonl_rows(document), context)


def csv_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Returns the rows of a table as drafts."""
    return drafts_of(csv_rows(document))


def csv_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Returns the rows of a table as sources."""
    return sources_of(csv_rows(document), context)


def json_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the drafts of a JSON document: its records, or else the wire items that it holds."""
    place = document.place
    value, notes = load_json(decode_json(document.data, place), place)
    edited = system_items(value, place, None, notes)
    rows = None if edited else json_rows(value, place, notes)
    if rows is not None:
        yield from drafts_of(iter(rows))
        return
    items = edited or read_json_value(value, place=place, zone=None, notes=notes)
    yield from map(item_draft, items)


def json_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the sources of a JSON document: its records, or else the wire items that it holds."""
    place = document.place
    value, notes = load_json(decode_json(document.data, place), place)
    edited = system_items(value, place, context.zone, notes)
    rows = None if edited else json_rows(value, place, notes)
    if rows is not None:
        yield from sources_of(iter(rows), context)
        return
    for item in edited or read_json_value(value, place=place, zone=context.zone, notes=notes):
        if isinstance(item, BadRecord):
            yield item
        else:
            yield from to_source(item, context)


def system_items(
    value: Any, place: str, zone: str | None, notes: Notes
) -> Sequence[WireItem | BadRecord]:
    """Returns the items in JSON made by an editorial system or an editor, or ()."""
    known = house_items(value, place=place, zone=zone, notes=notes)
    return known or editor_items(value, place=place, zone=zone, notes=notes)


def drafts_of(rows: Iterator[Row]) -> Iterator[Draft | BadRecord]:
    """Yields the drafts of records, each after a note on its keys that are not read."""
    for where, value, notes in rows:
        if isinstance(value, BadRecord):
            yield value
        elif known := house_items(value, place=where, notes=notes):
            yield from map(item_draft, known)
        else:
            if unknown := unread_keys(value):
                what = worded("unknown key '{key}'", key=", ".join(unknown))
                yield BadRecord(where, what, "it is ignored", kind="note", unknown=unknown)
            yield record_draft(value, where, notes)


def sources_of(rows: Iterator[Row], context: Context) -> Iterator[Source | BadRecord]:
    """Yields the sources in records; an unknown key is reported once."""
    unknown: set[str] = set()
    for where, value, notes in rows:
        if isinstance(value, BadRecord):
            yield value
        elif known := house_items(value, place=where, zone=context.zone, notes=notes):
            for item in known:
                yield from (item,) if isinstance(item, BadRecord) else to_source(item, context)
        else:
            yield from record_sources(value, notes, where, context, unknown)


def record_draft(value: dict[str, Any], where: str, notes: Notes = ()) -> Draft | BadRecord:
    """Returns one record as a draft; its HTML goes through the page reader.

    `notes` are the repairs that were needed to read the record.
    """
    markup = value.get("html")
    if markup and value.get("text"):
        # Which of the two will be published is not known; checking one says nothing of the other.
        return BadRecord(where, "has `text` and `html`", "provide only one of them")
    if isinstance(markup, str) and not value.get("text"):
        from checker.formats.html.document import read_html  # a parser that few records need

        try:
            draft = read_html(markup, name=where)
        except InputError as error:
            return next(bad_records(error, where))
        fields = Fields(value)
        published, untimed = stated_time(fields, None)
        return replace(
            draft,
            id=fields.text("id"),
            title=draft.title or fields.text("title", "headline"),
            url=draft.url or fields.text("url"),
            metadata=(*draft.metadata, *told_record("record", fields)),
            published=published,
            damage=(*notes, *untimed, *draft.damage),
        )
    item = read_record(value, place=where, notes=notes)
    return item if isinstance(item, BadRecord) else to_draft(item)


def jsonl_rows(document: Document) -> Iterator[Row]:
    """Yields `(place, record, repairs)` for each line of a JSON Lines file; empty ones are skipped.

    A line that is not a JSON object is a BadRecord and does not stop the others.
    """
    place = document.place
    for number, line in enumerate(decode_json(document.data, place).split("\n"), 1):
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
            kind = {list: "a list", type(None): "null"}.get(type(value), "a bare value")
            hint = 'one object a line: {"id", "owner", "text"}'
            yield where, BadRecord(where, worded("{kind} is not a record", kind=kind), hint), ()


def csv_rows(document: Document) -> Iterator[Row]:
    """Yields `(place, record, repairs)` for each row of a table; the first row is the header.

    The delimiter is a comma, a semicolon or a tab. Tables of other systems have the article in a
    column with one of their own names (`COLUMNS`). Raises InputError for a table without such a
    column.
    """
    data, place = document.data, document.place
    decoded = Decoded(data, "str") if isinstance(data, str) else decode(data)
    text, notes = decoded.text, decoded.damage
    csv.field_size_limit(MAX_CHARACTERS)  # else a long article ends the reading of the table
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        given = reader.fieldnames or ()
    except csv.Error as error:
        raise DamagedInput(
            Problem(f"{place}:1", worded("not a table: {error}", error=error))
        ) from error
    reader.fieldnames = table_names(given, place)
    try:
        for row in reader:
            where = f"{place}:{reader.line_num}"
            if None in row or None in row.values():
                yield (
                    where,
                    BadRecord(where, "the row and the header have different numbers of cells"),
                    (),
                )
            else:
                yield where, row_value(row), notes
    except csv.Error as error:
        yield (
            place,
            BadRecord(f"{place}:{reader.line_num}", worded("not a table: {error}", error=error)),
            (),
        )


def table_names(given: Sequence[str], place: str) -> list[str]:
    """Returns the names of a table's columns as keys of records.

    Raises:
        InputError: no column contains an article, or two columns exclude each other.
    """
    names = column_names(given)
    if not {"text", "html"} & set(names):
        hint = worded(
            "name the column of the article 'text' or 'html'; columns: {names}", names=names
        )
        raise InputError(Problem(place, "no column 'text' or 'html'", hint))
    if both := [n for n in names if "." in n and n.partition(".")[0] in names]:
        what = worded(
            "the columns '{one}' and '{other}' cannot be used together",
            one=both[0].partition(".")[0],
            other=both[0],
        )
        raise InputError(Problem(place, what, "leave one of them out"))
    return names


def column_names(given: Sequence[str]) -> list[str]:
    """Returns the names of a header as keys of records.

    Names of other systems where ours are missing.
    """
    names = [re.sub(r"[\s-]+", "_", name.strip().casefold()) for name in given]
    for key, others in COLUMNS.items():
        known = {"text", "html"} if key == "text" else {key}
        if not known & set(names):
            found = next((other for other in others if other in names), None)
            names = [key if name == found else name for name in names]
    return names


def row_value(row: dict[str, str]) -> dict[str, Any]:
    """Returns a row of a table as a record without empty cells; `rights.x` columns are nested.

    A text with paragraphs in HTML is HTML, whatever its column is called.
    """
    value: dict[str, Any] = {}
    text = row.get("text", "")
    if PARAGRAPH_TAG.search(text) and not row.get("html", "").strip():
        row = {**row, "text": "", "html": text}
    for key, cell in row.items():
        if not cell.strip():
            continue
        outer, dot, inner = key.strip().partition(".")
        if dot:
            value.setdefault(outer, {})[inner] = cell
        else:
            value[outer] = cell
    return value


def json_rows(value: Any, place: str, notes: Notes) -> list[Row] | None:
    """Returns the rows of a JSON document that is a record or a list of records, else None."""
    values = value if isinstance(value, list) else [value]
    if not values or not all(is_record(v) for v in values):
        return None
    if len(values) == 1:
        return [(place, values[0], notes)]
    return [(f"{place}#{number}", v, notes) for number, v in enumerate(values)]
