"""Values of the store as the API's JSON."""

from datetime import datetime
from typing import Any

from checker.models import Item, NextEvent, Passage, Rights
from checker.report import use_document
from checker.store import (
    Audit,
    Contract,
    Delivery,
    Key,
    Recalled,
    Registered,
    StoredCheck,
    Webhook,
)
from checker.times import rfc3339

__all__ = [
    "agreement_document",
    "audit_document",
    "check_head",
    "delivery_document",
    "key_document",
    "recalled_document",
    "rights_document",
    "source_document",
    "webhook_document",
]


def source_document(entry: Registered) -> dict[str, Any]:
    """One licensed item as lists show it."""
    item: Item = entry.item
    return {
        "id": item.source,
        "owner": item.owner,
        "title": entry.title,
        "version": item.newest_version,
        "published": rfc3339(item.published),
        "received": rfc3339(item.received),
        "media": item.media,
        "language": item.language,
        "status": status_of(item),
        "killed_at": rfc3339(item.killed_at),
        "killed_by": item.killed_by,
        "rights": rights_document(item.rights),
        "revision": entry.revision,
    }


def status_of(item: Item) -> str:
    """One word for where an item stands."""
    if item.killed_at is not None:
        return "killed"
    return item.rights.status or "usable"


def rights_document(rights: Rights) -> dict[str, Any]:
    """What the provider says, without what it does not say."""
    told: dict[str, Any] = {}
    for name in Rights.__dataclass_fields__:
        value = getattr(rights, name)
        if value is None or value == ():
            continue
        if isinstance(value, datetime):
            told[name] = rfc3339(value)
        elif name == "fields":
            told[name] = [{"path": field.path, "value": field.value} for field in value]
        else:
            told[name] = list(value) if isinstance(value, tuple) else value
    return told


def agreement_document(contract: Contract) -> dict[str, Any]:
    """An agreement in force, and since when."""
    return {
        "id": contract.id,
        "digest": contract.digest,
        "at": rfc3339(contract.at),
        "by": contract.by,
        "document": contract.document,
    }


def check_head(check: StoredCheck) -> dict[str, Any]:
    """A stored check as lists show it."""
    return {
        "check": check.check,
        "id": check.document,
        "revision": check.revision,
        "title": check.title,
        "url": check.url,
        "checked_at": rfc3339(check.checked_at),
        "verdict": check.verdict,
        "complete": check.complete,
        "message": check.result.get("message"),
        "text_sha256": check.text_sha256,
        "use": use_document(check.use),
        "next_event": event_document(check.next_event),
        "latest": check.latest,
    }


def event_document(event: NextEvent | None) -> dict[str, Any] | None:
    """What happens next to a piece."""
    if event is None:
        return None
    return {
        "at": rfc3339(event.at),
        "action": event.action,
        "reason": event.reason,
        "owner": event.owner,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "start": passage.start,
        "end": passage.end,
        "source_start": passage.source_start,
        "source_end": passage.source_end,
        "class": passage.cls,
        "words": passage.words,
    }


def recalled_document(piece: Recalled) -> dict[str, Any]:
    """A piece that uses a recalled item."""
    return {
        "check": piece.check,
        "id": piece.document,
        "revision": piece.revision,
        "audit": piece.audit,
        "url": piece.url,
        "title": piece.title,
        "checked_at": rfc3339(piece.checked_at),
        "verdict": piece.verdict,
        "text_sha256": piece.text_sha256,
        "current": piece.current,
        "uses": [
            {
                "source": use.source,
                "version": use.version,
                "class": use.cls,
                "words": use.words,
                "late": use.late,
                "passages": [_passage(passage) for passage in use.passages],
            }
            for use in piece.uses
        ],
    }


def key_document(key: Key) -> dict[str, Any]:
    """A key without anything secret."""
    return {
        "id": key.id,
        "label": key.label,
        "scopes": list(key.scopes),
        "created": rfc3339(key.created),
        "expires": rfc3339(key.expires),
        "revoked_at": rfc3339(key.revoked_at),
        "used_at": rfc3339(key.used_at),
    }


def webhook_document(hook: Webhook) -> dict[str, Any]:
    """A webhook without its secrets."""
    return {
        "id": hook.id,
        "url": hook.url,
        "events": list(hook.events),
        "created": rfc3339(hook.created),
        "disabled_at": rfc3339(hook.disabled_at),
        "secrets": len(hook.secrets),
    }


def delivery_document(delivery: Delivery) -> dict[str, Any]:
    """What became of a message."""
    return {
        "id": delivery.id,
        "event": delivery.event,
        "created": rfc3339(delivery.created),
        "attempts": delivery.attempts,
        "due": rfc3339(delivery.due),
        "delivered_at": rfc3339(delivery.delivered_at),
        "status": delivery.status,
        "error": delivery.error,
    }


def audit_document(audit: Audit) -> dict[str, Any]:
    """A run over an archive."""
    return {
        "id": audit.id,
        "status": audit.status,
        "started": rfc3339(audit.started),
        "finished": rfc3339(audit.finished),
        "parameters": audit.parameters,
        "summary": audit.summary,
    }
