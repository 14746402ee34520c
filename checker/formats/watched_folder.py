"""A watched folder: files of a wire drop are ingested once, whole, and moved aside.

This module does not know the store: the caller supplies `ingest`, which must be idempotent for the
same file (adding the same version is a no-op), so a crash between ingesting and moving neither
loses nor duplicates anything.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from checker.errors import InputError
from checker.formats.items import BadRecord
from checker.values import dataclass

__all__ = ["Handled", "Ingest", "IngestMany", "Watch", "pass_over"]

Ingest = Callable[[Path], Sequence[BadRecord]]
IngestMany = Callable[[Sequence[Path]], Mapping[Path, Sequence[BadRecord]]]
PORTION_FILES, PORTION_BYTES = 64, 4_000_000
HIDDEN = (".", "~")
UNFINISHED = (
    ".part",
    ".partial",
    ".tmp",
    ".temp",
    ".filepart",
    ".crdownload",
    ".swp",
    ".uploading",
)
DONE, REJECTS = "done", "rejects"
AGAIN_SECONDS = 900.0  # that a file which was moved aside is looked at, in case it is still written
Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Handled:
    """The outcome for one file: where it is now, and what was wrong with it."""

    file: Path
    moved_to: Path
    problems: tuple[BadRecord, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether something in the file was lost."""
        return any(p.kind == "bad" for p in self.problems)


@dataclass(slots=True)
class Watch:
    """A folder being watched; remembers the files' sizes between passes.

    A file is complete when its name says so (it was renamed in, no unfinished suffix) and its size
    and time have not changed since the pass before. `settled` False takes files at first sight, for
    a folder that nobody is writing to any more.

    An upload may rest for longer than a pass and go on in the file that was `moved` aside; one that
    has changed since it was taken is taken again.
    """

    folder: Path
    settled: bool = True
    seen: dict[Path, Mark] = field(default_factory=dict)
    moved: dict[Path, tuple[Mark, float]] = field(default_factory=dict)

    def complete(self) -> list[Path]:
        """Returns the files that are complete now, oldest first.

        The others are looked at again later.
        """
        found = {path: mark for path in files_in(self.folder) if (mark := mark_of(path))}
        found |= self._grown()
        ready = [p for p, mark in found.items() if not self.settled or self.seen.get(p) == mark]
        self.seen = found
        return sorted(ready, key=lambda path: (found[path][1], path.name))

    def _grown(self) -> dict[Path, Mark]:
        """The files that were written to after they were moved; forgets those moved long ago."""
        now = time.monotonic()
        marks = {path: mark_of(path) for path in self.moved}
        grown = {path: mark for path, mark in marks.items() if mark and mark != self.moved[path][0]}
        for path, mark in marks.items():
            if mark is None or (path not in grown and self.moved[path][1] < now):
                del self.moved[path]
        return grown

    def aside(self, path: Path, target: Path) -> None:
        """Notes that a file was taken as it was seen last, and moved."""
        self.moved.pop(path, None)
        mark = self.seen.pop(path, None)
        if mark is not None:
            self.moved[target] = (mark, time.monotonic() + AGAIN_SECONDS)

    def portions(self) -> Iterator[list[Path]]:
        """Yields the complete files in order, small ones together."""
        portion: list[Path] = []
        size = 0
        for path in self.complete():
            length = self.seen[path][0]
            if portion and (len(portion) == PORTION_FILES or size + length > PORTION_BYTES):
                yield portion
                portion, size = [], 0
            portion.append(path)
            size += length
        if portion:
            yield portion


def pass_over(watch: Watch, ingest: Ingest, *, many: IngestMany | None = None) -> Iterator[Handled]:
    """Takes every complete file of a watched folder once: ingest, then move to done/ or rejects/.

    `ingest` returns the records that it could not take; a file with a lost record goes to rejects/
    with a `.reason.txt` beside it, though its other records are in. InputError rejects the whole
    file. Any other error leaves the file where it is, to be tried again.

    `many` takes small files together, since a file alone costs a transaction; those that its answer
    leaves out are given to `ingest` one by one.
    """
    for portion in watch.portions():
        taken = many(portion) if many is not None and len(portion) > 1 else {}
        for path in portion:
            handled = _handled(watch, path, ingest, taken)
            if handled is not None:
                yield handled


def _handled(
    watch: Watch, path: Path, ingest: Ingest, taken: Mapping[Path, Sequence[BadRecord]]
) -> Handled | None:
    try:
        problems = tuple(taken[path] if path in taken else ingest(path))
    except InputError as error:
        problems = tuple(BadRecord(p.place, p.what, p.hint) for p in error.problems)
    except FileNotFoundError:
        return None  # taken away by someone else between the two looks
    bad = any(p.kind == "bad" for p in problems)
    try:
        target = moved(path, watch.folder / (REJECTS if bad else DONE), problems if bad else ())
    except FileNotFoundError:
        return None  # taken away after it was ingested: nothing to move
    watch.aside(path, target)
    return Handled(path, target, problems)


def files_in(folder: Path) -> Iterator[Path]:
    """Yields the files of a folder that are meant for ingestion.

    Folders and hidden files are left.
    """
    for entry in os.scandir(folder):
        unfinished = entry.name.lower().endswith(UNFINISHED) or entry.name.startswith(HIDDEN)
        if not unfinished and entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def mark_of(path: Path) -> Mark | None:
    """Returns size, time and inode of a file, which writing changes; None if it is gone."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino


def moved(path: Path, folder: Path, problems: Sequence[BadRecord]) -> Path:
    """Moves a file aside under a free name, writing the reason first if there is one.

    The reason is written before the move, so that a rejected file is never without it. A file that
    is there already stays, and one that is no longer rejected loses its reason.
    """
    folder.mkdir(exist_ok=True)
    target = path if path.parent == folder else free_name(folder, path.name)
    if problems:
        reason = reason_of(target)
        unfinished = reason.with_name(f".{reason.name}.tmp")
        unfinished.write_text(reasons(path, problems), encoding="utf-8")
        os.replace(unfinished, reason)
    os.replace(path, target)
    if path.parent.name == REJECTS and not problems:
        reason_of(path).unlink(missing_ok=True)
    return target


def reason_of(file: Path) -> Path:
    """Returns the file that says why a file was rejected."""
    return file.with_name(file.name + ".reason.txt")


def free_name(folder: Path, name: str) -> Path:
    """Returns a name that no other file of the folder has: 'a.xml', 'a.xml.2', 'a.xml.3'."""
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{name}.{number}"
    return target


def reasons(path: Path, problems: Sequence[BadRecord]) -> str:
    """Returns why a file was rejected, one line for each problem."""
    lines = [f"{path.name} was not taken wholly:"]
    kinds: Mapping[str, str] = {"bad": "lost", "skipped": "no article", "note": "kept, but"}
    for problem in problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        lines.append(f"- {kinds[problem.kind]}: {problem.place}: {problem.what}{hint}")
    return "\n".join(lines) + "\n"
