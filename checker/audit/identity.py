"""What tells whether a task's file is still the one that was checked, without reading it again.

A file with the same size and times is the same file. If these differ, as after a copy, its digest
decides: of its bytes, of the part that the task read, or of what a ZIP archive lists.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

from checker.audit.shards import SUFFIXES, Task
from checker.formats.office.package import ZIP_FAULTS
from checker.values import dataclass

__all__ = ["Identity", "digest_of", "links_of", "stamp_of"]

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Identity:
    """What a task's file was: `stamp` its size and times, `digest` the hash of what was read.

    `links` stands for the files that the lines of a batch name. Each is empty where there is
    nothing, or where it could not be found out.
    """

    stamp: str = ""
    digest: str = ""
    links: str = ""

    @classmethod
    def of(cls, task: Task, stamp: str, body: bytes) -> "Identity":
        """Returns the identity of a file with the stamp that it had before it was read."""
        return cls(stamp, digest_of(task, body), links_of(task, body)) if stamp else cls()

    def still_holds(self, task: Task) -> bool:
        """Returns whether a task reads the same as it did."""
        if not self.stamp:
            return False
        same = self.stamp == stamp_of(task) or bool(self.digest and self.digest == digest_of(task))
        return same and (not self.links or self.links == links_of(task))


def stamp_of(task: Task) -> str:
    """Returns the size and times of a task's file; empty if it cannot be looked at."""
    return _stamp(_place(task))


def digest_of(task: Task, body: bytes | None = None) -> str:
    """Returns the hash of what a task reads; empty if it cannot be read.

    Args:
        task: the task.
        body: the bytes from where the task begins, if they have been read already.
    """
    if task.unit == "members":
        body = None  # it is read member by member
    if task.reach is not None and task.path.lower().endswith(".zip"):
        try:
            return _members(task, body)
        except ZIP_FAULTS:
            pass  # its bytes tell
    length = None if task.reach is None or task.unit == "members" else task.reach - task.start
    if body is not None:
        return hashlib.sha256(body if length is None else body[:length]).hexdigest()
    try:
        return _read(task, length)
    except OSError:
        return ""


def links_of(task: Task, body: bytes | None = None) -> str:
    """Returns a hash of the names, sizes and times of the files that lines of a batch name."""
    if not task.path.lower().endswith(SUFFIXES):
        return ""
    try:
        body = _bytes(task) if body is None else body
    except OSError:
        return ""
    folder = os.path.dirname(os.path.realpath(_place(task)))
    stamps = [f"{name} {_stamp(os.path.join(folder, os.fsencode(name)))}" for name in _named(body)]
    return hashlib.sha256(repr(stamps).encode()).hexdigest() if stamps else ""


def _named(body: bytes) -> Iterator[str]:
    for line in body.splitlines():
        if b'"path"' in line:
            with suppress(ValueError, AttributeError):
                name = json.loads(line).get("path")
                if isinstance(name, str) and "\0" not in name:
                    yield name


def _bytes(task: Task) -> bytes:
    with open(_place(task), "rb") as stream:
        stream.seek(task.start)
        return stream.read() if task.end is None else stream.read(task.end - task.start)


def _stamp(place: bytes) -> str:
    try:
        state = os.stat(place)
    except OSError:
        return ""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _place(task: Task) -> bytes:
    return os.fsencode(task.at or task.path)


def _members(task: Task, body: bytes | None) -> str:
    """The hash of the files of an archive that a task reads, as its directory lists them."""
    place = _place(task).decode("utf-8", "surrogateescape") if body is None else BytesIO(body)
    seen = hashlib.sha256()
    with ZipFile(place) as archive:
        for one in archive.infolist()[task.start : task.reach]:
            seen.update(f"{one.filename}\0{one.CRC}\0{one.file_size}\n".encode(errors="replace"))
    return seen.hexdigest()


def _read(task: Task, length: int | None) -> str:
    seen = hashlib.sha256()
    with open(_place(task), "rb") as stream:
        stream.seek(task.start if task.unit == "bytes" else 0)
        while length is None or length > 0:
            block = stream.read(BLOCK if length is None else min(BLOCK, length))
            if not block:
                break
            seen.update(block)
            length = None if length is None else length - len(block)
    return seen.hexdigest()
