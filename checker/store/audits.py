"""Audits: runs over archives."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checker.store.absent import absent
from checker.store.codec import (
    checked_name,
    decode_json,
    decode_text,
    encode_json,
    encode_text,
    moment,
    parse_moment,
)
from checker.store.connection import Connections
from checker.store.records import Audit, AuditState

__all__ = ["Audits"]

_AUDIT = "SELECT id, status, started, finished, parameters, summary, folder FROM audits"


class Audits:
    """Runs over archives; their findings are recorded as checks that name the audit."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def start(
        self, audit: str, parameters: Mapping[str, Any], *, at: datetime, folder: str
    ) -> Audit:
        """Records that a run began or continues; a continued run keeps its start time."""
        with self._connections.writer() as connection:
            connection.execute(
                "INSERT INTO audits (id, status, started, parameters, summary, folder)"
                " VALUES (?, 'running', ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET status = 'running', finished = NULL, folder = excluded.folder",
                (
                    checked_name(audit, "audit.id"),
                    moment(at),
                    encode_json(dict(parameters)),
                    encode_json({}),
                    encode_text(folder),
                ),
            )
        return self.get(audit)

    def update(
        self,
        audit: str,
        *,
        status: AuditState | None = None,
        summary: Mapping[str, Any] | None = None,
        finished: datetime | None = None,
    ) -> Audit:
        """Records the progress of a run; values that are not given stay as they are.

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
                raise absent(connection, "audits", audit)
        return self.get(audit)

    def get(self, audit: str) -> Audit:
        """Returns one run.

        Raises:
            NotFound: no such audit.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(f"{_AUDIT} WHERE id = ?", (audit,)).fetchone()
            if row is None:
                raise absent(connection, "audits", audit)
        return _audit(row)

    def running(self) -> list[Audit]:
        """Returns the runs whose last recorded status is neither finished nor cancelled."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_AUDIT} WHERE status = 'running' ORDER BY n").fetchall()
        return [_audit(row) for row in rows]

    def page(self, limit: int = 100) -> list[Audit]:
        """Returns a page of runs, newest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_AUDIT} ORDER BY n DESC LIMIT ?", (limit,)).fetchall()
        return [_audit(row) for row in rows]


def _audit(row: Sequence[Any]) -> Audit:
    own, status, started, finished, parameters, summary, folder = row
    return Audit(
        own,
        status,
        datetime.fromisoformat(started),
        parse_moment(finished),
        decode_json(parameters),
        decode_json(summary),
        None if folder is None else decode_text(folder),
    )
