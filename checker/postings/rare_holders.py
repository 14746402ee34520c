"""The texts that hold keys which few texts hold, in all segments: in one call of the compiled core.

Which keys are rare depends on all texts alone, not on how the index has laid them out in segments,
so that two indexes of the same texts give the same answer.
"""

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.native.addresses import address, own_address
from checker.native.library import Absent, library
from checker.postings.segment import I64, U64, Segment
from checker.text.ranges import ranges

__all__ = ["plain_holders", "rare_holders"]

Holders = tuple[npt.NDArray[np.int64], I64]


def rare_holders(segments: Sequence[Segment], keys: U64, most: int) -> Holders:
    """Returns which key and which text, for each key that at most `most` texts hold.

    Args:
        segments: where to look; a text is in one of them.
        keys: distinct keys of 40 bits, as `keys_of` returns them.
        most: how many texts may hold a key.

    Raises:
        ValueError: a segment points outside its own arrays.
    """
    found = library()
    if isinstance(found, Absent):
        return plain_holders(segments, keys, most)
    held = array("q", [segment.addresses.at for segment in segments])
    keys = np.ascontiguousarray(keys)
    room = most * len(keys)
    out = np.empty(max(2 * room, 1), np.int64)
    count: int = found.functions.wirecheck_holders(
        held.buffer_info()[0], len(segments), address(keys), len(keys), most, own_address(out)
    )
    if count < 0:
        raise ValueError("a segment points outside of its own arrays")
    return out[:count], out[room : room + count]


def plain_holders(segments: Sequence[Segment], keys: U64, most: int) -> Holders:
    """Returns the same without the compiled core; the reference."""
    places = [segment.postings_of(keys) for segment in segments]
    rare = sum((counts for _, counts in places), np.zeros(len(keys), np.int64)) <= most
    which, docs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for segment, (begins, counts) in zip(segments, places, strict=True):
        counts = np.where(rare, counts, 0)
        which.append(np.repeat(np.arange(len(keys)), counts))
        docs.append(segment.docs_at(ranges(begins, counts)))
    keyed = np.concatenate(which)
    order = np.argsort(keyed, kind="stable")
    return keyed[order], np.concatenate(docs)[order]
