"""Which run writes in an audit's folder: one at a time, by a lock that ends with its process."""

import fcntl
import os
import signal
import time
from pathlib import Path
from typing import Any, BinaryIO

from checker.errors import Busy, ConfigurationError, Conflict, Problem
from checker.wording import worded

__all__ = ["LOCKED", "end", "hold", "holder", "is_held"]

LOCKED = "progress.jsonl"
TRIES, PAUSE = 20, 0.02  # a lock that is there for a moment only looked whether there is one
END_SECONDS = 5.0  # for the end that was asked for, and again for the one that is forced


def hold(folder: Path) -> BinaryIO:
    """Opens the lock file, and holds the folder until it is closed.

    Raises:
        Busy: another run writes there.
        ConfigurationError: the file cannot be written, or the folder does not support file locks.
    """
    path = folder / LOCKED
    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        what = worded("cannot be written to: {strerror}", strerror=error.strerror)
        raise ConfigurationError(Problem(str(path), what, "name another folder")) from error
    held = os.fdopen(opened, "r+b", buffering=0)
    for attempt in range(TRIES):
        if _locked(held, fcntl.LOCK_EX, path):
            return held
        if attempt + 1 < TRIES:
            time.sleep(PAUSE)
    held.close()
    what = worded("another audit is writing to it")
    raise Busy(Problem(str(folder), what, "wait for it, or name another --out"))


def is_held(folder: Path) -> bool:
    """Returns whether a run is writing there now; False if that cannot be determined from here."""
    try:
        with (folder / LOCKED).open("rb", buffering=0) as looked_at:
            return not _locked(looked_at, fcntl.LOCK_SH, folder)
    except (OSError, ValueError, ConfigurationError):
        return False


def holder() -> dict[str, Any]:
    """Returns the identification of this process for the manifest while it writes there."""
    return {"pid": os.getpid(), "started": _started(os.getpid())}


def end(folder: Path, process: Any) -> None:
    """Ends the process that holds the folder: first as Ctrl-C does, then by force.

    Args:
        folder: the folder.
        process: what `holder` returned in that process.

    Raises:
        Conflict: it belongs to another machine, container or user, or does not end.
    """
    for number in (signal.SIGINT, signal.SIGKILL):
        if not is_held(folder):
            return
        _signal(folder, process, number)
        until = time.monotonic() + END_SECONDS
        while is_held(folder) and time.monotonic() < until:
            time.sleep(PAUSE)
    if is_held(folder):
        raise _cannot(folder, worded("its process did not end"))


def _signal(folder: Path, process: Any, number: signal.Signals) -> None:
    known = process if isinstance(process, dict) else {}
    pid = known.get("pid")
    # A number alone may be another process by now, or another one in this container.
    if type(pid) is not int or pid <= 1 or _started(pid) != known.get("started"):
        raise _cannot(folder, worded("its process runs on another machine or in another container"))
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError:
        raise _cannot(folder, worded("its process belongs to another user")) from None


def _cannot(folder: Path, what: str) -> Conflict:
    return Conflict(Problem(f"audit in {folder}", what, "stop it where it was started"))


def _started(pid: int) -> str:
    """Returns what distinguishes a process from an earlier one with the same id; "" if unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]  # in ticks since the machine started: proc(5)


def _locked(stream: BinaryIO, how: int, place: Path) -> bool:
    try:
        fcntl.flock(stream, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        problem = Problem(
            str(place),
            worded("does not support file locks: {strerror}", strerror=error.strerror),
            "name a local folder",
        )
        raise ConfigurationError(problem) from error
    return True
