"""Relations between items: stated descent, and the same text."""

import sqlite3
from collections.abc import Sequence

from checker.store.queries import placeholders, portions

__all__ = ["children", "family", "text_keys", "with_same_text"]


def family(connection: sqlite3.Connection, source: str) -> list[str]:
    """Returns an id, all its descendants, and the ids with the same text as any of these."""
    found = {source}
    queue = [source]
    while queue:
        one = queue.pop()
        keys = text_keys(connection, one)
        fresh = {*children(connection, one), *with_same_text(connection, keys)} - found
        found |= fresh
        queue += fresh
    return sorted(found)


def text_keys(connection: sqlite3.Connection, source: str) -> list[bytes]:
    """Returns the keys of all texts that an id has or had, including removed ones."""
    rows = connection.execute(
        "SELECT v.text_key FROM versions v JOIN sources s ON s.n = v.source"
        " WHERE s.id = ?1 AND v.text_key IS NOT NULL"
        " UNION SELECT text_key FROM removed_texts WHERE source = ?1",
        (source,),
    )
    return [row[0] for row in rows]


def children(connection: sqlite3.Connection, source: str) -> list[str]:
    """Returns the ids that are stated to rewrite, translate, replace or correct this one."""
    rows = connection.execute("SELECT child FROM descents WHERE ancestor = ?", (source,))
    return [row[0] for row in rows]


def with_same_text(connection: sqlite3.Connection, keys: Sequence[bytes]) -> list[str]:
    """Returns the ids that have one of these texts."""
    return [
        row[0]
        for part in portions(keys)
        for row in connection.execute(
            "SELECT DISTINCT s.id FROM versions v JOIN sources s ON s.n = v.source"
            f" WHERE v.text_key IN ({placeholders(part)})",
            part,
        )
    ]
