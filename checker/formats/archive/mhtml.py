"""Pages that a browser saved with all their resources, as one MIME message (RFC 2557)."""

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from checker.errors import DamagedInput, InputError, Problem
from checker.formats.charset import decode
from checker.formats.format import Document
from checker.formats.html.document import read_html
from checker.formats.registry import format_of_media_type
from checker.formats.unread import unread_media_type
from checker.formats.wire.mail import READING_FAULTS
from checker.models.draft import Draft, Metadatum
from checker.wording import worded

__all__ = ["mhtml_drafts"]

STORY = 25  # words of a frame from which on it is more than an advertisement's label
PAGES = ("text/html", "application/xhtml+xml")


def mhtml_drafts(document: Document) -> Iterator[Draft]:
    """Yields the page of a saved message; further pages in it (frames) are reported as not read.

    Raises InputError for a message that is damaged or holds no page.
    """
    data, place = document.data, document.place
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw.lstrip(b"\xef\xbb\xbf \t\r\n"))
        pages = [part for part in message.walk() if part.get_content_type() in PAGES]
        bodies = [page_bytes(page) for page in pages]
        words = [part for part in message.walk() if part.get_content_type() == "text/plain"]
        texts = [decode(page_bytes(part)).text.strip() for part in words]
        kinds = [part.get_content_type() for part in message.walk()]
    except READING_FAULTS as error:
        raise DamagedInput(
            Problem(place, worded("not a readable message: {error}", error=error))
        ) from error
    if not pages:
        raise InputError(Problem(place, "no page in the MHTML file", "save the page as HTML"))
    first = pages[0]
    draft = read_html(bodies[0], content_type=str(first.get("Content-Type", "")), name=place)
    address = str(message.get("Snapshot-Content-Location") or first.get("Content-Location") or "")
    unread = [
        f"frame {page.get('Content-Location') or number}"
        for number, (page, body) in enumerate(zip(pages[1:], bodies[1:], strict=True), 2)
        if holds_story(body)
    ]
    unread += [kind for kind in dict.fromkeys(kinds) if is_document(kind)]
    beside = (Metadatum("mhtml:alternative.articlebody", text) for text in texts if text)
    yield replace(
        draft,
        metadata=(*draft.metadata, *beside),
        url=draft.url or (address.strip() if address.startswith("http") else None),
        parts_unread=(*draft.parts_unread, *unread),
        damage=(*draft.damage, *(type(fault).__name__ for fault in message.defects)),
    )


def is_document(media_type: str) -> bool:
    """Returns whether a part is a document of its own, as a message may have it."""
    known = format_of_media_type(media_type)
    packed = known is not None and known.packed
    return packed or unread_media_type(media_type) is not None or media_type == "message/rfc822"


def page_bytes(page: EmailMessage) -> bytes:
    """Returns the bytes of a part after removing its transfer encoding."""
    payload = page.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def holds_story(body: bytes) -> bool:
    """Returns whether a frame shows more than a few words."""
    return bool(body.strip()) and len(read_html(body).text.split()) >= STORY
