"""A segment: the postings of some documents as sorted arrays, in memory or mapped from a file.

A posting records that a fingerprint occurs in a document at a position. Fingerprints are truncated
to 40 bits: the upper bits choose a bucket, the others are stored beside the document, so a look-up
is two gathers. A posting takes 8 bytes in a small segment, 7 in one of some thousand texts and 6 in
a very large one, plus its share of the buckets. Segments are never changed.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Held, segment_held
from checker.text.ranges import ranges
from checker.values import dataclass

__all__ = [
    "KEY_BITS",
    "PLACE_STEP",
    "Assembly",
    "Postings",
    "Segment",
    "build",
    "keys_of",
    "place_steps",
]

KEY_BITS = 40
PLACE_STEP = 8  # places are kept in steps of 8 units, larger ones where a text is longer
_PLACES = 256
_MIN_PREFIX, _MAX_PREFIX = 8, 24  # with 40 bits, 16 to 32 are left for the rest

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
Rest = npt.NDArray[np.uint8] | npt.NDArray[np.uint16] | npt.NDArray[np.uint32]


def keys_of(hashes: U64) -> U64:
    """Returns the 40 bits of a fingerprint that a segment stores."""
    return hashes >> np.uint64(64 - KEY_BITS)


def place_steps(units: npt.NDArray[np.integer]) -> I32:
    """Returns how many units one step of a position represents, by the length of the text."""
    return np.maximum(PLACE_STEP, -(-units.astype(np.int64) // _PLACES)).astype(np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Unsorted postings: keys (40 bits), rows of the documents, positions in steps."""

    keys: U64
    rows: npt.NDArray[np.uint32]
    places: npt.NDArray[np.uint8]

    @staticmethod
    def join(parts: Sequence["Postings"]) -> "Postings":
        """Returns several batches as one."""
        return Postings(
            np.concatenate([p.keys for p in parts]),
            np.concatenate([p.rows for p in parts]),
            np.concatenate([p.places for p in parts]),
        )


@dataclass(frozen=True, eq=False)
class Segment:
    """The arrays of one segment.

    `docs` (ascending), `days` (proleptic ordinal, -1 unknown), `families` (number of the text that
    leads the family) and `units` (length) have a row per document; `rest` (the bits of a key that
    the bucket does not give: 2 or 4 bytes, or n x 3), `rows` (n x 3 bytes) and `places` have a row
    per posting, sorted by key; `buckets` has 2^prefix + 1 offsets; `stops` are keys that occur on
    so many days that they carry no information.
    """

    docs: I64
    days: I32
    families: I64
    units: npt.NDArray[np.uint32]
    buckets: npt.NDArray[np.uint32]
    rest: Rest
    rows: npt.NDArray[np.uint8]
    places: npt.NDArray[np.uint8]
    stops: U64

    @property
    def prefix(self) -> int:
        """The number of bits of a key that choose the bucket."""
        return (len(self.buckets) - 1).bit_length() - 1

    @property
    def postings(self) -> int:
        """The number of postings."""
        return len(self.rest)

    @cached_property
    def followers(self) -> tuple[I64, I64]:
        """Families and documents that belong to the family of another text, by family."""
        joined = np.flatnonzero(self.families != self.docs)
        families, docs = self.families[joined], self.docs[joined]
        order = np.argsort(families, kind="stable")
        return families[order], docs[order]

    @cached_property
    def addresses(self) -> Held:
        """The arrays in the form that the compiled core reads."""
        typed = (
            (self.docs, np.int64),
            (self.days, np.int32),
            (self.families, np.int64),
            (self.units, np.uint32),
            (self.buckets, np.uint32),
            (self.rest, self.rest.dtype),
            (self.rows, np.uint8),
            (self.places, np.uint8),
            (self.stops, np.uint64),
        )
        arrays = tuple(np.ascontiguousarray(array, kind) for array, kind in typed)
        return segment_held(arrays, self.prefix)

    def lookup(self, keys: U64) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], I32]:
        """Returns key, row and unit (the middle of its step) of every hit."""
        which, at = self._hits(keys)
        rows = self._rows(at)
        steps = place_steps(self.units[rows])
        places = self.places[at].astype(np.int32) * steps + (steps >> 1)
        return which, rows, places

    def _hits(self, keys: U64) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Which key and which posting, for every hit."""
        shift = np.uint64(KEY_BITS - self.prefix)
        bucket = (keys >> shift).astype(np.intp)
        low = self.buckets[bucket].astype(np.int64)
        count = self.buckets[bucket + 1].astype(np.int64) - low
        which = np.repeat(np.arange(len(keys)), count)
        at = ranges(low, count)
        wanted = (keys & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)
        hit = np.flatnonzero(numbers(self.rest[at]) == wanted[which])
        return which[hit], at[hit]

    def postings_of(self, keys: U64) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Returns where the postings of each key begin, and how many there are."""
        shift = KEY_BITS - self.prefix
        mask = (1 << shift) - 1
        begins, counts = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        for number, key in enumerate(keys.tolist()):
            low, high = self.buckets[key >> shift : (key >> shift) + 2].tolist()
            rest = numbers(self.rest[low:high])
            first, last = np.searchsorted(rest, [key & mask, (key & mask) + 1]).tolist()
            begins[number], counts[number] = low + first, last - first
        return begins, counts

    def docs_at(self, at: npt.NDArray[np.integer]) -> I64:
        """Returns the texts of some postings."""
        return self.docs[numbers(self.rows[at])]

    def _rows(self, at: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        return numbers(self.rows[at])

    def stopped(self, keys: U64) -> npt.NDArray[np.bool_]:
        """Returns which keys this segment lists as common phrases."""
        if not len(self.stops):
            return np.zeros(len(keys), bool)
        at = np.minimum(np.searchsorted(self.stops, keys), len(self.stops) - 1)
        found: npt.NDArray[np.bool_] = self.stops[at] == keys
        return found

    def keys(self, first: int = 0, last: int | None = None) -> U64:
        """Returns the keys of the buckets first..last, in order."""
        last = len(self.buckets) - 1 if last is None else last
        shift = np.uint64(KEY_BITS - self.prefix)
        offsets = self.buckets[first : last + 1].astype(np.int64)
        upper = np.repeat(np.arange(first, last, dtype=np.uint64), np.diff(offsets))
        lower = numbers(self.rest[int(offsets[0]) : int(offsets[-1])]).astype(np.uint64)
        return (upper << shift) | lower

    def part(self, first: int, last: int) -> Postings:
        """Returns the postings of the buckets first..last, in order of their keys."""
        begin, end = int(self.buckets[first]), int(self.buckets[last])
        rows = self._rows(np.arange(begin, end)).astype(np.uint32)
        return Postings(self.keys(first, last), rows, self.places[begin:end])


def build(
    docs: I64, days: I32, families: I64, units: npt.NDArray[np.uint32], postings: Postings
) -> Segment:
    """Returns a segment of these documents (docs ascending) and their unsorted postings."""
    order = np.argsort(postings.keys, kind="stable")
    return assemble(
        docs,
        days,
        families,
        units,
        Postings(postings.keys[order], postings.rows[order], postings.places[order]),
        np.zeros(0, np.uint64),
    )


def assemble(
    docs: I64,
    days: I32,
    families: I64,
    units: npt.NDArray[np.uint32],
    postings: Postings,
    stops: U64,
) -> Segment:
    """Returns a segment of postings that are already sorted by key."""
    assembly = Assembly(len(postings.keys))
    assembly.add(postings)
    return assembly.finish(docs, days, families, units, stops)


class Assembly:
    """A segment being built: sorted postings arrive in pieces, stored in 6 to 8 bytes each."""

    def __init__(self, most: int) -> None:
        self._prefix = prefix_for(most)
        self._shift = np.uint64(KEY_BITS - self._prefix)
        self._sizes = np.zeros(1 << self._prefix, np.uint32)
        self._rest = room_for_rest(most, self._prefix)
        self._rows = np.empty((most, 3), np.uint8)
        self._places = np.empty(most, np.uint8)
        self._count = 0

    def add(self, postings: Postings) -> None:
        """Adds the next postings; none of their keys may be below earlier ones."""
        if not len(postings.keys):
            return
        piece = slice(self._count, self._count + len(postings.keys))
        bucket = (postings.keys >> self._shift).astype(np.int64)
        low, high = int(bucket[0]), int(bucket[-1]) + 1
        self._sizes[low:high] += np.bincount(bucket - low, minlength=high - low).astype(np.uint32)
        rest = postings.keys & ((np.uint64(1) << self._shift) - np.uint64(1))
        self._rest[piece] = rest if self._rest.ndim == 1 else three_bytes(rest.astype(np.uint32))
        self._rows[piece] = three_bytes(postings.rows)
        self._places[piece] = postings.places
        self._count = piece.stop

    def finish(
        self,
        docs: I64,
        days: I32,
        families: I64,
        units: npt.NDArray[np.uint32],
        stops: U64,
    ) -> Segment:
        """Returns the segment, with its documents (ascending) and common phrases."""
        buckets = np.zeros(len(self._sizes) + 1, np.uint32)
        np.cumsum(self._sizes, out=buckets[1:])
        end = self._count
        return Segment(
            docs,
            days,
            families,
            units,
            buckets,
            self._rest[:end],
            self._rows[:end],
            self._places[:end],
            stops,
        )


def prefix_for(postings: int) -> int:
    """Returns the bits of the bucket table for six to twelve postings per bucket.

    Half as many where more bits leave a byte less of each posting, which saves more than the
    table takes.
    """
    wanted = max(_MIN_PREFIX, (postings // 12).bit_length())
    for whole in (KEY_BITS - 24, KEY_BITS - 16):
        if wanted == whole - 1:
            return whole
    return min(wanted, _MAX_PREFIX)


def room_for_rest(postings: int, prefix: int) -> Rest:
    """Returns room for the remaining bits of keys: 2, 3 or 4 bytes each, as few as possible."""
    bits = KEY_BITS - prefix
    if bits <= 16:
        return np.empty(postings, np.uint16)
    return np.empty((postings, 3), np.uint8) if bits <= 24 else np.empty(postings, np.uint32)


def numbers(stored: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.intp]:
    """Returns numbers that are stored as such or as n x 3 bytes, lowest byte first."""
    wide = stored.astype(np.intp)
    return wide if wide.ndim == 1 else wide[:, 0] | (wide[:, 1] << 8) | (wide[:, 2] << 16)


def three_bytes(rows: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Returns row numbers below 2^24 as n x 3 bytes."""
    bytes_ = rows.astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.ascontiguousarray(bytes_[:, :3])
