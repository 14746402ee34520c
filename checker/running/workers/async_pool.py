"""A pool for asyncio: a bounded queue in front of a few workers."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from checker.errors import WirecheckError
from checker.running.workers.process import Outcome
from checker.running.workers.worker import Worker, WorkerSpec
from checker.values import dataclass

__all__ = [
    "AsyncPool",
    "Overloaded",
    "PoolState",
    "WorkerDefect",
    "WorkerLost",
]

log = logging.getLogger("wirecheck.pool")

T = TypeVar("T")
WEIGHT = 0.1  # of the latest task in what a task usually takes
MOST_RETRY_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between starts of a worker that does not start


class Named(Protocol):
    """A task; its name is logged, what else it holds is not."""

    @property
    def name(self) -> str:
        """What kind of task it is."""


class Overloaded(Exception):
    """The queue is full, or no worker comes free in time; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("all workers are busy")
        self.retry_after = retry_after


class WorkerLost(Exception):
    """A task ended with its worker: out of time, out of memory, or killed; see `outcome`."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.what)
        self.outcome = outcome


class WorkerDefect(Exception):
    """A task ended in an error that is no input's fault; the message is a type and a place."""


@dataclass(frozen=True, slots=True)
class PoolState:
    """How many workers there are, set up and busy; tasks that wait; workers that were replaced."""

    size: int
    ready: int
    busy: int
    waiting: int
    replaced: int


class AsyncPool:
    """Runs tasks in `size` worker processes, which start before the first task.

    Args:
        spec: how a worker is set up.
        size: the number of worker processes.
        queue: how many tasks may wait; one more is `Overloaded` at once.
        patience: seconds that a task waits for a worker before it is `Overloaded`; at once when
            those before it would take longer.
    """

    def __init__(self, spec: WorkerSpec, size: int, queue: int, patience: float = 5.0) -> None:
        self._workers = [Worker(spec) for _ in range(size)]
        self._limit = queue
        self._patience = patience
        self._waiting = 0
        self._usual = 0.0  # seconds that a task takes, in the mean of the latest
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._idle: set[Worker] = set()
        self._busy: dict[Worker, asyncio.Task[Outcome]] = {}
        self._restarts: set[asyncio.Task[None]] = set()
        self._closing = False
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="wirecheck-pool")

    async def start(self) -> None:
        """Starts all workers; returns when all are set up.

        Raises:
            WirecheckError: a worker could not be set up.
        """
        await asyncio.gather(*(self._in_thread(worker.open) for worker in self._workers))
        for worker in self._workers:
            self._release(worker)

    @property
    def idle(self) -> bool:
        """Whether a worker is free this very moment."""
        return not self._free.empty()

    def state(self) -> PoolState:
        """Returns figures for health and metrics."""
        return PoolState(
            size=len(self._workers),
            ready=len(self._busy) + sum(worker.alive for worker in self._idle),
            busy=len(self._busy),
            waiting=self._waiting,
            replaced=sum(max(0, worker.starts - 1) for worker in self._workers),
        )

    async def run(self, task: Named, seconds: float) -> Any:
        """Returns the value of a task.

        Raises:
            Overloaded: no worker came free.
            WorkerLost: it ran out of `seconds` or of memory, or its worker ended.
            WorkerDefect: it failed by a defect of the program.
            WirecheckError: what the task raised.
        """
        worker = await self._taken()
        occupied = asyncio.ensure_future(self._occupy(worker, task, seconds))
        self._busy[worker] = occupied
        # A client that leaves must not free a worker that is still at it.
        return _value(await asyncio.shield(occupied))

    async def close(self, seconds: float) -> None:
        """Waits so long for tasks that run or wait, then ends the workers."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._busy or self._waiting:
                    await asyncio.sleep(0.02)
        self._closing = True
        for worker in self._workers:
            if worker not in self._idle:
                worker.end()  # the thread that waits for it is told
        for restart in self._restarts:
            restart.cancel()
        await asyncio.gather(*self._busy.values(), *self._restarts, return_exceptions=True)
        await asyncio.gather(*(self._in_thread(worker.close) for worker in self._workers))
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _taken(self) -> Worker:
        if self._free.empty() and (
            self._waiting >= self._limit or self._expected() > self._patience
        ):
            raise Overloaded(self._retry_after())
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                worker = await self._free.get()
        except TimeoutError:
            raise Overloaded(self._retry_after()) from None
        finally:
            self._waiting -= 1
        self._idle.discard(worker)
        return worker

    def _expected(self) -> float:
        """Seconds until a task that comes now is taken, by what the latest tasks took."""
        return self._usual * self._waiting / len(self._workers)

    def _retry_after(self) -> int:
        """Seconds after which those that wait now are done."""
        return 1 + min(int(self._expected()), MOST_RETRY_SECONDS)

    async def _occupy(self, worker: Worker, task: Named, seconds: float) -> Outcome:
        try:
            outcome = await self._in_thread(worker.call, task, seconds)
        except WirecheckError as error:  # the worker had died idle, and no other could be set up
            outcome = Outcome(task, "died", what=str(error))
        finally:
            del self._busy[worker]
            self._put_back(worker)
        self._usual += (outcome.seconds - self._usual) * WEIGHT
        if outcome.state not in ("done", "refused"):
            level = logging.ERROR if outcome.state == "failed" else logging.WARNING
            log.log(level, "%s %s: %s", task.name, outcome.state, outcome.what)
        return outcome

    def _put_back(self, worker: Worker) -> None:
        if worker.alive:
            self._release(worker)
        elif not self._closing:
            restart = asyncio.ensure_future(self._restart(worker))
            self._restarts.add(restart)
            restart.add_done_callback(self._restarts.discard)

    def _release(self, worker: Worker) -> None:
        self._idle.add(worker)
        self._free.put_nowait(worker)

    async def _restart(self, worker: Worker) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._in_thread(worker.open)
            except WirecheckError as error:
                log.error("a worker cannot be started; next attempt in %.1f s: %s", pause, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._release(worker)
                return

    async def _in_thread(self, call: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)


def _value(outcome: Outcome) -> Any:
    if outcome.state == "done":
        return outcome.value
    if outcome.error is not None:
        raise outcome.error
    raise WorkerDefect(outcome.what) if outcome.state == "failed" else WorkerLost(outcome)
