"""The tokens of a text that give a year or the number of an event that recurs.

Few may, and every alignment of two texts asks for them: which ones may is found once a text, and
what one gives when it is asked for first.
"""

import ctypes
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from checker.matching.places import DATE, FIGURE, Tokens
from checker.native.addresses import Held, address, held, own_address
from checker.native.library import compiled
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

__all__ = ["Numbering", "numbering_of", "plain_numbering"]

_EASTERN = 0x2E80  # where the scripts begin in which no ordinal is a word by itself
_HAN, _AFTER_HAN = 0x3400, 0xA000
_KNOWN = 0x10000  # code points of the table of signs; others are looked at one by one
_ASCII = 0x80
_YEAR, _EDITION, _ASKED = 1, 2, 4  # as in numbering.c


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

    def may_give(self, start: int, end: int) -> int:
        """Returns the flags that any of the tokens from start to end has."""
        given, both = self.flags[start:end].tobytes(), _YEAR | _EDITION
        if both in given:
            return both
        return (_YEAR if _YEAR in given else 0) | (_EDITION if _EDITION in given else 0)

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


class _Letters(ctypes.Structure):
    """The struct Letters of numbering.c."""

    _fields_ = (
        ("begins", ctypes.c_void_p),
        ("decimal", ctypes.c_void_p),
        ("before", ctypes.c_void_p),
        ("sieve", ctypes.c_void_p),
        *((name, ctypes.c_int64) for name in ("letters", "eastern", "han", "after_han")),
    )


class _Numbered(ctypes.Structure):
    """The struct Numbered of numbering.c."""

    _fields_ = (
        *(
            (name, ctypes.c_void_p)
            for name in ("points", "starts", "ends", "ids", "first", "kinds")
        ),
        *((name, ctypes.c_int64) for name in ("length", "units", "tokens")),
    )


def numbering_of(text: str, units: Units, tokens: Tokens) -> Numbering:
    """Returns which tokens of a text may give years and numbers of events.

    Raises:
        ValueError: tokens are outside of the text.
    """
    core = compiled()
    if core is None:
        return plain_numbering(text, units, tokens)
    points, first, count = code_points(text), tokens.first_units, len(tokens.kinds)
    out = np.empty(9 * count, np.uint8)  # two numbers of 4 bytes a token, and 1 byte
    begins = own_address(out)
    asked = _Numbered(
        address(points),
        address(units.starts),
        address(units.ends),
        address(units.ids),
        address(first),
        address(tokens.kinds),
        len(points),
        len(units.ids),
        count,
    )
    letters = _letters(has_signs=any(sign in text for sign in ORDINAL_SIGNS))
    made = core.wirecheck_numbering(
        letters.at, ctypes.addressof(asked), begins, begins + 4 * count, begins + 8 * count
    )
    if made < 0:
        raise ValueError("the compiled core was handed tokens outside of their text")
    wide = out[: 8 * count].view(np.int32)
    starts, ends, flags = wide[:count], wide[count:], out[8 * count :]
    for at in (flags & _ASKED).nonzero()[0].tolist() if made else ():
        word = text[starts[at] : ends[at]]
        numbers = word.lower() in ordinals() if ord(word[0]) < _EASTERN else word[0].isdecimal()
        flags[at] = (int(flags[at]) & ~_ASKED) | (_EDITION if numbers else 0)
    return Numbering(text, starts, ends, flags, ({}, {}))


@cache
def _letters(*, has_signs: bool) -> Held:
    """What single letters tell; `has_signs` if a text has one that stands before a number."""
    arrays = (_signs(), _decimals(), _behind_signs(), _ordinal_sieve())
    at = [address(one) for one in arrays]
    at[2] = at[2] if has_signs else 0
    return held(_Letters(*at, _KNOWN, _EASTERN, _HAN, _AFTER_HAN), arrays)


@cache
def _decimals() -> npt.NDArray[np.bool_]:
    """The digits of all scripts, by code point."""
    table = np.zeros(_KNOWN, bool)
    table[[found.start() for found in re.finditer(r"\d", "".join(map(chr, range(_KNOWN))))]] = True
    return table


def plain_numbering(text: str, units: Units, tokens: Tokens) -> Numbering:
    """Returns the same; the reference."""
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
