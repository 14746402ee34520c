"""Converts operating system errors into the product's own: which file, what, and a remedy."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.errors import DiskFull, IndexDamaged, IndexFault, IndexForeign, Problem
from checker.wording import worded

__all__ = [
    "REBUILD",
    "damaged",
    "faults_reported",
    "foreign",
    "unlocked",
    "unreadable",
    "unwritten",
]

REBUILD = "wirecheck index rebuild"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_OWNER = "check owner and permission of the folder"
_LOCAL_DISK = "the data directory must be on a local disk: locks do not work on NFS or SMB"
_STATE = "the index stays as it was and nothing that was stored is lost"


@contextmanager
def faults_reported(folder: Path) -> Iterator[None]:
    """Converts operating system errors raised while the folder is written.

    Raises:
        DiskFull: the disk is full.
        IndexFault: permission is missing, or the disk fails.
    """
    try:
        yield
    except OSError as error:
        raise unwritten(folder, error) from error


def unwritten(place: Path, error: OSError) -> DiskFull | IndexFault:
    """Returns the error for a file that could not be written."""
    where, why = str(error.filename or place), error.strerror or str(error)
    if error.errno in _FULL:
        hint = worded(
            "free some disk space; adding items then continues, and so does {rebuild}",
            rebuild=REBUILD,
        )
        return DiskFull(Problem(where, worded("{why}: {STATE}", why=why, STATE=_STATE), hint))
    return IndexFault(Problem(where, worded("cannot be written to: {why}", why=why), _OWNER))


def unreadable(place: Path, error: OSError) -> IndexFault:
    """Returns the error for a file that could not be read."""
    where, why = str(error.filename or place), error.strerror or str(error)
    return IndexFault(Problem(where, worded("cannot be read: {why}", why=why), _OWNER))


def damaged(path: Path, what: str) -> IndexDamaged:
    """Returns the error for a file with unexpected content."""
    return IndexDamaged(Problem(str(path), what, REBUILD))


def foreign(path: Path, what: str) -> IndexForeign:
    """Returns the error for a folder made from another database."""
    return IndexForeign(Problem(str(path), what, REBUILD))


def unlocked(path: Path, error: OSError) -> IndexFault:
    """Returns the error for a disk that does not support file locks."""
    what = worded("cannot be locked: {strerror}", strerror=error.strerror or error)
    return IndexFault(Problem(str(path), what, _LOCAL_DISK))
