"""The three ways to read a file: one draft, all drafts, all sources."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats.html.document import read_html
from checker.formats.owners import Names
from checker.formats.record import BadRecord, Context, WireItem, to_draft, to_source
from checker.formats.records.articles import line_sources, read_jsonl
from checker.formats.records.pages import item_of_page
from checker.formats.records.rows import (
    bad_records,
    csv_sources,
    json_records,
    record_draft,
    row_drafts,
)
from checker.formats.records.strict_json import decode_json, load_json
from checker.formats.registry import WIRE_TYPES, read_items
from checker.formats.sniffing import BY_CONTENT_TYPE, KNOWN_TYPES, sniff
from checker.formats.text import read_text
from checker.models import Draft, Source

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
    `content_type` the header it came with. What was damaged stands in `Draft.damage`. Of a wire
    message with one article and its pictures the article is the draft.
    Raises InputError, also for a file of several documents (`read_drafts` gives those).
    """
    kind = kind_of(data, name, as_type, content_type)
    place = name or ""
    data = unpacked(data, kind, place)
    if kind == "html":
        return read_html(data, content_type=content_type, name=name)
    if kind in ("text", "markdown"):
        return read_plain(data, kind, name, content_type)
    if kind not in WIRE_TYPES or kind == "json":
        return only_draft(list(drafts_of(data, kind, place)), place)
    items = list(items_of(data, kind, place, None, recover=True))
    articles = [i for i in items if isinstance(i, WireItem) and i.media == "text" and i.body]
    chosen = articles if len(articles) == 1 else items
    return only_draft([draft_of(item) for item in chosen], place)


def read_drafts(
    data: bytes,
    *,
    name: str | None = None,
    as_type: str | None = None,
    content_type: str | None = None,
) -> Iterator[Draft | BadRecord]:
    """Read every document of a file (a feed, an export, a WARC, JSONL) as a text to be checked.

    What cannot be read is told and never stops the rest; only an unknown `as_type` is an error.
    """
    place = name or ""
    kind = kind_of(data, name, as_type, content_type)
    try:
        if kind in ("html", "text", "markdown"):
            yield read_draft(data, name=name, as_type=kind, content_type=content_type)
        else:
            yield from drafts_of(unpacked(data, kind, place), kind, place)
    except InputError as error:
        yield from bad_records(error, place)


def read_sources(
    data: bytes,
    *,
    name: str,
    as_type: str | None = None,
    default_owner: str | None = None,
    agencies: Mapping[str, Sequence[str]] | Names | None = None,
    zone: str | None = None,
) -> Iterator[Source | BadRecord]:
    """Read every licensed item of a file; what cannot be read is told and never stops the rest.

    `agencies` maps owner ids to the names that stand for them (`Names`, made once, for many
    files), `default_owner` overrides what the file says, `zone` is the provider's time zone for
    times without an offset.
    """
    names = agencies if isinstance(agencies, Names) else Names(agencies or {})
    context = Context(origin=name, default_owner=default_owner, agencies=names, zone=zone)
    kind = kind_of(data, name, as_type, None)
    try:
        yield from sources_of(unpacked(data, kind, name), kind, name, context)
    except InputError as error:
        yield from bad_records(error, name)


def only_draft(found: Sequence[Draft | BadRecord], place: str) -> Draft:
    """The one draft among what was read; raises InputError for none and for several."""
    drafts = [d for d in found if isinstance(d, Draft)]
    if len(drafts) == 1:
        return drafts[0]
    if not drafts:
        problems = [Problem(b.place, b.what, b.hint) for b in found if isinstance(b, BadRecord)]
        raise InputError(*(problems or [Problem(place, "the document holds no text")]))
    what = f"the file holds {len(drafts)} documents"
    raise InputError(Problem(place, what, "check them as a batch, or one by one"))


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
        records = json_records(value, name)
        if records is not None:
            unknown: set[str] = set()
            for where, record in records:
                yield from line_sources(record, notes, where, context, unknown)
            return
    for item in items_of(data, kind, name, context.zone, recover=False):
        if isinstance(item, BadRecord):
            yield item
        else:
            yield from to_source(item, context)


def drafts_of(data: bytes | str, kind: str, place: str) -> Iterator[Draft | BadRecord]:
    """The documents of a file as drafts; a damaged file gives what is left of it."""
    if kind == "warc":
        from checker.formats.archive.warc import warc_drafts  # an extra: only when it is needed

        yield from warc_drafts(raw_bytes(data), place=place)
        return
    if kind in ("jsonl", "csv"):
        yield from row_drafts(data, kind, place)
        return
    if kind == "json":
        document, notes = load_json(decode_json(data, place), place)
        records = json_records(document, place)
        if records is not None:
            yield from (record_draft(value, where, notes) for where, value in records)
            return
    for item in items_of(data, kind, place, None, recover=True):
        yield draft_of(item)


def draft_of(item: WireItem | BadRecord) -> Draft | BadRecord:
    """An item as a draft, if it holds words."""
    if isinstance(item, BadRecord):
        return item
    if item.head or item.body or item.tail:
        return to_draft(item)
    return BadRecord(item.place, f"no text ({item.empty_because or 'empty'})", id=item.id)


def items_of(
    data: bytes | str, kind: str, place: str, zone: str | None, *, recover: bool
) -> Iterator[WireItem | BadRecord]:
    """The items of a document: wire formats, pages, plain texts."""
    if kind in WIRE_TYPES:
        yield from read_items(data, kind, place=place, zone=zone, recover=recover)
    elif kind == "warc":
        from checker.formats.archive.warc import warc_items  # an extra: only when it is needed

        yield from warc_items(raw_bytes(data), place=place)
    elif kind == "html":
        yield item_of_page(read_html(data, name=place), place)
    elif kind in ("text", "markdown"):
        yield item_of_page(read_plain(data, kind, place, None), place)
    else:
        raise UnsupportedFormat(Problem(place, f"no reader for '{kind}'"))


def read_plain(data: bytes | str, kind: str, name: str | None, content_type: str | None) -> Draft:
    """A plain text or Markdown file."""
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


def raw_bytes(data: bytes | str) -> bytes:
    """The bytes of a document."""
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


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
