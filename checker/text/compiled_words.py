"""The words of a list in a text, found by the compiled core.

The reference is `checker.text.word_list.plain_words`.
"""

import ctypes
import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Held, address, held, own_address

__all__ = ["compiled_words"]

_TOO_MANY = -4  # as in core.h
_TIERS = ((1, 1), (2, 3), (4, None))  # words of so many letters are found by the first of these
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)  # as in words.c, as these are
_HASH_BITS, _MOST_BITS = 32, 16
_LEAST_BITS = 6  # of a sieve, whose bits come by 64
_SPARSE = 5  # bits of a sieve beyond those that tell its words apart
_ENTRY = np.dtype(
    [("hash", np.uint32), ("number", np.int32), ("begin", np.int32), ("letters", np.int32)]
)
_KEPT = 2_000  # hits for which there is room
_LETTERS = 100_000  # of a text that is kept for the next list

_Hits = list[list[int]]


class _Tier(ctypes.Structure):
    """The struct Tier of words.c."""

    _fields_ = (
        ("sieve", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("entries", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("to_bit", ctypes.c_int32),
        ("to_bucket", ctypes.c_int32),
    )


class _Words(ctypes.Structure):
    """The struct Words of words.c."""

    _fields_ = (
        ("points", ctypes.c_void_p),
        ("tiers", _Tier * len(_TIERS)),
    )


def compiled_words(
    functions: ctypes.CDLL, words: Sequence[str], *, longest: bool = False, whole: bool = False
) -> Callable[[str], _Hits]:
    """Returns the same with the compiled core."""
    return partial(_found, functions.wirecheck_words, _held(words), longest, whole)


def _found(find: Callable[..., int], words: Held, longest: bool, whole: bool, text: str) -> _Hits:
    points, room, at = _points(text), _room.hits, _room.at
    while True:
        count = find(words.at, points, len(text), longest, whole, at, len(room))
        if count != _TOO_MANY:
            hits: _Hits = room[:count].tolist()
            return hits
        room = np.empty((8 * len(room), 3), np.int32)
        at = own_address(room)


class _Room(threading.local):
    """Where the hits in a text are written, once a thread."""

    def __init__(self) -> None:
        self.hits = np.empty((_KEPT, 3), np.int32)
        self.at = own_address(self.hits)
        self.text, self.points = "", b""


_room = _Room()


def _points(text: str) -> bytes:
    """The code points of a text; several lists are looked for in the same one."""
    if _room.text is text:
        return _room.points
    points = text.encode("utf-32-le", "surrogatepass")
    if len(text) <= _LETTERS:
        _room.text, _room.points = text, points
    return points


def _held(words: Sequence[str]) -> Held:
    """The words as the compiled core looks them up."""
    joined = "".join(words).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(joined, np.uint32)
    begins = np.fromiter(accumulate(map(len, words), initial=0), np.int32, len(words) + 1)
    arrays: list[npt.NDArray[Any]] = [points]
    tiers = []
    lengths = np.diff(begins)
    for least, most in _TIERS:
        members = np.flatnonzero((lengths >= least) & (lengths <= (most or points.size)))
        entries = np.empty(members.size, _ENTRY)
        parts = (points[begins[members] + at] * np.uint32(_FACTORS[at]) for at in range(least))
        entries["hash"] = sum(parts, np.zeros(members.size, np.uint32))
        entries["number"], entries["begin"] = members, begins[members]
        entries["letters"] = lengths[members]
        tiers.append(_tier(entries, arrays))
    return held(_Words(address(points), (_Tier * len(tiers))(*tiers)), tuple(arrays))


def _tier(entries: npt.NDArray[Any], arrays: list[npt.NDArray[Any]]) -> _Tier:
    """The words of one tier by their hashes; `arrays` are kept together with it."""
    told = entries.size.bit_length()
    of_sieve = min(max(told + _SPARSE, _LEAST_BITS), _MOST_BITS)
    of_bucket = min(max(told, 1), _MOST_BITS)
    to_bit, to_bucket = _HASH_BITS - of_sieve, _HASH_BITS - of_bucket
    sieve = np.zeros(1 << of_sieve, np.bool_)
    sieve[entries["hash"] >> to_bit] = True
    buckets = entries["hash"] >> to_bucket
    counts = np.bincount(buckets, minlength=1 << of_bucket)
    packed = np.packbits(sieve, bitorder="little").view(np.uint64)
    starts = np.concatenate(([0], counts.cumsum())).astype(np.int32)
    ordered = entries[np.argsort(buckets, kind="stable")]
    arrays += [packed, starts, ordered]
    return _Tier(
        address(packed), address(starts), address(ordered), entries.size, to_bit, to_bucket
    )
