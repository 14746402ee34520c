"""Messages on kills and on rights that were stated anew, queued in the transaction of the change.

A crash cannot come between a change and its message.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from checker.models.draft import Rights
from checker.models.source import Item
from checker.models.vocabulary import EventName
from checker.store.codec import moment
from checker.store.heads import piece_names
from checker.store.recall import recall
from checker.store.records import Recalled
from checker.store.webhooks import enqueue, subscribed

__all__ = ["enqueue_kill", "enqueue_rights"]

KILLED: EventName = "item.killed"
RIGHTS: EventName = "item.rights_changed"
# How the wire wrote something, and that two of its fields disagree, states nothing of its own.
_WRITTEN = ("fields", "conflicts")
STATED = tuple(name for name in Rights.__dataclass_fields__ if name not in _WRITTEN)
PIECES = 1_000  # that one message names; those beyond come in further messages


def enqueue_kill(
    connection: sqlite3.Connection,
    source: str,
    died: Sequence[str],
    *,
    at: datetime,
    reason: str | None,
) -> None:
    """Queues `item.killed` in the outbox, with all pieces that use the item.

    Args:
        connection: the connection, within the transaction of the kill.
        source: the item, or the message that withdrew others.
        died: the ids that died of it; if empty, nothing is queued.
        at: when.
        reason: the stated reason.
    """
    if died and subscribed(connection, KILLED):
        body = {"source": source, "killed": list(died), "at": moment(at), "reason": reason}
        _enqueue(connection, KILLED, body, _pieces(connection, died), at=at)


def enqueue_rights(
    connection: sqlite3.Connection, before: Item | None, after: Item, *, at: datetime
) -> None:
    """Queues `item.rights_changed` if pieces use an item of which other rights are stated now.

    Args:
        connection: the connection, within the transaction of the change.
        before: the item as it was; None if it is new.
        after: the item as it is.
        at: when.
    """
    if before is None or not subscribed(connection, RIGHTS):
        return
    changed = [
        name for name in STATED if getattr(before.rights, name) != getattr(after.rights, name)
    ]
    pieces = _pieces(connection, [after.source]) if changed else []
    if pieces:
        body = {"source": after.source, "changed": changed, "at": moment(at)}
        _enqueue(connection, RIGHTS, body, pieces, at=at)


def _pieces(connection: sqlite3.Connection, sources: Iterable[str]) -> list[Recalled]:
    """The pieces that use these items, the newest first."""
    pieces = {piece.head.check: piece for one in sources for piece in recall(connection, one)}
    return sorted(pieces.values(), key=lambda piece: piece.head.checked_at, reverse=True)


def _enqueue(
    connection: sqlite3.Connection,
    event: EventName,
    body: dict[str, Any],
    pieces: Sequence[Recalled],
    *,
    at: datetime,
) -> None:
    """Queues a message with all pieces, or as many messages as they need."""
    for first in range(0, max(1, len(pieces)), PIECES):
        uses = [_piece(piece) for piece in pieces[first : first + PIECES]]
        enqueue(connection, event, {**body, "uses": uses}, at)


def _piece(piece: Recalled) -> dict[str, Any]:
    return {
        **piece_names(piece.head),
        "checked_at": moment(piece.head.checked_at),
        "verdict": piece.head.verdict,
        "text_sha256": piece.head.text_sha256,
        "current": piece.current,
        "sources": sorted({use.source for use in piece.uses}),
    }
