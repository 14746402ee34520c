"""One process's service of the outbox: sends due messages and announces events caused by time."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.errors import WirecheckError
from checker.store import Store

from ..metrics import Metrics
from ..threads import Threads
from .calendar import KEPT, due_events
from .queues import Queues, Resolve

__all__ = ["DeliveryWorker"]

log = logging.getLogger("wirecheck.webhooks")

LOOK_SECONDS = 1.0
CALENDAR_SECONDS = 30.0
PRUNE_SECONDS = 3600.0
KEEP_DELIVERIES = timedelta(days=30)
KEEP_ANSWERS = timedelta(days=7)
CALENDAR = "calendar"  # the caller as whom events caused by time are announced once
STORE_THREADS = 3
STOP_SECONDS = 1.0  # for attempts that have all but ended, and again for giving back the others


class DeliveryWorker:
    """Delivers the messages of one process; several processes share the outbox by leases.

    Args:
        store: the newsroom's store.
        metrics: counts attempts.
        resolve: resolves an endpoint's URL; it may be slow.
        keep_checks_days: how long recorded checks are kept; 0 is for ever.
        clock: returns the current time.
    """

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        *,
        resolve: Resolve,
        keep_checks_days: int = 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._keep_checks_days = keep_checks_days
        self._clock = clock
        self._threads = Threads("wirecheck-outbox", STORE_THREADS)
        self._wake = asyncio.Event()
        self._queues = Queues(store, metrics, resolve=resolve, threads=self._threads, clock=clock)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Starts delivering in the background."""
        self._queues.freed = self._wake.set
        self._tasks = [
            asyncio.create_task(self._deliver()),
            asyncio.create_task(_repeat(self._announce_due, CALENDAR_SECONDS)),
            asyncio.create_task(_repeat(self._prune, PRUNE_SECONDS)),
        ]

    async def stop(self) -> None:
        """Stops; messages in progress are given back, to be sent at once by the next process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._queues.stop(STOP_SECONDS)
        self._threads.close()

    async def _deliver(self) -> None:
        while True:
            await _done(self._queues.take_up())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._wake.wait()
            self._wake.clear()

    async def _announce_due(self) -> None:
        now = self._clock()
        for key, event, data in await self._threads.run(due_events, self._store, now):
            await self._threads.run(self._announce_once, key, event, data, now)

    def _announce_once(self, key: str, event: str, data: dict[str, Any], now: datetime) -> None:
        """Puts an event into the outbox unless some process did so before."""
        known = self._store.idempotency.begin(
            CALENDAR, key, b"", at=now, stale=timedelta(minutes=5)
        )
        if known is None:
            self._store.webhooks.enqueue(event, data, at=now)
            self._store.idempotency.finish(CALENDAR, key, status=200, headers={}, body=b"")

    async def _prune(self) -> None:
        now = self._clock()
        await self._threads.run(self._store.webhooks.prune, now - KEEP_DELIVERIES)
        await self._threads.run(
            self._store.idempotency.prune, now - KEEP_ANSWERS, longer={CALENDAR: now - KEPT}
        )
        if self._keep_checks_days > 0:
            oldest = now - timedelta(days=self._keep_checks_days)
            await self._threads.run(self._store.checks.prune, oldest)


async def _repeat(step: Callable[[], Coroutine[Any, Any, None]], seconds: float) -> None:
    while True:
        await _done(step())
        await asyncio.sleep(seconds)


async def _done(step: Coroutine[Any, Any, None]) -> bool:
    """Returns whether a step succeeded; a failure is logged and retried in the next round."""
    try:
        await step
    except WirecheckError as error:
        log.warning("outbox: %s", type(error).__name__)
    except Exception:
        log.exception("outbox")
    else:
        return True
    return False
