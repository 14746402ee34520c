"""What runs inside a worker process: set up once, then one task after the other."""

import errno
import fcntl
import gc
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from multiprocessing.connection import Connection
from typing import Any, Literal

from checker.errors import WirecheckError
from checker.values import dataclass, replaced

__all__ = ["Factory", "Outcome", "Work", "answered", "serve", "spare_setup"]

_SELDOM = 50_000  # objects made between two looks for cycles; Python's own figure is 700

Work = Callable[[Any], Any]
Factory = Callable[[Any], AbstractContextManager[Work]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its value, or why there is none.

    `state` is "done", "refused" (`error` is what the task raised), "failed" (by a defect),
    "timeout", "memory" (it needed more than the limit) or "died" (its process ended). `what` says
    the same in words; of a defect it has the type and the place only, since the message of an
    exception may quote a text. `seconds` are wall time.
    """

    task: Any
    state: Literal["done", "refused", "failed", "timeout", "memory", "died"]
    value: Any = None
    what: str = ""
    error: WirecheckError | None = None
    seconds: float = 0.0


def answered(work: Work, task: Any) -> Outcome:
    """Does one task here and now; whatever it raises becomes its outcome."""
    began = time.monotonic()
    try:
        outcome = Outcome(task, "done", work(task))
    except Exception as error:
        outcome = _outcome(task, error)
    return replaced(outcome, seconds=time.monotonic() - began)


def serve(
    factory: Factory, setup: Any, memory_mb: int, tasks: Connection, pool: Connection
) -> None:
    """Lives as a worker: sets up, then does task after task until the pool closes the pipe.

    Args:
        factory: returns the context manager of the function that is called with each task.
        setup: the argument of the factory.
        memory_mb: how much each task may use beyond what is in use after the setup.
        tasks: pickled tasks come in, outcomes without their tasks go out; the first outcome is
            that of the setup. The value of an outcome is pickled by itself.
        pool: readable once the pool's process has ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the pool decides
    _end_with(pool)
    with ExitStack() as held:
        opened = answered(lambda given: held.enter_context(factory(given)), setup)
        if opened.state == "done":
            spare_setup()
            _limit_memory(memory_mb)
        tasks.send(replaced(opened, task=None, value=None))
        if opened.state != "done":
            return
        for raw in _received(tasks):
            outcome = answered(lambda given: _packed(opened.value(pickle.loads(given))), raw)
            tasks.send(replaced(outcome, task=None))
            if outcome.state == "memory":
                return  # what it still holds would count against the next task


def spare_setup() -> None:
    """Makes the collector of cycles leave alone what the setup made, which lives until the end.

    A look at all of it takes a tenth of a second, and came once in a hundred tasks. Nor is it
    looked at here: that would copy the pages that a process shares with the one it began as.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM, 20, 100)


def _received(tasks: Connection) -> Iterator[bytes]:
    while True:
        try:
            yield tasks.recv_bytes()
        except (EOFError, OSError):
            return


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _outcome(task: Any, error: Exception) -> Outcome:
    if _is_memory(error):
        return Outcome(task, "memory", what="it needs more memory than the limit")
    if isinstance(error, WirecheckError):
        return Outcome(task, "refused", what=str(error), error=error)
    return Outcome(task, "failed", what=f"{type(error).__name__} at {_place(error)}")


def _is_memory(error: BaseException | None) -> bool:
    """Whether memory ran out; libraries put errors of their own around that."""
    seen: set[int] = set()  # a chain may come back to its beginning
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, MemoryError):
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            return True
        error = error.__cause__ or error.__context__
    return False


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    code = trace.tb_frame.f_code
    return f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}"


def _limit_memory(megabytes: int) -> None:
    """Lets private memory grow by so much; mapped files of the index are not counted."""
    if not megabytes or not sys.platform.startswith("linux"):
        return
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        used = next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:"))
    most = used + megabytes * 1_000_000
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _end_with(pool: Connection) -> None:
    """Has the kernel end this process when the other end of the pipe closes.

    Nothing is ever written to the pipe, so that its only event is the end of the pool's process;
    SIGIO, which tells of it, ends a process that does not handle it.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(pool, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pool, fcntl.F_SETFL, fcntl.fcntl(pool, fcntl.F_GETFL) | os.O_ASYNC)
    if pool.poll():  # it ended before
        sys.exit(1)
