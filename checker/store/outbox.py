"""Tells the subscribers of a kill, in the transaction that kills: no crash can come between."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checker.store.codec import moment
from checker.store.recall import recall
from checker.store.records import Recalled
from checker.store.webhooks import enqueue, subscribed

__all__ = ["announce_kill"]

EVENT = "item.killed"
PIECES = 1000  # a message names so many at most; `recall` has them all


def announce_kill(
    connection: sqlite3.Connection,
    source: str,
    died: Sequence[str],
    *,
    at: datetime,
    reason: str | None,
) -> None:
    """Puts `item.killed` into the outbox, with the pieces that use the item.

    Args:
        connection: within the transaction that killed.
        source: the item, or the message that withdrew others.
        died: the ids that died of it; nothing is told when there are none.
        at: when.
        reason: what was said.
    """
    if not died or not subscribed(connection, EVENT):
        return
    pieces = {piece.check: piece for one in died for piece in recall(connection, one, PIECES)}
    newest = sorted(pieces.values(), key=lambda piece: piece.checked_at, reverse=True)[:PIECES]
    body = {
        "source": source,
        "killed": list(died),
        "at": moment(at),
        "reason": reason,
        "uses": [_piece(piece) for piece in newest],
    }
    enqueue(connection, EVENT, body, at)


def _piece(piece: Recalled) -> dict[str, Any]:
    return {
        "check": piece.check,
        "id": piece.document,
        "revision": piece.revision,
        "audit": piece.audit,
        "url": piece.url,
        "title": piece.title,
        "checked_at": moment(piece.checked_at),
        "verdict": piece.verdict,
        "text_sha256": piece.text_sha256,
        "current": piece.current,
        "sources": sorted({use.source for use in piece.uses}),
    }
