"""A lock across threads and processes; the lock of a dead process is released."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from checker.errors import Busy, Problem
from checker.postings.faults import unlocked, unwritten
from checker.private import make_file

__all__ = ["LOCK_SECONDS", "Lock"]

LOCK_SECONDS = 60.0


class Lock:
    """A lock on a file, shared by the threads that use this object."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()

    @contextmanager
    def held(self, patience: float = LOCK_SECONDS) -> Iterator[None]:
        """Holds the lock.

        Args:
            patience: seconds to wait for it.

        Raises:
            Busy: another thread or process has held it for that long.
            IndexFault: the folder cannot be written, or its disk does not support file locks.
        """
        give_up = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise self._busy()
        try:
            with self._file() as file:
                while not self._taken(file):
                    if time.monotonic() >= give_up:
                        raise self._busy()
                    time.sleep(0.02)
                try:
                    yield
                finally:
                    fcntl.flock(file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def _file(self) -> IO[str]:
        try:
            make_file(self._path)
            return self._path.open("a")
        except OSError as error:
            raise unwritten(self._path, error) from error

    def _busy(self) -> Busy:
        return Busy(
            Problem(
                str(self._path.parent),
                "another process is writing the index",
                "try again; what was stored is searchable meanwhile",
            )
        )

    def _taken(self, file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise unlocked(self._path, error) from error
        return True
