"""Adds wire files and folders to the store, a thousand items per transaction."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from checker.cli.console import Counter as Progress
from checker.errors import InputError, StoreError
from checker.formats import BadRecord, read_sources
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.named import kill_notes, renamed_notes, wire_names
from checker.store import OUTCOMES
from checker.wording import worded

__all__ = ["BATCH", "Ingest"]

BATCH = 1_000


class Ingest:
    """One run of adding sources, and its outcome.

    Args:
        newsroom: the newsroom that receives them.
        owner: the owner of all sources, overriding the files.
        as_type: the format of the files; by default, detected by content and name.
        zone: the provider's time zone.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        owner: str | None = None,
        as_type: str | None = None,
        zone: str | None = None,
    ) -> None:
        self._newsroom = newsroom
        self._owner = owner
        self._as_type = as_type
        self._zone = zone
        self._names = wire_names(newsroom)
        self.outcomes: Counter[str] = Counter()
        self.killed = 0
        self.bad: list[BadRecord] = []
        self.notes: list[BadRecord] = []
        self.late: dict[str, tuple[str, ...]] = {}

    def files(self, paths: Iterable[Path], progress: Progress) -> None:
        """Adds everything in files and folders; what cannot be read is recorded in `bad`."""
        batch: list[Source] = []
        for path in paths:
            for file in _files(path, self.bad):
                for source in self._read(file):
                    batch.append(source)
                    if len(batch) == BATCH:
                        self._store(batch)
                        batch = []
                        progress(self.outcomes.total())
        self._store(batch)
        progress(self.outcomes.total())

    def finds_any(self, paths: Iterable[Path]) -> bool:
        """Returns whether files and folders contain any item; unreadable ones go to `bad`."""
        for path in paths:
            for file in _files(path, self.bad):
                for _ in self._read(file):
                    return True
        return False

    def one_file(self, path: Path) -> list[BadRecord]:
        """Adds one file in one transaction and reports what is unreadable or doubtful."""
        bad, notes = len(self.bad), len(self.notes)
        self._store(list(self._read(path)))
        return [*self.bad[bad:], *self.notes[notes:]]

    def many_files(self, paths: Sequence[Path]) -> dict[Path, list[BadRecord]]:
        """Adds files in one transaction; returns {} if they cannot be added together."""
        before = len(self.bad), len(self.notes)
        told: dict[Path, list[BadRecord]] = {}
        batch: list[Source] = []
        try:
            for path in paths:
                bad, notes = len(self.bad), len(self.notes)
                batch += self._read(path)
                told[path] = [*self.bad[bad:], *self.notes[notes:]]
            self._store(batch)
        except (InputError, StoreError):
            told = {}  # one of them spoils it for the others: each alone tells which
        if not told:
            del self.bad[before[0] :], self.notes[before[1] :]
        return told

    def summary(self) -> dict[str, Any]:
        """Returns the run as JSON."""
        return {
            **{name: self.outcomes[name] for name in OUTCOMES},
            "killed": self.killed,
            "late": {source: list(checks) for source, checks in self.late.items()},
            "bad": [{"place": b.place, "what": b.what, "hint": b.hint} for b in self.bad],
            "notes": [{"place": b.place, "what": b.what} for b in self.notes],
        }

    def _read(self, path: Path) -> Iterator[Source]:
        name = os.fsencode(path).decode("utf-8", "backslashreplace")
        try:
            body = path.read_bytes()
        except OSError as error:
            self.bad.append(
                BadRecord(name, worded("cannot be read: {strerror}", strerror=error.strerror))
            )
            return
        records = read_sources(
            body,
            name=name,
            as_type=self._as_type,
            default_owner=self._owner,
            agencies=self._names,
            zone=self._zone,
        )
        for record in records:
            if isinstance(record, Source):
                yield record
            elif record.kind == "bad":
                self.bad.append(record)
            else:
                self.notes.append(record)

    def _store(self, batch: list[Source]) -> None:
        if not batch:
            return
        added = self._newsroom.add_sources(batch)
        for stored in added.stored:
            self.outcomes[stored.outcome] += 1
            self.killed += len(stored.killed)
        self.late.update(added.late)
        self.notes += renamed_notes(added.renamed)
        for told in kill_notes(added.stored):
            (self.bad if told.kind == "bad" else self.notes).append(told)


def _files(path: Path, bad: list[BadRecord]) -> Iterator[Path]:
    """A file, or all files of a folder in the order of their names; links are not followed."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(
        path, onerror=lambda error: bad.append(BadRecord(str(error.filename), str(error.strerror)))
    ):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)
