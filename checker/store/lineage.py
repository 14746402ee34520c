"""Relations between items: stated descent, and the same text."""

import sqlite3
from collections.abc import Sequence

from checker.store.queries import placeholders, portions

__all__ = ["ancestors", "children", "family", "text_keys", "with_same_text"]


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


def ancestors(connection: sqlite3.Connection, sources: Sequence[str]) -> dict[str, list[str]]:
    """Returns what each id is stated to be made from, at any remove; one made from none is out."""
    found: dict[str, list[str]] = {}
    for part in portions(sources):
        for source, ancestor in connection.execute(
            "WITH RECURSIVE above(id, ancestor) AS ("
            f"SELECT child, ancestor FROM descents WHERE child IN ({placeholders(part)})"
            " UNION SELECT above.id, d.ancestor FROM above JOIN descents d"
            " ON d.child = above.ancestor)"
            " SELECT id, ancestor FROM above WHERE ancestor <> id ORDER BY id, ancestor",
            part,
        ):
            found.setdefault(source, []).append(ancestor)
    return found


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
