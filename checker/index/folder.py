"""The folder of an index: who may write, which files are current, how new ones get there."""

import fcntl
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from checker.errors import Busy, IndexDamaged, IndexFault, Problem
from checker.index.candidates import Limits
from checker.index.files import (
    MANIFEST,
    Manifest,
    SegmentEntry,
    check_arrays,
    read_arrays,
    read_manifest,
    sync_folder,
    write_arrays,
    write_manifest,
)
from checker.index.merge import merge, to_merge
from checker.index.segment import I64, Segment
from checker.index.snapshot import Snapshot

__all__ = ["ARRAYS", "Folder"]

ARRAYS = ("docs", "days", "families", "units", "buckets", "rest", "rows", "places", "stops")
_LOCK_SECONDS = 60.0
_ATTEMPTS = 10


class Folder:
    """Segments and manifest on disk; keeps open what it has mapped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = Manifest()
        self._open: dict[str, Segment] = {}
        self._seen: tuple[int, ...] | None = None
        self._writing = Lock()

    def changed(self) -> bool:
        """Whether another process has swapped the manifest since it was read."""
        return self._stamp() != self._seen

    def _stamp(self) -> tuple[int, ...]:
        try:
            found = os.stat(self.path / MANIFEST)
        except FileNotFoundError:
            return ()
        return found.st_ino, found.st_mtime_ns, found.st_size

    def load(self) -> Snapshot:
        """The state that the manifest names.

        Raises:
            IndexFault: it cannot be used.
        """
        for attempt in range(_ATTEMPTS):
            stamp = self._stamp()
            try:
                manifest = read_manifest(self.path) or Manifest()
                snapshot = self._mapped(manifest)
            except FileNotFoundError as error:  # merged away between manifest and segment
                if attempt == _ATTEMPTS - 1:
                    raise IndexDamaged(
                        Problem(str(error.filename), "is missing", "wirecheck index rebuild")
                    ) from error
                time.sleep(0.01 * attempt)
                continue
            self.manifest, self._seen = manifest, stamp
            return snapshot
        raise AssertionError("the loop returns or raises")

    def _mapped(self, manifest: Manifest) -> Snapshot:
        held = {
            entry.name: self._open.get(entry.name)
            or _segment(read_arrays(self.path / entry.name), self.path / entry.name)
            for entry in manifest.segments
        }
        removed = np.zeros(0, np.int64)
        if manifest.removed:
            removed = read_arrays(self.path / manifest.removed)["removed"]
        self._open = held
        return Snapshot(tuple(held.values()), (), removed, manifest.seq)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writer's lock of the folder, over threads and processes.

        Raises:
            Busy: another process has been writing for a minute.
        """
        with self._writing, (self.path / "lock").open("a") as file:
            give_up = time.monotonic() + _LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > give_up:
                        raise Busy(
                            Problem(str(self.path), "another process is writing the index")
                        ) from None
                    time.sleep(0.02)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)

    def settle(
        self, snapshot: Snapshot, manifest: Manifest, limits: Limits
    ) -> tuple[Snapshot, Manifest]:
        """Write the tail as a segment and merge what is due; not current before `publish`.

        Raises:
            OSError: no room; what was written is taken away again.
        """
        segments = list(snapshot.segments)
        entries: list[SegmentEntry | None] = list(manifest.segments)
        if snapshot.tail:
            segments.append(merge(snapshot.tail, snapshot.removed, limits))
            entries.append(None)
        while (due := to_merge([segment.postings for segment in segments])) is not None:
            segments[due] = [merge(segments[due], snapshot.removed, limits)]
            entries[due] = [None]
        removed = _still_there(segments, snapshot.removed)
        counter, new = manifest.counter, list[Path]()
        named: list[SegmentEntry] = []
        try:
            for at, (segment, entry) in enumerate(zip(segments, entries, strict=True)):
                if entry is None:
                    counter += 1
                    path = self.path / f"segment-{counter:08d}.seg"
                    new.append(path)
                    size = write_arrays(path, {name: getattr(segment, name) for name in ARRAYS})
                    entry = SegmentEntry(path.name, len(segment.docs), segment.postings, size)
                    segments[at] = _segment(read_arrays(path), path)
                named.append(entry)
            counter += 1
            new.append(self.path / f"removed-{counter:08d}.arr")
            write_arrays(new[-1], {"removed": removed})
        except BaseException:
            for path in new:
                path.unlink(missing_ok=True)
            raise
        settled = replace(
            manifest,
            seq=snapshot.seq,
            segments=tuple(named),
            removed=new[-1].name,
            counter=counter,
        )
        return Snapshot(tuple(segments), (), removed, snapshot.seq), settled

    def publish(self, snapshot: Snapshot, manifest: Manifest) -> None:
        """Make this state current for all processes and take away what it does not name."""
        sync_folder(self.path)
        write_manifest(self.path, manifest)
        names = (entry.name for entry in manifest.segments)
        self._open = dict(zip(names, snapshot.segments, strict=True))
        self.manifest, self._seen = manifest, self._stamp()
        self.sweep()

    def sweep(self) -> None:
        """Take away files that the manifest does not name; readers keep what they have mapped."""
        named = {entry.name for entry in self.manifest.segments} | {self.manifest.removed}
        for path in self.path.iterdir():
            if path.suffix in (".seg", ".arr", ".part") and path.name not in named:
                path.unlink(missing_ok=True)

    def highest(self) -> int:
        """The highest number that a file name in the folder carries."""
        numbers = (path.stem.rpartition("-")[2] for path in self.path.iterdir())
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    def verify(self) -> list[Problem]:
        """What is wrong with the files: every byte is read and compared with its checksum."""
        try:
            manifest = read_manifest(self.path)
        except IndexFault as fault:
            return list(fault.problems)
        if manifest is None:
            return []
        names = [entry.name for entry in manifest.segments]
        if manifest.removed:
            names.append(manifest.removed)
        return [problem for name in names for problem in check_arrays(self.path / name)]


def _segment(arrays: Mapping[str, Any], path: Path) -> Segment:
    missing = [name for name in ARRAYS if name not in arrays]
    if missing:
        raise IndexDamaged(
            Problem(str(path), f"has no {', '.join(missing)}", "wirecheck index rebuild")
        )
    return Segment(**{name: arrays[name] for name in ARRAYS})


def _still_there(segments: Sequence[Segment], removed: I64) -> I64:
    """The removed texts whose rows still stand in a segment."""
    if not segments:
        return np.zeros(0, np.int64)
    held = np.concatenate([segment.docs for segment in segments])
    there: I64 = removed[np.isin(removed, held)]
    return there
