"""The tokens of a text that give a year or the number of an event that recurs.

Few do, and every alignment of two texts asks for them, so they are looked for once a text.
"""

from bisect import bisect_left
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from checker.matching.places import DATE, FIGURE, Tokens
from checker.text.figure_words import HAN_NUMERALS
from checker.text.points import code_points
from checker.text.recurring import ORDINAL_SIGNS, ROMAN_LETTERS, edition, ordinals, year
from checker.values import dataclass

__all__ = ["Numbering", "numbering_of"]

_EASTERN = 0x2E80  # where the scripts begin in which no ordinal is a word by itself
_SIGNS = HAN_NUMERALS | ROMAN_LETTERS.keys()  # what numbers begin with besides digits
_BEFORE = [ord(sign) for sign in ORDINAL_SIGNS]


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Years and numbers of events by their tokens; `places` are the tokens of both, ascending."""

    years: dict[int, int]
    editions: dict[int, int]
    places: list[int]

    def are_within(self, start: int, end: int) -> bool:
        """Returns whether a token from start to end gives any."""
        at = bisect_left(self.places, start)
        return at < len(self.places) and self.places[at] < end


def numbering_of(text: str, tokens: Tokens, starts: memoryview, ends: memoryview) -> Numbering:
    """Returns the years and the numbers of events of a text.

    Args:
        text: as given.
        tokens: its tokens.
        starts: where each of its units begins,
        ends: and ends.
    """
    first = tokens.starts
    spans = [(starts[a], ends[b - 1]) for a, b in pairwise(first)]
    kinds = tokens.kinds
    figures = np.flatnonzero((kinds == FIGURE) | (kinds == DATE)).tolist()
    years = {at: found for at in figures if (found := year(text, *spans[at])) is not None}
    editions = {
        at: found
        for at in _likely(text, kinds, spans)
        if (found := edition(text, *spans[at])) is not None
    }
    return Numbering(years, editions, sorted(years.keys() | editions.keys()))


def _likely(text: str, kinds: npt.NDArray[np.uint8], spans: list[tuple[int, int]]) -> list[int]:
    """The tokens that may be the number of an event: no other one is."""
    if not spans:
        return []
    points = code_points(text)
    begins = np.array([start for start, _ in spans])
    letters = points[begins]
    likely = np.isin(letters, [ord(one) for one in {*text} if one in _SIGNS or one.isdecimal()])
    for before in (1, 2):  # a blank may stand between
        likely |= np.isin(points[np.maximum(begins - before, 0)], _BEFORE)
    words, longest = ordinals()
    for at in np.flatnonzero(~likely & (letters < _EASTERN)).tolist():
        start, end = spans[at]
        likely[at] = end - start <= longest and text[start:end].lower() in words
    places: list[int] = np.flatnonzero(likely & (kinds != DATE)).tolist()
    return places
