"""One worker process and our end of its pipe."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from .worker_main import Job, Outcome, WorkerSpec, serve_jobs

__all__ = ["Slot", "WorkerLost", "WorkerTimeout", "context"]

START_SECONDS = 120.0


class WorkerTimeout(Exception):
    """The job ran out of its wall time; its worker has been killed and replaced."""


class WorkerLost(Exception):
    """The worker ended in the middle of the job (out of memory, killed)."""


def context(spec: WorkerSpec) -> ForkServerContext:
    """Processes are forked off a server that has the heavy imports done, so they start quickly."""
    made = multiprocessing.get_context("forkserver")
    wanted = {spec.opener.__module__, *(job.__module__ for job in spec.jobs.values())}
    made.set_forkserver_preload([serve_jobs.__module__, *sorted(wanted)])
    return made


class Slot:
    """A worker that is started, asked one job at a time, and replaced when it hangs.

    Blocking; the pool calls it from threads.
    """

    def __init__(self, spec: WorkerSpec, start: ForkServerContext) -> None:
        self._spec = spec
        self._context = start
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.replaced = 0

    def start(self) -> None:
        """Starts the process and waits until it is ready.

        Raises:
            WirecheckError: what it opens is refused.
            WorkerLost: it did not start.
        """
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve_jobs, args=(self._spec, theirs), name="wirecheck-check", daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        if not ours.poll(START_SECONDS):
            self.kill()
            raise WorkerLost("a worker did not start")
        try:
            opened: Outcome = ours.recv()
        except (EOFError, OSError):
            self.kill()
            raise WorkerLost("a worker ended while it started; its log says why") from None
        if opened.failure is not None:
            self.kill()
            opened.result()

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return self._process.pid if self._process else None

    def call(self, job: Job, seconds: float) -> Outcome:
        """The job's outcome.

        Raises:
            WorkerTimeout: it took longer than `seconds` of wall time.
            WorkerLost: the worker ended.
        """
        if not self.alive:
            self.restart()
        pipe = self._pipe
        assert pipe is not None
        began = time.monotonic()
        try:
            pipe.send(job)
            if not pipe.poll(max(0.0, seconds - (time.monotonic() - began))):
                raise WorkerTimeout(job.name)
            outcome: Outcome = pipe.recv()
        except (EOFError, OSError):
            self.kill()
            raise WorkerLost(job.name) from None
        except WorkerTimeout:
            self.kill()
            raise
        return outcome

    def restart(self) -> None:
        """A fresh process in place of the old one."""
        self.kill()
        self.replaced += 1
        self.start()

    def kill(self) -> None:
        """Ends the process at once."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        self._process, self._pipe = None, None

    def close(self, seconds: float) -> None:
        """Lets the worker end by itself, then sees to it."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.join(seconds)
        self.kill()
