"""What the service keeps: keys, webhooks with their outbox, answers to repeat, settings."""

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
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
from checker.store.counters import bump
from checker.store.values import Delivery, IdempotentAnswer, Key, Webhook

__all__ = ["Idempotency", "Keys", "Settings", "Webhooks"]


class Keys:
    """API keys by the hash of their secret; the secret itself is never stored."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, key: Key) -> None:
        """Stores a key's hash and scopes.

        Raises:
            Conflict: that id or hash is there already.
        """
        with self._connections.writer() as connection:
            try:
                connection.execute(
                    "INSERT INTO keys (id, hash, label, scopes, created, expires)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        name(key.id, "key.id"),
                        key.hash,
                        encode_text(key.label),
                        json.dumps(list(key.scopes)),
                        moment(key.created),
                        None if key.expires is None else moment(key.expires),
                    ),
                )
            except sqlite3.IntegrityError as error:
                raise Conflict(Problem(f"key {key.id!r}", "exists already")) from error

    def all(self) -> list[Key]:
        """Every key, revoked ones too, the oldest first."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(f"{_KEY} ORDER BY created, id").fetchall()
        return [_key(row) for row in rows]

    def by_hash(self, digest: bytes) -> Key | None:
        """The key with this hash, revoked or expired or not; None when there is none."""
        with self._connections.snapshot() as connection:
            row = connection.execute(f"{_KEY} WHERE hash = ?", (digest,)).fetchone()
        return None if row is None else _key(row)

    def revoke(self, key: str, *, at: datetime) -> None:
        """Ends a key for good.

        Raises:
            NotFound: no such key.
        """
        with self._connections.writer() as connection:
            if not connection.execute(
                "UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                (moment(at), key),
            ).rowcount:
                raise NotFound(Problem(f"key {key!r}", "is not in the store"))

    def used(self, keys: Mapping[str, datetime]) -> None:
        """Notes when keys were last used; call it now and then, not on each request."""
        with self._connections.writer(durable=False) as connection:
            connection.executemany(
                "UPDATE keys SET used_at = ? WHERE id = ?",
                [(moment(at), key) for key, at in keys.items()],
            )


class Webhooks:
    """Subscribers and the outbox of messages to them.

    A message goes to the outbox in the same transaction as what it tells of, or right after it, and
    stays until it is delivered or given up, over restarts too.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, webhook: Webhook) -> None:
        """Adds or replaces a subscriber."""
        with self._connections.writer() as connection:
            connection.execute(
                "INSERT INTO webhooks (id, url, events, secrets, created, disabled_at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET url = excluded.url,"
                " events = excluded.events, secrets = excluded.secrets,"
                " disabled_at = excluded.disabled_at",
                (
                    name(webhook.id, "webhook.id"),
                    name(webhook.url, "webhook.url"),
                    json.dumps(list(webhook.events)),
                    json.dumps(list(webhook.secrets)),
                    moment(webhook.created),
                    None if webhook.disabled_at is None else moment(webhook.disabled_at),
                ),
            )

    def all(self) -> list[Webhook]:
        """Every subscriber, by id."""
        with self._connections.snapshot() as connection:
            return _webhooks(connection)

    def get(self, webhook: str) -> Webhook:
        """One subscriber.

        Raises:
            NotFound: no such webhook.
        """
        for known in self.all():
            if known.id == webhook:
                return known
        raise NotFound(Problem(f"webhook {webhook!r}", "is not in the store"))

    def remove(self, webhook: str) -> None:
        """Takes a subscriber and its messages away.

        Raises:
            NotFound: no such webhook.
        """
        with self._connections.writer() as connection:
            if not connection.execute("DELETE FROM webhooks WHERE id = ?", (webhook,)).rowcount:
                raise NotFound(Problem(f"webhook {webhook!r}", "is not in the store"))

    def enqueue(self, event: str, body: Mapping[str, Any], *, at: datetime) -> list[str]:
        """Puts a message to every subscriber of the event into the outbox; returns their ids.

        The message is `{"type", "timestamp", "data"}` as Standard Webhooks recommends.
        """
        with self._connections.writer() as connection:
            return enqueue(connection, event, body, at)

    def claim(self, now: datetime, *, lease: timedelta, limit: int = 20) -> list[Delivery]:
        """Messages that are due; nobody else gets them before the lease is over."""
        with self._connections.snapshot() as connection:
            waiting = connection.execute(
                "SELECT 1 FROM deliveries WHERE due <= ? LIMIT 1", (moment(now),)
            ).fetchone()
        if waiting is None:
            return []
        with self._connections.writer() as connection:
            rows = connection.execute(
                "UPDATE deliveries SET due = ?, attempts = attempts + 1 WHERE n IN"
                " (SELECT n FROM deliveries WHERE due <= ? ORDER BY due LIMIT ?)"
                f" RETURNING {_DELIVERY}",
                (moment(now + lease), moment(now), limit),
            ).fetchall()
        return [_delivery(row) for row in rows]

    def delivered(self, delivery: str, *, at: datetime, status: int) -> None:
        """Notes that a message arrived."""
        with self._connections.writer(durable=False) as connection:
            connection.execute(
                "UPDATE deliveries SET due = NULL, delivered_at = ?, status = ?, error = NULL"
                " WHERE id = ?",
                (moment(at), status, delivery),
            )

    def failed(
        self, delivery: str, *, error: str, status: int | None, retry_at: datetime | None
    ) -> None:
        """Notes that a message did not arrive; without `retry_at` it is given up."""
        with self._connections.writer(durable=False) as connection:
            connection.execute(
                "UPDATE deliveries SET due = ?, status = ?, error = ? WHERE id = ?",
                (
                    None if retry_at is None else moment(retry_at),
                    status,
                    encode_text(error),
                    delivery,
                ),
            )

    def deliveries(self, webhook: str, limit: int = 50) -> list[Delivery]:
        """The newest messages to a subscriber and what became of them."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"SELECT {_DELIVERY} FROM deliveries WHERE webhook = ? ORDER BY n DESC LIMIT ?",
                (webhook, limit),
            ).fetchall()
        return [_delivery(row) for row in rows]

    def prune(self, before: datetime) -> int:
        """Forgets messages from before a time that were delivered or given up."""
        with self._connections.writer(durable=False) as connection:
            return connection.execute(
                "DELETE FROM deliveries WHERE due IS NULL AND created < ?", (moment(before),)
            ).rowcount


class Idempotency:
    """Answers to requests that carry an Idempotency-Key."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(
        self, caller: str, key: str, request: bytes, *, at: datetime, stale: timedelta
    ) -> IdempotentAnswer | None:
        """Takes a key for a request that is new; else what is known of it.

        Args:
            caller: whose key it is, so that callers do not see one another's answers.
            key: the Idempotency-Key.
            request: digest of method, path and body; compare it with the answer's.
            at: now.
            stale: a request without an answer for this long has died: it is begun anew.
        """
        name(key, "Idempotency-Key")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT request, status, headers, body, at FROM idempotency"
                " WHERE caller = ? AND key = ?",
                (caller, key),
            ).fetchone()
            if row is not None:
                known = _answer(row)
                if known.status is not None or at - known.at < stale:
                    return known
            connection.execute(
                "INSERT OR REPLACE INTO idempotency (caller, key, request, at) VALUES (?, ?, ?, ?)",
                (caller, key, request, moment(at)),
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


class Settings:
    """Small named values that all processes share; a change counts as a change of state."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, setting: str) -> Any:
        """A value of plain JSON, or None."""
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT value FROM settings WHERE name = ?", (setting,)
            ).fetchone()
        return None if row is None else decode_json(row[0])

    def put(self, setting: str, value: Any) -> None:
        """Sets a value of plain JSON."""
        with self._connections.writer() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                (name(setting, "setting"), encode_json(value)),
            )
            bump(connection, "state")


_KEY = "SELECT id, label, scopes, created, expires, revoked_at, used_at, hash FROM keys"
_DELIVERY = "id, webhook, event, body, created, attempts, due, delivered_at, status, error"


def enqueue(
    connection: sqlite3.Connection, event: str, body: Mapping[str, Any], at: datetime
) -> list[str]:
    """Puts a message into the outbox, within a transaction; returns the deliveries' ids."""
    message = encode_json({"type": event, "timestamp": moment(at), "data": dict(body)})
    ids: list[str] = []
    for webhook in _webhooks(connection):
        if webhook.disabled_at is None and (not webhook.events or event in webhook.events):
            ids.append(f"msg_{secrets.token_hex(12)}")
            connection.execute(
                "INSERT INTO deliveries (id, webhook, event, body, created, due)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (ids[-1], webhook.id, event, message, moment(at), moment(at)),
            )
    return ids


def _webhooks(connection: sqlite3.Connection) -> list[Webhook]:
    return [
        Webhook(
            own,
            url,
            tuple(json.loads(events)),
            tuple(json.loads(held)),
            datetime.fromisoformat(created),
            parse_moment(disabled),
        )
        for own, url, events, held, created, disabled in connection.execute(
            "SELECT id, url, events, secrets, created, disabled_at FROM webhooks ORDER BY id"
        )
    ]


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


def _delivery(row: Sequence[Any]) -> Delivery:
    own, webhook, event, body, created, attempts, due, delivered, status, error = row
    return Delivery(
        own,
        webhook,
        event,
        body,
        datetime.fromisoformat(created),
        attempts,
        parse_moment(due),
        parse_moment(delivered),
        status,
        None if error is None else decode_text(error),
    )


def _answer(row: Sequence[Any]) -> IdempotentAnswer:
    request, status, headers, body, at = row
    return IdempotentAnswer(
        request,
        status,
        decode_json(headers) if headers else {},
        body or b"",
        datetime.fromisoformat(at),
    )
