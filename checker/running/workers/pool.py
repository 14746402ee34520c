"""A pool for synchronous callers: many tasks, each with an outcome."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, Self

from checker.running.workers.process import Factory, Outcome
from checker.running.workers.worker import Worker, WorkerSpec
from checker.values import dataclass

__all__ = ["Pool", "WorkerLimits"]


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """For each task: seconds of wall time, and megabytes beyond what a fresh worker uses."""

    seconds: float = 60.0
    memory_mb: int = 2048


class Pool:
    """Worker processes that each build their function once and then take one task at a time.

    Args:
        factory, setup: see `WorkerSpec`.
        workers: the number of processes; they start when there is work for them.
        limits: of each task.
    """

    def __init__(
        self,
        factory: Factory,
        setup: Any,
        *,
        workers: int,
        limits: WorkerLimits = WorkerLimits(),
    ) -> None:
        spec = WorkerSpec(factory, setup, limits.memory_mb)
        self._workers = [Worker(spec) for _ in range(max(1, workers))]
        self._free = list(self._workers)
        self._seconds = limits.seconds
        self._threads = ThreadPoolExecutor(len(self._workers), "wirecheck-pool")

    def run(
        self,
        tasks: Iterable[Any],
        *,
        window: int = 0,
        idle: Callable[[], object] = lambda: None,
        idle_after: float | None = None,
    ) -> Iterator[Outcome]:
        """Yields one outcome a task: as they come, or in the order of the tasks with a `window`.

        Args:
            tasks: read one by one as workers become free.
            window: how many tasks may be read beyond the last outcome that was yielded; 0: one
                a worker, and no order.
            idle: called each time that no outcome has come for `idle_after` seconds.
            idle_after: None for never.

        Raises:
            WirecheckError: a worker could not be set up.
        """
        source = iter(tasks)
        most = window or len(self._workers)
        under_way: deque[Future[Outcome]] = deque()
        ended: SimpleQueue[Future[Outcome]] = SimpleQueue()  # in the order in which they end
        while True:
            for task in islice(source, most - len(under_way)):
                under_way.append(self._threads.submit(self._done, task))
                under_way[-1].add_done_callback(ended.put)
            if not under_way:
                return
            while True:
                try:
                    first = ended.get(timeout=idle_after)
                except Empty:
                    idle()
                    continue
                if not window:
                    under_way.remove(first)
                    yield first.result()
                    break
                if under_way[0].done():
                    while under_way and under_way[0].done():
                        yield under_way.popleft().result()
                    break

    def close(self) -> None:
        """Ends all workers; busy ones at once."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            if worker not in self._free:
                worker.end()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _done(self, task: Any) -> Outcome:
        worker = self._free.pop()  # there are as many threads as workers
        try:
            return worker.call(task, self._seconds)
        finally:
            self._free.append(worker)
