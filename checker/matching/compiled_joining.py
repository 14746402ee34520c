"""Units joined to tokens by the compiled core; `joining` is the reference."""

import ctypes
from collections.abc import Sequence
from functools import cache

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
from checker.native.addresses import (
    Held,
    TextRead,
    TokensMade,
    address,
    own_address,
    signs_held,
    words_held,
)
from checker.native.library import compiled
from checker.text.figure_words import HAN_COUNTED, HAN_NUMERALS, word_tables
from checker.text.points import code_points
from checker.text.tables import SINGLE

__all__ = ["compiled_joined"]


def compiled_joined(read: Read) -> Joined | None:
    """Returns the tokens of a text; None if Python code must be used.

    Raises:
        ValueError: units, names or addresses are outside of the text.
    """
    core = compiled()
    if core is None:
        return None
    units, points = read.units, code_points(read.text)
    count, length = len(units), len(points)
    names, links = _pairs(read.names), _pairs(read.links)
    dates, numbers = _words()
    text = TextRead(
        address(points),
        address(units.ids),
        address(units.starts),
        address(units.ends),
        address(units.kinds),
        address(units.figures),
        address(read.capitals),
        numbers.at,
        dates.at,
        length,
        count,
        read.capitals_name,
        0 if names is None else address(names),
        len(read.names),
        0 if links is None else address(links),
        len(read.links),
    )
    wide, narrow = 4 * count + 3, count + length  # numbers of 8 and of 4 bytes; and 1 byte a unit
    out = np.empty(8 * wide + 4 * narrow + count, np.uint8)
    begins = own_address(out)
    digits = 8 * wide + 4 * count
    room = TokensMade(
        begins,
        begins + 8 * (count + 1),
        begins + 8 * (2 * count + 1),
        begins + 8 * (3 * count + 2),
        begins + 8 * wide,
        begins + digits,
        begins + digits + 4 * length,
    )
    made: int = core.wirecheck_tokens(ctypes.addressof(text), _signs().at, ctypes.addressof(room))
    if made == -1:
        raise MemoryError
    if made < 0:
        raise ValueError("the compiled core was handed units outside of their text")
    numbers_of_8 = out[: 8 * wide].view(np.int64)
    starts, asked = numbers_of_8[: made + 1], numbers_of_8[3 * count + 2 :]
    digit_starts = numbers_of_8[2 * count + 1 : 2 * count + 2 + made]
    return Joined(
        starts,
        out[digits + 4 * length :][:made],
        numbers_of_8[count + 1 : count + 1 + made].view(np.uint64),
        out[8 * wide : digits].view(np.int32),
        out[digits : digits + 4 * int(digit_starts[made])].view(np.uint32),
        digit_starts,
        asked[: int(asked[count])],
    )


def _pairs(slices: Sequence[slice]) -> npt.NDArray[np.int64] | None:
    """Where slices begin and end; None where there are none, as in most texts."""
    return np.array([(one.start, one.stop) for one in slices], np.int64) if slices else None


@cache
def _words() -> tuple[Held, Held]:
    """The words that are dates, and those that are figures."""
    dates, numbers = word_tables()
    return words_held(dates.ids, dates.sieve), words_held(numbers.ids, numbers.sieve)


@cache
def _signs() -> Held:
    """The signs that join or part tokens."""
    sets = (JOINING, NOTHING_BEFORE, HAN_NUMERALS, HAN_COUNTED, DATE_UNITS)
    arrays = tuple(np.array(sorted(map(ord, signs)), np.uint32) for signs in sets)
    return signs_held(arrays, SINGLE, DAY, *KATAKANA)
