"""A bounded queue in front of a few worker processes."""

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from checker.errors import WirecheckError

from .worker import Slot, WorkerLost, WorkerTimeout, context
from .worker_main import Job, Outcome, WorkerDefect, WorkerSpec

__all__ = ["Overloaded", "Pool", "PoolState", "WorkerDefect", "WorkerLost", "WorkerTimeout"]

log = logging.getLogger("wirecheck.pool")


class Overloaded(Exception):
    """The queue is full, or a worker did not come free in time; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("all workers are busy")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class PoolState:
    """How the pool is doing."""

    size: int
    ready: int
    busy: int
    waiting: int
    replaced: int


class Pool:
    """Runs jobs in `size` worker processes, at most `queue` jobs waiting.

    Args:
        spec: what a worker opens and which jobs it knows.
        size: worker processes.
        queue: jobs that may wait; one more is `Overloaded` at once.
        patience: seconds that a job waits for a worker before it is `Overloaded`.
    """

    def __init__(self, spec: WorkerSpec, size: int, queue: int, patience: float = 5.0) -> None:
        started = context(spec)
        self._slots = [Slot(spec, started) for _ in range(size)]
        self._limit = queue
        self._patience = patience
        self._waiting = 0
        self._busy = 0
        self._free: asyncio.Queue[Slot] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="wirecheck-pool")
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Starts all workers; returns when all are ready.

        Raises:
            WirecheckError: rules or data directory are refused.
            WorkerLost: a worker ended while it started.
        """
        loop = asyncio.get_running_loop()
        starts = [loop.run_in_executor(self._threads, slot.start) for slot in self._slots]
        await asyncio.gather(*starts)
        for slot in self._slots:
            self._free.put_nowait(slot)

    @property
    def idle(self) -> bool:
        """Whether a worker is free this very moment."""
        return not self._free.empty()

    def state(self) -> PoolState:
        """Figures for health and metrics."""
        return PoolState(
            size=len(self._slots),
            ready=sum(slot.alive for slot in self._slots),
            busy=self._busy,
            waiting=self._waiting,
            replaced=sum(slot.replaced for slot in self._slots),
        )

    async def run(self, job: Job, seconds: float) -> Any:
        """The value of a job.

        Raises:
            Overloaded: no worker came free.
            WorkerTimeout: the job ran out of `seconds`.
            WorkerLost: its worker ended.
            WorkerDefect: the job failed by a defect of ours.
            WirecheckError: the core refused, as it says.
        """
        slot = await self._take()
        task = asyncio.ensure_future(self._occupy(slot, job, seconds))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # A client that leaves must not free a slot whose worker is still at it.
        outcome = await asyncio.shield(task)
        return outcome.result()

    async def _take(self) -> Slot:
        if self._free.empty() and self._waiting >= self._limit:
            raise Overloaded(self._retry_after())
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                return await self._free.get()
        except TimeoutError:
            raise Overloaded(self._retry_after()) from None
        finally:
            self._waiting -= 1

    def _retry_after(self) -> int:
        return 1 + self._waiting // (10 * len(self._slots))

    async def _occupy(self, slot: Slot, job: Job, seconds: float) -> Outcome:
        loop = asyncio.get_running_loop()
        self._busy += 1
        try:
            return await loop.run_in_executor(self._threads, slot.call, job, seconds)
        except (WorkerTimeout, WorkerLost) as error:
            log.warning("worker replaced: %s in %s", type(error).__name__, job.name)
            raise
        finally:
            self._busy -= 1
            if slot.alive:
                self._free.put_nowait(slot)
            else:
                self._replace(slot)

    def _replace(self, slot: Slot) -> None:
        task = asyncio.ensure_future(self._restart(slot))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _restart(self, slot: Slot) -> None:
        loop = asyncio.get_running_loop()
        delay = 0.5
        while True:
            with contextlib.suppress(WorkerLost, WirecheckError):
                await loop.run_in_executor(self._threads, slot.restart)
                self._free.put_nowait(slot)
                return
            log.error("a worker does not start; trying again in %.1f s", delay)
            await asyncio.sleep(delay)
            delay = min(delay * 2, 30)

    async def close(self, seconds: float) -> None:
        """Waits for running jobs, then ends the workers."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._busy or self._waiting:
                    await asyncio.sleep(0.02)
        for task in list(self._tasks):
            task.cancel()
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(None, slot.close, 2.0) for slot in self._slots))
        self._threads.shutdown(wait=False, cancel_futures=True)
