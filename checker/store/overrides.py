"""Overrides: releases of a text by an editor."""

import secrets
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.errors import Conflict, Problem
from checker.models.verdict import NextEvent
from checker.store.absent import absent
from checker.store.codec import (
    checked_name,
    decode_json,
    decode_text,
    encode_json,
    encode_text,
    encode_value,
    moment,
    parse_moment,
)
from checker.store.connection import Connections
from checker.store.counters import bump
from checker.store.records import Override

__all__ = ["Overrides"]

_OVERRIDE = (
    "SELECT id, check_id, document, text_sha256, by, role, why, action, codes, at, until,"
    " revoked_at FROM overrides"
)


class Overrides:
    """Releases of a text by a named person.

    An override applies only to the exact text for which it was given: it lapses as soon as the
    piece is checked with another text, and is not restored if the old text returns.
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
        """Records an override of a check; the policy decides who may give one.

        Args:
            check: the check to override; the override applies to its piece and text.
            by: who gives it.
            why: the reason, for the record.
            action: the enforcement that it sets, usually 'allow'.
            at: when.
            role: the role in which it is given.
            codes: the reason codes that it covers; none means all those of the check.
            until: when it expires.

        Raises:
            NotFound: no such check.
            Conflict: the piece has since been checked with another text.
        """
        own = f"ovr_{secrets.token_hex(12)}"
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT n, document, text_sha256 FROM checks WHERE id = ?", (check,)
            ).fetchone()
            if row is None:
                raise absent(connection, "checks", check)
            number, document, text = row
            if _other_text_since(connection, document, text, number):
                raise Conflict(
                    Problem(
                        f"check {check!r}",
                        "the text of the piece has changed in the meantime",
                        "check again",
                    )
                )
            connection.execute(
                "INSERT INTO overrides (id, check_id, document, text_sha256, by, role, why, action,"
                " codes, at, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    own,
                    check,
                    document,
                    text,
                    checked_name(by, "override.by"),
                    role,
                    encode_text(why),
                    checked_name(action, "override.action"),
                    encode_json(list(codes)),
                    moment(at),
                    None if until is None else moment(until),
                ),
            )
            bump(connection, "state")
            return _override(connection.execute(f"{_OVERRIDE} WHERE id = ?", (own,)).fetchone())

    def expect_end(self, check: str, event: NextEvent) -> None:
        """Notes on a check that what follows from it changes when a release of it ends.

        Raises:
            NotFound: no such check.
        """
        with self._connections.writer() as connection:
            if not connection.execute(
                "UPDATE checks SET event_at = ?, event = ?, done_at = NULL WHERE id = ?",
                (moment(event.at, "next_event.at"), encode_value(event), check),
            ).rowcount:
                raise absent(connection, "checks", check)

    def of(self, check: str) -> list[Override]:
        """Returns all overrides of a check, in force or not, oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_OVERRIDE} WHERE check_id = ? ORDER BY n", (check,))
            return [_override(row) for row in rows.fetchall()]

    def any(self) -> bool:
        """Returns whether anybody ever released anything in this database."""
        with self._connections.glance() as connection:
            return connection.execute("SELECT 1 FROM overrides LIMIT 1").fetchone() is not None

    def in_force(
        self, text_sha256: str, *, now: datetime, document: str | None = None
    ) -> list[Override]:
        """Returns the overrides in force for this text of this piece, each with its check."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"{_OVERRIDE} WHERE text_sha256 = ? AND document IS ? AND revoked_at IS NULL"
                " AND (until IS NULL OR until > ?) ORDER BY n",
                (text_sha256, document, moment(now)),
            ).fetchall()
            found = [_override(row) for row in rows]
            held = [one for one in found if not _lapsed(connection, one)]
            return [replace(one, seen=_seen(connection, one)) for one in held]

    def revoke(self, override: str, *, at: datetime) -> None:
        """Revokes an override.

        Raises:
            NotFound: no such override.
        """
        with self._connections.writer() as connection:
            if not connection.execute(
                "UPDATE overrides SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                (moment(at), override),
            ).rowcount:
                raise absent(connection, "overrides", override)
            bump(connection, "state")


def _seen(connection: sqlite3.Connection, override: Override) -> dict[str, Any] | None:
    """The result of the check that an override was given for; None if it is no longer kept."""
    row = connection.execute("SELECT result FROM checks WHERE id = ?", (override.check,)).fetchone()
    return None if row is None else decode_json(zlib.decompress(row[0]))


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
            "SELECT 1 FROM checks WHERE document = ? AND n > ? AND text_sha256 <> ?"
            " AND at >= coalesce((SELECT at FROM checks WHERE n = ?), '') LIMIT 1",
            (document, number, text, number),
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
