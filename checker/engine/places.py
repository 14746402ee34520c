"""Places that datelines name, recognised by GeoNames' names in all scripts.

`python -m tools.places` generates `places.txt` beside this file: cities of at least 15,000 people,
other spellings of the larger ones, countries, and states of the USA.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

__all__ = ["known_place"]

_WORDS = 4  # of the longest name that is looked for


def known_place(words: Sequence[str]) -> tuple[int, int] | None:
    """Returns the [first, last) of the first, longest run of words that names a place; or None.

    Words are folded as the engine's views fold texts, in any case.
    """
    return _first_known(tuple(words))


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
    """The names that begin with a character, and maybe others: of 110,000 a text needs few."""
    table, mark = _table(), f"\n{first}".encode()
    start, last = table.find(mark), table.rfind(mark)
    if start < 0 or first == "#":
        return frozenset()
    end = table.find(b"\n", last + 1)
    return frozenset(table[start + 1 : end if end >= 0 else len(table)].decode().split("\n"))


@cache
def _table() -> mmap:
    """The whole table, in the order of code points, behind two lines of comment.

    It is mapped, not read: all processes share it, and a process looks at few places of it.
    """
    with Path(__file__).with_name("places.txt").open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
