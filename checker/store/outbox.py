"""Messages to the subscribers of a kill, queued in the transaction of the kill.

A crash cannot come between the kill and its message.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checker.store.codec import moment
from checker.store.heads import piece_names
from checker.store.recall import recall
from checker.store.records import Recalled
from checker.store.webhooks import enqueue, subscribed

__all__ = ["enqueue_kill"]

EVENT = "item.killed"
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
    if not died or not subscribed(connection, EVENT):
        return
    pieces = {piece.head.check: piece for one in died for piece in recall(connection, one)}
    newest = sorted(pieces.values(), key=lambda piece: piece.head.checked_at, reverse=True)
    for first in range(0, max(1, len(newest)), PIECES):
        body = {
            "source": source,
            "killed": list(died),
            "at": moment(at),
            "reason": reason,
            "uses": [_piece(piece) for piece in newest[first : first + PIECES]],
        }
        enqueue(connection, EVENT, body, at)


def _piece(piece: Recalled) -> dict[str, Any]:
    return {
        **piece_names(piece.head),
        "checked_at": moment(piece.head.checked_at),
        "verdict": piece.head.verdict,
        "text_sha256": piece.head.text_sha256,
        "current": piece.current,
        "sources": sorted({use.source for use in piece.uses}),
    }
