"""The endpoints' queues: one attempt at a time for each, none waiting for another."""

import asyncio
import contextlib
import logging
import random
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from checker.errors import Refused, WirecheckError
from checker.store import Delivery, Store, Webhook

from ..metrics import Metrics
from ..threads import Threads
from .guard import Target
from .post import Answer, post, signed_headers

__all__ = ["ATTEMPT_SECONDS", "RETRIES", "Queues", "Resolve"]

log = logging.getLogger("wirecheck.webhooks")

Resolve: TypeAlias = Callable[[str], Target]

# Seconds after each failed attempt; Standard Webhooks' own recommendation.
RETRIES = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
ATTEMPT_SECONDS = 15.0  # from the look-up of the name to the last byte of the answer
LEASE = timedelta(seconds=60)  # longer than an attempt and the note of what came of it
SLOTS = 64  # attempts at a time
LATE_SLOTS = 48  # of these, at endpoints that used up the time of their last attempt


class Queues:
    """Attempts in progress, at most one per endpoint.

    Endpoints that were late the last time never occupy all slots: however many hang, some slots
    stay free for the others.

    Args:
        store: holds the outbox.
        metrics: counts attempts.
        resolve: resolves an endpoint's URL; called in a thread, so it may be slow.
        threads: for the store.
        clock: returns the current time.
        seconds: the time limit of an attempt.
    """

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        *,
        resolve: Resolve,
        threads: Threads,
        clock: Callable[[], datetime],
        seconds: float = ATTEMPT_SECONDS,
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._resolve = resolve
        self._threads = threads
        self._clock = clock
        self._seconds = seconds
        self._names = Threads("wirecheck-names", SLOTS)
        self._tls: ssl.SSLContext | None = None
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._unsent: dict[str, str] = {}  # endpoint -> the message that has not gone out yet
        self._late: set[str] = set()
        self.freed: Callable[[], None] = lambda: None  # called when an attempt has ended

    async def take_up(self) -> None:
        """Begins an attempt at each endpoint that has a due message and none in progress.

        Raises:
            WirecheckError: the outbox cannot be read.
        """
        if self._tls is None:
            self._tls = await self._names.run(ssl.create_default_context)
        hooks = {hook.id: hook for hook in await self._threads.run(self._store.webhooks.all)}
        self._late.intersection_update(hooks)
        free = [name for name in hooks if name not in self._under_way]
        late = len(self._late & self._under_way.keys())
        await self._begin(hooks, [name for name in free if name not in self._late], SLOTS)
        await self._begin(hooks, [name for name in free if name in self._late], LATE_SLOTS - late)

    async def stop(self, seconds: float) -> None:
        """Lets attempts end for a while, cuts the others off, and gives their messages back."""
        under_way = [*self._under_way.values()]
        if under_way:
            await asyncio.wait(under_way, timeout=seconds)
        unsent = [*self._unsent.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if unsent:
            # A lease that cannot be given back ends by itself.
            with contextlib.suppress(TimeoutError, WirecheckError):
                async with asyncio.timeout(seconds):
                    await self._threads.run(self._store.webhooks.release, unsent, at=self._clock())
        self._names.close()

    async def _begin(self, hooks: dict[str, Webhook], among: list[str], most: int) -> None:
        room = min(most, SLOTS - len(self._under_way))
        if room <= 0 or not among:
            return
        claimed = await self._threads.run(
            self._store.webhooks.claim, self._clock(), lease=LEASE, webhooks=among, limit=room
        )
        for one in claimed:
            self._unsent[one.webhook] = one.id
            attempt = asyncio.create_task(self._attempt(one, hooks[one.webhook]))
            self._under_way[one.webhook] = attempt

    async def _attempt(self, delivery: Delivery, hook: Webhook) -> None:
        try:
            answer = None if hook.disabled_at else await self._posted(delivery, hook)
            del self._unsent[hook.id]
            await self._threads.run(self._note, delivery, hook, answer)
        except WirecheckError as error:  # the lease ends, and it is sent again
            log.warning("outbox: %s", type(error).__name__)
        except Exception:
            log.exception("outbox")
        finally:
            self._unsent.pop(hook.id, None)
            self._under_way.pop(hook.id, None)
            self.freed()

    async def _posted(self, delivery: Delivery, hook: Webhook) -> Answer:
        until = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(until):
                target = await self._names.run(self._resolve, hook.url)
        except TimeoutError:
            answer = Answer(None, "the host's name was not found in time", late=True)
        except Refused as error:
            answer = Answer(None, str(error))
        else:
            headers = signed_headers(delivery.id, delivery.body, hook.secrets, self._clock())
            answer = await post(target, delivery.body, headers, until=until, tls=self._tls)
        (self._late.add if answer.late else self._late.discard)(hook.id)
        return answer

    def _note(self, delivery: Delivery, hook: Webhook, answer: Answer | None) -> None:
        """Writes down what came of an attempt; None: the webhook is disabled, nothing was sent."""
        now = self._clock()
        if answer is None:
            self._give_up(delivery, None, "the webhook is disabled")
        elif answer.arrived:
            assert answer.status is not None
            self._metrics.deliveries.labels("delivered").inc()
            self._store.webhooks.delivered(delivery.id, at=now, status=answer.status)
        elif answer.status == 410:
            self._store.webhooks.disable(hook.id, at=now)
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

    def _give_up(self, delivery: Delivery, status: int | None, error: str) -> None:
        self._metrics.deliveries.labels("given_up").inc()
        self._store.webhooks.failed(delivery.id, error=error, status=status, retry_at=None)


def _pause(attempts: int, retry_after: str) -> timedelta:
    """How long to wait after this attempt, spread a little so that not all come back at once."""
    base = float(RETRIES[min(attempts, len(RETRIES)) - 1])
    if retry_after.isascii() and retry_after.isdigit():
        base = max(base, min(float(retry_after), 86400.0))
    return timedelta(seconds=base * random.uniform(1.0, 1.2))
