"""Compaction on disk, concurrent with adding and searching.

It takes the writer lock only for its last step. One merge runs at a time, across all processes. A
merged segment replaces the old ones only if they still exist and nothing that arrived meanwhile
needs what the merge left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Thread
from typing import Protocol

import numpy as np

from checker.errors import WirecheckError
from checker.postings.common_phrase import CommonPhrase
from checker.postings.directory import Directory
from checker.postings.faults import faults_reported
from checker.postings.manifest import Manifest, SegmentEntry
from checker.postings.merge import merge, to_merge
from checker.postings.segment import I64, Segment
from checker.postings.snapshot import Snapshot

__all__ = ["Compaction"]

_MOST_SEGMENTS = 100  # from so many on, adding waits for the merge that is under way

State = Callable[[], tuple[Snapshot, Manifest, tuple[Segment, ...]]]


class Publish(Protocol):
    """Makes a state on disk current, for this process and all readers."""

    def __call__(self, settled: Snapshot, manifest: Manifest) -> None: ...


class Compaction:
    """Merges due segments in a folder.

    Args:
        folder: the folder.
        common: what counts as a common phrase.
        state: gives the current state on disk, its manifest, and the tail in memory.
        publish: makes a new state current; the folder's lock is held.

    Attributes:
        fault: why the last background merge failed; None if it succeeded.
    """

    def __init__(
        self, folder: Directory, common: CommonPhrase, state: State, publish: Publish
    ) -> None:
        self._directory = folder
        self._common = common
        self._state = state
        self._publish = publish
        self._thread: Thread | None = None
        self.fault: WirecheckError | None = None

    def wait(self) -> None:
        """Waits for the merge in progress in this process."""
        if self._thread is not None:
            self._thread.join()

    def beside(self, base: Snapshot) -> None:
        """Merges due segments in a background thread; waits for it if it falls far behind.

        Args:
            base: the state on disk.
        """
        if self._thread is not None and self._thread.is_alive():
            if len(base.segments) >= _MOST_SEGMENTS:
                self._thread.join()
        elif to_merge([segment.postings for segment in base.segments]) is not None:
            self._thread = Thread(target=self._quietly, name="merge", daemon=True)
            self._thread.start()

    def _quietly(self) -> None:
        """What cannot be merged now stays as it is: searches find the same."""
        self.fault = None
        try:
            self.all(0.0)
        except WirecheckError as error:
            self.fault = error

    def all(self, patience: float) -> None:
        """Merges all due segments.

        Args:
            patience: seconds to wait for another process that is merging.

        Raises:
            Busy: another process has been merging for that long.
            DiskFull: the disk is full.
            IndexDamaged: a due segment differs from its checksums.
        """
        with self._directory.merging(patience), faults_reported(self._directory.path):
            self._directory.drop_merged()
            try:
                while self._next():
                    pass
            finally:
                self._directory.drop_merged()

    def _next(self) -> bool:
        """Do the next merge; False when none is due, or what came meanwhile is against it."""
        base, manifest, _ = self._state()
        due = to_merge([segment.postings for segment in base.segments])
        if due is None:
            return False
        for name in self._directory.mapped.uninspected():
            if name in (entry.name for entry in manifest.segments[due]):
                self._directory.mapped.inspect(name)  # a merge would hide the damage for good
        merged = merge(base.segments[due], base.removed, self._common)
        entry = self._directory.write_merged(merged)
        gone = np.concatenate([segment.docs for segment in base.segments[due]])
        gone = np.setdiff1d(gone, merged.docs)
        with self._directory.alone():
            return self._take_in(entry, manifest.segments[due], gone)

    def _take_in(self, entry: SegmentEntry, old: Sequence[SegmentEntry], gone: I64) -> bool:
        """Put a merged segment in the place of the old ones, which others may have replaced."""
        base, manifest, tail = self._state()
        start = next((at for at, one in enumerate(manifest.segments) if one == old[0]), -1)
        end = start + len(old)
        if start < 0 or manifest.segments[start:end] != tuple(old):
            return False
        if _needed(gone, base.removed, (*base.segments[end:], *tail)):
            return False
        named, segment = self._directory.take_in(entry, manifest)
        settled, manifest = self._directory.named(
            base,
            (*base.segments[:start], segment, *base.segments[end:]),
            replace(manifest, counter=manifest.counter + 1),
            (*manifest.segments[:start], named, *manifest.segments[end:]),
        )
        self._publish(settled, manifest)
        return True


def _needed(gone: I64, removed: I64, later: Sequence[Segment]) -> bool:
    """Whether texts that a merge left out came back, or lead families of later texts."""
    if not len(gone):
        return False
    back = not np.isin(gone, removed).all()
    return back or any(bool(np.isin(segment.families, gone).any()) for segment in later)
