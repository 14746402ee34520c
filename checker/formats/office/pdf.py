"""PDF: the text of every page in reading order.

Pages that are only pictures are reported as unread.

Needs the extra `documents` (pypdfium2, which is PDFium, the engine of a browser).
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Final

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.extras import to_install
from checker.formats.format import Document
from checker.formats.items import BadRecord
from checker.formats.office.paragraphs import STATED, read_comments, stated_title
from checker.formats.office.pdf_page import SCANNED, page_paragraphs
from checker.formats.text import MAX_CHARACTERS, read_text
from checker.models.draft import Draft, LeftOut, Metadatum
from checker.times import parse_time, rfc3339
from checker.wording import plural, worded

__all__ = ["pdf_drafts"]

CONTENT_TYPE: Final = "application/pdf"
MOST_PAGES = 5_000
PAGE_GAP = "\n\n"
STATES = (("Title", "title"), ("Author", "creator"), ("CreationDate", "created"))
MOMENT = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?")
FORM = "a form that the program of its maker draws (XFA)"
PASSWORD = 4  # FPDF_ERR_PASSWORD


def pdf_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the one draft of a PDF; `Draft.pages` has the offsets at which its pages begin.

    Raises:
        UnsupportedFormat: the extra is missing, a password is needed, or all pages are pictures.
        DamagedInput: it is damaged.
        InputError: it is over a limit, or contains no text.
    """
    place, data = document.place, document.data
    if isinstance(data, str):
        raise UnsupportedFormat(
            Problem(place, "this is a PDF document passed as text", "provide the file itself")
        )
    with closing(opened_pdf(data, place)) as pdf:
        if len(pdf) > MOST_PAGES:
            raise InputError(
                Problem(
                    place,
                    worded("more than {MOST_PAGES:,} pages", MOST_PAGES=MOST_PAGES),
                    "provide it in parts",
                )
            )
        unread = [FORM] if opened_form(pdf) else []
        comments: list[str] = []
        pages, parts = read_pages(pdf, place, comments)
        unread += parts
        attached = [
            f"attachment {pdf.get_attachment(n).get_name()}" for n in range(pdf.count_attachments())
        ]
        metadata = tuple(statements(pdf))
    draft = draft_of(pages, (*unread, *attached), metadata, place)
    rights, size = read_comments(comments)
    left_out = (LeftOut("comments", size),) if size else ()
    yield replace(draft, rights=rights, left_out=left_out)


def opened_pdf(data: bytes, place: str) -> Any:
    """Returns the document, opened by the library."""
    try:
        import pypdfium2
    except ImportError as error:
        what = "this is a PDF document, and reading PDF needs an optional package"
        raise UnsupportedFormat(Problem(place, what, to_install("documents"))) from error
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "assword" in str(error):
            what = "this PDF document is protected by a password"
            raise UnsupportedFormat(Problem(place, what, "save it without the password")) from error
        what = worded("a damaged PDF document: {error}", error=error)
        raise DamagedInput(Problem(place, what, "send it again")) from error


def opened_form(pdf: Any) -> bool:
    """Opens the form of a document, if any; returns whether its fields lie where none is read."""
    from pypdfium2 import raw

    kind = pdf.get_formtype()
    if kind != raw.FORMTYPE_NONE:
        pdf.init_forms()
    return bool(kind == raw.FORMTYPE_XFA_FULL)


def read_pages(pdf: Any, place: str, comments: list[str]) -> tuple[list[list[str]], list[str]]:
    """Returns the paragraphs of each page, and what was not read; `comments` gets those on them."""
    pages: list[list[str]] = []
    unread: list[str] = []
    size = 0
    for number in range(len(pdf)):
        found, why = page_paragraphs(pdf, number, comments)
        size += sum(map(len, found))
        if size > MAX_CHARACTERS:
            limit = f"the limit is {MAX_CHARACTERS // 1024**2} million characters"
            raise InputError(Problem(place, "too large", limit))
        pages.append(found)
        unread += [f"page {number + 1} ({reason})" for reason in why]
    return pages, unread


def draft_of(
    pages: Sequence[Sequence[str]],
    unread: tuple[str, ...],
    metadata: tuple[Metadatum, ...],
    place: str,
) -> Draft:
    """Returns the draft of the consecutive pages; words divided at a page's end stay divided."""
    pieces: list[str] = []
    starts: list[int] = []
    size = 0
    for page in pages:
        block = PAGE_GAP.join(page)
        if block and pieces:
            pieces.append(PAGE_GAP)
            size += len(PAGE_GAP)
        starts.append(size)
        if block:
            pieces.append(block)
            size += len(block)
    text = "".join(pieces)
    if not text.strip():
        raise without_text(len(pages), unread, place)
    draft = read_text(text, name=place)
    return replace(
        draft,
        title=stated_title(metadata),
        content_type=CONTENT_TYPE,
        metadata=metadata,
        pages=tuple(starts),
        parts_unread=unread,
    )


def without_text(pages: int, unread: tuple[str, ...], place: str) -> InputError:
    """Returns why a document yielded no text."""
    if any(SCANNED in part for part in unread):
        what = plural(
            "a scanned PDF document: {n} page of pictures without text",
            "a scanned PDF document: {n} pages of pictures without text",
            pages,
        )
        hint = "recognise its text first (OCR), for example with ocrmypdf"
        return UnsupportedFormat(Problem(place, what, hint))
    if unread:
        return UnsupportedFormat(
            Problem(
                place,
                worded("nothing of it was read: {unread}", unread=unread[0]),
                "save it as text",
            )
        )
    return InputError(Problem(place, "the document contains no text"))


def statements(pdf: Any) -> Iterator[Metadatum]:
    """Yields what the document states of itself."""
    known = pdf.get_metadata_dict(skip_empty=True)
    for key, name in STATES:
        value = str(known.get(key, "")).strip()
        if name == "created":
            value = moment(value)
        if value:
            yield Metadatum(f"{STATED}{name}", value)


def moment(value: str) -> str:
    """Returns a date of PDF (D:20260102T...) in RFC 3339, or ""."""
    found = MOMENT.match(value)
    if found is None:
        return ""
    year, month, day, hour, minute, second, utc, hours, minutes = found.groups()
    written = (
        f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    )
    offset = f"{hours}:{minutes or '00'}" if hours else ("Z" if utc else "")
    read = parse_time(written + offset)
    return rfc3339(read.when) or "" if read is not None else ""
