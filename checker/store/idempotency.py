"""Stored answers, repeated if a request arrives again with the same Idempotency-Key."""

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
    """Stored answers to requests that carry an Idempotency-Key."""

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
        """Reserves the key for a new request, or returns what is known of an earlier one.

        Args:
            caller: whose key it is, so that callers do not see one another's answers.
            key: the Idempotency-Key.
            request: digest of method, path and body, to compare with the answer's.
            at: now.
            stale: a request unanswered for this long is considered dead and starts again.
            owner: the process that handles the request.
            lives: tells whether an owner is alive; requests of a dead owner start again.
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
        """Stores the answer for repeated requests."""
        with self._connections.writer() as connection:
            connection.execute(
                "UPDATE idempotency SET status = ?, headers = ?, body = ?"
                " WHERE caller = ? AND key = ?",
                (status, encode_json(dict(headers)), body, caller, key),
            )

    def abandon(self, caller: str, key: str) -> None:
        """Frees a key after a request failed that may be tried again."""
        with self._connections.writer(durable=False) as connection:
            connection.execute(
                "DELETE FROM idempotency WHERE caller = ? AND key = ? AND status IS NULL",
                (caller, key),
            )

    def prune(self, before: datetime, *, longer: Mapping[str, datetime] = {}) -> int:
        """Deletes answers from before a time; of the callers in `longer`, from before theirs."""
        others = ", ".join("?" * len(longer))
        with self._connections.writer(durable=False) as connection:
            deleted = connection.execute(
                f"DELETE FROM idempotency WHERE at < ? AND caller NOT IN ({others})",
                (moment(before), *longer),
            ).rowcount
            for caller, since in longer.items():
                deleted += connection.execute(
                    "DELETE FROM idempotency WHERE caller = ? AND at < ?", (caller, moment(since))
                ).rowcount
            return deleted


def _answer(row: Sequence[Any]) -> IdempotentAnswer:
    request, status, headers, body, at = row
    return IdempotentAnswer(
        request,
        status,
        decode_json(headers) if headers else {},
        body or b"",
        datetime.fromisoformat(at),
    )
