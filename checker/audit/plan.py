"""The files that an audit reads or leaves out, and why; none outside the roots unless requested.

Names are kept as the file system has them: bytes that are not valid UTF-8 become lone surrogates
(`os.fsdecode`), so that every path can be turned back into its bytes.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.formats.assets import PEEKED, asset_reason
from checker.values import dataclass

__all__ = ["Planned", "Skipped", "plan"]

NOT_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__"))


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to audit; `path` as it is opened."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the roots that is not audited."""

    path: str
    reason: str


@dataclass(slots=True)
class _Seen:
    """Folders and files that were met, by device and inode."""

    roots: tuple[str, ...]
    links: bool
    places: dict[tuple[int, int], str]


def plan(
    roots: Sequence[Path], *, follow_links: bool = False, leave_out: Sequence[Path] = ()
) -> Iterator[Planned | Skipped]:
    """Walks the roots in the order of their names.

    Args:
        roots: folders and files.
        follow_links: also read the targets of links outside the roots; loops are left out.
        leave_out: folders of the program that may be inside a root (report, data directory).
    """
    real = tuple(os.path.realpath(root) for root in roots)
    seen = _Seen(real, follow_links, {})
    ours = {os.path.realpath(path) for path in leave_out}
    for root in roots:
        yield from _entry(os.fspath(root), seen, ours, top=True)


def _entry(
    path: str, seen: _Seen, ours: set[str], *, top: bool = False
) -> Iterator[Planned | Skipped]:
    try:
        state = os.lstat(path)
        if stat.S_ISLNK(state.st_mode):
            reason = _link_fault(path, seen, top)
            if reason:
                yield Skipped(path, reason)
                return
            state = os.stat(path)
    except OSError:
        yield Planned(path, 0)  # whoever opens it says why it was not read
        return
    if stat.S_ISDIR(state.st_mode):
        yield from _folder(path, state, seen, ours)
    elif stat.S_ISREG(state.st_mode):
        yield _file(path, state, seen)
    else:
        yield Skipped(path, "no regular file (a device, pipe or socket)")


def _link_fault(path: str, seen: _Seen, top: bool) -> str:
    """Why a link is not followed; "" if it is."""
    target = os.path.realpath(path)
    if not os.path.exists(target):
        return f"dead link to {os.readlink(path)}"
    if os.path.isdir(target) and _inside(os.path.realpath(os.path.dirname(path)), target):
        return f"link loop: {os.readlink(path)} leads to a folder that holds the link"
    if top or seen.links:
        return ""
    if not any(_inside(target, root) for root in seen.roots):
        return f"link to {target}, outside what is audited"
    return f"link to {os.readlink(path)}, which is audited itself"


def _folder(
    path: str, state: os.stat_result, seen: _Seen, ours: set[str]
) -> Iterator[Planned | Skipped]:
    if os.path.realpath(path) in ours:
        yield Skipped(path, "belongs to Wirecheck itself")
        return
    place = (state.st_dev, state.st_ino)
    if place in seen.places:
        yield Skipped(path, f"the same folder as {seen.places[place]}")
        return
    seen.places[place] = path
    try:
        with os.scandir(path) as entries:
            names = sorted((entry.name for entry in entries), key=os.fsencode)
    except OSError:
        yield Planned(path, 0)  # not read, and more than nothing may be in it
        return
    for name in names:
        inner = os.path.join(path, name)
        if name in NOT_FOLDERS:
            yield Skipped(inner, "no folder of articles")
        else:
            yield from _entry(inner, seen, ours)


def _file(path: str, state: os.stat_result, seen: _Seen) -> Planned | Skipped:
    place = (state.st_dev, state.st_ino)
    if place in seen.places:
        return Skipped(path, f"the same file as {seen.places[place]}")
    seen.places[place] = path
    try:
        reason = asset_reason(path, lambda: _beginning(path))
    except OSError:
        return Planned(path, state.st_size)
    if reason:
        return Skipped(path, reason)
    if state.st_size == 0:
        return Skipped(path, "empty")
    return Planned(path, state.st_size)


def _beginning(path: str) -> bytes:
    with open(os.fsencode(path), "rb") as stream:
        return stream.read(PEEKED)


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
