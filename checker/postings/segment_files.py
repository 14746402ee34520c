"""Files of segments and of removed texts: writing, mapping, verification."""

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from checker.errors import IndexFault, Problem
from checker.postings.faults import damaged
from checker.postings.manifest import SegmentEntry, checksums, read_arrays, write_arrays
from checker.postings.segment import I64, Segment

__all__ = [
    "ARRAYS",
    "check_large",
    "check_removed",
    "check_segment",
    "read_removed",
    "read_segment",
    "write_segment",
]

_DTYPES = {
    "docs": ("<i8",),
    "days": ("<i4",),
    "families": ("<i8",),
    "units": ("<u4",),
    "buckets": ("<u4",),
    "rest": ("|u1", "<u2", "<u4"),
    "rows": ("|u1",),
    "places": ("|u1",),
    "stops": ("<u8",),
}
ARRAYS = tuple(_DTYPES)
LARGE = ("rest", "rows", "places")  # a row a posting
_SMALL = tuple(name for name in ARRAYS if name not in LARGE)
_PIECE = 1 << 24


def write_segment(path: Path, segment: Segment) -> SegmentEntry:
    """Writes a segment to disk; returns its entry for the manifest.

    Raises:
        OSError: the disk is full or permission is missing; an unfinished file is deleted.
    """
    size = write_arrays(path, {name: getattr(segment, name) for name in ARRAYS})
    return SegmentEntry(path.name, len(segment.docs), segment.postings, size)


def read_segment(path: Path) -> Segment:
    """Maps a segment after comparing its small arrays with their checksums.

    Raises:
        IndexDamaged: it is not a segment, or damaged.
        FileNotFoundError: it does not exist.
    """
    arrays = read_arrays(path, _SMALL)
    if set(arrays) != set(ARRAYS):
        raise damaged(path, f"has the arrays {', '.join(arrays)}")
    for name, array in arrays.items():
        if array.dtype.str not in _DTYPES[name]:
            raise damaged(path, f"array {name} is of type {array.dtype}")
    segment = Segment(**{name: arrays[name] for name in ARRAYS})
    if not _fits(segment):
        raise damaged(path, "has arrays that do not fit together")
    return segment


def check_large(path: Path, segment: Segment, given_up: Callable[[], bool]) -> bool:
    """Compares a segment's large arrays with their checksums; returns False if interrupted.

    Raises:
        IndexDamaged: one of them differs.
        OSError: the file cannot be read.
    """
    noted = checksums(path)
    for name in LARGE:
        raw = getattr(segment, name).reshape(-1).view(np.uint8)
        found = 0
        for start in range(0, len(raw), _PIECE):
            if given_up():
                return False
            found = zlib.crc32(raw[start : start + _PIECE].data, found)
        if found != noted.get(name):
            raise damaged(path, f"array {name} differs from its checksum")
    return True


def _fits(segment: Segment) -> bool:
    """Whether there is a row a document, a row a posting and a power of two of buckets."""
    texts = {array.shape for array in (segment.docs, segment.days, segment.families, segment.units)}
    postings = {array.shape[:1] for array in (segment.rest, segment.rows, segment.places)}
    buckets = len(segment.buckets) - 1
    return (
        len(texts) == len(postings) == 1
        and segment.docs.ndim == segment.stops.ndim == 1
        and segment.rest.shape[1:] == ((3,) if segment.rest.itemsize == 1 else ())
        and segment.rows.shape[1:] == (3,)
        and buckets > 0
        and buckets & (buckets - 1) == 0
    )


def read_removed(path: Path) -> I64:
    """Returns the numbers of removed texts, ascending.

    Raises:
        IndexDamaged: it is not such a file.
        FileNotFoundError: it does not exist.
    """
    arrays = read_arrays(path, ("removed",))
    if set(arrays) != {"removed"} or arrays["removed"].dtype.str != "<i8":
        raise damaged(path, "does not list removed texts")
    removed: I64 = arrays["removed"]
    return removed


def check_segment(path: Path, entry: SegmentEntry) -> list[Problem]:
    """Checks that a whole file is the segment that the manifest names."""
    try:
        segment = read_segment(path)
    except IndexFault as fault:
        return list(fault.problems)
    found = SegmentEntry(path.name, len(segment.docs), segment.postings, path.stat().st_size)
    if found != entry:
        return list(damaged(path, "is not the file that the manifest names").problems)
    return []


def check_removed(path: Path) -> list[Problem]:
    """Checks that a whole file lists removed texts."""
    try:
        read_removed(path)
    except IndexFault as fault:
        return list(fault.problems)
    return []
