"""E-mails with a story in them (RFC 5322, MIME), as agencies and stringers send."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from html import unescape

from checker.errors import DamagedInput, Problem
from checker.formats.charset import byte_order_mark, decode
from checker.formats.items import BadRecord, WireItem, article_head
from checker.formats.markup import Markup, from_html, plain_blocks
from checker.formats.rights import RightsBuilder
from checker.formats.wire.lines import note_lines
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = [
    "READING_FAULTS",
    "SIGNATURES",
    "attachments",
    "mail_item",
    "messages_of",
    "own_unread",
    "read_mail",
]

# The standard library raises all of these for broken headers and encodings.
READING_FAULTS = (
    MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError,
)  # fmt: skip
SIGNATURES = frozenset((
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
))  # fmt: skip
TEXTS = ("text/plain", "text/html")
ELSEWHERE = ("message/external-body", "multipart/encrypted")
# Parts beside a text that are pictures in it, or the same text in another form.
BESIDE_A_TEXT = ("text/", "image/", "audio/", "video/", "font/")
MAILBOX = re.compile(rb"\r?\n\r?\n(?=From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n[A-Za-z-]+:)")  # RFC 4155


def read_mail(data: bytes | str, *, place: str, zone: str | None) -> Iterator[WireItem | BadRecord]:
    """Yields the item of a message, or of each message of a mailbox.

    Attachments are named, not opened.
    """
    for where, message in messages_of(data, place):
        yield mail_item(message, where, zone)


def messages_of(data: bytes | str, place: str) -> Iterator[tuple[str, EmailMessage]]:
    """Yields the messages of a mail or a mailbox with their places.

    Raises:
        DamagedInput: a message cannot be read.
    """
    if isinstance(data, bytes) and byte_order_mark(data)[0]:
        data = decode(data).text  # the parser knows single bytes only
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    raw = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    messages = MAILBOX.split(raw) if raw.startswith(b"From ") else [raw]
    for number, part in enumerate(messages, 1):
        where = f"{place}#{number}" if len(messages) > 1 else place
        try:
            message = BytesParser(policy=policy.default).parsebytes(part)
        except READING_FAULTS as error:
            raise DamagedInput(
                Problem(where, worded("not a readable message: {error}", error=error))
            ) from error
        yield where, message


def mail_item(message: EmailMessage, place: str, zone: str | None) -> WireItem:
    """Returns a parsed message as an item; its attachments are parts that were not read.

    Raises:
        DamagedInput: a header or an encoding cannot be read.
    """
    try:
        return _item(message, place, zone)
    except READING_FAULTS as error:
        raise DamagedInput(
            Problem(place, worded("not a readable message: {error}", error=error))
        ) from error


def attachments(message: EmailMessage) -> list[EmailMessage]:
    """Returns the attachments of a message.

    Raises:
        DamagedInput: a header cannot be read.
    """
    try:
        return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    except READING_FAULTS as error:
        raise DamagedInput(
            Problem("", worded("not a readable message: {error}", error=error))
        ) from error


def attachment_name(part: EmailMessage) -> str:
    """Returns the name of an attachment, else its type."""
    return part.get_filename() or part.get_content_type()


def _item(message: EmailMessage, place: str, zone: str | None) -> WireItem:
    damage: list[str] = []
    markup, others = body_of(message, damage)
    subject = header(message, "subject")
    name, address = parseaddr(header(message, "from"))
    rights = RightsBuilder(zone)
    for line in note_lines([subject, *(b.text for b in markup.blocks[:3])]):
        rights.add("editors_note", "mail", line)
    domain = address.rpartition("@")[2]
    return WireItem(
        place=place,
        content_type="message/rfc822",
        id=header(message, "message-id").strip("<> ") or None,
        title=subject or None,
        language=header(message, "content-language") or None,
        published=date_of(header(message, "date"), zone, damage),
        byline=name or None,
        providers=tuple(p for p in (header(message, "organization"), domain) if p),
        head=article_head([subject], name),
        body=tuple(markup.blocks),
        rights=rights.build(),
        metadata=(
            *([Metadatum("mail:from", f"{name} <{address}>".strip())] if address else []),
            *(Metadatum("mail:alternative.articlebody", words) for words in others),
        ),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=tuple(damage),
        parts_unread=(
            *own_unread(message),
            *(f"attachment {attachment_name(p)}" for p in attachments(message)),
        ),
    )


def own_unread(message: EmailMessage) -> tuple[str, ...]:
    """Returns what of the message itself cannot be read: a PDF as its body, a part of a message.

    Raises:
        DamagedInput: a header cannot be read.
    """
    apart = {id(part) for top in attachments(message) for part in top.walk()}
    try:
        kinds = [p.get_content_type() for p in message.walk() if id(p) not in apart]
        leaves = [p.get_content_type() for p in own_parts(message) if id(p) not in apart]
        has_text = any(kind in TEXTS for kind in leaves)
        unread = [kind for kind in kinds if kind in ELSEWHERE]
        if message.get_content_type() == "message/partial":
            number, total = message.get_param("number", "?"), message.get_param("total", "?")
            unread.append(f"the other parts of the message, of which this is {number} of {total}")
    except READING_FAULTS as error:
        raise DamagedInput(
            Problem("", worded("not a readable message: {error}", error=error))
        ) from error
    for kind in leaves:
        known = kind in TEXTS or kind in SIGNATURES
        if not known and not (has_text and kind.startswith(BESIDE_A_TEXT)):
            unread.append(kind)
    return tuple(dict.fromkeys(f"the message's own part: {one}" for one in unread))


def body_of(message: EmailMessage, damage: list[str]) -> tuple[Markup, list[str]]:
    """Returns the text of a message, and its other forms in words.

    The text is the HTML part if there is one, else the plain one.
    """
    best = Markup()
    forms: list[Markup] = []
    for part in own_parts(message):
        if part.is_attachment():
            continue
        kind = part.get_content_type()
        if kind not in TEXTS:
            continue
        words = part_text(part, damage)
        found = from_html(words) if kind == "text/html" else Markup(blocks=plain_blocks(words))
        forms.append(found)
        longer = sum(len(b.text) for b in found.blocks) > sum(len(b.text) for b in best.blocks)
        if longer or (kind == "text/html" and found.blocks):
            best = found
    damage += [f"{type(d).__name__}" for d in message.defects]
    others = (form for form in forms if form is not best and form.blocks)
    return best, ["\n".join(block.text for block in form.blocks) for form in others]


def own_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yields the parts of a message, without those of an attached message."""
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        if not part.is_multipart():
            yield part
        elif part is message or part.get_content_type() != "message/rfc822":
            waiting += [p for p in reversed(list(part.iter_parts())) if isinstance(p, EmailMessage)]


def date_of(stated: str, zone: str | None, damage: list[str]) -> datetime | None:
    """Returns when a message was sent; an unreadable date is reported as damage."""
    found = published_time(stated, zone)
    if stated and found is None:
        damage.append(f"the message's date cannot be read: {stated[:40]!r}")
    return found


def part_text(part: EmailMessage, damage: list[str]) -> str:
    """Returns the text of a part; an unknown or wrong charset is reported and guessed."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(payload or "").encode()
    if not raw.strip():
        return ""
    name = part.get_content_charset() or ""
    try:
        return raw.decode(name) if name else decode(raw).text
    except (LookupError, UnicodeDecodeError):
        damage.append(f"the charset '{name}' does not fit the text")
        return decode(raw).text


def header(message: EmailMessage, name: str) -> str:
    """Returns a header's value on one line; broken ones give what can be read."""
    try:
        return " ".join(unescape(str(message.get(name) or "")).split())
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""
