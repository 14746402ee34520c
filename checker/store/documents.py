"""The searchable texts for the index: an append-only log and the texts that it names."""

import sqlite3
from collections.abc import Hashable, Sequence

from checker.models.source import Change, Item, StoredText
from checker.store.codec import decode_text, decode_value
from checker.store.connection import Connections
from checker.store.counters import read
from checker.store.identity import database_id
from checker.store.queries import placeholders, portions

__all__ = ["Documents", "newest_seq"]


class Documents:
    """The interface of the store for the index; thread-safe.

    A text leaves the log's live set when its source is removed, or when a later version of the
    source has the very same text. Document numbers are never used again.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def database_id(self) -> str:
        """Returns the id of the database; see `Store.database_id`."""
        with self._connections.glance() as connection:
            return database_id(connection)

    def mark(self, seq: int) -> str:
        """Returns what distinguishes change `seq` from the same number in a diverged copy."""
        with self._connections.glance() as connection:
            row = connection.execute(
                "SELECT lower(hex(mark)) FROM changes WHERE seq = ?", (seq,)
            ).fetchone()
        return str(row[0] or "") if row else ""

    def newest_seq(self) -> int:
        """Returns the number of the newest change; 0 when there is none."""
        with self._connections.glance() as connection:
            return newest_seq(connection)

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """Returns at most `limit` changes after `seq`, oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT seq, op, doc FROM changes WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
            ).fetchall()
        return [Change(*row) for row in rows]

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """Returns the texts of these documents in any order, without deleted ones."""
        found: list[StoredText] = []
        with self._connections.snapshot() as connection:
            for part in portions([int(doc) for doc in docs]):
                found += [
                    StoredText(doc, source, label, owner, decode_text(body), day, language)
                    for doc, source, label, owner, body, day, language in connection.execute(
                        "SELECT v.doc, s.id, v.label, v.owner, t.body, v.day, v.language"
                        " FROM versions v JOIN sources s ON s.n = v.source"
                        " JOIN texts t ON t.n = v.text"
                        f" WHERE v.indexed AND v.doc IN ({placeholders(part)})",
                        part,
                    )
                ]
        return found

    def standing(self, docs: Sequence[int]) -> dict[int, Hashable]:
        """Returns whose each of these texts is and what its owner says of it.

        Texts with equal answers are judged alike. What is killed or not usable stands for itself.
        """
        found: dict[int, Hashable] = {}
        with self._connections.snapshot() as connection:
            for part in portions([int(doc) for doc in docs]):
                for doc, source, owner, item, killed in connection.execute(
                    "SELECT v.doc, s.n, v.owner, s.item, EXISTS (SELECT 1 FROM kills k"
                    " WHERE k.id = s.id AND k.cleared_at IS NULL)"
                    " FROM versions v JOIN sources s ON s.n = v.source"
                    f" WHERE v.doc IN ({placeholders(part)})",
                    part,
                ):
                    stated = decode_value(item, Item)
                    rights = stated.rights
                    usable = not killed and rights.status in (None, "", "usable")
                    kind = stated.media, stated.service, stated.language, stated.provider
                    found[doc] = (owner, kind, rights, None if usable else source)
        return found

    def count(self) -> int:
        """Returns the number of searchable texts."""
        with self._connections.glance() as connection:
            return read(connection, "docs")


def newest_seq(connection: sqlite3.Connection) -> int:
    """Returns the number of the newest change, 0 if there is none; within a transaction."""
    row = connection.execute("SELECT seq FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0
