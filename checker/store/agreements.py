"""Agreements and the policy: the documents in force, and all earlier ones."""

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checker.errors import Problem, Stale
from checker.store.absent import absent
from checker.store.codec import checked_name, decode_json, encode_json, moment
from checker.store.connection import Connections
from checker.store.counters import bump
from checker.store.records import DocumentChange

__all__ = ["Agreements", "Policy", "document_digest"]


def document_digest(document: Mapping[str, Any]) -> str:
    """Returns the SHA-256 of a document's values, independent of the order of its keys."""
    return f"sha256:{hashlib.sha256(encode_json(_ordered(document))).hexdigest()}"


_AGREEMENTS_AT = """SELECT document FROM contract_history AS known
    WHERE kind = 'agreement' AND op = 'put' AND n =
        (SELECT max(n) FROM contract_history WHERE kind = 'agreement' AND id = known.id AND at <= ?)
    ORDER BY id"""


class Agreements:
    """The agreements in force, by id, and their history.

    Args:
        connections: the directory's connections.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, at: datetime | None = None) -> list[dict[str, Any]]:
        """Returns the documents in force now, or those that were in force at a moment, by id."""
        with self._connections.snapshot() as connection:
            rows = (
                connection.execute("SELECT document FROM agreements ORDER BY id")
                if at is None
                else connection.execute(_AGREEMENTS_AT, (moment(at, "at"),))
            )
            return [decode_json(row[0]) for row in rows]

    def get(self, agreement: str) -> DocumentChange:
        """Returns one agreement in force.

        Raises:
            NotFound: no such agreement.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT digest, at, by, document FROM agreements WHERE id = ?", (agreement,)
            ).fetchone()
            if row is None:
                raise absent(connection, "agreements", agreement)
        digest, at, by, document = row
        return DocumentChange(
            agreement, "put", digest, datetime.fromisoformat(at), by, decode_json(document)
        )

    def put(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> DocumentChange:
        """Puts an agreement in force; it replaces the one with the same id, which stays in history.

        Args:
            document: the validated agreement; its `id` names it.
            at: when.
            by: who.
            if_digest: the expected digest of the one in force; '' if there must be none.

        Raises:
            Stale: the one in force is not the expected one.
        """
        agreement = checked_name(str(document.get("id") or ""), "agreement.id")
        new = DocumentChange(agreement, "put", document_digest(document), at, by, dict(document))
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT digest FROM agreements WHERE id = ?", (agreement,)
            ).fetchone()
            _must_match(f"agreement {agreement!r}", row[0] if row else "", if_digest)
            if row is not None and row[0] == new.digest:
                return new
            connection.execute(
                "INSERT OR REPLACE INTO agreements (id, digest, at, by, document)"
                " VALUES (?, ?, ?, ?, ?)",
                (agreement, new.digest, moment(at), by, encode_json(new.document)),
            )
            _remember(connection, "agreement", new)
            _changed(connection)
        return new

    def remove(
        self,
        agreement: str,
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> None:
        """Takes an agreement out of force; it stays in history.

        Args:
            agreement: its id.
            at: when.
            by: who.
            if_digest: the expected digest of the one in force.

        Raises:
            NotFound: no such agreement.
            Stale: the one in force is not the expected one.
        """
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT digest, document FROM agreements WHERE id = ?", (agreement,)
            ).fetchone()
            if row is None:
                raise absent(connection, "agreements", agreement)
            digest, document = row
            _must_match(f"agreement {agreement!r}", digest, if_digest)
            connection.execute("DELETE FROM agreements WHERE id = ?", (agreement,))
            _remember(
                connection,
                "agreement",
                DocumentChange(agreement, "remove", digest, at, by, decode_json(document)),
            )
            _changed(connection)

    def history(self, agreement: str) -> list[DocumentChange]:
        """Returns what was put in force and taken out under an id, oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT id, op, digest, at, by, document FROM contract_history"
                " WHERE kind = 'agreement' AND id = ? ORDER BY n",
                (agreement,),
            ).fetchall()
        return [
            DocumentChange(own, op, digest, datetime.fromisoformat(at), by, decode_json(document))
            for own, op, digest, at, by, document in rows
        ]


class Policy:
    """The one policy in force, and its history.

    Args:
        connections: the directory's connections.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, at: datetime | None = None) -> dict[str, Any] | None:
        """Returns the policy in force, now or at a moment; None before the first one."""
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT document FROM contract_history WHERE kind = 'policy'"
                " AND (?1 IS NULL OR at <= ?1) ORDER BY n DESC LIMIT 1",
                (None if at is None else moment(at, "at"),),
            ).fetchone()
        return None if row is None else decode_json(row[0])

    def put(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> DocumentChange:
        """Puts a policy in force; the older one stays in history.

        Raises:
            Stale: the policy in force is not the one with the digest `if_digest`; '' if there
                must be none.
        """
        new = DocumentChange("policy", "put", document_digest(document), at, by, dict(document))
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT digest FROM contract_history WHERE kind = 'policy' ORDER BY n DESC LIMIT 1"
            ).fetchone()
            _must_match("policy", row[0] if row else "", if_digest)
            if row is not None and row[0] == new.digest:
                return new
            _remember(connection, "policy", new)
            _changed(connection)
        return new


def _changed(connection: sqlite3.Connection) -> None:
    bump(connection, "contracts")
    bump(connection, "state")


def _must_match(place: str, held: str, expected: str | None) -> None:
    if expected is not None and expected != held:
        raise Stale(Problem(place, "was changed by somebody else", "read it again"))


def _remember(connection: sqlite3.Connection, kind: str, change: DocumentChange) -> None:
    connection.execute(
        "INSERT INTO contract_history (kind, id, op, digest, at, by, document)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            change.id,
            change.op,
            change.digest,
            moment(change.at),
            change.by,
            encode_json(change.document),
        ),
    )


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    return value
