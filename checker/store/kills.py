"""Kills: what withdraws an item permanently, and which other items die with it.

A kill is stored by id, whether the id is known or not, and never by version: no later arrival
undoes it. It spreads to all descendants of the item (rewrites, translations) and to other ids with
the same text, in whatever order they arrive; each row names the root of the kill. Only a person's
`release` makes an item valid again.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from checker.orders.status import read_status
from checker.store.codec import decode_text, encode_text, moment, parse_moment
from checker.store.lineage import children, text_keys, with_same_text
from checker.store.queries import placeholders, portions
from checker.store.records import Kill

__all__ = [
    "any_kills",
    "kill",
    "killers",
    "kills_of",
    "release",
    "settle",
    "withdraws",
]


def kill(
    connection: sqlite3.Connection, source: str, *, at: datetime, reason: str | None
) -> tuple[str, ...]:
    """Kills an id, within a transaction; returns the ids that died, itself first."""
    when = moment(at, "kill")
    stored = None if reason is None else encode_text(reason)
    known = connection.execute(
        "SELECT cleared_at FROM kills WHERE id = ? AND root = ?", (source, source)
    ).fetchone()
    if known is not None and (known[0] is None or when <= known[0]):
        return ()  # dead already, or an old message that a person has overruled since
    connection.execute(
        "INSERT OR REPLACE INTO kills (id, root, at, reason) VALUES (?, ?, ?, ?)",
        (source, source, when, stored),
    )
    return (source, *_spread(connection, source, when, stored, [source]))


def withdraws(status: str | None) -> bool:
    """Returns whether a publishing status kills, in any spelling of the wire ('stat:canceled')."""
    return status is not None and read_status(status) == "canceled"


def settle(
    connection: sqlite3.Connection, source: str, ancestors: Sequence[str], key: bytes | None
) -> tuple[str | None, tuple[str, ...]]:
    """Applies earlier kills to a version that arrives now, within a transaction.

    Returns the root of the kill, and the ids that died now.
    """
    roots = dict(_roots(connection, source, ancestors, key))
    died: list[str] = []
    for root, (when, reason) in roots.items():
        if _record_death(connection, source, root, when, reason):
            died.append(source)
        if _is_dead_of(connection, source, root):  # and not released by a person
            died += _spread(connection, root, when, reason, [source])
    living = killers(connection, [source]).get(source)
    return (living.root if living else None), tuple(dict.fromkeys(died))


def release(connection: sqlite3.Connection, source: str, at: datetime) -> tuple[str, ...]:
    """Releases an id at a person's request: its own kill and whatever died of it.

    If it died of another item, only this id is released. Returns the ids. Runs within a
    transaction.
    """
    when = moment(at, "release")
    own = connection.execute(
        "UPDATE kills SET cleared_at = ? WHERE root = ? AND cleared_at IS NULL RETURNING id",
        (when, source),
    ).fetchall()
    connection.execute("DELETE FROM killed_texts WHERE root = ?", (source,))
    foreign = connection.execute(
        "UPDATE kills SET cleared_at = ? WHERE id = ? AND cleared_at IS NULL RETURNING id",
        (when, source),
    ).fetchall()
    return tuple(dict.fromkeys(row[0] for row in (*own, *foreign)))


def killers(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Kill]:
    """Returns the killed ids among these, with the kill that counts.

    An id's own kill counts, or else the earliest.
    """
    found: dict[str, Kill] = {}
    for one in kills_of(connection, ids):
        known = found.get(one.source)
        if one.cleared_at is None and (
            known is None
            or (one.root != one.source, one.at) < (known.root != known.source, known.at)
        ):
            found[one.source] = one
    return found


def kills_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Kill]:
    """Returns all kills of these ids, including released ones."""
    return [
        Kill(
            source,
            root,
            _when(at),
            None if reason is None else decode_text(reason),
            parse_moment(cleared),
        )
        for part in portions(ids)
        for source, root, at, reason, cleared in connection.execute(
            f"SELECT id, root, at, reason, cleared_at FROM kills WHERE id IN ({placeholders(part)})"
            " ORDER BY id, at",
            part,
        )
    ]


def any_kills(connection: sqlite3.Connection) -> bool:
    """Returns whether anything was ever killed; until then most look-ups are unnecessary."""
    return connection.execute("SELECT 1 FROM kills LIMIT 1").fetchone() is not None


def _roots(
    connection: sqlite3.Connection, source: str, ancestors: Sequence[str], key: bytes | None
) -> Iterator[tuple[str, tuple[str, bytes | None]]]:
    for one in kills_of(connection, list(dict.fromkeys((source, *ancestors)))):
        if one.cleared_at is None:
            yield (
                one.root,
                (moment(one.at), None if one.reason is None else encode_text(one.reason)),
            )
    if key is not None:
        for root, when, reason in connection.execute(
            "SELECT k.root, k.at, k.reason FROM killed_texts t"
            " JOIN kills k ON k.id = t.root AND k.root = t.root"
            " WHERE t.text_key = ? AND k.cleared_at IS NULL",
            (key,),
        ):
            yield root, (when, reason)


def _spread(
    connection: sqlite3.Connection,
    root: str,
    when: str,
    reason: bytes | None,
    dead: list[str],
) -> list[str]:
    """Walks from the dead to whatever descends from them or has their text."""
    died: list[str] = []
    queue = list(dead)
    while queue:
        source = queue.pop()
        keys = text_keys(connection, source)
        connection.executemany(
            "INSERT OR IGNORE INTO killed_texts (text_key, root) VALUES (?, ?)",
            [(key, root) for key in keys],
        )
        for child in (*children(connection, source), *with_same_text(connection, keys)):
            if _record_death(connection, child, root, when, reason):
                died.append(child)
                queue.append(child)
    return died


def _record_death(
    connection: sqlite3.Connection, source: str, root: str, when: str, reason: bytes | None
) -> bool:
    """Notes a death; False where it was known, or where a person released the source since."""
    known = connection.execute(
        "SELECT cleared_at FROM kills WHERE id = ? AND root = ?", (source, root)
    ).fetchone()
    if known is not None and (known[0] is None or when <= known[0]):
        return False
    connection.execute(
        "INSERT OR REPLACE INTO kills (id, root, at, reason) VALUES (?, ?, ?, ?)",
        (source, root, when, reason),
    )
    return True


def _is_dead_of(connection: sqlite3.Connection, source: str, root: str) -> bool:
    return (
        connection.execute(
            "SELECT 1 FROM kills WHERE id = ? AND root = ? AND cleared_at IS NULL", (source, root)
        ).fetchone()
        is not None
    )


def _when(stored: str) -> datetime:
    return datetime.fromisoformat(stored)
