"""Whether a process is alive, shown by a file that it holds locked until the kernel frees it."""

import fcntl
import os
import uuid
from contextlib import suppress
from pathlib import Path

from checker.private import PRIVATE_FILE, PRIVATE_FOLDER
from checker.store.connection import unlocked

__all__ = ["Presence"]

FOLDER = "alive"


class Presence:
    """One live process, under a name that no other process has had or will have.

    Process ids are reused and mean nothing in another container; a lock does not have this problem.

    Args:
        data: the data directory.

    Raises:
        StoreError: the disk does not support file locks.
    """

    def __init__(self, data: Path) -> None:
        self.name = uuid.uuid4().hex
        self._folder = data / FOLDER
        self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        self._sweep()
        self._file = self._folder / self.name
        self._held = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        _locked(self._held, self._file, fcntl.LOCK_EX)

    def lives(self, name: str) -> bool:
        """Returns whether the process with this name is alive."""
        if name == self.name:
            return True
        with suppress(FileNotFoundError):
            held = os.open(self._folder / name, os.O_RDWR | os.O_CLOEXEC)
            try:
                return not _locked(held, self._folder / name, fcntl.LOCK_EX | fcntl.LOCK_NB)
            finally:
                os.close(held)
        return False

    def close(self) -> None:
        """Releases the lock."""
        with suppress(FileNotFoundError):
            self._file.unlink()
        os.close(self._held)

    def _sweep(self) -> None:
        """Takes away what processes that were killed have left."""
        for file in self._folder.iterdir():
            if not self.lives(file.name):
                with suppress(FileNotFoundError):
                    file.unlink()


def _locked(held: int, path: Path, how: int) -> bool:
    """Whether the lock was free."""
    try:
        fcntl.flock(held, how)
    except BlockingIOError:
        return False
    except OSError as error:
        raise unlocked(path, error) from error
    return True
