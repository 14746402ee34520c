"""The three ways to read a file: one draft, all drafts, all sources."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats.as_source import to_source
from checker.formats.encoded import encoded_blocks, refuse_encoded
from checker.formats.format import Document, Format
from checker.formats.items import BadRecord, Context, WireItem, bad_records, item_draft
from checker.formats.nesting import Nesting
from checker.formats.owners import Names
from checker.formats.records.strict_json import decode_json, load_json
from checker.formats.registry import (
    format_named,
    format_of_media_type,
    known_types,
    no_text,
    reader,
    recognised,
)
from checker.formats.unread import refuse_unread
from checker.models.draft import Draft
from checker.models.source import Source
from checker.strict import hint as nearest_of
from checker.wording import worded

__all__ = ["read_draft", "read_drafts", "read_sources", "refuse_no_words", "unpacked"]

TEXTS = ("text", "markdown", "html")
GZIP = b"\x1f\x8b"
MAX_UNPACKED = 512 * 1024 * 1024  # bytes of a gzipped file that is not a web archive


def read_draft(
    data: bytes | str,
    *,
    name: str | None = None,
    as_type: str | None = None,
    content_type: str | None = None,
) -> Draft:
    """Reads one document as a text to check; a damaged one is read as far as possible.

    The draft of a wire message with one article and its pictures is the article.

    Args:
        data: the file's bytes, or its text.
        name: the file's name.
        as_type: a type id of `known_types` that overrides detection.
        content_type: the `Content-Type` header that the document came with.

    Returns:
        The draft; `Draft.damage` lists what was damaged.

    Raises:
        UnsupportedFormat: it is not text (a PDF, a picture, base64).
        InputError: the document cannot be read, or it holds several (`read_drafts` gives those).
    """
    kind = format_of(data, name, as_type, content_type)
    told = isinstance(data, str) and as_type in TEXTS  # as `format_of` told
    document = opened(data, kind, name, content_type=content_type, recover=True, told=told)
    if kind.drafts and not kind.items:
        draft = only_draft(list(reader(kind.drafts)(document)), document.place)
        return as_words(draft, name, document)
    items = list(items_of(document))
    articles = [i for i in items if isinstance(i, WireItem) and i.media == "text" and i.body]
    chosen = articles if len(articles) == 1 else items
    return as_words(only_draft([item_draft(item) for item in chosen], document.place), name)


def read_drafts(
    data: bytes,
    *,
    name: str | None = None,
    as_type: str | None = None,
    content_type: str | None = None,
    nest: Nesting | None = None,
) -> Iterator[Draft | BadRecord]:
    """Reads every document of a file (a feed, an export, a WARC, a ZIP) as a text to check.

    What cannot be read is reported and never stops the rest; only an unknown `as_type` is an error.
    `nest` is how deep inside archives the file is.
    """
    kind = format_of(data, name, as_type, content_type)
    try:
        document = opened(data, kind, name, content_type=content_type, recover=True, nest=nest)
        drafts = (
            reader(kind.drafts)(document) if kind.drafts else map(item_draft, items_of(document))
        )
        for found in drafts:
            yield found if isinstance(found, BadRecord) else words_or_fault(found, name or "")
    except InputError as error:
        yield from bad_records(error, name or "")


def read_sources(
    data: bytes,
    *,
    name: str,
    as_type: str | None = None,
    default_owner: str | None = None,
    agencies: Mapping[str, Sequence[str]] | Names | None = None,
    zone: str | None = None,
    nest: Nesting | None = None,
) -> Iterator[Source | BadRecord]:
    """Reads every licensed item of a file; what cannot be read is reported and stops nothing.

    Args:
        data: the file's bytes.
        name: the file's name.
        as_type: a type id of `known_types` that overrides detection.
        default_owner: the owner of all items, whatever the file says.
        agencies: owner ids with the names that stand for them (`Names`, made once, for many files).
        zone: the provider's time zone, for times without an offset.
        nest: how deep inside archives the file is.
    """
    names = agencies if isinstance(agencies, Names) else Names(agencies or {})
    context = Context(origin=name, default_owner=default_owner, agencies=names, zone=zone)
    kind = format_of(data, name, as_type, None)
    try:
        document = opened(data, kind, name, zone=zone, nest=nest)
        if not document.data.strip():
            raise InputError(Problem(name, "empty file", "nothing to read"))
        sources = reader(kind.sources) if kind.sources else item_sources
        for found in sources(document, context):
            yield found if isinstance(found, BadRecord) else source_or_fault(found, name)
    except InputError as error:
        yield from bad_records(error, name)


def format_of(
    data: bytes | str, name: str | None, as_type: str | None, content_type: str | None
) -> Format:
    """Returns the format in which to read a document: as requested, by header, content or name.

    For a document that is not text at all (a PDF, an archive), the content decides whatever the
    header says.

    Raises UnsupportedFormat for an unknown name, and if the requested format is not that of a
    document whose characters are not what readers see: an editor's JSON, a PDF.
    """
    if as_type is None:
        found_kind = recognised(data, name)
        return found_kind if found_kind.packed else format_of_media_type(content_type) or found_kind
    kind = format_named(as_type)
    if kind is None:
        meant = nearest_of(as_type, known_types())
        raise UnsupportedFormat(
            Problem(name or "", worded("unknown type {as_type}", as_type=repr(as_type)), meant)
        )
    if kind.name in TEXTS and (found := no_text(data)):
        raise misnamed(found, kind.name, name or "")
    return kind


def misnamed(found: str, asked: str, place: str) -> UnsupportedFormat:
    """Returns what is wrong if the requested format is not that of the document."""
    hint = "send it as a document (a file), without a type"
    return UnsupportedFormat(
        Problem(place, worded("this is {found}, not {asked}", found=found, asked=asked), hint)
    )


def as_words(draft: Draft, name: str | None, document: Document | None = None) -> Draft:
    """Returns a draft whose characters are words; encoded blocks in it are reported as unread.

    `document` is the one that was opened: where the text is all of it, it is no file of another
    program. Raises UnsupportedFormat for a text that consists of base64 or the like.
    """
    kind = document.kind if document is not None and document.data is draft.text else None
    if kind is not None and kind.unzipped and not kind.packed:  # as `opened` asked
        refuse_encoded(draft.text, name or "")
    else:
        refuse_no_words(draft.text, name or "")
    blocks = encoded_blocks(draft.text)
    return replace(draft, parts_unread=(*draft.parts_unread, *blocks)) if blocks else draft


def refuse_no_words(text: str, place: str) -> None:
    """Raises UnsupportedFormat for characters that are a file or an encoding and not words."""
    refuse_unread(text, place)
    if found := no_text(text, packed=True):
        raise misnamed(found, "text", place)
    refuse_encoded(text, place)


def words_or_fault(draft: Draft, place: str) -> Draft | BadRecord:
    """Returns one of many drafts as `as_words` does, or the reason why it is none."""
    try:
        return as_words(draft, place)
    except UnsupportedFormat as error:
        return replace(next(bad_records(error, place)), id=draft.id)


def source_or_fault(source: Source, place: str) -> Source | BadRecord:
    """Returns a source with words, or the reason why no copy of it could ever be found."""
    try:
        refuse_no_words(source.text, place)
    except UnsupportedFormat as error:
        return replace(next(bad_records(error, place)), id=source.id)
    return source


def opened(
    data: bytes | str,
    kind: Format,
    name: str | None,
    *,
    content_type: str | None = None,
    zone: str | None = None,
    recover: bool = False,
    nest: Nesting | None = None,
    told: bool = False,
) -> Document:
    """Returns the document after removing gzip, with its format; `told` that it is known as text.

    Raises InputError as `unpacked` does, and UnsupportedFormat for an unsupported format.
    """
    place = name or ""
    if kind.unzipped and isinstance(data, bytes) and data.startswith(GZIP):
        data = unpacked(data, place)
        if kind.packed:
            kind = recognised(data, name)
    if kind.unzipped:
        refuse_unread(data, place)
    if kind.unzipped and not (kind.packed or told) and (found := no_text(data, packed=True)):
        raise misnamed(found, kind.name, place)
    return Document(data, kind, place, content_type, zone, recover, nest or Nesting())


def items_of(document: Document) -> Iterator[WireItem | BadRecord]:
    """Yields the items of a document of a wire format.

    Raises InputError for a document that cannot be read at all.
    """
    kind, place, zone = document.kind, document.place, document.zone
    if not document.data.strip():
        raise InputError(Problem(place, "empty document", "nothing to read"))
    read = reader(kind.items)
    if kind.syntax == "xml":
        from checker.formats.xml.items import xml_items  # a parser that most checks do not need

        yield from xml_items(document, read)
    elif kind.syntax == "json":
        value, notes = load_json(decode_json(document.data, place), place)
        yield from read(value, place=place, zone=zone, notes=notes)
    else:
        yield from read(document.data, place=place, zone=zone)


def item_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the items of a document of a wire format as sources."""
    for item in items_of(document):
        if isinstance(item, BadRecord):
            yield item
        else:
            yield from to_source(item, context)


def only_draft(found: Sequence[Draft | BadRecord], place: str) -> Draft:
    """Returns the one draft that was read; raises InputError for none and for several."""
    drafts = [d for d in found if isinstance(d, Draft)]
    if len(drafts) == 1:
        return drafts[0]
    if not drafts:
        problems = [Problem(b.place, b.what, b.hint) for b in found if isinstance(b, BadRecord)]
        raise InputError(*(problems or [Problem(place, "the document contains no text")]))
    what = worded("the file contains {count} documents", count=len(drafts))
    raise InputError(Problem(place, what, "check them as a batch, or one by one"))


def unpacked(data: bytes, place: str) -> bytes:
    """Returns the content of a gzip file of one or several members; any other file unchanged.

    Raises InputError for a gzip file that is damaged, truncated or too large when unpacked.
    """
    if not data.startswith(GZIP):
        return data
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest:
        engine = zlib.decompressobj(wbits=31)
        try:
            piece = engine.decompress(rest, MAX_UNPACKED - size + 1)
        except zlib.error as error:
            raise DamagedInput(
                Problem(place, worded("damaged gzip: {error}", error=error))
            ) from error
        size += len(piece)
        if size > MAX_UNPACKED:
            raise InputError(Problem(place, "too large when unpacked"))
        if not engine.eof:
            raise DamagedInput(Problem(place, "the gzip file is truncated", "send it again"))
        pieces.append(piece)
        rest = engine.unused_data.lstrip(b"\0")
    return b"".join(pieces)
