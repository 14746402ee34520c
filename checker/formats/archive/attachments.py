"""E-mails with attachments: the message is one document, and every attachment another."""

import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from checker.formats.archive.container import inner_drafts
from checker.formats.format import Document
from checker.formats.items import BadRecord, to_draft
from checker.formats.nesting import Nesting
from checker.formats.wire.mail import (
    SIGNATURES,
    attachments,
    mail_item,
    messages_of,
    own_unread,
)
from checker.models.draft import Draft

__all__ = ["mail_drafts"]


def mail_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the messages of a mail or a mailbox, each before its attachments.

    An attachment that cannot be read is reported as an unread part of its message. Raises
    InputError for a message that cannot be read or is nested too deeply.
    """
    nest = document.nest.inner(document.place)
    for where, message in messages_of(document.data, document.place):
        unread = [*own_unread(message)]
        drafts: list[Draft] = []
        for number, part in enumerate(attachments(message), 1):
            found = attached(part, number, where, nest)
            drafts += [one for one in found if isinstance(one, Draft)]
            unread += [f"attachment {told(one)}" for one in found if isinstance(one, BadRecord)]
        item = replace(mail_item(message, where, document.zone), parts_unread=tuple(unread))
        if item.body or item.title or not drafts:
            yield to_draft(item)
        yield from drafts


def attached(part: EmailMessage, number: int, place: str, nest: Nesting) -> list[Draft | BadRecord]:
    """Returns the documents of one attachment."""
    kind = part.get_content_type()
    if kind in SIGNATURES:
        return []
    if kind == "message/rfc822":
        inner = part.get_payload(0)
        content = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        suffix = ".eml"
    else:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        suffix = mimetypes.guess_extension(kind) or ""
    name = part.get_filename() or f"{number}{suffix}"
    where = f"{place}/{name}"
    nest.take(len(content), where)
    if not content.strip():
        return [BadRecord(where, "empty", inside=name)]
    found = [one for one in inner_drafts(content, name, where, nest) if wanted(one)]
    return found or [BadRecord(where, "no text in it", inside=name)]


def wanted(found: Draft | BadRecord) -> bool:
    """Returns whether it is a document, or one that could not be read."""
    return isinstance(found, Draft) or found.kind == "bad"


def told(record: BadRecord) -> str:
    """Returns the report of an attachment that was not read, with the reason."""
    return f"{record.inside} ({record.what})" if record.inside else record.what
