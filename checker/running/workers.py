"""Local worker processes with a limit of time and memory for every task.

A limit inside a thread cannot stop C code that never yields, so each worker is a process of its
own: one that hangs is killed and replaced, and its task comes back as not finished.
"""

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Literal, Self

from checker.errors import Problem, WirecheckError

__all__ = ["Limits", "Outcome", "Pool", "answered"]

SETUP_SECONDS = 120.0

Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """For each task: seconds of wall time, and megabytes beyond what a fresh worker holds."""

    seconds: float = 60.0
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its value, or why it was not finished."""

    task: Any
    state: Literal["done", "timeout", "memory", "died", "failed"]
    value: Any = None
    what: str = ""
    seconds: float = 0.0


class Pool:
    """Worker processes that each build their function once and then take one task at a time.

    Args:
        factory: a module-level function; called with `setup` in each worker, returns the function
            that is called with each task.
        setup: whatever the factory needs; must pickle.
        workers: how many processes; they start when there is work for them.
        limits: of each task.
    """

    def __init__(
        self, factory: Callable[[Any], Work], setup: Any, *, workers: int, limits: Limits = Limits()
    ) -> None:
        self._factory = factory
        self._setup = setup
        self._limits = limits
        self._most = max(1, workers)
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[Any], *, window: int = 0) -> Iterator[Outcome]:
        """Outcomes as they come, or in the order of the tasks if there is a `window`.

        Args:
            tasks: read one by one as workers become free.
            window: how many outcomes may wait for a slower one before them; 0: no order.

        Raises:
            WirecheckError: a worker could not be set up.
        """
        source = enumerate(tasks)
        ended = False
        waiting: dict[int, Outcome] = {}
        following = 0
        retry: deque[tuple[int, Any]] = deque()
        fed = 0
        while True:
            while not ended or retry:
                if window and fed - following >= window and not retry:
                    break
                worker = self._free()
                if worker is None:
                    break
                entry = retry.popleft() if retry else next(source, None)
                if entry is None:
                    ended = True
                    break
                fed = max(fed, entry[0] + 1)
                if not worker.give(*entry):
                    self._drop(worker)
                    retry.append(entry)
            if not any(worker.busy for worker in self._workers):
                break
            for number, outcome in self._collect():
                if not window:
                    yield outcome
                    continue
                waiting[number] = outcome
                while following in waiting:
                    yield waiting.pop(following)
                    following += 1

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in list(self._workers):
            self._drop(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _free(self) -> "_Worker | None":
        for worker in self._workers:
            if not worker.busy:
                return worker
        if len(self._workers) < self._most:
            worker = _Worker(self._factory, self._setup, self._limits)
            self._workers.append(worker)
            return worker
        return None

    def _collect(self) -> Iterator[tuple[int, Outcome]]:
        """Waits for an answer or the first limit, and gives what has ended by then."""
        busy = {worker.connection: worker for worker in self._workers if worker.busy}
        first = min(worker.ends for worker in busy.values())
        ready = wait(list(busy), timeout=max(0.0, first - time.monotonic()))
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            number, outcome = worker.take()
            if outcome is None:
                continue  # it has just become ready to work
            if outcome.state in ("died", "memory"):
                self._drop(worker)
            yield number, outcome
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.busy and worker.ends <= now and not worker.connection.poll():
                number, outcome = worker.give_up()
                self._drop(worker)
                yield number, outcome

    def _drop(self, worker: "_Worker") -> None:
        worker.kill()
        self._workers.remove(worker)


class _Worker:
    """The parent's end of one process."""

    def __init__(self, factory: Callable[[Any], Work], setup: Any, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._limits = limits
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, factory, setup, limits.memory_mb, os.getpid()), daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready = False
        self._began = time.monotonic()
        self._task: tuple[int, Any] | None = None
        self.ends = 0.0

    @property
    def busy(self) -> bool:
        """Whether a task is in work."""
        return self._task is not None

    def give(self, number: int, task: Any) -> bool:
        """Hands a task over; False if the process has gone."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        self._task = (number, task)
        self._start_clock()
        return True

    def take(self) -> tuple[int, Outcome | None]:
        """The answer that is waiting; None while the worker only says that it is ready.

        Raises:
            WirecheckError: the worker could not be set up.
        """
        assert self._task is not None
        number, task = self._task
        try:
            state, value = self.connection.recv()
        except (EOFError, OSError):
            return number, self._ended("died", f"the worker ended ({self._code()})")
        if state == "ready":
            self._ready = True
            self._start_clock()
            return number, None
        if state == "broken":
            raise WirecheckError(*value)
        seconds = time.monotonic() - self._began
        self._task = None
        if state == "done":
            return number, Outcome(task, "done", value, seconds=seconds)
        return number, Outcome(task, state, what=value, seconds=seconds)

    def give_up(self) -> tuple[int, Outcome]:
        """The task's outcome when its time has run out."""
        assert self._task is not None
        number = self._task[0]
        if not self._ready:
            raise WirecheckError(Problem("", f"a worker was not ready in {SETUP_SECONDS:.0f} s"))
        limit = f"{self._limits.seconds:g} s"
        return number, self._ended("timeout", f"not finished within {limit}")

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()

    def _start_clock(self) -> None:
        self._began = time.monotonic()
        self.ends = self._began + (self._limits.seconds if self._ready else SETUP_SECONDS)

    def _ended(self, state: Literal["died", "timeout"], what: str) -> Outcome:
        assert self._task is not None
        task = self._task[1]
        self._task = None
        return Outcome(task, state, what=what, seconds=time.monotonic() - self._began)

    def _code(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        if code is not None and code < 0:
            return signal.Signals(-code).name
        return f"code {code}"


def _serve(
    connection: Connection,
    factory: Callable[[Any], Work],
    setup: Any,
    memory_mb: int,
    parent: int,
) -> None:
    """A worker's life: set up, then task after task until the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    try:
        work = factory(setup)
    except WirecheckError as error:
        connection.send(("broken", error.problems))
        return
    _limit_memory(memory_mb)
    connection.send(("ready", None))
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        outcome = answered(work, task)
        answer = outcome.value if outcome.state == "done" else outcome.what
        try:
            connection.send((outcome.state, answer))
        except OSError:
            return
        if outcome.state == "memory":
            return  # what it still holds would count against the next task


def answered(work: Work, task: Any) -> Outcome:
    """One task done here and now; whatever it raises is its outcome and ends nothing else."""
    began = time.monotonic()
    try:
        return Outcome(task, "done", work(task), seconds=time.monotonic() - began)
    except MemoryError:
        what = "it needs more memory than the limit"
        return Outcome(task, "memory", what=what, seconds=time.monotonic() - began)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return Outcome(task, "failed", what=what, seconds=time.monotonic() - began)


def _limit_memory(megabytes: int) -> None:
    """Lets the address space grow by so much; mapped index files count from before."""
    if not megabytes or not sys.platform.startswith("linux"):
        return
    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    most = pages * resource.getpagesize() + megabytes * 1_000_000
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with(parent: int) -> None:
    """Has the kernel end this process when its parent is killed (Linux: prctl(2))."""
    if not sys.platform.startswith("linux"):
        return
    death_signal_option = 1
    ctypes.CDLL(None).prctl(death_signal_option, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
