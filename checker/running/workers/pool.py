"""A pool for synchronous callers: many tasks, each with an outcome."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from checker.running.workers.process import Factory, Outcome
from checker.running.workers.worker import Worker, WorkerSpec

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

    def run(self, tasks: Iterable[Any], *, window: int = 0) -> Iterator[Outcome]:
        """Yields one outcome a task: as they come, or in the order of the tasks with a `window`.

        Args:
            tasks: read one by one as workers become free.
            window: how many tasks may be read beyond the last outcome that was yielded; 0: one
                a worker, and no order.

        Raises:
            WirecheckError: a worker could not be set up.
        """
        source = iter(tasks)
        most = window or len(self._workers)
        under_way: list[Future[Outcome]] = []
        while True:
            under_way.extend(
                self._threads.submit(self._done, task)
                for task in islice(source, most - len(under_way))
            )
            if not under_way:
                return
            first = under_way[0] if window else _first_done(under_way)
            under_way.remove(first)
            yield first.result()

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


def _first_done(under_way: Iterable[Future[Outcome]]) -> Future[Outcome]:
    return wait(under_way, return_when=FIRST_COMPLETED).done.pop()
