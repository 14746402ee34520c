"""What a process does to the files of a folder, watched: to die, fail or lose power at each point.

The points are those where Python's files and renames reach the system: opening to write, the
middle of each write, fsync (before and after), rename (before and after), unlink.
"""

import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from io import IOBase
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Countdown", "Disk", "watch"]

Point = Callable[[str, Path], None]


class _Watched:
    """A file open to write, whose writes come in two halves with a point between."""

    def __init__(self, file: Any, path: Path, point: Point) -> None:
        self._file, self._path, self._point = file, path, point

    def write(self, data: Any) -> int:
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._point("write", self._path)
        self._file.write(data[half:])
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def watch(patch: pytest.MonkeyPatch, point: Point) -> None:
    """Call `point` with what happens and to which path, at each point."""
    open_, replace, unlink, fsync = Path.open, Path.replace, Path.unlink, os.fsync

    def opened(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if "w" not in mode:
            return open_(path, mode, *rest, **named)
        point("open", path)
        file = open_(path, mode, *rest, **named)
        point("opened", path)
        return _Watched(file, path, point) if isinstance(file, IOBase) else file

    def replaced(path: Path, target: Path) -> Path:
        point("rename", path)
        done = replace(path, target)
        point("renamed", Path(target))
        return done

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        point("unlink", path)
        unlink(path, missing_ok=missing_ok)
        point("unlinked", path)

    def synced(handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        point("fsync", path)
        fsync(handle)
        point("fsynced", path)

    patch.setattr(Path, "open", opened)
    patch.setattr(Path, "replace", replaced)
    patch.setattr(Path, "unlink", unlinked)
    patch.setattr(os, "fsync", synced)


_NEEDS_ROOM = ("open", "write", "fsync")
_LEAVES_A_MARK = ("opened", "write", "rename", "renamed", "unlinked")


@dataclass
class Countdown:
    """Dies or fails at the n-th point that makes a difference; tells how many there were.

    Who is killed leaves what was written, synced or not: points between are like the one before.
    """

    at: int
    fail: bool = False  # with "no space left" where it would die
    seen: int = 0

    def __call__(self, what: str, _path: Path) -> None:
        if what not in (_NEEDS_ROOM if self.fail else _LEAVES_A_MARK):
            return
        self.seen += 1
        if self.seen == self.at and self.fail:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Disk:
    """What a folder may look like after a power cut at each point, by what was synced.

    A file's content lasts once the file was synced, a name once the folder was. Of each moment two
    states are kept: no name that was not synced, and all names at once, with files that were never
    synced empty or half there. Real disks are in between.
    """

    folder: Path
    synced: dict[int, bytes] = field(default_factory=dict)  # inode -> content
    lasting: dict[str, int] = field(default_factory=dict)  # name -> inode
    states: list[dict[str, bytes]] = field(default_factory=list)
    story: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lasting = self._names()
        self.synced = {
            ino: (self.folder / name).read_bytes() for name, ino in self._names().items()
        }

    def __call__(self, what: str, path: Path) -> None:
        if path.parent != self.folder and path != self.folder:
            return
        self.story.append((what, path.name if path != self.folder else "."))
        if what == "opened":
            self.synced.pop(path.stat().st_ino, None)
        elif what == "fsynced" and path == self.folder:
            self.lasting = self._names()
        elif what == "fsynced":
            self.synced[path.stat().st_ino] = path.read_bytes()
        self._keep(self.lasting)
        self._keep(self._names())

    def _names(self) -> dict[str, int]:
        return {entry.name: entry.inode() for entry in os.scandir(self.folder)}

    def _keep(self, names: dict[str, int]) -> None:
        state = {name: self.synced.get(ino, b"") for name, ino in names.items()}
        if state not in self.states[-4:]:
            self.states.append(state)
