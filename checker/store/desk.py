"""What people decide and run over many pieces: overrides and audits."""

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checker.errors import Conflict, NotFound, Problem
from checker.store.codec import (
    decode_json,
    decode_text,
    encode_json,
    encode_text,
    moment,
    name,
    parse_moment,
)
from checker.store.connection import Connections
from checker.store.records import Audit, Override

__all__ = ["Audits", "Overrides"]


class Overrides:
    """Releases of a text by a named person.

    An override holds for the very text that it was given for: it lapses as soon as the piece is
    checked with another text, and does not come back when the old text does.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self,
        check: str,
        *,
        by: str,
        why: str,
        action: str,
        at: datetime,
        role: str | None = None,
        codes: Sequence[str] = (),
        until: datetime | None = None,
    ) -> Override:
        """Records an override of a check; who may give it is the policy's affair.

        Args:
            check: the check that is overruled; its piece and text are what the override holds for.
            by: who.
            why: for the record.
            action: the enforcement that it sets, as a rule 'allow'.
            at: when.
            role: in what role.
            codes: reason codes that it speaks of; none means all of the check.
            until: when it ends by itself.

        Raises:
            NotFound: no such check.
            Conflict: the piece was checked again with another text since.
        """
        own = f"ovr_{secrets.token_hex(12)}"
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT n, document, text_sha256 FROM checks WHERE id = ?", (check,)
            ).fetchone()
            if row is None:
                raise NotFound(Problem(f"check {check!r}", "is not in the store"))
            number, document, text = row
            if _other_text_since(connection, document, text, number):
                raise Conflict(
                    Problem(f"check {check!r}", "the piece has another text by now", "check again")
                )
            connection.execute(
                "INSERT INTO overrides (id, check_id, document, text_sha256, by, role, why, action,"
                " codes, at, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    own,
                    check,
                    document,
                    text,
                    name(by, "override.by"),
                    role,
                    encode_text(why),
                    name(action, "override.action"),
                    encode_json(list(codes)),
                    moment(at),
                    None if until is None else moment(until),
                ),
            )
            return _override(connection.execute(f"{_OVERRIDE} WHERE id = ?", (own,)).fetchone())

    def of(self, check: str) -> list[Override]:
        """All overrides of a check, in force or not, oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_OVERRIDE} WHERE check_id = ? ORDER BY n", (check,))
            return [_override(row) for row in rows.fetchall()]

    def in_force(
        self, text_sha256: str, *, now: datetime, document: str | None = None
    ) -> list[Override]:
        """The overrides that hold for this text of this piece now."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"{_OVERRIDE} WHERE text_sha256 = ? AND document IS ? AND revoked_at IS NULL"
                " AND (until IS NULL OR until > ?) ORDER BY n",
                (text_sha256, document, moment(now)),
            ).fetchall()
            found = [_override(row) for row in rows]
            return [one for one in found if not _lapsed(connection, one)]

    def revoke(self, override: str, *, at: datetime) -> None:
        """Takes an override back.

        Raises:
            NotFound: no such override.
        """
        with self._connections.writer() as connection:
            if not connection.execute(
                "UPDATE overrides SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                (moment(at), override),
            ).rowcount:
                raise NotFound(Problem(f"override {override!r}", "is not in the store"))


class Audits:
    """Runs over archives; what they found is recorded as checks that name the audit."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def start(self, audit: str, parameters: Mapping[str, Any], *, at: datetime) -> Audit:
        """Records that a run began.

        Raises:
            Conflict: a run of that name is there already.
        """
        with self._connections.writer() as connection:
            try:
                connection.execute(
                    "INSERT INTO audits (id, status, started, parameters, summary)"
                    " VALUES (?, 'running', ?, ?, ?)",
                    (
                        name(audit, "audit.id"),
                        moment(at),
                        encode_json(dict(parameters)),
                        encode_json({}),
                    ),
                )
            except sqlite3.IntegrityError as error:
                raise Conflict(Problem(f"audit {audit!r}", "exists already")) from error
        return self.get(audit)

    def update(
        self,
        audit: str,
        *,
        status: str | None = None,
        summary: Mapping[str, Any] | None = None,
        finished: datetime | None = None,
    ) -> Audit:
        """Records how far a run is; what is not given stays.

        Raises:
            NotFound: no such audit.
        """
        with self._connections.writer(durable=finished is not None) as connection:
            if not connection.execute(
                "UPDATE audits SET status = coalesce(?, status), summary = coalesce(?, summary),"
                " finished = coalesce(?, finished) WHERE id = ?",
                (
                    status,
                    None if summary is None else encode_json(dict(summary)),
                    None if finished is None else moment(finished),
                    audit,
                ),
            ).rowcount:
                raise NotFound(Problem(f"audit {audit!r}", "is not in the store"))
        return self.get(audit)

    def get(self, audit: str) -> Audit:
        """One run.

        Raises:
            NotFound: no such audit.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(f"{_AUDIT} WHERE id = ?", (audit,)).fetchone()
        if row is None:
            raise NotFound(Problem(f"audit {audit!r}", "is not in the store"))
        return _audit(row)

    def page(self, limit: int = 100) -> list[Audit]:
        """The newest runs first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_AUDIT} ORDER BY n DESC LIMIT ?", (limit,)).fetchall()
        return [_audit(row) for row in rows]


_OVERRIDE = (
    "SELECT id, check_id, document, text_sha256, by, role, why, action, codes, at, until,"
    " revoked_at FROM overrides"
)
_AUDIT = "SELECT id, status, started, finished, parameters, summary FROM audits"


def _lapsed(connection: sqlite3.Connection, override: Override) -> bool:
    row = connection.execute("SELECT n FROM checks WHERE id = ?", (override.check,)).fetchone()
    number = row[0] if row else 0  # its check was pruned: any other text since counts
    return _other_text_since(connection, override.document, override.text_sha256, number)


def _other_text_since(
    connection: sqlite3.Connection, document: str | None, text: str, number: int
) -> bool:
    if document is None:
        return False
    return (
        connection.execute(
            "SELECT 1 FROM checks WHERE document = ? AND n > ? AND text_sha256 <> ? LIMIT 1",
            (document, number, text),
        ).fetchone()
        is not None
    )


def _override(row: Sequence[Any]) -> Override:
    own, check, document, text, by, role, why, action, codes, at, until, revoked = row
    return Override(
        id=own,
        check=check,
        text_sha256=text,
        by=by,
        why=decode_text(why),
        action=action,
        at=datetime.fromisoformat(at),
        document=document,
        role=role,
        codes=tuple(decode_json(codes)),
        until=parse_moment(until),
        revoked_at=parse_moment(revoked),
    )


def _audit(row: Sequence[Any]) -> Audit:
    own, status, started, finished, parameters, summary = row
    return Audit(
        own,
        status,
        datetime.fromisoformat(started),
        parse_moment(finished),
        decode_json(parameters),
        decode_json(summary),
    )
