"""The progress of an audit, so that it can continue after `kill -9` without loss or repetition.

`results.jsonl` receives all lines of a file in one write; then one line of `progress.jsonl` records
how far the results reach. On opening, anything after the last such line is cut off. Results that no
longer hold are dropped by writing both files anew: `progress.jsonl.next` is the decision to do so.
"""

import json
import os
from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import msgspec

from checker.audit.holding import LOCKED, hold
from checker.audit.identity import Identity
from checker.models.verdict import QuotaUse
from checker.report import dumps

__all__ = [
    "LEFT_OUT",
    "NOT_FINISHED",
    "NOT_READ",
    "OUT_OF_RANGE",
    "PROGRESS",
    "RESULTS",
    "Journal",
    "read_result",
]

RESULTS, PROGRESS = "results.jsonl", LOCKED
# The `state` of a result without a verdict: of a piece that was not checked ...
NOT_READ, NOT_FINISHED = "not read", "not finished"
# ... and of a line that counts `files` which are no pieces, or of other days.
LEFT_OUT, OUT_OF_RANGE = "left out", "out of range"
NEXT = PROGRESS + ".next"
SYNC_EVERY = 200  # files between two fsyncs; only a power failure can lose these


class _Quotas(msgspec.Struct):
    """The member of a result that is read again."""

    quota: tuple[QuotaUse, ...] = ()


class Journal:
    """The two files of one audit, open for writing; the folder is held until they are closed.

    `state` is the number of the newsroom's state in which new results are found.

    Args:
        folder: the report's folder.

    Raises:
        Busy: another run writes there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._results_path = folder / RESULTS
        self.state = 0
        self._progress = hold(folder)
        self._finish_dropping()
        self._results = _opened(self._results_path)
        entries = self._load()
        _cut(self._results, self._end)
        _cut(self._progress, sum(len(_line(entry)) for entry in entries))
        self._unsynced = 0

    def _load(self) -> list[dict[str, Any]]:
        entries = list(self.entries())
        self.done = frozenset(str(entry["key"]) for entry in entries)
        self.reached = {str(entry["key"]): int(entry["to"]) for entry in entries if "to" in entry}
        self._end = int(entries[-1]["end"]) if entries else 0
        return entries

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yields what is recorded of each task that is done, in order."""
        return _entries(self._folder / PROGRESS, self._results_path.stat().st_size)

    def blocks(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yields the same with the lines of each task's results."""
        start = 0
        with self._results_path.open("rb") as stream:
            for entry in self.entries():
                yield entry, stream.read(int(entry["end"]) - start)
                start = int(entry["end"])

    def drop(self, gone: Container[str]) -> None:
        """Removes the results of these tasks, which may be done again; all of them or none."""
        end = 0
        with _fresh(self._results_path) as results, _fresh(self._folder / PROGRESS) as progress:
            for entry, block in self.blocks():
                if entry["key"] not in gone:
                    end += results.write(block)
                    progress.write(_line({**entry, "end": end}))
            for stream in (results, progress):
                stream.flush()
                os.fsync(stream.fileno())
        _part(self._folder / PROGRESS).replace(self._folder / NEXT)
        self._finish_dropping()
        before, self._results = self._results, _opened(self._results_path)
        before.close()
        self._load()
        _cut(self._results, self._end)

    def _finish_dropping(self) -> None:
        """Puts both files in place if that is decided; whatever was killed, it can be repeated."""
        decided = self._folder / NEXT
        if not decided.exists():
            return
        if _part(self._results_path).exists():
            _part(self._results_path).replace(self._results_path)
        _cut(self._progress, 0)
        _write(self._progress, decided.read_bytes())
        os.fsync(self._progress.fileno())
        decided.unlink()

    def clear(self) -> None:
        """Deletes everything: another audit begins here."""
        self.done = frozenset()
        self.reached = {}
        self._end = 0
        _cut(self._progress, 0)
        _cut(self._results, 0)

    def add(
        self,
        key: str,
        lines: Sequence[str],
        to: int | None = None,
        identity: Identity | None = None,
    ) -> None:
        """Writes all results of one file, then that the file is done.

        Args:
            key: the task's name.
            lines: its results.
            to: how far it was read, as in `Task.reach`: a file may have grown when a run goes on.
            identity: what its file was; without it, the file counts as another one later.
        """
        block = "".join(line + "\n" for line in lines).encode("utf-8")
        _write(self._results, block)
        self._end += len(block)
        entry: dict[str, Any] = {"key": key, "records": len(lines), "end": self._end}
        if identity is not None:
            entry |= {name: value for name, value in asdict(identity).items() if value}
        entry["state"] = self.state
        if to is not None:
            entry["to"] = to
        _write(self._progress, _line(entry))
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            self.sync()

    def quotas(self) -> Iterator[tuple[QuotaUse, ...]]:
        """Yields what the results so far use of monthly quotas, in order."""
        with self._results_path.open("rb") as stream:
            for line in stream:
                if b'"quota"' in line:
                    yield msgspec.convert(read_result(line), _Quotas).quota

    def sync(self) -> None:
        """Ensures that a power failure loses nothing written so far; results first."""
        os.fsync(self._results.fileno())
        os.fsync(self._progress.fileno())
        self._unsynced = 0

    def close(self) -> None:
        """Syncs and closes both files."""
        self.sync()
        self._results.close()
        self._progress.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def read_result(line: bytes) -> dict[str, Any]:
    """Returns the result in a line of results.jsonl."""
    try:
        found: dict[str, Any] = msgspec.json.decode(line)
    except msgspec.DecodeError:  # half of an emoji, or a name that is not UTF-8
        found = json.loads(line)
    return found


def _opened(path: Path) -> BinaryIO:
    path.touch()
    return path.open("r+b", buffering=0)


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _fresh(path: Path) -> BinaryIO:
    return _part(path).open("wb")


def _cut(stream: BinaryIO, size: int) -> None:
    stream.truncate(size)
    stream.seek(size)


def _line(entry: dict[str, Any]) -> bytes:
    return dumps(entry).encode("utf-8") + b"\n"


def _entries(path: Path, results_size: int) -> Iterator[dict[str, Any]]:
    """Entries up to the first that is cut off or that speaks of results which are not there."""
    with path.open("rb") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                return
            try:
                entry = json.loads(line)
            except ValueError:
                return
            if entry["end"] > results_size:
                return
            yield entry


def _write(stream: BinaryIO, block: bytes) -> None:
    """Writes all of it: a raw write may take a part only."""
    view = memoryview(block)
    while view:
        view = view[stream.write(view) :]
