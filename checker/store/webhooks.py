"""Webhooks and the outbox of messages to them."""

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from checker.store.absent import absent
from checker.store.codec import (
    checked_name,
    decode_text,
    encode_json,
    encode_text,
    moment,
    parse_moment,
)
from checker.store.connection import Connections
from checker.store.records import Delivery, Webhook

__all__ = ["Webhooks", "enqueue", "subscribed"]

_DELIVERY = "id, webhook, event, body, created, attempts, due, delivered_at, status, error"


class Webhooks:
    """Subscribers and the outbox of messages to them.

    A message is put into the outbox in the same transaction as the event it reports, or right after
    it, and stays there until it is delivered or given up, even across restarts.
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
                    checked_name(webhook.id, "webhook.id"),
                    checked_name(webhook.url, "webhook.url"),
                    json.dumps(list(webhook.events)),
                    json.dumps(list(webhook.secrets)),
                    moment(webhook.created),
                    None if webhook.disabled_at is None else moment(webhook.disabled_at),
                ),
            )

    def all(self) -> list[Webhook]:
        """Returns every subscriber, by id."""
        with self._connections.snapshot() as connection:
            return _webhooks(connection)

    def get(self, webhook: str) -> Webhook:
        """Returns one subscriber.

        Raises:
            NotFound: no such webhook.
        """
        with self._connections.snapshot() as connection:
            for known in _webhooks(connection):
                if known.id == webhook:
                    return known
            raise absent(connection, "webhooks", webhook)

    def rotate(self, webhook: str, secret: str) -> Webhook:
        """Signs with a new secret too, and no longer with the last but one.

        Raises:
            NotFound: no such webhook.
        """
        with self._connections.writer() as connection:
            held = next((one for one in _webhooks(connection) if one.id == webhook), None)
            if held is None:
                raise absent(connection, "webhooks", webhook)
            rotated = replace(held, secrets=(secret, *held.secrets[:1]))
            connection.execute(
                "UPDATE webhooks SET secrets = ? WHERE id = ?",
                (json.dumps(list(rotated.secrets)), webhook),
            )
        return rotated

    def disable(self, webhook: str, *, at: datetime) -> None:
        """Sends a subscriber nothing more; one that was removed meanwhile stays removed."""
        with self._connections.writer() as connection:
            connection.execute(
                "UPDATE webhooks SET disabled_at = ? WHERE id = ?", (moment(at), webhook)
            )

    def remove(self, webhook: str) -> None:
        """Removes a subscriber and its messages.

        Raises:
            NotFound: no such webhook.
        """
        with self._connections.writer() as connection:
            if not connection.execute("DELETE FROM webhooks WHERE id = ?", (webhook,)).rowcount:
                raise absent(connection, "webhooks", webhook)

    def enqueue(self, event: str, body: Mapping[str, Any], *, at: datetime) -> list[str]:
        """Queues a message to every subscriber of the event; returns the ids of the deliveries.

        The message is `{"type", "timestamp", "data"}`, as Standard Webhooks recommends.
        """
        with self._connections.writer() as connection:
            return enqueue(connection, event, body, at)

    def enqueue_each(
        self, event: str, bodies: Sequence[Mapping[str, Any]], *, at: datetime
    ) -> None:
        """Queues a message for each body to every subscriber, all in one transaction."""
        with self._connections.writer() as connection:
            for body in bodies:
                enqueue(connection, event, body, at)

    def claim(
        self, now: datetime, *, lease: timedelta, webhooks: Sequence[str], limit: int = 20
    ) -> list[Delivery]:
        """Leases the first due message of each of these subscribers, the longest overdue first.

        Nobody else gets them before the lease expires.
        """
        with self._connections.snapshot() as connection:
            due = [first for name in webhooks if (first := _first_due(connection, name, now))]
        if not due:
            return []
        numbers = [number for _due, number in sorted(due)[:limit]]
        with self._connections.writer(durable=False) as connection:
            rows = connection.execute(
                "UPDATE deliveries SET due = ?, attempts = attempts + 1 WHERE due <= ?"
                f" AND n IN ({', '.join('?' * len(numbers))}) RETURNING {_DELIVERY}",
                (moment(now + lease), moment(now), *numbers),
            ).fetchall()
        return [_delivery(row) for row in rows]

    def release(self, deliveries: Sequence[str], *, at: datetime) -> None:
        """Gives back claimed messages that were not sent: they are due at once."""
        with self._connections.writer(durable=False) as connection:
            connection.executemany(
                "UPDATE deliveries SET due = ?, attempts = max(0, attempts - 1)"
                " WHERE id = ? AND due IS NOT NULL",
                [(moment(at), one) for one in deliveries],
            )

    def delivered(self, delivery: str, *, at: datetime, status: int) -> None:
        """Records that a message was delivered."""
        with self._connections.writer(durable=False) as connection:
            connection.execute(
                "UPDATE deliveries SET due = NULL, delivered_at = ?, status = ?, error = NULL"
                " WHERE id = ?",
                (moment(at), status, delivery),
            )

    def failed(
        self, delivery: str, *, error: str, status: int | None, retry_at: datetime | None
    ) -> None:
        """Records that a delivery failed; without `retry_at` the message is given up."""
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
        """Returns the newest messages to a subscriber and their outcome."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"SELECT {_DELIVERY} FROM deliveries WHERE webhook = ? ORDER BY n DESC LIMIT ?",
                (webhook, limit),
            ).fetchall()
        return [_delivery(row) for row in rows]

    def prune(self, before: datetime) -> int:
        """Deletes messages from before a time that were delivered or given up."""
        with self._connections.writer(durable=False) as connection:
            return connection.execute(
                "DELETE FROM deliveries WHERE due IS NULL AND created < ?", (moment(before),)
            ).rowcount


def enqueue(
    connection: sqlite3.Connection, event: str, body: Mapping[str, Any], at: datetime
) -> list[str]:
    """Puts a message into the outbox, within a transaction; returns the deliveries' ids."""
    message = encode_json({"type": event, "timestamp": moment(at), "data": dict(body)})
    ids: list[str] = []
    for webhook in subscribed(connection, event):
        ids.append(f"msg_{secrets.token_hex(12)}")
        connection.execute(
            "INSERT INTO deliveries (id, webhook, event, body, created, due)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (ids[-1], webhook, event, message, moment(at), moment(at)),
        )
    return ids


def _first_due(
    connection: sqlite3.Connection, webhook: str, now: datetime
) -> tuple[str, int] | None:
    """When the first message to a subscriber was due, and its number."""
    row = connection.execute(
        "SELECT due, n FROM deliveries WHERE webhook = ? AND due <= ? ORDER BY due, n LIMIT 1",
        (webhook, moment(now)),
    ).fetchone()
    return None if row is None else (str(row[0]), int(row[1]))


def subscribed(connection: sqlite3.Connection, event: str) -> list[str]:
    """Returns the ids of the webhooks that subscribe to an event."""
    return [
        webhook.id
        for webhook in _webhooks(connection)
        if webhook.disabled_at is None and (not webhook.events or event in webhook.events)
    ]


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
