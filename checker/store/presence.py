"""Whether a process is still there, by a file that it holds locked: the kernel lets go of it."""

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
    """One process that is there, under a name that no other has or will have.

    Numbers of processes are used again, and mean nothing in another container; a lock does.

    Args:
        data: the data directory.

    Raises:
        StoreError: its disk knows no locks.
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
        """Whether the process of this name is there."""
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
        """Leaves."""
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
