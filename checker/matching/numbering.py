"""The tokens of a text that give a year or the number of an event that recurs.

Few may, and every alignment of two texts asks for them: which ones may is found once a text, and
what one gives when it is asked for first.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from checker.matching.places import DATE, FIGURE, Tokens
from checker.text.points import code_points
from checker.text.recurring import (
    HAN_TENS,
    ORDINAL_SIGNS,
    ROMAN_LETTERS,
    edition,
    ordinals,
    year,
)
from checker.text.units import Units, units_of
from checker.values import dataclass

__all__ = ["Numbering", "numbering_of"]

_EASTERN = 0x2E80  # where the scripts begin in which no ordinal is a word by itself
_HAN, _AFTER_HAN = 0x3400, 0xA000
_KNOWN = 0x10000  # code points of the table of signs; others are looked at one by one
_ASCII = 0x80
_YEAR, _EDITION = 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """What the tokens of a text may give: a year (1 in `flags`), the number of an event (2).

    `starts` and `ends` are those of the tokens, `known` is what was read of them so far.
    """

    text: str
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    known: tuple[dict[int, int | None], dict[int, int | None]]

    def years(self, start: int, end: int) -> list[int]:
        """Returns the years that the tokens from start to end give, in order."""
        return self._read(year, _YEAR, self.known[0], start, end)

    def editions(self, start: int, end: int) -> list[int]:
        """Returns the numbers of events that the tokens from start to end give, in order."""
        return self._read(edition, _EDITION, self.known[1], start, end)

    def all_years(self) -> set[int]:
        """Returns the years that it names."""
        return {*self.years(0, len(self.starts))}

    def _read(
        self,
        read: Callable[[str, int, int], int | None],
        flag: int,
        known: dict[int, int | None],
        start: int,
        end: int,
    ) -> list[int]:
        found = []
        for at, flags in enumerate(self.flags[start:end].tolist(), start):
            if flags & flag:
                if at not in known:
                    known[at] = read(self.text, int(self.starts[at]), int(self.ends[at]))
                if (number := known[at]) is not None:
                    found.append(number)
        return found


def numbering_of(text: str, units: Units, tokens: Tokens) -> Numbering:
    """Returns which tokens of a text may give years and numbers of events."""
    kinds, first = tokens.kinds, tokens.first_units
    starts, ends = units.starts[first[:-1]], units.ends[first[1:] - 1]
    dates = kinds == DATE
    flags: npt.NDArray[np.uint8] = ((kinds == FIGURE) | dates).astype(np.uint8)
    flags[_likely(text, units, first, starts, ends) & ~dates] |= _EDITION
    return Numbering(text, starts, ends, flags, ({}, {}))


def _likely(
    text: str,
    units: Units,
    first: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
) -> npt.NDArray[np.bool_]:
    """Which tokens may be the number of an event: no other one is."""
    points = code_points(text)
    letters = points[starts]
    likely: npt.NDArray[np.bool_] = _signs()[np.minimum(letters, np.uint32(_KNOWN - 1))]
    if any(sign in text for sign in ORDINAL_SIGNS):
        for before in (1, 2):  # a blank may stand between
            likely |= _behind_signs()[
                np.minimum(points[np.maximum(starts - before, 0)], np.uint32(_KNOWN - 1))
            ]
    words = ordinals()
    ids = units.ids[first[:-1]]
    asked = _ordinal_sieve()[ids & _LOW]  # words of ASCII letters, and perhaps others
    if not text.isascii():
        beyond = np.append(0, np.cumsum(points >= _ASCII))
        asked |= beyond[ends] > beyond[starts]
        odd = (letters >= _ASCII) & ((letters < _HAN) | (letters >= _AFTER_HAN))
        if odd.any():  # digits of other scripts among them
            likely[odd] |= [chr(one).isdecimal() for one in letters[odd].tolist()]
    for at in np.flatnonzero(asked & ~likely & (letters < _EASTERN)).tolist():
        likely[at] = text[starts[at] : ends[at]].lower() in words
    return likely


@cache
def _signs() -> npt.NDArray[np.bool_]:
    """What numbers begin with, by code point, but for the digits of other scripts."""
    return _table({*"0123456789"} | HAN_TENS | ROMAN_LETTERS.keys())


@cache
def _behind_signs() -> npt.NDArray[np.bool_]:
    """The signs before a number of an event, by code point."""
    return _table(ORDINAL_SIGNS)


def _table(signs: set[str] | frozenset[str]) -> npt.NDArray[np.bool_]:
    table = np.zeros(_KNOWN, bool)
    table[[ord(sign) for sign in signs]] = True
    return table


_LOW = np.uint64(0x3FFF)


@cache
def _ordinal_sieve() -> npt.NDArray[np.bool_]:
    """A filter by the low bits of a unit's number that no ordinal in ASCII letters fails."""
    sieve = np.zeros(int(_LOW) + 1, bool)
    ascii_words = " ".join(word for word in ordinals() if word.isascii())
    sieve[units_of(ascii_words).ids & _LOW] = True
    return sieve
