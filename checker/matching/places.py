"""Tokens of a text that may fill the places of a form: figures, dates, names, other words.

A token is one unit, or the units of a figure that signs join ("40.4", "9-7/8"), the Han numerals of
one number, the characters of a name in Han or of a word in katakana. What an address is made of
stands in no place: a feed writes a new one for each copy. They are made once a text, since many
alignments ask for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Held, tokens_held
from checker.text.addresses import addresses
from checker.text.figure_words import (
    HAN_COUNTED,
    HAN_NUMERALS,
    are_date_words,
    are_number_words,
)
from checker.text.han_names import han_names
from checker.text.points import code_points
from checker.text.tables import SINGLE
from checker.text.unit_tables import Numbers
from checker.text.units import Units

__all__ = ["ADDRESS", "DATE", "FIGURE", "NAME", "OTHER", "Tokens", "tokens_of"]

FIGURE, DATE, NAME, OTHER, ADDRESS = range(5)
_JOINING = frozenset(".,/:-–'’٫٬．，：／")
_NOTHING_BEFORE = frozenset('.!?…\n"“”«»„:')
_DAY = 4  # digits at most of a day or a year beside a month
_HAN_NUMERALS = np.array(sorted(map(ord, HAN_NUMERALS)), np.uint32)
_KATAKANA = 0x30A1, 0x30FE
_DATE_UNITS = frozenset("月日号號")
_64_BITS = (1 << 64) - 1


@dataclass(frozen=True, eq=False)
class Tokens:
    """The n tokens of a text, in order.

    `starts` are the first unit of each and, at last, the number of units; `kinds` what it is,
    `keys` equal for equal tokens; `telling` False for a number in words, which may be none;
    `of_unit` the token of each unit, `ids` the number of each unit. `digits` are the code points of
    the digits of all figures, `digit_starts` where those of each token begin in them and, at last,
    how many there are.
    """

    starts: list[int]
    kinds: npt.NDArray[np.uint8]
    keys: Numbers
    telling: npt.NDArray[np.bool_]
    of_unit: npt.NDArray[np.int32]
    ids: Numbers
    digits: npt.NDArray[np.uint32]
    digit_starts: npt.NDArray[np.int64]

    @cached_property
    def held(self) -> Held:
        """The tokens as the compiled core reads them."""
        return tokens_held(
            self.keys,
            self.kinds,
            self.telling,
            np.array(self.starts, np.int64),
            np.ascontiguousarray(self.ids),
            self.digits,
            self.digit_starts,
        )

    def units_of(self, at: int) -> tuple[int, ...]:
        """Returns the numbers of the units of a token."""
        return tuple(self.ids[self.starts[at] : self.starts[at + 1]].tolist())

    def digits_of(self, at: int) -> list[int]:
        """Returns the code points of the digits of a figure."""
        digits: list[int] = self.digits[self.digit_starts[at] : self.digit_starts[at + 1]].tolist()
        return digits


def tokens_of(
    text: str, units: Units, capitals: npt.NDArray[np.bool_], capitals_name: bool
) -> Tokens:
    """Returns the tokens of a text.

    Args:
        text: as given.
        units: its units.
        capitals: which of them begin with a capital and begin no sentence.
        capitals_name: whether one capital makes a name.
    """
    numeral = _numerals(text, units)
    joins, names = _joins(text, units, numeral), _names(text, units)
    for name in names:
        joins[max(0, name.start - 1) : name.stop] = False
        joins[name.start : name.stop - 1] = True
    begins = np.append(True, ~joins)[: len(units)]
    starts = np.flatnonzero(begins)
    kinds = np.full(len(units), OTHER, np.uint8)
    kinds[are_number_words(units)] = FIGURE
    kinds[are_date_words(units)] = DATE
    free = kinds == OTHER
    for at in np.flatnonzero(capitals & free).tolist():
        if _is_name(text, units, capitals, capitals_name, at):
            kinds[at] = NAME
    kinds[units.figures] = FIGURE
    kinds[units.kinds == SINGLE] = OTHER
    for number in _counting(text, units, numeral):
        kinds[number] = FIGURE
    for name in names:
        kinds[name] = NAME
    for address in addresses(text):
        kinds[units.starts.searchsorted(address.start) : units.starts.searchsorted(address.end)] = (
            ADDRESS
        )
    kinds = kinds[starts]
    counted = _dated(text, units, starts, kinds)
    keys = units.ids[starts]
    ends = np.append(starts[1:], len(units))
    for n in np.flatnonzero(ends - starts > 1).tolist():
        keys[n] = hash(tuple(units.ids[starts[n] : ends[n]].tolist())) & _64_BITS
    for n in counted:  # the 6 of a 6th is no 6 of a June
        keys[n] = hash((int(keys[n]), int(keys[n + 1]))) & _64_BITS
    telling = np.ones(len(kinds), bool)
    digits: list[int] = []
    counts = np.zeros(len(kinds) + 1, np.int64)
    for n in np.flatnonzero(kinds == FIGURE).tolist():
        spelled = text[units.starts[starts[n]] : units.ends[ends[n] - 1]]
        telling[n] = not _in_words(spelled)
        signs = [ord(sign) for sign in spelled if sign.isdigit()]
        counts[n + 1] = len(signs)
        digits += signs
    return Tokens(
        [*starts.tolist(), len(units)],
        kinds,
        keys,
        telling,
        (np.cumsum(begins) - 1).astype(np.int32),
        units.ids,
        np.array(digits, np.uint32),
        np.cumsum(counts),
    )


def _in_words(spelled: str) -> bool:
    """Whether a figure is written in words."""
    return spelled.isalpha() and spelled[0] not in HAN_NUMERALS


def _joins(text: str, units: Units, numeral: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which units go on as one token with the next: figures around a sign, Han numerals."""
    joins: npt.NDArray[np.bool_] = numeral[:-1] & numeral[1:]
    if (units.kinds == SINGLE).any():
        joins |= _in_katakana(text, units)
    both = units.figures[:-1] & units.figures[1:] & (units.starts[1:] - units.ends[:-1] == 1)
    for at in np.flatnonzero(both).tolist():
        joins[at] = text[units.ends[at]] in _JOINING
    return joins


def _in_katakana(text: str, units: Units) -> npt.NDArray[np.bool_]:
    """Which units and the next ones are characters of one word in katakana."""
    points = code_points(text)[units.starts]
    kana = (points >= _KATAKANA[0]) & (points <= _KATAKANA[1])
    joins: npt.NDArray[np.bool_] = kana[:-1] & kana[1:] & (units.starts[1:] == units.ends[:-1])
    return joins


def _names(text: str, units: Units) -> list[slice]:
    """The units of each name in Han."""
    if not (units.kinds == SINGLE).any():
        return []
    spans = np.array([(span.start, span.end) for span in han_names(text)], np.int64).reshape(-1, 2)
    places = units.starts.searchsorted(spans)
    return [slice(*place) for place in places.tolist() if place[0] < place[1]]


def _numerals(text: str, units: Units) -> npt.NDArray[np.bool_]:
    """Which units are Han numerals."""
    numeral: npt.NDArray[np.bool_] = units.kinds == SINGLE
    if numeral.any():
        numeral &= np.isin(code_points(text)[units.starts], _HAN_NUMERALS)
    return numeral


def _counting(text: str, units: Units, numeral: npt.NDArray[np.bool_]) -> Iterator[slice]:
    """The Han numerals of numbers: several, or one before what is counted."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], numeral, [False]))))
    for start, end in edges.reshape(-1, 2).tolist():
        behind = text[units.ends[end - 1] : units.ends[end - 1] + 1]
        if end - start > 1 or behind in HAN_COUNTED:
            yield slice(start, end)


def _is_name(
    text: str, units: Units, capitals: npt.NDArray[np.bool_], capitals_name: bool, at: int
) -> bool:
    """Whether a word with a capital is a name: not behind the end of a sentence or a quote."""
    start = int(units.starts[at])
    lead = text[max(0, start - 3) : start].rstrip(" \t")
    if not lead or lead[-1] in _NOTHING_BEFORE:
        return False
    after = at + 1 < len(capitals) and bool(capitals[at + 1])
    return capitals_name or bool(at and capitals[at - 1]) or after


def _dated(
    text: str, units: Units, starts: npt.NDArray[np.intp], kinds: npt.NDArray[np.uint8]
) -> list[int]:
    """Makes the day or year beside a month a part of the date; which are days or months in Han."""
    lasts = np.append(starts[1:], len(units)) - 1
    lengths = units.ends[lasts] - units.starts[starts]
    date = kinds == DATE
    beside = np.append(date[1:], False) | np.append(False, date[:-1])
    short = (kinds == FIGURE) & (lengths <= _DAY)
    counted = []
    for n in np.flatnonzero(short & ~beside).tolist():
        if n + 1 < len(starts):
            following = text[units.starts[starts[n + 1]] : units.ends[lasts[n + 1]]]
            if following in _DATE_UNITS:
                counted.append(n)
    beside[counted] = True
    kinds[short & beside] = DATE
    return counted
