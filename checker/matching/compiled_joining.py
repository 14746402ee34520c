"""Units joined to tokens by the compiled core; `joining` is the reference."""

import ctypes
from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from checker.matching.joining import (
    DATE_UNITS,
    DAY,
    JOINING,
    KATAKANA,
    NOTHING_BEFORE,
    Joined,
    Read,
)
from checker.native.addresses import Held, TextRead, address, own_address, signs_held
from checker.native.library import Absent, library
from checker.text.figure_words import (
    HAN_COUNTED,
    HAN_NUMERALS,
    are_date_words,
    are_number_words,
)
from checker.text.points import code_points
from checker.text.tables import SINGLE

__all__ = ["compiled_joined"]


def compiled_joined(read: Read) -> Joined | None:
    """Returns the tokens of a text; None if Python code must be used.

    Raises:
        ValueError: units, names or addresses are outside of the text.
    """
    functions = _functions()
    if functions is None:
        return None
    units, points = read.units, code_points(read.text)
    count = len(units)
    names, links = _pairs(read.names), _pairs(read.links)
    arrays = (
        points,
        units.ids,
        units.starts,
        units.ends,
        units.kinds,
        units.figures,
        read.capitals,
        are_number_words(units),
        are_date_words(units),
    )
    text = TextRead(
        *[address(one) for one in arrays],
        len(points),
        count,
        read.capitals_name,
        address(names),
        len(names),
        address(links),
        len(links),
    )
    out = np.empty(21 * count + 8, np.uint8)  # numbers of 8, 8, 4 bytes and 1 byte a unit
    begins = own_address(out)
    places = [begins + size * count + (8 if size else 0) for size in (0, 8, 16, 20)]
    made: int = functions.wirecheck_tokens(ctypes.addressof(text), _signs().at, *places)
    if made == -1:
        raise MemoryError
    if made < 0:
        raise ValueError("the compiled core was handed units outside of their text")
    starts, keys = out[: 8 * count + 8].view(np.int64), out[8 * count + 8 : 16 * count + 8]
    of_unit, kinds = out[16 * count + 8 : 20 * count + 8], out[20 * count + 8 :]
    return Joined(
        starts[: made + 1], kinds[:made], keys.view(np.uint64)[:made], of_unit.view(np.int32)
    )


def _pairs(slices: Iterable[slice]) -> npt.NDArray[np.int64]:
    return np.array([(one.start, one.stop) for one in slices], np.int64).reshape(-1, 2)


@cache
def _signs() -> Held:
    """The signs that join or part tokens."""
    sets = (JOINING, NOTHING_BEFORE, HAN_NUMERALS, HAN_COUNTED, DATE_UNITS)
    arrays = tuple(np.array(sorted(map(ord, signs)), np.uint32) for signs in sets)
    return signs_held(arrays, SINGLE, DAY, *KATAKANA)


@lru_cache(maxsize=1)
def _functions() -> ctypes.CDLL | None:
    found = library()
    return None if isinstance(found, Absent) else found.functions
