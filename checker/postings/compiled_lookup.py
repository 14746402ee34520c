"""Compiled core for look-ups: all hits of several keys in all segments, in one call.

It returns the same as `Segment.lookup`, which is the reference.
"""

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.native.addresses import address, own_address
from checker.native.library import compiled
from checker.postings.segment import I32, I64, U64, Segment

__all__ = ["HitArrays", "compiled_lookup"]

_TOO_MANY = -4  # as in core.h
_BYTES = 32  # of a hit in the room for results
_A_KEY = 4  # hits of a key that there is room for at first

HitArrays = tuple[npt.NDArray[np.int64], I64, I64, I32, I32]


def compiled_lookup(
    segments: Sequence[Segment], keys: U64, stopped: npt.NDArray[np.bool_] | None = None
) -> HitArrays | None:
    """Returns key, family, text, day and unit of every hit; None if Python code must be used.

    Args:
        segments: where to look.
        keys: what to look for.
        stopped: if given, gets True for each key that a segment lists as a common phrase.

    Raises:
        ValueError: a segment points outside its own arrays.
    """
    core = compiled()
    if core is None:
        return None
    held = array("q", [segment.addresses.at for segment in segments])
    keys = np.ascontiguousarray(keys)
    flags = None if stopped is None else address(stopped)
    room = _A_KEY * (len(keys) + 64)
    while True:
        out = np.empty(_BYTES // 8 * room, np.int64)
        count: int = core.wirecheck_lookup(
            held.buffer_info()[0],
            len(segments),
            address(keys),
            len(keys),
            flags,
            own_address(out),
            room,
        )
        if count != _TOO_MANY:
            break
        room *= 4
    if count < 0:
        raise ValueError("a segment points outside of its own arrays")
    narrow = out[3 * room :].view(np.int32)
    return (
        out[:count],
        out[room : room + count],
        out[2 * room : 2 * room + count],
        narrow[:count],
        narrow[room : room + count],
    )
