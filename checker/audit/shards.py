"""The tasks of an audit: a file each, or a part of a large one, so that a stop costs little.

A file of many pieces may have grown when a run goes on: what is done stays the tasks that it was,
and what came since is tasks of its own.
"""

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, Literal
from zipfile import ZipFile

from checker.audit.plan import Planned
from checker.formats.office.package import ZIP_FAULTS
from checker.values import dataclass

__all__ = ["MEMBERS", "STRETCH", "SUFFIXES", "Task", "tasks_of"]

STRETCH = 2_000_000  # bytes of lines in one task
MEMBERS = 100  # files of an archive in one task
SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the plan, or a part of one; `key` is its name in the journal.

    `start` and `end` count bytes of a batch file, or files of a ZIP archive (`unit`); `reach` is
    where the task ends in them, also if it is a whole file (None: it has no such pieces). `at` is
    where it is opened, if that is not its name (another process has another folder).
    """

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    at: str = ""
    unit: Literal["bytes", "members"] = "bytes"
    reach: int | None = None

    @property
    def key(self) -> str:
        """The same for the same work, in every run."""
        return self.path if self.end is None else f"{self.path}\0{self.start}"


def tasks_of(
    planned: Planned, name: str = "", reached: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Task]:
    """Yields one task per file, or several for a large batch file, two megabytes each.

    A ZIP archive of many files yields one for every hundred of them. A file that cannot be opened
    is one task, which reports why.

    Args:
        planned: the file.
        name: its name in the journal, if that is another one.
        reached: where the tasks that are done ended, by their keys: a part that is done is the same
            part again, and what the file has behind the last of them is new.
    """
    known = _Known(name or planned.path, reached)
    if planned.path.lower().endswith(".zip"):
        yield from _of_archive(planned.path, known)
    elif planned.path.lower().endswith(SUFFIXES):
        yield from _of_batch(planned, known)
    else:
        yield Task(planned.path)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the journal knows of a file: of the whole one, or of the part that begins somewhere."""

    name: str
    reached: Mapping[str, int]

    @property
    def whole(self) -> int | None:
        return self.reached.get(Task(self.name).key)

    def part(self, start: int) -> int | None:
        return self.reached.get(Task(self.name, start, start).key)


def _of_batch(planned: Planned, known: _Known) -> Iterator[Task]:
    whole = known.whole
    if whole is None and known.part(0) is None and planned.size <= STRETCH:
        whole = planned.size
    if whole is not None:
        yield Task(planned.path, reach=whole)
        if planned.size <= whole:
            return
    try:
        with open(os.fsencode(planned.path), "rb") as stream:
            parts = list(_of_lines(planned, stream, whole or 0, known))
    except OSError:
        parts = [] if whole else [Task(planned.path)]
    yield from parts


def _of_lines(planned: Planned, stream: BinaryIO, start: int, known: _Known) -> Iterator[Task]:
    line = 1 + stream.read(start).count(b"\n")
    while start < planned.size:
        stream.seek(start)
        end = known.part(start)
        block = stream.read(STRETCH if end is None else end - start)
        if end is None and not block.endswith(b"\n"):
            block += stream.readline()
        if not block:
            return
        yield Task(planned.path, start, start + len(block), line, reach=start + len(block))
        start += len(block)
        line += block.count(b"\n")


def _of_archive(path: str, known: _Known) -> Iterator[Task]:
    try:
        with ZipFile(os.fsencode(path).decode("utf-8", "surrogateescape")) as archive:
            count = len(archive.infolist())
    except ZIP_FAULTS:
        count = 0  # its reader says what is wrong with it
    start = known.whole
    if start is None and known.part(0) is None and count <= MEMBERS:
        start = count
    if start is not None:
        yield Task(path, reach=start)
    start = start or 0
    while start < count:
        end = known.part(start) or min(start + MEMBERS, count)
        yield Task(path, start, end, first_line=start + 1, unit="members", reach=end)
        start = end
