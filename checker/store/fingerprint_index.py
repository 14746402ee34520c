"""Finds recorded checks that share fingerprints with a text, in sorted files.

The fingerprints themselves are in the database, one row per check. A table of (fingerprint, check)
would cost a random page write for each of a check's hundreds of fingerprints; instead they are
collected in sorted, memory-mapped files ('first-last.prints', check numbers) beside the database.
These can be rebuilt from the database at any time, and are rebuilt if they are damaged or belong to
another database: each begins with its length, a checksum and the id of its database. Fingerprints
newer than the newest file are kept sorted in memory.
"""

import fcntl
import os
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.private import make_file, make_folder
from checker.store.connection import Connections
from checker.store.identity import database_id
from checker.values import dataclass

__all__ = ["FOLDER", "FingerprintIndex"]

FOLDER = "prints"
LOCK = "build.lock"
MAGIC = b"WCPRINT2"
HEADER = 40  # MAGIC, how many fingerprints (8 bytes), checksum of what follows (8), database (16)
SPAN = 2_048  # checks that are kept in memory before a file is made of them
STEP = 8  # small files that are merged into one large one; large ones stay (200 MB to sort)
COMMON_SHARE = 200  # a fingerprint in more than one check of so many is boilerplate ...
COMMON_LEAST = 50  # ... but not in fewer checks than this
STORY = 8  # fingerprints from which half a source counts as a story, however common
# A fingerprint weighs 1 when one check alone holds it and 0 when all do. Chance pairs are of
# phrases that others use too. On edited passages of 20-39 words in real news this finds as many
# as "any two shared" (77 against 78 %) with a third of the false alarms.
WEIGHT_LEAST = 1.75
LEAST_CHECKS = 20_000  # in a small store, what two checks hold is no common phrase yet

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Block:
    """Fingerprints of the checks first..last (inclusive), sorted, with their check numbers."""

    first: int
    last: int
    hashes: Hashes
    numbers: Numbers

    def hits(self, wanted: Hashes) -> tuple[Numbers, Places]:
        """Returns the checks that contain any of these: check numbers, and places in `wanted`."""
        if not len(self.hashes):
            return np.empty(0, np.uint32), np.empty(0, np.intp)
        left = np.searchsorted(self.hashes, wanted, "left")
        there = self.hashes[np.minimum(left, len(self.hashes) - 1)] == wanted
        places = np.flatnonzero(there)  # few, as a rule: the second search is for them alone
        right = np.searchsorted(self.hashes, wanted[places], "right")
        runs = [self.numbers[a:b] for a, b in zip(left[places], right, strict=True)]
        numbers = np.concatenate(runs) if runs else np.empty(0, np.uint32)
        return numbers, np.repeat(places, right - left[places])


class FingerprintIndex:
    """Looks up recorded checks by fingerprint.

    Args:
        folder: the folder of the sorted files; created when the first one is written.
        connections: the directory's connections.
        readonly: never write files.
    """

    def __init__(self, folder: Path, connections: Connections, *, readonly: bool = False) -> None:
        self._folder = folder
        self._connections = connections
        self._readonly = readonly
        self._lock = threading.Lock()
        self._files: dict[str, _Block] = {}
        self._seen: int | None = None
        self._database = b""
        self._tail: list[_Block] = []

    def sharing(self, fingerprints: bytes) -> dict[int, int]:
        """Maps check numbers to the number of distinct shared fingerprints, if there are enough.

        Enough means two that hardly any other check has, more of those that others have too, or the
        greater part of the text. Boilerplate (an agency's notice) otherwise counts for nothing.

        Args:
            fingerprints: little-endian uint64.
        """
        wanted = np.unique(np.frombuffer(fingerprints, "<u8"))
        if not len(wanted):
            return {}
        with self._lock:
            self._refresh()
            blocks = [*self._files.values(), *self._tail]
        if not blocks:
            return {}
        found = [block.hits(wanted) for block in blocks]
        return _enough(
            np.concatenate([numbers for numbers, _ in found]),
            np.concatenate([places for _, places in found]),
            len(wanted),
            max(block.last for block in blocks),
        )

    # Keeping up -------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if not self._database:
            with self._connections.glance() as connection:
                self._database = bytes.fromhex(database_id(connection))
        self._follow_files()
        while (block := self._load(self._reached())) is not None:
            self._tail.append(block)
            if sum(part.last - part.first + 1 for part in self._tail) >= SPAN:
                self._write_files()
        if len(self._tail) > STEP:
            self._tail = [_merged(self._tail)]

    def _covered(self) -> int:
        """The last check that the files hold."""
        return max((block.last for block in self._files.values()), default=0)

    def _reached(self) -> int:
        """The last check that is known; a tail that does not go on where the files end is void."""
        if self._tail and self._tail[0].first != self._covered() + 1:
            self._tail = []
        return self._tail[-1].last if self._tail else self._covered()

    def _load(self, after: int) -> _Block | None:
        """The next checks behind `after`, sorted; None when there are none."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT check_n, prints FROM check_prints WHERE check_n > ?"
                " ORDER BY check_n LIMIT ?",
                (after, SPAN * STEP),
            ).fetchall()
        if not rows:
            return None
        parts = [np.unique(np.frombuffer(prints, "<u8")) for _, prints in rows]
        numbers = np.array([row[0] for row in rows], np.uint32)
        return _sorted(
            after + 1,
            rows[-1][0],
            np.concatenate(parts),
            np.repeat(numbers, [len(part) for part in parts]),
        )

    def _follow_files(self) -> None:
        """Maps the files that cover the checks without a gap and without an overlap."""
        for _ in range(3):  # a merge may take a file away between listing and opening
            changed = _changed_at(self._folder)
            if changed == self._seen:
                return
            try:
                self._files = {
                    path.name: self._files.get(path.name) or _map(path, self._database)
                    for path in self._chain()
                }
            except FileNotFoundError:
                continue
            else:
                self._seen = changed
                return
        self._files = {}

    def _chain(self) -> Iterator[Path]:
        spans = {}
        if self._folder.is_dir():
            for path in self._folder.glob("*.prints"):
                first, _, last = path.stem.partition("-")
                spans[int(first), int(last)] = path
        covered = 0
        while True:
            following = max((last for first, last in spans if first == covered + 1), default=0)
            if not following:
                return
            yield spans[covered + 1, following]
            covered = following

    def _write_files(self) -> None:
        """Turns the tail into a file, unless another process is at it."""
        if self._readonly:
            return
        with self._only_builder() as alone:
            if not alone:
                return
            self._follow_files()
            if self._tail[0].first != self._covered() + 1:
                return  # another process was here before: what it has written is taken instead
            with suppress(OSError):  # no room for what can be made again: it stays in memory
                _write(self._folder, _merged(self._tail), self._database)
                self._tail = []
                self._seen = None
                self._merge_files()
            self._seen = None
            self._follow_files()
            for path in self._folder.glob("*.prints"):
                if path.name not in self._files:  # merged, or cut off by the loss of another
                    path.unlink(missing_ok=True)

    def _merge_files(self) -> None:
        """Makes one large file of the small ones at the end, when there are enough of them."""
        self._follow_files()
        run: list[_Block] = []
        for block in sorted(self._files.values(), key=lambda block: -block.last):
            if block.last - block.first + 1 >= SPAN * STEP:
                break
            run.insert(0, block)
        if len(run) >= STEP:
            _write(self._folder, _merged(run), self._database)

    @contextmanager
    def _only_builder(self) -> Iterator[bool]:
        """Whether this process alone may write; not where files or locks fail: memory serves."""
        try:
            make_folder(self._folder)
            make_file(self._folder / LOCK)
            held = os.open(self._folder / LOCK, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            yield False
            return
        try:
            yield _locked(held)
        finally:
            os.close(held)


def _locked(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _enough(numbers: Numbers, places: Places, wanted: int, checks: int) -> dict[int, int]:
    """The checks that share enough of `wanted` fingerprints, with how many they share."""
    spread = np.bincount(places, minlength=wanted)
    most = max(checks, LEAST_CHECKS)
    weight = np.maximum(0.0, np.log(most / np.maximum(spread, 1)) / np.log(most))
    weight[spread > max(COMMON_LEAST, checks // COMMON_SHARE)] = 0.0
    found, which = np.unique(numbers, return_inverse=True)
    shared = np.bincount(which, minlength=len(found))
    total = np.bincount(which, weight[places], minlength=len(found))
    rare = np.bincount(which, weight[places] > 0, minlength=len(found))
    better_part = (shared >= wanted / 2) & ((shared >= STORY) | (rare == shared))
    enough = ((total >= WEIGHT_LEAST) & (shared >= 2)) | better_part
    return dict(zip(found[enough].tolist(), shared[enough].tolist(), strict=True))


def _sorted(first: int, last: int, hashes: Hashes, numbers: Numbers) -> _Block:
    order = np.argsort(hashes, kind="stable")
    return _Block(first, last, hashes[order], numbers[order])


def _merged(blocks: Sequence[_Block]) -> _Block:
    if len(blocks) == 1:
        return blocks[0]
    return _sorted(
        blocks[0].first,
        blocks[-1].last,
        np.concatenate([block.hashes for block in blocks]),
        np.concatenate([block.numbers for block in blocks]),
    )


def _changed_at(folder: Path) -> int | None:
    """When a file came or went; None if there is no folder."""
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _name(block: _Block) -> str:
    return f"{block.first:012}-{block.last:012}.prints"


def _write(folder: Path, block: _Block, database: bytes) -> None:
    target = folder / _name(block)
    fresh = target.with_suffix(".new")
    hashes = np.ascontiguousarray(block.hashes, "<u8").tobytes()
    numbers = np.ascontiguousarray(block.numbers, "<u4").tobytes()
    make_file(fresh)
    with fresh.open("wb") as out:
        out.write(_head(len(block.hashes), zlib.crc32(numbers, zlib.crc32(hashes)), database))
        out.write(hashes)
        out.write(numbers)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(target)


def _head(count: int, checksum: int, database: bytes) -> bytes:
    return MAGIC + count.to_bytes(8, "little") + checksum.to_bytes(8, "little") + database


def _map(path: Path, database: bytes) -> _Block:
    """Maps a file; one that is damaged or another database's is taken away to be made again."""
    with path.open("rb") as source:
        head = source.read(HEADER)
    size = path.stat().st_size - HEADER
    count = size // 12
    first, _, last = path.stem.partition("-")
    block = _Block(int(first), int(last), np.empty(0, np.uint64), np.empty(0, np.uint32))
    if count > 0:
        hashes = np.memmap(path, "<u8", "r", HEADER, (count,))
        numbers = np.memmap(path, "<u4", "r", HEADER + 8 * count, (count,))
        block = _Block(block.first, block.last, hashes, numbers)
    checksum = zlib.crc32(block.numbers.data, zlib.crc32(block.hashes.data))
    if size % 12 or head != _head(count, checksum, database):
        with suppress(OSError):
            path.unlink()
        raise FileNotFoundError(path)
    return block
