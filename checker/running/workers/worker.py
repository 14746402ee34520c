"""The pool's end of one worker: a process that is started on demand and replaced when it ends."""

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from threading import Lock
from typing import Any

from checker.errors import Problem, WirecheckError
from checker.running.workers.process import Factory, Outcome, serve
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Worker", "WorkerSpec"]

SETUP_SECONDS = 120.0
CLOSE_SECONDS = 2.0
PAUSES = (0.1, 1.0)  # seconds before each further start, when a process ends before it is set up
_SAFE_PATH = "PYTHONSAFEPATH"
_ENVIRONMENT = Lock()  # it belongs to all threads


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """How a worker is set up; `factory` and `setup` must pickle.

    Args:
        factory: a module-level function; called with `setup` in the worker, it returns the
            context manager of the function that is called with each task.
        setup: whatever the factory needs.
        memory_mb: megabytes of private memory that a worker may use for a task beyond what a
            fresh one uses; 0: no limit. Enforced on Linux.
    """

    factory: Factory
    setup: Any
    memory_mb: int = 0


@dataclass(frozen=True, slots=True)
class _Running:
    """A process, the pipe of its tasks, and the pipe whose end here keeps it alive."""

    process: ForkServerProcess
    tasks: Connection
    life: Connection


class Worker:
    """Does one task at a time; blocks, so that a pool calls it from threads."""

    def __init__(self, spec: WorkerSpec) -> None:
        self._spec = spec
        self._running: _Running | None = None
        self._closed = False
        self.starts = 0

    @property
    def alive(self) -> bool:
        """Whether there is a process; not to be asked while another thread uses the worker."""
        return self._running is not None and self._running.process.is_alive()

    def open(self) -> None:
        """Starts a fresh process and waits until it is set up; another one if it is killed.

        A fork server that is being killed refuses connections before its end shows, and no other
        one is started until then: hence the pauses.

        Raises:
            WirecheckError: it could not be set up.
        """
        outcome = self._opened()
        for pause in PAUSES:
            if outcome.state != "died":
                break
            time.sleep(pause)
            if not self._closed:
                outcome = self._opened()
        if outcome.state != "done":
            self._kill()
            what = worded("a worker could not be set up: {what}", what=outcome.what)
            raise outcome.error or WirecheckError(Problem("", what))

    def call(self, task: Any, seconds: float) -> Outcome:
        """Does a task within so many seconds; one that reaches no process goes to a fresh one.

        Raises:
            WirecheckError: a process had to be started and could not be set up.
        """
        if not (self.alive and self._sent(task)):
            self.open()
            self._sent(task)  # if this one has ended too, it has died
        began = time.monotonic()
        outcome = self._answer(seconds)
        if outcome.state in ("timeout", "memory", "died"):
            self._kill()
        value = pickle.loads(outcome.value) if outcome.state == "done" else None
        return replace(outcome, task=task, value=value, seconds=time.monotonic() - began)

    def end(self) -> None:
        """Ends the process for good, at once; a thread that waits for it gets an outcome."""
        self._closed = True
        running = self._running
        if running is not None:
            running.process.kill()

    def close(self) -> None:
        """Shuts an idle worker down for good; after `CLOSE_SECONDS`, its process is killed."""
        self._closed = True
        if self._running is not None:
            self._running.tasks.close()
            self._running.process.join(CLOSE_SECONDS)
        self._kill()

    def _opened(self) -> Outcome:
        """What came of the setup of a fresh process."""
        self._kill()
        try:
            self._running = self._started()
        except (OSError, EOFError) as error:  # no process, no memory, no fork server
            return Outcome(None, "died", what=f"it did not start: {type(error).__name__}: {error}")
        self.starts += 1
        if self._closed:
            self._running.process.kill()
        return self._answer(SETUP_SECONDS)

    def _started(self) -> _Running:
        spec = self._spec
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([serve.__module__, spec.factory.__module__])
        tasks, their_tasks = context.Pipe()
        their_life, life = context.Pipe(duplex=False)
        with their_tasks, their_life:
            given = (spec.factory, spec.setup, spec.memory_mb, their_tasks, their_life)
            process = context.Process(target=serve, args=given, daemon=True)
            with _safe_path():
                forkserver.ensure_running()
            process.start()
        return _Running(process, tasks, life)

    def _sent(self, task: Any) -> bool:
        assert self._running is not None
        try:
            self._running.tasks.send(task)
        except OSError:
            return False
        return True

    def _answer(self, seconds: float) -> Outcome:
        """What the process sends, or what has become of it instead."""
        running = self._running
        assert running is not None
        if not wait([running.tasks, running.process.sentinel], seconds):
            return Outcome(None, "timeout", what=f"not finished within {seconds:g} s")
        try:
            if running.tasks.poll():  # what was sent before the end is taken
                outcome: Outcome = running.tasks.recv()
                return outcome
        except (EOFError, OSError):
            pass
        return Outcome(None, "died", what=f"the worker ended ({_ending(running.process)})")

    def _kill(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.process.kill()
            running.tasks.close()
            running.life.close()
            running.process.join(CLOSE_SECONDS)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Python programs started meanwhile do not import from the current folder.

    The fork server is started with `python -c`, which looks there first: a folder `checker` in it,
    of a checkout or of an archive that is audited, would run in place of the installed package.
    """
    with _ENVIRONMENT:
        before = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = before


def _ending(process: ForkServerProcess) -> str:
    """The name of the signal that ended a process, or its exit code."""
    process.join(CLOSE_SECONDS)
    code = process.exitcode or 0
    names = {one.value: one.name for one in signal.Signals}
    return names.get(-code, f"code {code}")
