"""Delivers the outbox: signed, with retries that grow, until it arrives or is given up."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.errors import InputError, WirecheckError
from checker.store import Delivery, Store, Webhook

from ..metrics import Metrics
from .calendar import due_events
from .guard import resolve_target
from .post import Answer, post, signed_headers

__all__ = ["RETRIES", "DeliveryWorker"]

log = logging.getLogger("wirecheck.webhooks")

# Seconds after each failed attempt; Standard Webhooks' own recommendation.
RETRIES = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
LEASE = timedelta(seconds=60)
LOOK_SECONDS = 1.0
CALENDAR_SECONDS = 30.0
PRUNE_SECONDS = 3600.0
KEEP_DELIVERIES = timedelta(days=30)
KEEP_ANSWERS = timedelta(days=7)


class DeliveryWorker:
    """One process's deliveries; several processes share the outbox by leases.

    Args:
        store: the newsroom's store.
        metrics: counts attempts.
        private: whether endpoints in private networks are allowed.
        keep_checks_days: how long recorded checks are kept; 0 is for ever.
        clock: what time it is.
    """

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        *,
        private: bool,
        keep_checks_days: int = 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._private = private
        self._keep_checks_days = keep_checks_days
        self._clock = clock
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Starts delivering in the background."""
        self._tasks = [
            asyncio.create_task(self._repeat(self._deliver_due, LOOK_SECONDS)),
            asyncio.create_task(self._repeat(self._announce_due, CALENDAR_SECONDS)),
            asyncio.create_task(self._repeat(self._prune, PRUNE_SECONDS)),
        ]

    async def stop(self) -> None:
        """Stops; what is under way is delivered again later if it has not arrived."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def send(self, event: str, data: dict[str, Any]) -> None:
        """Puts an event into the outbox of all who asked for it."""
        ids = await asyncio.to_thread(self._store.webhooks.enqueue, event, data, at=self._clock())
        if ids:
            self._wake.set()

    async def _repeat(self, step: Callable[[], Any], seconds: float) -> None:
        while True:
            try:
                await step()
            except WirecheckError as error:
                log.warning("outbox: %s", type(error).__name__)
            except Exception:
                log.exception("outbox")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
            self._wake.clear()

    async def _deliver_due(self) -> None:
        claimed = await asyncio.to_thread(self._store.webhooks.claim, self._clock(), lease=LEASE)
        if not claimed:
            return
        hooks = {hook.id: hook for hook in await asyncio.to_thread(self._store.webhooks.all)}
        await asyncio.gather(
            *(asyncio.to_thread(self._attempt, one, hooks.get(one.webhook)) for one in claimed)
        )

    async def _announce_due(self) -> None:
        now = self._clock()
        for key, event, data in await asyncio.to_thread(due_events, self._store, now):
            await asyncio.to_thread(self._announce_once, key, event, data, now)

    def _announce_once(self, key: str, event: str, data: dict[str, Any], now: datetime) -> None:
        """Puts an event into the outbox unless some process did so before."""
        known = self._store.idempotency.begin(
            "calendar", key, b"", at=now, stale=timedelta(minutes=5)
        )
        if known is None:
            self._store.webhooks.enqueue(event, data, at=now)
            self._store.idempotency.finish("calendar", key, status=200, headers={}, body=b"")

    async def _prune(self) -> None:
        now = self._clock()
        await asyncio.to_thread(self._store.webhooks.prune, now - KEEP_DELIVERIES)
        await asyncio.to_thread(self._store.idempotency.prune, now - KEEP_ANSWERS)
        if self._keep_checks_days > 0:
            oldest = now - timedelta(days=self._keep_checks_days)
            await asyncio.to_thread(self._store.checks.prune, oldest)

    def _attempt(self, delivery: Delivery, hook: Webhook | None) -> None:
        now = self._clock()
        if hook is None or hook.disabled_at is not None:
            self._give_up(delivery, None, "the webhook is gone or disabled")
            return
        answer = self._post(delivery, hook, now)
        if answer.arrived:
            assert answer.status is not None
            self._metrics.deliveries.labels("delivered").inc()
            self._store.webhooks.delivered(delivery.id, at=now, status=answer.status)
        elif answer.status == 410:
            self._store.webhooks.add(replace(hook, disabled_at=now))
            self._give_up(delivery, 410, "the endpoint is gone for good: the webhook is disabled")
        elif delivery.attempts > len(RETRIES):
            self._give_up(delivery, answer.status, answer.error)
        else:
            self._metrics.deliveries.labels("failed").inc()
            self._store.webhooks.failed(
                delivery.id,
                error=answer.error,
                status=answer.status,
                retry_at=now + _pause(delivery.attempts, answer.retry_after),
            )

    def _post(self, delivery: Delivery, hook: Webhook, now: datetime) -> Answer:
        try:
            target = resolve_target(hook.url, private=self._private)
        except InputError as error:
            return Answer(None, str(error))
        headers = signed_headers(delivery.id, delivery.body, hook.secrets, now)
        return post(target, delivery.body, headers)

    def _give_up(self, delivery: Delivery, status: int | None, error: str) -> None:
        self._metrics.deliveries.labels("given_up").inc()
        self._store.webhooks.failed(delivery.id, error=error, status=status, retry_at=None)


def _pause(attempts: int, retry_after: str) -> timedelta:
    """How long to wait after this attempt, spread a little so that not all come back at once."""
    base = float(RETRIES[min(attempts, len(RETRIES)) - 1])
    if retry_after.isascii() and retry_after.isdigit():
        base = max(base, min(float(retry_after), 86400.0))
    return timedelta(seconds=base * random.uniform(1.0, 1.2))
