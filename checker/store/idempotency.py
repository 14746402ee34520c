"""Answers that are repeated when a request arrives again with the same Idempotency-Key."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from checker.store.codec import checked_name, decode_json, encode_json, moment
from checker.store.connection import Connections
from checker.store.records import IdempotentAnswer

__all__ = ["Idempotency"]


def _any_lives(_owner: str) -> bool:
    return True


class Idempotency:
    """Answers to requests that carry an Idempotency-Key."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(
        self,
        caller: str,
        key: str,
        request: bytes,
        *,
        at: datetime,
        stale: timedelta,
        owner: str | None = None,
        lives: Callable[[str], bool] = _any_lives,
    ) -> IdempotentAnswer | None:
        """Takes a key for a request that is new; else what is known of it.

        Args:
            caller: whose key it is, so that callers do not see one another's answers.
            key: the Idempotency-Key.
            request: digest of method, path and body; compare it with the answer's.
            at: now.
            stale: a request without an answer for this long has died: it is begun anew.
            owner: who does it.
            lives: whether an owner still does it; what a dead one had begun is begun anew.
        """
        checked_name(key, "Idempotency-Key")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT request, status, headers, body, at, owner FROM idempotency"
                " WHERE caller = ? AND key = ?",
                (caller, key),
            ).fetchone()
            if row is not None:
                *answer, doer = row
                known = _answer(answer)
                died = doer is not None and not lives(doer)
                if known.status is not None or (at - known.at < stale and not died):
                    return known
            connection.execute(
                "INSERT OR REPLACE INTO idempotency (caller, key, request, at, owner)"
                " VALUES (?, ?, ?, ?, ?)",
                (caller, key, request, moment(at), owner),
            )
        return None

    def finish(
        self, caller: str, key: str, *, status: int, headers: Mapping[str, str], body: bytes
    ) -> None:
        """Keeps the answer for the next time."""
        with self._connections.writer() as connection:
            connection.execute(
                "UPDATE idempotency SET status = ?, headers = ?, body = ?"
                " WHERE caller = ? AND key = ?",
                (status, encode_json(dict(headers)), body, caller, key),
            )

    def abandon(self, caller: str, key: str) -> None:
        """Gives a key back when the request failed and may be tried again."""
        with self._connections.writer(durable=False) as connection:
            connection.execute(
                "DELETE FROM idempotency WHERE caller = ? AND key = ? AND status IS NULL",
                (caller, key),
            )

    def prune(self, before: datetime) -> int:
        """Forgets answers from before a time."""
        with self._connections.writer(durable=False) as connection:
            return connection.execute(
                "DELETE FROM idempotency WHERE at < ?", (moment(before),)
            ).rowcount


def _answer(row: Sequence[Any]) -> IdempotentAnswer:
    request, status, headers, body, at = row
    return IdempotentAnswer(
        request,
        status,
        decode_json(headers) if headers else {},
        body or b"",
        datetime.fromisoformat(at),
    )
