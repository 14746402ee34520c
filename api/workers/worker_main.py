"""What runs inside a worker process: open once, then one job after the other over a pipe."""

import contextlib
import logging
import resource
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from checker.errors import Problem, WirecheckError

from ..logs import configure

__all__ = ["Failure", "Job", "Outcome", "WorkerDefect", "WorkerSpec", "serve_jobs"]

log = logging.getLogger("wirecheck.worker")


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: the name of a function of the worker's table and its arguments."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """How a worker opens what its jobs work on; all of it picklable by reference.

    `memory` bounds the worker's private memory in bytes, so that a hostile text meets a
    MemoryError in its own process and not the kernel's choice of a victim.
    """

    opener: Callable[..., Any]
    arguments: dict[str, Any]
    jobs: Mapping[str, Callable[..., Any]]
    memory: int = 4_000_000_000
    log_level: str = "info"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error told across the process border: a core error's problems, or a defect's type."""

    kind: type[WirecheckError] | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a value or a failure."""

    value: Any = None
    failure: Failure | None = None

    def result(self) -> Any:
        """The value.

        Raises:
            WorkerDefect: the job failed by a defect of ours.
            WirecheckError: the core refused, as it says.
        """
        if self.failure is None:
            return self.value
        if self.failure.kind is None:
            problem = self.failure.problems[0]
            raise WorkerDefect(f"{problem.what} at {problem.place}")
        raise self.failure.kind(*self.failure.problems)


class WorkerDefect(Exception):
    """A job ended in an error that is no input's fault; the message is a type and a place."""


def serve_jobs(spec: WorkerSpec, pipe: Connection) -> None:
    """The worker's life: says ready, answers jobs, ends when the service closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; we are told
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _bound_memory(spec.memory)
    configure(spec.log_level)
    try:
        context = spec.opener(**spec.arguments)
    except WirecheckError as error:
        pipe.send(Outcome(failure=Failure(type(error), error.problems)))
        return
    try:
        pipe.send(Outcome("ready"))
        while True:
            job: Job = pipe.recv()
            pipe.send(_outcome(spec, context, job))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the service has gone or does not want us any more
    finally:
        with contextlib.suppress(Exception):
            context.close()


def _outcome(spec: WorkerSpec, context: Any, job: Job) -> Outcome:
    try:
        return Outcome(spec.jobs[job.name](context, **job.arguments))
    except WirecheckError as error:
        return Outcome(failure=Failure(type(error), error.problems))
    except Exception as error:  # told to the service, which answers 500 and lives on
        # Only the type and the place: an exception's message may quote the draft.
        log.error("job %s failed: %s at %s", job.name, type(error).__name__, _place(error))
        return Outcome(failure=Failure(None, (Problem(_place(error), type(error).__name__),)))


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"


def _bound_memory(limit: int) -> None:
    if limit > 0:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        with contextlib.suppress(ValueError, OSError):  # a lower hard limit already holds
            resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
