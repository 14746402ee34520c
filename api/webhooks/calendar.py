"""Events caused by time: stories to take down, agreements that end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from checker.errors import AgreementError
from checker.licensing import Agreement
from checker.store import Expiring, Store, piece_names
from checker.times import rfc3339

__all__ = ["KEPT", "due_events"]

LATE = timedelta(days=5)  # down over a long weekend, it still tells what it missed
WARN_DAYS = (30, 7, 1)
KEPT = timedelta(days=max(WARN_DAYS)) + LATE  # the longest that an event stays due


def due_events(store: Store, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yields the events that are due, each with a key that prevents sending it twice."""
    found = [*_retention(store, now), *_agreements(store, now), *_audits(store, now)]
    return iter(found)


def _retention(store: Store, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for piece in store.checks.expiring(now, since=now - LATE):
        if piece.event.at >= now - LATE:
            key = f"retention.due:{piece.head.check}:{rfc3339(piece.event.at)}"
            yield key, "retention.due", _piece(piece)


def _piece(piece: Expiring) -> dict[str, Any]:
    return {
        **piece_names(piece.head),
        "verdict": piece.head.verdict,
        "text_sha256": piece.head.text_sha256,
        "standing": piece.head.standing,
        "next_event": {
            "at": rfc3339(piece.event.at),
            "action": piece.event.action,
            "reason": piece.event.reason,
            "owner": piece.event.owner,
        },
    }


def _agreements(store: Store, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for document in store.agreements.all():
        try:
            agreement = Agreement.from_document(document, f"agreement {document.get('id')}")
        except AgreementError:
            continue  # refused when it is used, with its place; there is no end to tell
        end = agreement.valid.end
        if end is None or end <= now:
            continue
        left = (end - now).days
        days = next((limit for limit in sorted(WARN_DAYS) if left < limit), None)
        if days is not None:
            key = f"agreement.expiring:{agreement.id}:{rfc3339(end)}:{days}"
            data = {"agreement": agreement.id, "owner": agreement.owner, "at": rfc3339(end)}
            yield key, "agreement.expiring", data


def _audits(store: Store, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Runs that are finished, whoever started them."""
    for audit in store.audits.page(20):
        if audit.finished is not None and audit.finished >= now - LATE:
            told = {"audit": audit.id, "status": audit.status, "summary": audit.summary}
            yield f"audit.completed:{audit.id}", "audit.completed", told
