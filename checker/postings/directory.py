"""The folder of an index: who may write, which files are current, how new files are added."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np

from checker.errors import IndexFault, Problem
from checker.postings.common_phrase import CommonPhrase
from checker.postings.content import differences
from checker.postings.documents import Documents
from checker.postings.faults import damaged, foreign, unreadable
from checker.postings.lock import LOCK_SECONDS, Lock
from checker.postings.manifest import (
    MANIFEST,
    Manifest,
    SegmentEntry,
    check_arrays,
    read_manifest,
    sync_folder,
    write_arrays,
    write_manifest,
)
from checker.postings.mapped import Mapped, Stamp, identity
from checker.postings.merge import merge, to_merge
from checker.postings.segment import I64, Segment
from checker.postings.segment_files import (
    check_removed,
    check_segment,
    read_removed,
    read_segment,
    write_segment,
)
from checker.postings.snapshot import Snapshot

__all__ = ["AHEAD", "Directory", "unnamed"]

AHEAD = "is ahead of the store: it was made from another database, or from a newer copy of it"
FOREIGN = "it was made from another database, or from a copy of this one that went on by itself"
_ADOPTED = 200  # texts that are compared before an index that names no database is believed
_MERGING = "merging.new"  # spared by `sweep`: it belongs to who holds the merger's lock
_OURS = (".seg", ".arr", ".part", ".new")


class Directory:
    """Segments and manifest on disk; caches the files it has mapped."""

    def __init__(self, path: Path, documents: Documents) -> None:
        self.path = path
        self._manifest_path = os.fspath(path / MANIFEST)
        self.manifest = Manifest()
        self._documents = documents
        self.mapped = Mapped(path, documents)
        self._refused: tuple[Stamp, IndexFault] | None = None  # a manifest that names no database
        self._seen: Stamp | None = None
        self._writing = Lock(path / "lock")
        self._compaction = Lock(path / "merge.lock")

    def forget(self) -> None:
        """Releases all mapped files."""
        self.manifest, self._seen = Manifest(), None
        self.mapped.hold({})

    def changed(self) -> bool:
        """Returns whether the manifest or a file in use has changed since it was read."""
        return self._stamp() != self._seen or self.mapped.altered()

    def _stamp(self) -> Stamp:
        try:
            return identity(self._manifest_path)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise unreadable(self.path / MANIFEST, error) from error

    def load(self) -> Snapshot:
        """Returns the state that the manifest names.

        Raises:
            IndexForeign: it follows a log other than the store's.
            IndexFault: it cannot be used.
        """
        while True:
            stamp = self._stamp()
            try:
                manifest = read_manifest(self.path) or Manifest()
                self._must_be_ours(manifest)
                snapshot = self._mapped(manifest)
            except FileNotFoundError as error:
                if self._stamp() != stamp:  # merged away since the manifest was read
                    continue
                raise damaged(Path(error.filename), "is missing") from error
            except OSError as error:
                raise unreadable(self.path, error) from error
            if unnamed(manifest):
                self._must_fit(stamp, snapshot)
            self.manifest, self._seen = manifest, stamp
            return snapshot

    def _must_be_ours(self, manifest: Manifest) -> None:
        if manifest.seq > self._documents.newest_seq():
            raise foreign(self.path, AHEAD)
        if unnamed(manifest):
            return
        ours = (self._documents.database_id(), self._documents.mark(manifest.seq))
        if manifest.seq and (manifest.database, manifest.mark) != ours:
            raise foreign(self.path, FOREIGN)

    def _must_fit(self, stamp: Stamp, snapshot: Snapshot) -> None:
        """Refuse a state that names no database unless it holds the store's very texts."""
        if self._refused is None or self._refused[0] != stamp:
            wrong = differences(snapshot, self._documents, _ADOPTED)
            if not wrong:
                return
            self._refused = stamp, foreign(self.path, f"{wrong[0]}: {FOREIGN}")
        raise self._refused[1]

    def _mapped(self, manifest: Manifest) -> Snapshot:
        held = {entry.name: self.mapped.segment(entry) for entry in manifest.segments}
        removed = np.zeros(0, np.int64)
        if manifest.removed:
            removed = read_removed(self.path / manifest.removed)
        self.mapped.hold(held)
        segments = tuple(segment for _, segment in held.values())
        return Snapshot(segments, (), removed, manifest.seq)

    def alone(self, patience: float = LOCK_SECONDS) -> AbstractContextManager[None]:
        """Holds the right to change which files are current; see `Lock.held`."""
        return self._writing.held(patience)

    def merging(self, patience: float = LOCK_SECONDS) -> AbstractContextManager[None]:
        """Holds the right to merge; others may add new files meanwhile."""
        return self._compaction.held(patience)

    def settle(
        self, snapshot: Snapshot, manifest: Manifest, common: CommonPhrase, *, merging: bool = False
    ) -> tuple[Snapshot, Manifest]:
        """Writes the tail as a segment, which becomes current only with `publish`.

        Args:
            snapshot: the state to write to disk.
            manifest: the manifest of the files from which its segments are mapped.
            common: what counts as a common phrase.
            merging: also merge due segments.

        Raises:
            OSError: the disk is full; what was written is deleted.
        """
        segments = list(snapshot.segments)
        entries: list[SegmentEntry | None] = list(manifest.segments)
        if snapshot.tail:
            segments.append(merge(snapshot.tail, snapshot.removed, common))
            entries.append(None)
        while merging and (due := to_merge([segment.postings for segment in segments])) is not None:
            segments[due] = [merge(segments[due], snapshot.removed, common)]
            entries[due] = [None]
        counter, new = manifest.counter, list[Path]()
        named: list[SegmentEntry] = []
        try:
            for at, (segment, entry) in enumerate(zip(segments, entries, strict=True)):
                if entry is None:
                    counter += 1
                    path = self.path / f"segment-{counter:08d}.seg"
                    new.append(path)
                    entry = write_segment(path, segment)
                    segments[at] = read_segment(path)
                named.append(entry)
            return self.named(snapshot, segments, replace(manifest, counter=counter), named)
        except BaseException:
            for path in new:
                path.unlink(missing_ok=True)
            raise

    def named(
        self,
        snapshot: Snapshot,
        segments: Sequence[Segment],
        manifest: Manifest,
        entries: Sequence[SegmentEntry],
    ) -> tuple[Snapshot, Manifest]:
        """Returns the state with these segments, and its manifest.

        Writes the list of removed texts.

        Raises:
            OSError: no room.
        """
        removed = _still_there(segments, snapshot.removed)
        path = self.path / f"removed-{manifest.counter + 1:08d}.arr"
        write_arrays(path, {"removed": removed})
        settled = replace(
            manifest,
            seq=snapshot.seq,
            segments=tuple(entries),
            removed=path.name,
            database=self._documents.database_id(),
            mark=self._documents.mark(snapshot.seq),
            counter=manifest.counter + 1,
        )
        return Snapshot(tuple(segments), (), removed, snapshot.seq), settled

    def write_merged(self, segment: Segment) -> SegmentEntry:
        """Writes a merged segment to disk under a temporary name until it is taken in.

        Raises:
            OSError: no room.
        """
        return write_segment(self.path / _MERGING, segment)

    def take_in(self, entry: SegmentEntry, manifest: Manifest) -> tuple[SegmentEntry, Segment]:
        """Gives the merged segment the next number."""
        path = self.path / f"segment-{manifest.counter + 1:08d}.seg"
        (self.path / entry.name).replace(path)
        return replace(entry, name=path.name), read_segment(path)

    def drop_merged(self) -> None:
        """Deletes a merged segment that was not taken in, such as one left by a crashed process."""
        for path in self.path.glob(_MERGING + "*"):
            path.unlink(missing_ok=True)

    def prepare(self, manifest: Manifest) -> Path:
        """Flushes all files of a manifest to disk, and the manifest beside the current one.

        Raises:
            OSError: the disk is full; the old state remains.
        """
        sync_folder(self.path)
        return write_manifest(self.path, manifest)

    def publish(self, prepared: Path, snapshot: Snapshot, manifest: Manifest) -> None:
        """Makes a prepared state current for all processes, by one rename."""
        held = {
            entry.name: (identity(self.path / entry.name), segment)
            for entry, segment in zip(manifest.segments, snapshot.segments, strict=True)
        }
        prepared.replace(self.path / MANIFEST)
        self.mapped.hold(held)
        self.manifest, self._seen = manifest, self._stamp()

    def sweep(self) -> None:
        """Flushes the rename to disk, then deletes files that the current manifest lacks.

        Readers keep the files they have mapped. If the manifest cannot be read, nothing is deleted.
        """
        sync_folder(self.path)
        manifest = read_manifest(self.path) or Manifest()
        named = {entry.name for entry in manifest.segments} | {manifest.removed}
        for path in self.path.iterdir():
            spared = path.name in named or path.name.startswith(_MERGING)
            if path.suffix in _OURS and not spared:
                path.unlink(missing_ok=True)

    def highest(self) -> int:
        """Returns the highest number in a file name of the folder."""
        numbers = (path.stem.rpartition("-")[2] for path in self.path.iterdir())
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    def verify(self) -> list[Problem]:
        """Reads every byte and compares it with its checksum; returns what is wrong."""
        try:
            manifest = read_manifest(self.path)
        except IndexFault as fault:
            return list(fault.problems)
        except OSError as error:
            return list(unreadable(self.path / MANIFEST, error).problems)
        if manifest is None:
            return []
        problems: list[Problem] = []
        for entry in manifest.segments:
            path = self.path / entry.name
            problems += check_arrays(path) or check_segment(path, entry)
        if manifest.removed:
            path = self.path / manifest.removed
            problems += check_arrays(path) or check_removed(path)
        return problems


def unnamed(manifest: Manifest) -> bool:
    """Returns whether a manifest with a state does not name its database."""
    return bool(manifest.seq and not manifest.database)


def _still_there(segments: Sequence[Segment], removed: I64) -> I64:
    """The removed texts whose rows are still in a segment."""
    if not segments:
        return np.zeros(0, np.int64)
    held = np.concatenate([segment.docs for segment in segments])
    there: I64 = removed[np.isin(removed, held)]
    return there
