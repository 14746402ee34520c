"""The code points of a text as an array."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["Points", "are_capitals", "capital_letters", "code_points"]

_AFTER_CAPITALS = 0x1F200  # no code point from here on is a capital
_BLOCK = 0x100

Points = npt.NDArray[np.uint32]


@lru_cache(maxsize=2)  # a check asks some ten times, of the draft and of one source at a time
def code_points(text: str) -> Points:
    """Returns the code points of a text, lone surrogates too (a read-only view)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def are_capitals(points: Points) -> npt.NDArray[np.bool_]:
    """Returns which code points are capital letters."""
    table = capital_letters()
    found: npt.NDArray[np.bool_] = table[np.minimum(points, np.uint32(len(table) - 1))]
    return found


@lru_cache(maxsize=1)
def capital_letters() -> npt.NDArray[np.bool_]:
    """Whether each code point is a capital, made once a process; the last one is none."""
    table = np.zeros(_AFTER_CAPITALS + 1, bool)
    for start in range(0, _AFTER_CAPITALS, _BLOCK):
        block = "".join(map(chr, range(start, start + _BLOCK)))
        if not f"{block}a".islower():  # most blocks have no capital at all
            table[start : start + _BLOCK] = list(map(str.isupper, block))
    return table
