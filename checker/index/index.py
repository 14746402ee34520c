"""The index of a newsroom: a folder of segments that follows the store's log of changes.

Any number of processes read; one writes at a time. Searches work on an unchanging snapshot and take
no lock. The database is the truth: whatever happens to the folder, `rebuild` makes it again.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, Self

import numpy as np

from checker.errors import Busy, IndexFault, Problem
from checker.index.candidates import Limits
from checker.index.documents import Documents
from checker.index.files import Manifest
from checker.index.folder import ARRAYS, Folder
from checker.index.search import search
from checker.index.shingles import SHINGLE, fingerprints, grams
from checker.index.snapshot import Snapshot
from checker.index.tail import follow
from checker.index.texts import Texts
from checker.models import Draft, SearchResult, Span
from checker.text.units import Numbers, units_of

__all__ = ["Index"]

_FLUSH_TEXTS = 64  # a smaller tail is read from the store again rather than written
_TAIL_TEXTS = 20_000  # a writer's tail is written before it grows larger
_EMPTY = Snapshot((), (), np.zeros(0, np.int64), 0)
_FEW_SHARED = 2


class Index:
    """Licensed sources, searchable by their text."""

    def __init__(self, path: Path, documents: Documents, *, readonly: bool = False) -> None:
        self.path = path
        self._folder = Folder(path)
        self._documents = documents
        self._readonly = readonly
        self._limits = Limits()
        self._texts = Texts(documents)
        self._lock = RLock()
        self._snapshot = _EMPTY
        self._fault: IndexFault | None = None

    @classmethod
    def open(cls, path: Path, documents: Documents, *, readonly: bool = False) -> Self:
        """Open the index in a folder, making it if need be, and follow the log to its end.

        A damaged index opens too, so that it can be rebuilt; searching it raises what is wrong.

        Args:
            path: the folder.
            documents: the store's texts and log.
            readonly: never write, keep what is new in memory.
        """
        if not readonly:
            path.mkdir(parents=True, exist_ok=True)
        index = cls(path, documents, readonly=readonly)
        try:
            index.sync()
        except IndexFault as fault:
            index._fault = fault
        return index

    def close(self) -> None:
        """Let go of files and memory."""
        with self._lock:
            self._snapshot = _EMPTY
            self._folder = Folder(self.path)

    # Following ----------------------------------------------------------------------------------

    def sync(self) -> None:
        """Catch up with other writers and with the store's log; microseconds when nothing is new.

        Raises:
            IndexFault: the files cannot be used.
        """
        if not self._folder.changed() and self._documents.newest_seq() <= self._snapshot.seq:
            if self._fault is not None:
                raise self._fault
            return
        with self._lock:
            self._follow(self._current())

    def _current(self) -> Snapshot:
        """The snapshot in use, or the one on disk if another process has written."""
        if not self._folder.changed():
            return self._snapshot
        snapshot = self._folder.load()
        self._fault = None
        return snapshot

    def _follow(self, snapshot: Snapshot, *, write: bool = True) -> None:
        """Follow the log; a search never sees less than it saw before."""
        while True:
            following = follow(snapshot, self._documents, self._limits)
            done = following is snapshot
            if done or following.seq >= self._snapshot.seq:
                self._snapshot = following
            if done:
                return
            snapshot = following
            if write and not self._readonly and _texts(snapshot) >= _TAIL_TEXTS:
                snapshot = self._written(snapshot)

    def _written(self, snapshot: Snapshot) -> Snapshot:
        """The state after writing; as it was when the disk is full or busy, which flush tells."""
        try:
            self._write()
        except (OSError, Busy):
            return snapshot
        return self._snapshot

    # Searching ----------------------------------------------------------------------------------

    def search(
        self, draft: Draft, *, boilerplate: Sequence[Span] = (), deadline: float | None = None
    ) -> SearchResult:
        """The licensed sources that a draft reuses, with passages in both texts.

        Args:
            draft: what is checked.
            boilerplate: stretches of the draft that are markings and nobody's story.
            deadline: a `time.monotonic()` value; what is not done by then is told as incomplete.

        Raises:
            IndexFault: the files cannot be used.
        """
        if self._fault is not None:
            raise self._fault
        return search(
            self._snapshot,
            self._texts,
            draft,
            boilerplate=boilerplate,
            deadline=deadline,
            limits=self._limits,
        )

    def fingerprints(self, text: str) -> Numbers:
        """The winnowed shingles of a text, each once, ascending: kept of a checked draft."""
        hashes, _ = fingerprints(units_of(text))
        distinct: Numbers = np.unique(hashes)
        return distinct

    def shared(self, text: str, kept: Numbers) -> int:
        """How many kept fingerprints of a draft stand in a text, wherever they stand in it."""
        return int(np.isin(kept, grams(units_of(text), SHINGLE).hashes).sum())

    def may_use(self, text: str, kept: Numbers) -> bool:
        """Whether a draft with these kept fingerprints may use a source that came in later."""
        shared = self.shared(text, kept)
        return shared >= _FEW_SHARED or 0 < shared == len(kept)

    @property
    def snapshot(self) -> Snapshot:
        """The unchanging state that a search started now would use."""
        return self._snapshot

    def warm(self) -> int:
        """Touch every page of the mapped files; the bytes that the first check finds in memory."""
        units_of("warm")
        touched = 0
        for segment in self._snapshot.all:
            for name in ARRAYS:
                raw = getattr(segment, name).reshape(-1).view(np.uint8)
                touched += len(raw)
                raw[::4096].max(initial=0)
        return touched

    # Writing ------------------------------------------------------------------------------------

    def flush(self, *, force: bool = False) -> None:
        """Bring what is new to the disk and merge what is due; a small tail may stay in memory.

        Args:
            force: write a small tail, too.

        Raises:
            Busy: another process has been writing for a minute.
            OSError: no room on the disk; the old state stays.
        """
        self._may_write()
        self.sync()
        behind = self._snapshot.seq - self._folder.manifest.seq
        if (force and behind) or behind >= _FLUSH_TEXTS:
            self._write()

    def _may_write(self) -> None:
        if self._readonly:
            raise IndexFault(Problem(str(self.path), "is open for reading only"))

    def _write(self) -> None:
        """Write the tail as a segment, merge, make it current; searches and `sync` go on."""
        with self._folder.alone():
            with self._lock:
                snapshot, manifest = self._current(), self._folder.manifest
            while True:
                following = follow(snapshot, self._documents, self._limits)
                if following is snapshot or _texts(following) >= 2 * _TAIL_TEXTS:
                    break
                snapshot = following
            settled, manifest = self._folder.settle(following, manifest, self._limits)
            with self._lock:
                self._folder.publish(settled, manifest)
                self._follow(settled, write=False)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make all segments again from the store; readers use the old ones until it is done.

        Args:
            progress: called with changes followed and changes in all.

        Raises:
            Busy: another process has been writing for a minute.
            OSError: no room on the disk; the old state stays.
        """
        self._may_write()
        with self._folder.alone():
            snapshot, manifest = _EMPTY, Manifest(counter=self._folder.highest())
            while True:
                following = follow(snapshot, self._documents, self._limits)
                if following is snapshot or _texts(following) >= _TAIL_TEXTS:
                    done = following is snapshot
                    snapshot, manifest = self._folder.settle(following, manifest, self._limits)
                    if done:
                        break
                else:
                    snapshot = following
                if progress is not None:
                    progress(snapshot.seq, self._documents.newest_seq())
            with self._lock:
                self._fault = None
                self._folder.publish(snapshot, manifest)
                self._snapshot = snapshot
                self._follow(snapshot, write=False)

    # Looking after ------------------------------------------------------------------------------

    def verify(self) -> list[Problem]:
        """What is wrong with the folder: every byte is read and compared with its checksum."""
        problems = self._folder.verify()
        if not problems and self._folder.manifest.seq > self._documents.newest_seq():
            problems.append(
                Problem(str(self.path), "is ahead of the store", "wirecheck index rebuild")
            )
        return problems

    def stats(self) -> dict[str, Any]:
        """Counts and sizes, for people and metrics."""
        snapshot = self._snapshot
        on_disk = sum(entry.bytes for entry in self._folder.manifest.segments)
        texts = snapshot.texts
        return {
            "items": texts,
            "removed": len(snapshot.removed),
            "families": texts - sum(len(segment.followers[0]) for segment in snapshot.all),
            "segments": len(snapshot.segments),
            "postings": sum(segment.postings for segment in snapshot.all),
            "in_memory": _texts(snapshot),
            "bytes": on_disk,
            "bytes_an_item": round(on_disk / texts, 1) if texts else 0.0,
            "seq": snapshot.seq,
            "behind": max(0, self._documents.newest_seq() - snapshot.seq),
            "fault": str(self._fault) if self._fault else None,
        }


def _texts(snapshot: Snapshot) -> int:
    """How many texts the tail holds."""
    return sum(len(segment.docs) for segment in snapshot.tail)
