"""The three ways to read a file: one draft, all drafts, all sources."""

import csv
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.models import Draft, Source
from checker.readers.charset import decode
from checker.readers.formats import WIRE_TYPES, read_items
from checker.readers.html import read_html
from checker.readers.owners import Names
from checker.readers.record import BadRecord, Context, WireItem, to_draft, to_source
from checker.readers.records import is_record, line_sources, read_jsonl, read_record, row_value
from checker.readers.sniffing import BY_CONTENT_TYPE, KNOWN_TYPES, sniff
from checker.readers.strict_json import decode_json, load_json

__all__ = ["read_draft", "read_drafts", "read_sources"]

MAX_UNPACKED = 512 * 1024 * 1024  # bytes of a gzipped file that is not a WARC


def read_draft(
    data: bytes | str,
    *,
    name: str | None = None,
    as_type: str | None = None,
    content_type: str | None = None,
) -> Draft:
    """Read one document as a text to be checked; a damaged one is read as far as it goes.

    `name` is the file's name, `as_type` a type id of KNOWN_TYPES that overrides detection,
    `content_type` the header it came with. What was damaged stands in `Draft.damage`.
    Raises InputError, also for a file of several documents (`read_drafts` gives those).
    """
    kind = kind_of(data, name, as_type, content_type)
    data = unpacked(data, kind, name or "")
    if kind == "html":
        return read_html(data, content_type=content_type, name=name)
    if kind in ("text", "markdown"):
        return read_plain(data, kind, name, content_type)
    found = list(drafts_of(data, kind, name or "", recover=True))
    drafts = [d for d in found if isinstance(d, Draft)]
    if len(drafts) == 1:
        return drafts[0]
    if not drafts:
        problems = [Problem(b.place, b.what, b.hint) for b in found if isinstance(b, BadRecord)]
        raise InputError(*(problems or [Problem(name or "", "the document holds no text")]))
    what = f"the file holds {len(drafts)} documents"
    raise InputError(Problem(name or "", what, "check them as a batch, or one by one"))


def read_drafts(
    data: bytes,
    *,
    name: str | None = None,
    as_type: str | None = None,
    content_type: str | None = None,
) -> Iterator[Draft | BadRecord]:
    """Read every document of a file (a feed, an export, a WARC, JSONL) as a text to be checked."""
    kind = kind_of(data, name, as_type, content_type)
    if kind in ("html", "text", "markdown"):
        yield read_draft(data, name=name, as_type=kind, content_type=content_type)
        return
    try:
        yield from drafts_of(unpacked(data, kind, name or ""), kind, name or "", recover=True)
    except InputError as error:
        yield from bad_records(error)


def read_sources(
    data: bytes,
    *,
    name: str,
    as_type: str | None = None,
    default_owner: str | None = None,
    agencies: Mapping[str, Sequence[str]] | None = None,
    zone: str | None = None,
) -> Iterator[Source | BadRecord]:
    """Read every licensed item of a file; what cannot be read is told and never stops the rest.

    `agencies` maps owner ids to the names that stand for them, `default_owner` overrides what the
    file says, `zone` is the provider's time zone for times without an offset.
    """
    context = Context(
        origin=name, default_owner=default_owner, agencies=Names(agencies or {}), zone=zone
    )
    try:
        kind = kind_of(data, name, as_type, None)
        yield from sources_of(unpacked(data, kind, name), kind, name, context)
    except InputError as error:
        yield from bad_records(error)


def sources_of(
    data: bytes | str, kind: str, name: str, context: Context
) -> Iterator[Source | BadRecord]:
    """The sources of a document of a known type."""
    if not data.strip():
        raise InputError(Problem(name, "empty file", "nothing to read"))
    if kind == "jsonl":
        yield from read_jsonl(decode_json(data, name), place=name, context=context)
        return
    if kind == "csv":
        yield from csv_sources(data, name, context)
        return
    if kind == "json":
        value, notes = load_json(decode_json(data, name), name)
        values = value if isinstance(value, list) else [value]
        if values and all(is_record(v) for v in values):
            unknown: set[str] = set()
            for number, one in enumerate(values):
                where = f"{name}#{number}" if len(values) > 1 else name
                yield from line_sources(one, notes, where, context, unknown)
            return
    for item in items_of(data, kind, name, context.zone, recover=False):
        if isinstance(item, BadRecord):
            yield item
        else:
            yield from to_source(item, context)


def items_of(
    data: bytes | str, kind: str, place: str, zone: str | None, *, recover: bool
) -> Iterator[WireItem | BadRecord]:
    """The items of a document: wire formats, pages, plain texts."""
    if kind in WIRE_TYPES:
        yield from read_items(data, kind, place=place, zone=zone, recover=recover)
    elif kind == "warc":
        from checker.readers.warc import warc_items

        yield from warc_items(data if isinstance(data, bytes) else data.encode(), place=place)
    elif kind == "html":
        yield page_item(read_html(data, name=place), place)
    elif kind in ("text", "markdown"):
        yield page_item(read_plain(data, kind, place, None), place)
    else:
        raise UnsupportedFormat(Problem(place, f"no reader for '{kind}'"))


def page_item(draft: Draft, place: str) -> WireItem:
    """A page or a plain text as an item: its own text is the body, its id address or file name."""
    from checker.readers.pages import item_of_page

    return item_of_page(draft, place)


def drafts_of(
    data: bytes | str, kind: str, place: str, *, recover: bool
) -> Iterator[Draft | BadRecord]:
    """The documents of a file as drafts."""
    if kind == "warc":
        from checker.readers.warc import warc_drafts

        yield from warc_drafts(data if isinstance(data, bytes) else data.encode(), place=place)
        return
    if kind in ("jsonl", "csv"):
        values = jsonl_values(data, place) if kind == "jsonl" else csv_values(data, place)
        for where, value in values:
            yield value if isinstance(value, BadRecord) else record_draft(value, where)
        return
    for item in items_of(data, kind, place, None, recover=recover):
        if isinstance(item, BadRecord):
            yield item
        elif item.head or item.body or item.tail:
            yield to_draft(item)
        else:
            yield BadRecord(item.place, f"no text ({item.empty_because or 'empty'})")


def record_draft(value: dict[str, object], where: str) -> Draft | BadRecord:
    """One record as a draft; an HTML one goes through the page reader."""
    markup = value.get("html")
    if isinstance(markup, str) and not value.get("text"):
        draft = read_html(markup, name=where)
        return replace(draft, id=str(value["id"]) if "id" in value else None)
    item = read_record(value, place=where)
    return item if isinstance(item, BadRecord) else to_draft(item)


def jsonl_values(
    data: bytes | str, place: str
) -> Iterator[tuple[str, dict[str, object] | BadRecord]]:
    """(place, record) of the lines of a JSONL file."""
    for number, line in enumerate(decode_json(data, place).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            value, _ = load_json(line, place, line=number)
        except DamagedInput as error:
            yield where, next(bad_records(error))
            continue
        if isinstance(value, dict):
            yield where, value
        else:
            yield where, BadRecord(where, "not an object", "one JSON object a line")


def csv_values(
    data: bytes | str, place: str
) -> Iterator[tuple[str, dict[str, object] | BadRecord]]:
    """(place, record) of the rows of a table with a header line."""
    text = data if isinstance(data, str) else decode(data).text
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
                yield where, BadRecord(where, "the row has not as many cells as the header")
            else:
                yield where, row_value(row)
    except csv.Error as error:
        yield place, BadRecord(f"{place}:{reader.line_num}", f"not a table: {error}")


def csv_sources(data: bytes | str, name: str, context: Context) -> Iterator[Source | BadRecord]:
    """The sources of a table."""
    unknown: set[str] = set()
    for where, value in csv_values(data, name):
        if isinstance(value, BadRecord):
            yield value
        else:
            yield from line_sources(value, (), where, context, unknown)


def read_plain(data: bytes | str, kind: str, name: str | None, content_type: str | None) -> Draft:
    """A plain text or Markdown file."""
    from checker.readers.text import read_text

    draft = read_text(data, content_type=content_type, name=name)
    return replace(draft, content_type="text/markdown") if kind == "markdown" else draft


def kind_of(
    data: bytes | str, name: str | None, as_type: str | None, content_type: str | None
) -> str:
    """The type to read a document as: told, by header, or by content and name."""
    if as_type is not None:
        if as_type not in KNOWN_TYPES:
            raise UnsupportedFormat(
                Problem(name or "", f"unknown type '{as_type}'", f"known: {', '.join(KNOWN_TYPES)}")
            )
        return as_type
    declared = BY_CONTENT_TYPE.get((content_type or "").partition(";")[0].strip().lower())
    if declared and declared != "text":
        return declared
    return sniff(data, name)


def unpacked(data: bytes | str, kind: str, place: str) -> bytes | str:
    """The document without gzip around it (a WARC keeps its own); a cut stream is an error."""
    if isinstance(data, str) or kind == "warc" or not data.startswith(b"\x1f\x8b"):
        return data
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest:
        engine = zlib.decompressobj(wbits=31)
        try:
            piece = engine.decompress(rest, MAX_UNPACKED - size + 1)
        except zlib.error as error:
            raise DamagedInput(Problem(place, f"damaged gzip: {error}")) from error
        size += len(piece)
        if size > MAX_UNPACKED:
            raise InputError(Problem(place, "too large when unpacked"))
        if not engine.eof:
            raise DamagedInput(Problem(place, "the gzip file is cut short", "send it again"))
        pieces.append(piece)
        rest = engine.unused_data.lstrip(b"\0")
    return b"".join(pieces)


def bad_records(error: InputError) -> Iterator[BadRecord]:
    """The problems of an error as records."""
    for problem in error.problems:
        yield BadRecord(problem.place, problem.what, problem.hint)
