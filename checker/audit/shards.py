"""The tasks of an audit: a file each, or a part of a large one, so that a stop costs little."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal
from zipfile import ZipFile

from checker.audit.plan import Planned
from checker.formats.office.package import ZIP_FAULTS

__all__ = ["MEMBERS", "STRETCH", "Task", "tasks_of"]

STRETCH = 2_000_000  # bytes of lines in one task
MEMBERS = 100  # files of an archive in one task
_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the plan, or a part of one; `key` is its name in the journal.

    `start` and `end` count bytes of a batch file, or files of a ZIP archive (`unit`). `at` is where
    it is opened, if that is not its name (another process has another folder).
    """

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    at: str = ""
    unit: Literal["bytes", "members"] = "bytes"

    @property
    def key(self) -> str:
        """The same for the same work, in every run."""
        return self.path if self.end is None else f"{self.path}\0{self.start}"


def tasks_of(planned: Planned) -> Iterator[Task]:
    """Yields one task per file, or several for a large batch file, two megabytes each.

    A ZIP archive of many files yields one for every hundred of them. A file that cannot be opened
    is one task, which reports why.
    """
    if planned.path.lower().endswith(".zip"):
        yield from _of_archive(planned.path)
        return
    if not planned.path.lower().endswith(_SUFFIXES) or planned.size <= STRETCH:
        yield Task(planned.path)
        return
    try:
        with open(os.fsencode(planned.path), "rb") as stream:
            parts = list(_of_lines(planned, stream))
    except OSError:
        parts = [Task(planned.path)]
    yield from parts


def _of_lines(planned: Planned, stream: BinaryIO) -> Iterator[Task]:
    start, line = 0, 1
    while start < planned.size:
        stream.seek(start)
        block = stream.read(STRETCH)
        if not block.endswith(b"\n"):
            block += stream.readline()
        if not block:
            return
        yield Task(planned.path, start, start + len(block), line)
        start += len(block)
        line += block.count(b"\n")


def _of_archive(path: str) -> Iterator[Task]:
    try:
        with ZipFile(os.fsencode(path).decode("utf-8", "surrogateescape")) as archive:
            count = len(archive.infolist())
    except ZIP_FAULTS:
        count = 0  # its reader says what is wrong with it
    if count <= MEMBERS:
        yield Task(path)
        return
    for start in range(0, count, MEMBERS):
        end = min(start + MEMBERS, count)
        yield Task(path, start, end, first_line=start + 1, unit="members")
