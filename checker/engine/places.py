"""Places that datelines name, recognised by GeoNames' names in all scripts.

`python -m tools.places` generates `places.txt` beside this file: cities of at least 15,000 people,
other spellings of the larger ones, countries, and states of the USA.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

__all__ = ["is_a_place", "known_place"]

_WORDS = 4  # of the longest name that is looked for
_LAST = b"\xff"  # behind all characters in UTF-8


def known_place(words: Sequence[str]) -> tuple[int, int] | None:
    """Returns the [first, last) of the first, longest run of words that names a place; or None.

    Words are folded as the engine's views fold texts, in any case.
    """
    return _first_known(tuple(words))


def is_a_place(words: Sequence[str]) -> bool:
    """Returns whether words are a known place, with one more word at most: "القدس المحتلة"."""
    known = known_place(words)
    return known is not None and known[0] == 0 and len(words) <= known[1] + 1


@lru_cache(256)  # the checks of one name's borders ask for the same words
def _first_known(words: tuple[str, ...]) -> tuple[int, int] | None:
    lowered = [word.lower() for word in words]
    for first in range(len(lowered)):
        known = _known(lowered[first][:1] or " ")
        for count in range(min(_WORDS, len(lowered) - first), 0, -1):
            if " ".join(lowered[first : first + count]) in known:
                return first, first + count
    return None


@lru_cache(maxsize=4_096)
def _known(first: str) -> frozenset[str]:
    """The names that begin with a character: of 160,000 a text needs few."""
    table, begin = _table(), first.encode("utf-8", "surrogatepass")
    start, end = _line_from(table, begin), _line_from(table, begin + _LAST)
    return frozenset(table[start : end - 1].decode().split("\n") if start < end else ())


def _line_from(table: mmap, least: bytes) -> int:
    """Where the first line that is no less than some bytes begins: lines are in their order."""
    low, high = table.find(b"\n", table.find(b"\n") + 1) + 1, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", low, middle) + 1 or low
        end = table.find(b"\n", middle)
        if table[start:end] < least:
            low = end + 1
        else:
            high = start
    return low


@cache
def _table() -> mmap:
    """The whole table, in the order of code points, behind two lines of comment; all lines end.

    It is mapped, not read: all processes share it, and a process looks at few places of it.
    """
    with Path(__file__).with_name("places.txt").open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
