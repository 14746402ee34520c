"""Web archives (WARC 0.18 to 1.1, plain, gzip or LZ4; also inside a WACZ): pages as documents.

As drafts, texts, feeds and items in JSON are documents too (`responses`); sources are pages alone.

Needs the extra `warc`. Libraries stop silently where a file was truncated, so what they read is
compared with the lengths that the records and the compression state: a truncated file is always
reported.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from zipfile import BadZipFile, ZipFile

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats.archive.responses import left_out, may_be_read, other_documents
from checker.formats.archive.revisits import Revisits
from checker.formats.as_source import to_source
from checker.formats.assets import PEEKED
from checker.formats.format import Document, Format
from checker.formats.html.document import read_html
from checker.formats.items import BadRecord, Context
from checker.formats.pages import item_of_page
from checker.formats.registry import format_of_media_type, reader, recognised
from checker.formats.signatures import head_of, is_gzip, unpacked_head
from checker.formats.unread import refuse_unread, unread, unread_media_type
from checker.models.draft import Draft, Metadatum
from checker.models.source import Source
from checker.wording import worded

__all__ = ["archive_drafts", "archive_sources"]

PAGES = ("text/html", "application/xhtml+xml")
CAPTURED = "warc:date"
MAX_PAGE = 8 * 1024 * 1024
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,7})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
GZIP, LZ4, ZIP = b"\x1f\x8b", b"\x04\x22\x4d\x18", b"PK\x03\x04"


def archive_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the pages of an archive as sources; their ids are their addresses."""
    for found in pages_of(content_of(document), document.place, others=False):
        if isinstance(found, BadRecord):
            yield found
        else:
            item = item_of_page(found, found.url or document.place)
            yield from to_source(replace(item, id=found.id), context)


def archive_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the documents of an archive as drafts, and a record for each unreadable part.

    Raises UnsupportedFormat for ARC files.
    """
    yield from pages_of(content_of(document), document.place, others=True)


def content_of(document: Document) -> bytes:
    """Returns the bytes of an archive."""
    data = document.data
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def pages_of(data: bytes, place: str, *, others: bool) -> Iterator[Draft | BadRecord]:
    """Yields the pages of an archive, or of the archives in a package, and `others`."""
    if data.startswith(ZIP):
        yield from packed_archives(data, place, others=others)
        return
    if data.startswith(b"filedesc:") or gunzipped_start(data).startswith(b"filedesc:"):
        raise UnsupportedFormat(
            Problem(place, "an ARC file (the predecessor of WARC)", "convert it to WARC first")
        )
    yield from records_of(data, place, others=others)
    yield from cut_off(data, place)


def packed_archives(data: bytes, place: str, *, others: bool) -> Iterator[Draft | BadRecord]:
    """Yields the archives inside a WACZ package."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            names = [n for n in package.namelist() if n.startswith("archive/") and "warc" in n]
            for name in names:
                if package.getinfo(name).file_size > 1024 * MAX_PAGE:
                    yield BadRecord(f"{place}/{name}", "too large inside a package", "unpack it")
                    continue
                yield from pages_of(package.read(name), f"{place}/{name}", others=others)
            if not names:
                yield BadRecord(place, "a ZIP file without a WARC inside")
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise DamagedInput(
            Problem(place, worded("a damaged package: {error}", error=error))
        ) from error


def records_of(data: bytes, place: str, *, others: bool) -> Iterator[Draft | BadRecord]:
    """Yields the documents of an archive; a record shorter than it states is reported."""
    iterator, any_type = open_archive(data)
    revisits = Revisits(any_type, is_read)
    number = 0
    while True:
        try:
            record = next(iterator, None)
        except Exception as error:
            yield BadRecord(
                f"{place}#{number + 1}", worded("the archive is damaged here: {error}", error=error)
            )
            return
        if record is None:
            break
        number += 1
        revisits.note(record, f"{place}#{number}")
        yield from record_page(record, any_type, f"{place}#{number}", others=others)
    if number == 0:
        raise DamagedInput(Problem(place, "no WARC record could be read"))
    if others:
        yield from revisits.elsewhere()


def open_archive(data: bytes) -> tuple[Iterator[Any], Any]:
    """Returns the library's iterator over an archive, and its record types."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream = io.BytesIO(data)
    return iter(ArchiveIterator(stream, parse_http=True, strict_mode=False)), WarcRecordType


def record_page(
    record: Any, types: Any, place: str, *, others: bool
) -> Iterator[Draft | BadRecord]:
    """Yields the page of one record, if it holds one; with `others`, any document."""
    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    if record.record_type == types.continuation:
        what = worded("a further part of a record, which was not joined: {url}", url=url)
        yield BadRecord(place, what, "write the archive without segments", id=url or None)
    wanted = [types.response, types.resource, *([types.conversion] if others else [])]
    if record.record_type not in wanted:
        return
    kind = page_type(record, types)
    document = unread_media_type(kind)
    http = record.http_headers
    if http is not None and http.status_code and not 200 <= http.status_code < 300:
        return
    beginning, other = b"", False
    if document is None and not is_read(kind):
        beginning = begun(record)
        start = unchunked(beginning, http)
        if not is_misnamed_document(start, http):
            other = others and may_be_read(kind, start, http, url)
            if not other:
                if others:
                    yield left_out(url, place)
                return
    if document is not None:
        yield BadRecord(
            place,
            worded("{url}: {what}, which cannot be read", url=url, what=document.what),
            id=url,
        )
        return
    if record.headers.get("WARC-Truncated"):
        yield BadRecord(
            place,
            worded("truncated when it was archived: {url}", url=url),
            "fetch it again",
            id=url,
        )
    try:
        body = beginning + record.reader.read(MAX_PAGE + 1 - len(beginning))
    except Exception as error:
        yield BadRecord(
            place, worded("cannot be read: {url}: {error}", url=url, error=error), id=url
        )
        return
    if len(body) > MAX_PAGE:
        yield BadRecord(
            place,
            worded("a page larger than {max_page} bytes: {url}", max_page=MAX_PAGE, url=url),
            id=url,
        )
        return
    left = getattr(record, "content_length", 0) - len(body)
    try:
        body = decoded(body, http, place)
        refuse_unread(body, place)
        if (packed := recognised(body)).packed:
            yield from segment_of(record, packed_page(body, packed, url, place))
            return
        if other:
            if http is not None and short_of(http, body) and left > 0:
                yield cut_record(url, place)
                return
            yield from segment_of(record, other_documents(body, kind, url, place))
            return
        if kind.partition(";")[0].strip().lower() not in PAGES:
            yield BadRecord(
                place,
                worded("{url}: does not match its header ({kind})", url=url, kind=kind),
                id=url,
            )
            return
        draft = read_html(body, content_type=kind, name=url or place)
    except InputError as error:
        problem = error.problems[0]
        yield BadRecord(
            place, worded("{url}: {what}", url=url, what=problem.what), problem.hint, id=url
        )
        return
    if http is not None and short_of(http, body) and left > 0:
        yield cut_record(url, place)
        return
    stated = draft.url if (draft.url or "").startswith("http") else None
    yield from segment_of(record, [replace(draft, url=stated or url or None, id=url or None)])


def segment_of(record: Any, found: Iterable[Draft | BadRecord]) -> Iterator[Draft | BadRecord]:
    """Yields the documents of a record, with the moment at which the archive saw them online.

    Of one in segments, only the first part is there.
    """
    segmented = bool(record.headers.get("WARC-Segment-Number"))
    fetched = (record.headers.get("WARC-Date") or "").strip()
    seen = (Metadatum(CAPTURED, fetched, "site"),) if fetched else ()
    for one in found:
        if isinstance(one, Draft):
            truncated = segmented or one.truncated
            yield replace(one, truncated=truncated, metadata=(*one.metadata, *seen))
        else:
            yield one


def cut_record(url: str, place: str) -> BadRecord:
    """Returns the report of a response that is shorter than its header states."""
    what = worded("shorter than its record states: {url}", url=url)
    return BadRecord(place, what, "the file is truncated", id=url)


def is_read(content_type: str) -> bool:
    """Returns whether a response may be a page or a document in a readable format (PDF, Word)."""
    media_type = content_type.partition(";")[0].strip().lower()
    known = format_of_media_type(media_type)
    return media_type in PAGES or (known is not None and known.packed)


def begun(record: Any) -> bytes:
    """Returns the first bytes of a record; none if they cannot be read."""
    try:
        return bytes(record.reader.read(PEEKED))
    except Exception:  # nothing that is read: what its type says is believed
        return b""


def is_misnamed_document(beginning: bytes, http: Any) -> bool:
    """Returns whether a response of another type ("octet-stream") is a PDF or the like."""
    coded = bool(http.get("Content-Encoding", "")) if http is not None else False
    head = head_of(unpacked_head(beginning) if coded else beginning, None)
    if (kind := unread(head)) is not None:
        return kind.document and not is_gzip(head)  # a map of the site is no document
    return recognised(head.given).packed


def packed_page(body: bytes, kind: Format, url: str, place: str) -> Iterator[Draft | BadRecord]:
    """Yields the draft of a PDF or an office document; an archive in a crawl is only reported."""
    if kind.many:
        yield BadRecord(
            place,
            worded("{url}: {no_text} inside a web archive", url=url, no_text=kind.no_text),
            "provide it on its own",
            id=url,
        )
        return
    for draft in reader(kind.drafts)(Document(body, kind, url or place)):
        yield replace(draft, url=url or None, id=url or None)


def page_type(record: Any, types: Any) -> str:
    """Returns the media type of a record's content."""
    if record.record_type in (types.resource, types.conversion):
        return str(record.headers.get("Content-Type", ""))
    if record.http_headers is None:
        return ""
    return str(record.http_headers.get("Content-Type", "") or "text/html")


def decoded(body: bytes, http: Any, place: str) -> bytes:
    """Returns a body after removing its codings; Brotli is not supported here."""
    body = unchunked(body, http)
    coding = str(http.get("Content-Encoding", "") or "").strip().lower() if http else ""
    if coding in ("", "identity") or (coding == "gzip" and not body.startswith(GZIP)):
        return body
    if coding in ("gzip", "x-gzip", "deflate"):
        wbits = 31 if "gzip" in coding else (15 if body[:1] == b"\x78" else -15)
        engine = zlib.decompressobj(wbits=wbits)
        try:
            plain = engine.decompress(body, MAX_PAGE + 1)
        except zlib.error as error:
            raise DamagedInput(
                Problem(place, worded("damaged {coding}: {error}", coding=coding, error=error))
            ) from error
        if len(plain) > MAX_PAGE:
            raise InputError(Problem(place, "too large when unpacked"))
        return plain
    raise UnsupportedFormat(Problem(place, worded("compressed with '{coding}'", coding=coding)))


def unchunked(body: bytes, http: Any) -> bytes:
    """Returns a body without the sizes of its chunks; unchanged if a crawler has removed them."""
    if http is None or "chunked" not in str(http.get("Transfer-Encoding", "") or "").lower():
        return body
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        size = CHUNK.match(body, at)
        if size is None:
            return body
        start, length = size.end(), int(size[1], 16)
        if length == 0:
            break
        pieces.append(body[start : start + length])
        at = start + length
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return b"".join(pieces)


def short_of(http: Any, body: bytes) -> bool:
    """Returns whether a body is shorter than its HTTP header states."""
    stated = str(http.get("Content-Length", "") or "")
    return stated.isdigit() and len(body) < int(stated)


def cut_off(data: bytes, place: str) -> Iterator[BadRecord]:
    """Yields a record if the file ends before its last record does."""
    if data.startswith(GZIP):
        if not gzip_complete(data):
            yield BadRecord(
                place,
                "the archive is truncated: its last gzip member has no end",
                "copy the file again; the part before the damage was read",
            )
    elif data.startswith(LZ4):
        return  # the library checks the frames itself
    elif not plain_complete(data):
        yield BadRecord(
            place,
            "the archive is truncated: its last record is shorter than it states",
            "copy the file again; the part before the damage was read",
        )


def gzip_complete(data: bytes) -> bool:
    """Returns whether every gzip member of a file is complete, using constant memory."""
    at = memoryview(data)
    while len(at):
        engine = zlib.decompressobj(wbits=31)
        position = 0
        while not engine.eof:
            piece = at[position : position + 65536]
            if not len(piece):
                return False
            position += len(piece)
            chunk: bytes = bytes(piece)
            try:
                while chunk and not engine.eof:
                    engine.decompress(chunk, 1 << 20)
                    chunk = engine.unconsumed_tail
            except zlib.error:
                return False
        at = at[position - len(engine.unused_data) :]
        if not bytes(at[:64]).strip(b"\0"):
            return True
    return True


def plain_complete(data: bytes) -> bool:
    """Returns whether the last record of an uncompressed file is as long as its header says."""
    at = data.rfind(b"WARC/1.")
    while at > 0 and data[at - 2 : at] not in (b"\r\n", b"\n\n"):
        at = data.rfind(b"WARC/1.", 0, at)
    end = data.find(b"\r\n\r\n", at)
    if end < 0:
        return False
    for line in data[at:end].split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return len(data) >= end + 4 + int(value)
    return False


def gunzipped_start(data: bytes) -> bytes:
    """Returns the first bytes inside gzip."""
    if not data.startswith(GZIP):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65536], 64)
    except zlib.error:
        return b""
