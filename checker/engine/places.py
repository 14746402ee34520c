"""Places that datelines name: which of some words are one, by GeoNames' names in all scripts.

`places.txt` beside this file is made by `python -m tools.places`: the cities of 15,000 and more
people, other spellings of the larger ones, countries, states of the USA.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["known_place"]

_WORDS = 4  # of the longest name that is looked for


def known_place(words: Sequence[str]) -> tuple[int, int] | None:
    """The [first, last) of the first words that are a place's name, the longest there; or None.

    Words are folded as the engine's views fold texts, in any case.
    """
    lowered = [word.lower() for word in words]
    known = _known()
    for first in range(len(lowered)):
        for count in range(min(_WORDS, len(lowered) - first), 0, -1):
            if " ".join(lowered[first : first + count]) in known:
                return first, first + count
    return None


@cache
def _known() -> frozenset[str]:
    """All names; read when the first text asks for one, some 20 ms."""
    table = files("checker.engine").joinpath("places.txt").read_text("utf-8")
    return frozenset(line for line in table.split("\n") if line and line[0] != "#")
