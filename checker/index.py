"""The index of a newsroom: a folder of segments that follows the store's log of changes.

Any number of processes read; one writes at a time. Searches work on an unchanging snapshot and take
no lock. The database is the truth: whatever happens to the folder, `rebuild` makes it again, and a
folder that belongs to another database or is damaged is never searched. How texts are compared is
not here but in `checker.matching`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Self

import numpy as np

from checker.errors import Busy, DiskFull, IndexFault, IndexForeign, Problem
from checker.matching.candidates import CandidateLimits
from checker.matching.owner_names import OwnerNames
from checker.matching.search import search
from checker.matching.texts import Texts
from checker.models.draft import Draft, Span
from checker.models.evidence import Incomplete, SearchResult
from checker.postings.compaction import Compaction
from checker.postings.content import differences
from checker.postings.directory import Directory, unnamed
from checker.postings.documents import Documents
from checker.postings.faults import REBUILD, faults_reported
from checker.postings.inspection import Condition, Inspection
from checker.postings.lock import LOCK_SECONDS
from checker.postings.manifest import Manifest
from checker.postings.memory_segment import follow
from checker.postings.mending import Mending
from checker.postings.segment import Segment
from checker.postings.segment_files import ARRAYS
from checker.postings.snapshot import Snapshot, Standing
from checker.private import make_folder
from checker.retold import SentenceModel, retold
from checker.text.distinct import distinct
from checker.text.shingles import fingerprints
from checker.text.unit_tables import Numbers
from checker.text.units import units_of
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Condition", "Followed", "Index", "unsearched"]

_FLUSH_TEXTS = 64  # a smaller tail is read from the store again rather than written
_TAIL_TEXTS = 20_000  # a writer's tail is written before it grows larger
_PATIENCE = 0.2  # seconds that adding waits for another writer; what is new stays in memory then
_MANY_SEGMENTS = 8  # with each so many, a larger tail is waited for: a merge is under way
_EMPTY = Snapshot((), (), np.zeros(0, np.int64), 0)
_COMPARISONS = 5
_MOST_TOLD = 20
_COMPARED = 2_000  # texts whose fingerprints are compared when nobody asks for all of them


@dataclass(frozen=True, slots=True)
class Followed:
    """How far an index has followed a store: its id, a change of its log, and the newest one."""

    database: str
    sequence: int
    newest_sequence: int


class Index:
    """Licensed sources, searchable by their text."""

    def __init__(
        self,
        path: Path,
        documents: Documents,
        *,
        readonly: bool = False,
        model: SentenceModel | None = None,
    ) -> None:
        self.path = path
        self._model = model
        self._directory = Directory(path, documents)
        self._documents = documents
        self._readonly = readonly
        self._limits = CandidateLimits()
        self._texts = Texts(documents)
        self._lock = RLock()
        self._snapshot = _EMPTY
        self._base = _EMPTY  # what the folder's manifest names
        self._fault: IndexFault | None = None
        self._compaction = Compaction(
            self._directory, self._limits.common, self._state, self._publish
        )
        self._inspection = Inspection(self._directory, self._refuse)
        self._mending = Mending()

    @classmethod
    def open(
        cls,
        path: Path,
        documents: Documents,
        *,
        readonly: bool = False,
        model: SentenceModel | None = None,
    ) -> Self:
        """Opens the index in a folder, creating it if necessary, and follows the log to its end.

        A damaged index opens too, so that it can be rebuilt; searching it raises what is wrong.

        Args:
            path: the folder.
            documents: the store's texts and log.
            readonly: never write, keep what is new in memory.
            model: says which sentences are alike, for drafts without figures.

        Raises:
            IndexFault: the folder cannot be made.
            DiskFull: there is no room for it.
        """
        if not readonly:
            with faults_reported(path):
                make_folder(path)
        index = cls(path, documents, readonly=readonly, model=model)
        try:
            index._catch_up()
        except IndexFault as fault:
            index._fault = fault
        return index

    def close(self) -> None:
        """Releases files and memory, once a merge or rebuild in progress is done."""
        self._inspection.end()
        self._compaction.wait()
        self._mending.wait()
        with self._lock:
            self._snapshot = self._base = _EMPTY
            self._directory.forget()

    # Following ----------------------------------------------------------------------------------

    def sync(self, newest: int | None = None) -> None:
        """Catch up with other writers and with the store's log; microseconds when nothing is new.

        Args:
            newest: the number of the newest change, where the caller has just asked for it.

        Raises:
            IndexFault: the files cannot be used.
        """
        if newest is None:
            newest = self._documents.newest_seq()
        if not self._directory.changed() and newest <= self._snapshot.seq:
            if self._fault is not None:
                raise self._fault
            return
        with self._lock, self._damage_told():
            self._follow(self._current())

    def _current(self) -> Snapshot:
        """The snapshot in use, or the one on disk if another process has written."""
        if self._directory.changed():
            self._base = self._directory.load()
            self._fault = None
            self._inspection.go_on()
        same = self._snapshot.segments is self._base.segments
        return self._snapshot if same else self._base

    def _follow(self, snapshot: Snapshot, most: int | None = None) -> None:
        """Follow the log, to a tail of `most` texts; a search never sees less than before."""
        while True:
            following = follow(snapshot, self._documents, self._limits.common)
            done = following is snapshot or (most is not None and _texts(following) >= most)
            if following is snapshot or following.seq >= self._snapshot.seq:
                self._snapshot = following
            if done:
                return
            snapshot = following

    def _catch_up(self) -> None:
        """Follow the log to its end; a long way is written as it goes, so that memory is small."""
        if self._readonly:
            self.sync()
            return
        while True:
            with self._lock, self._damage_told():
                self._follow(self._current(), _TAIL_TEXTS)
                snapshot = self._snapshot
            adopted = unnamed(self._directory.manifest)  # it is the store's: the next to open it
            short = _texts(snapshot) < _TAIL_TEXTS  # need not compare its texts again
            if not adopted and (short or snapshot.seq >= self._documents.newest_seq()):
                return
            try:
                self._write(_PATIENCE)
            except (DiskFull, IndexFault, Busy):  # `flush` says what it is
                self.sync()
                return

    # Searching ----------------------------------------------------------------------------------

    def search(
        self,
        draft: Draft,
        *,
        boilerplate: Sequence[Span] = (),
        deadline: float | None = None,
        owners: OwnerNames | None = None,
        standing: Standing | None = None,
    ) -> SearchResult:
        """Returns the licensed sources that a draft reuses, with passages in both texts.

        Args:
            draft: what is checked.
            boilerplate: alignments of the draft that are markings and nobody's story.
            deadline: a `time.monotonic()` value; work not done by then is reported as incomplete.
            owners: the names by which texts name the owners of sources, if any are known.
            standing: tells which texts of a large family have another owner or other rights.

        Raises:
            IndexFault: the files cannot be used.
        """
        if self._fault is not None:
            raise self._fault
        snapshot, units = self._snapshot, units_of(draft.text)
        with self._damage_told():
            copied = search(
                snapshot,
                self._texts,
                draft,
                boilerplate=boilerplate,
                deadline=deadline,
                limits=self._limits,
                units=units,
                owners=owners,
                standing=standing,
            )
            return retold(
                snapshot,
                self._texts,
                draft,
                units,
                copied,
                deadline=deadline,
                model=self._model,
            )

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Turn an error that comes of damaged files into ours; any other stays what it is."""
        try:
            yield
        except (IndexError, ValueError, OverflowError) as error:
            try:
                self._directory.mapped.inspect_all()
            except IndexFault as fault:
                self._refuse(fault)
                raise fault from error
            raise

    def _refuse(self, fault: IndexFault) -> None:
        """Search no more until the files have changed."""
        self._fault = fault

    def fingerprints(self, text: str) -> Numbers:
        """Returns the winnowed shingles of a text, each once, ascending."""
        hashes, _ = fingerprints(units_of(text))
        return distinct(hashes)

    @property
    def snapshot(self) -> Snapshot:
        """The unchanging state that a search started now would use."""
        return self._snapshot

    @property
    def database(self) -> str:
        """The id of the database that it follows."""
        return self._directory.manifest.database or self._documents.database_id()

    @property
    def followed(self) -> Followed:
        """How far a search that started now would see."""
        return Followed(self.database, self._snapshot.seq, self._documents.newest_seq())

    def condition(self) -> tuple[Condition, tuple[Problem, ...]]:
        """Whether the index can be searched and was compared with all its checksums."""
        try:
            self.sync()
        except IndexFault as fault:
            return "faulty", fault.problems
        return "checking" if self._inspection.left else "whole", ()

    def inspect(self) -> None:
        """From now on compare large files with their checksums, in a thread beside."""
        self._inspection.begin()

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
        """Writes new texts to disk and merges due segments in a background thread.

        A small tail may stay in memory, and so may a larger one while another process writes. An
        index of another database is made again, in a thread beside.

        Args:
            force: write a small tail, too, wait for other writers, and merge before it returns.

        Raises:
            Busy: another process has been writing for a minute (if forced).
            DiskFull: no room on the disk; the old state stays and what is new is in memory.
            IndexFault: the files cannot be used or written.
        """
        self._may_write()
        try:
            self._catch_up()
        except IndexForeign:
            if force:
                self.rebuild()
            else:  # who searches meanwhile is refused, and waits for nothing
                self._mending.begin(self.rebuild)
            return
        behind = self._snapshot.seq - self._directory.manifest.seq
        if force:
            if behind:
                self._write(LOCK_SECONDS)
            self._compaction.all(LOCK_SECONDS)
        elif behind >= _FLUSH_TEXTS * (1 + len(self._base.segments) // _MANY_SEGMENTS):
            with suppress(Busy):  # the next one to flush writes it
                self._write(_PATIENCE)
            self._compaction.beside(self._base)

    def _may_write(self) -> None:
        if self._readonly:
            what = "is open read-only, so nothing can be written to it"
            raise IndexFault(Problem(str(self.path), what, "check mount, owner and permission"))

    def _write(self, patience: float) -> None:
        """Write the tail as a segment and make it current; searches and `sync` go on."""
        with self._directory.alone(patience), faults_reported(self.path):
            with self._lock:
                snapshot, manifest = self._current(), self._directory.manifest
            while True:
                following = follow(snapshot, self._documents, self._limits.common)
                if following is snapshot or _texts(following) >= 2 * _TAIL_TEXTS:
                    break
                snapshot = following
            if following.seq > manifest.seq or unnamed(manifest):
                settled, manifest = self._directory.settle(following, manifest, self._limits.common)
                self._publish(settled, manifest)

    def _state(self) -> tuple[Snapshot, Manifest, tuple[Segment, ...]]:
        """What is on disk, the manifest that names it, and the tail in memory."""
        with self._lock:
            self._current()
            return self._base, self._directory.manifest, self._snapshot.tail

    def _publish(self, settled: Snapshot, manifest: Manifest, *, anew: bool = False) -> None:
        """Make a state that is on disk current, here and for all who read.

        Args:
            settled: the state.
            manifest: what names it.
            anew: even if it is less than what searches saw before.
        """
        try:
            prepared = self._directory.prepare(manifest)
            following = follow(settled, self._documents, self._limits.common)
            with self._lock:
                self._directory.publish(prepared, settled, manifest)
                self._base, self._fault = settled, None
                if anew:
                    self._snapshot = settled
                self._follow(following, _TAIL_TEXTS)
            self._inspection.go_on()
        except BaseException:
            with suppress(OSError, IndexFault):
                self._directory.sweep()
            raise
        self._directory.sweep()

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Rebuilds all segments from the store; readers use the old ones until it is done.

        Args:
            progress: called with changes followed and changes in all.

        Raises:
            Busy: another process has been writing for a minute.
            DiskFull: no room on the disk; the old state stays.
        """
        self._may_write()
        with self._directory.merging(), self._directory.alone(), faults_reported(self.path):
            self._directory.drop_merged()
            try:
                settled, manifest = self._made_anew(progress)
                self._publish(settled, manifest, anew=True)
            except BaseException:
                with suppress(OSError, IndexFault):
                    self._directory.sweep()
                raise

    def _made_anew(self, progress: Callable[[int, int], None] | None) -> tuple[Snapshot, Manifest]:
        snapshot, manifest = _EMPTY, Manifest(counter=self._directory.highest())
        while True:
            following = follow(snapshot, self._documents, self._limits.common)
            done = following is snapshot
            snapshot = following
            if done or _texts(snapshot) >= _TAIL_TEXTS:
                snapshot, manifest = self._directory.settle(
                    snapshot, manifest, self._limits.common, merging=True
                )
            if done:
                return snapshot, manifest
            if progress is not None:
                progress(snapshot.seq, self._documents.newest_seq())

    # Looking after ------------------------------------------------------------------------------

    def verify(self, *, every_text: bool = False) -> list[Problem]:
        """Returns what is wrong with the folder: files by their checksums, then what they hold.

        Args:
            every_text: compare the fingerprints of all texts and not only of some thousands.
        """
        return self._directory.verify() or self._compared(None if every_text else _COMPARED)

    def _compared(self, most: int | None) -> list[Problem]:
        """Whether the very texts of the store are to be found."""
        for _ in range(_COMPARISONS):  # until nothing came in between
            try:
                self.sync()
            except IndexFault as fault:
                return list(fault.problems)
            snapshot = self._snapshot
            wrong = differences(snapshot, self._documents, most)
            if not wrong or self._documents.newest_seq() == snapshot.seq:
                return [Problem(str(self.path), what, REBUILD) for what in wrong[:_MOST_TOLD]]
        return []

    def stats(self) -> dict[str, Any]:
        """Counts and sizes, for people and metrics."""
        snapshot = self._snapshot
        on_disk = sum(entry.bytes for entry in self._directory.manifest.segments)
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
            "not_mended": str(self._mending.fault) if self._mending.fault else None,
            "not_merged": str(self._compaction.fault) if self._compaction.fault else None,
        }


def _texts(snapshot: Snapshot) -> int:
    """How many texts the tail holds."""
    return sum(len(segment.docs) for segment in snapshot.tail)


def unsearched(fault: IndexFault) -> Incomplete:
    """Returns what a check lacks if its search failed, and how to repair the index."""
    problem = fault.problems[0]
    name = Path(problem.place).name
    what = worded("no source was compared: {name} {what}", name=name, what=problem.what)
    if problem.hint:
        what = worded("{what}; to repair it: {hint}", what=what, hint=problem.hint)
    return Incomplete("system.index_stale", what)
