"""The one place for who may read the data directory: licensed texts, hashes of keys, secrets.

Folders are made 0700 and files 0600, whatever the umask. What is there already is never changed: it
may be shared with a group on purpose.
"""

import stat
from pathlib import Path

from checker.errors import Problem
from checker.wording import worded

__all__ = ["PRIVATE_FILE", "PRIVATE_FOLDER", "make_file", "make_folder", "seen_by_others"]

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def make_folder(path: Path) -> None:
    """Makes a folder that its owner alone may read, and those above it as they come.

    Raises:
        OSError: no permission, no room, or a file is in its place.
    """
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Makes an empty file that its owner alone may read; one that is there stays as it is.

    Raises:
        OSError: no permission, no room.
    """
    path.touch(mode=PRIVATE_FILE, exist_ok=True)


def seen_by_others(folder: Path) -> Problem | None:
    """Returns what is wrong when every user of the machine may enter or read a folder."""
    if not stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXO:
        return None
    what = "every user of this machine can read it, including licensed texts and webhook secrets"
    return Problem(str(folder), what, worded("chmod 700 {folder}", folder=folder))
