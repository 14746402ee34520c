"""API keys, stored by the hash of their secret, with scopes and an expiry."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checker.errors import Conflict, Problem
from checker.store.absent import absent
from checker.store.codec import checked_name, decode_text, encode_text, moment, parse_moment
from checker.store.connection import Connections
from checker.store.records import Key

__all__ = ["Keys"]

_KEY = "SELECT id, label, scopes, created, expires, revoked_at, used_at, hash FROM keys"


class Keys:
    """API keys by the hash of their secret; the secret itself is never stored."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, key: Key) -> None:
        """Stores a key's hash and scopes.

        Raises:
            Conflict: that id or hash already exists.
        """
        with self._connections.writer() as connection:
            try:
                connection.execute(
                    "INSERT INTO keys (id, hash, label, scopes, created, expires)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        checked_name(key.id, "key.id"),
                        key.hash,
                        encode_text(key.label),
                        json.dumps(list(key.scopes)),
                        moment(key.created),
                        None if key.expires is None else moment(key.expires),
                    ),
                )
            except sqlite3.IntegrityError as error:
                raise Conflict(Problem(f"key {key.id!r}", "already exists")) from error

    def all(self) -> list[Key]:
        """Returns every key, including revoked ones, the oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_KEY} ORDER BY created, id").fetchall()
        return [_key(row) for row in rows]

    def by_hash(self, digest: bytes) -> Key | None:
        """Returns the key with this hash, even if revoked or expired; None if there is none."""
        with self._connections.snapshot() as connection:
            row = connection.execute(f"{_KEY} WHERE hash = ?", (digest,)).fetchone()
        return None if row is None else _key(row)

    def revoke(self, key: str, *, at: datetime, keep_admin: bool = False) -> None:
        """Revokes a key permanently.

        Args:
            key: its id.
            at: when.
            keep_admin: refuse to revoke the last valid key with the scope admin.

        Raises:
            NotFound: no such key.
            Conflict: it is the last one with the scope admin.
        """
        with self._connections.writer() as connection:
            if keep_admin and _is_last_admin(connection, key, at):
                raise Conflict(
                    Problem(
                        f"key {key!r}", "is the last valid key with the scope admin", "add another"
                    )
                )
            if not connection.execute(
                "UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                (moment(at), key),
            ).rowcount:
                raise absent(connection, "keys", key)

    def used(self, keys: Mapping[str, datetime]) -> None:
        """Records when keys were last used; call it now and then, not for each request."""
        with self._connections.writer(durable=False) as connection:
            connection.executemany(
                "UPDATE keys SET used_at = ? WHERE id = ?",
                [(moment(at), key) for key, at in keys.items()],
            )


def _is_last_admin(connection: sqlite3.Connection, key: str, at: datetime) -> bool:
    keys = [_key(row) for row in connection.execute(_KEY)]
    return [one.id for one in keys if one.in_force(at) and "admin" in one.scopes] == [key]


def _key(row: Sequence[Any]) -> Key:
    own, label, scopes, created, expires, revoked, used, digest = row
    return Key(
        own,
        decode_text(label),
        tuple(json.loads(scopes)),
        datetime.fromisoformat(created),
        parse_moment(expires),
        parse_moment(revoked),
        parse_moment(used),
        digest,
    )
