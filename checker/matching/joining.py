"""Units of a text joined to the tokens that may fill the places of a form, and what they are.

This is the reference in numpy; `compiled_joining` returns the same.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.text.figure_words import (
    HAN_COUNTED,
    HAN_NUMERALS,
    are_date_words,
    are_number_words,
)
from checker.text.points import code_points
from checker.text.tables import SINGLE
from checker.text.unit_tables import Numbers, mix
from checker.text.units import Units

__all__ = [
    "ADDRESS",
    "DATE",
    "DATE_UNITS",
    "DAY",
    "FIGURE",
    "JOINING",
    "KATAKANA",
    "NAME",
    "NOTHING_BEFORE",
    "OTHER",
    "Joined",
    "Read",
    "joined",
]

FIGURE, DATE, NAME, OTHER, ADDRESS = range(5)
JOINING = frozenset(".,/:-–'’٫٬．，：／")
NOTHING_BEFORE = frozenset('.!?…\n"“”«»„:')
DATE_UNITS = frozenset("月日号號")
DAY = 4  # digits at most of a day or a year beside a month
KATAKANA = 0x30A1, 0x30FE
_HAN_NUMERALS = np.array(sorted(map(ord, HAN_NUMERALS)), np.uint32)
_FACTOR, _64_BITS = 0x9E3779B97F4A7C15, (1 << 64) - 1


class Read(NamedTuple):
    """A text, its units, and what is known of them.

    `capitals` are the units that begin with a capital and begin no sentence, and `capitals_name`
    says whether one capital makes a name; `names` are the units of each name in Han, `links` those
    of each address.
    """

    text: str
    units: Units
    capitals: npt.NDArray[np.bool_]
    capitals_name: bool
    names: Sequence[slice]
    links: Sequence[slice]


class Joined(NamedTuple):
    """Tokens: the first unit of each and, at last, the number of units; what each is, and a key.

    Equal tokens have equal keys. `of_unit` is the token of each unit. `digits` are the code points
    of the digits of all figures, `digit_starts` where those of each token begin in them and, at
    last, how many there are. Those of the tokens `asked` are not among them: figures in words, and
    figures with other signs than ASCII and Han numerals.
    """

    starts: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.uint8]
    keys: Numbers
    of_unit: npt.NDArray[np.int32]
    digits: npt.NDArray[np.uint32]
    digit_starts: npt.NDArray[np.int64]
    asked: npt.NDArray[np.int64]


def joined(read: Read) -> Joined:
    """Returns the tokens of a text."""
    text, units, capitals = read.text, read.units, read.capitals
    numeral = _numerals(text, units)
    joins = _joins(text, units, numeral)
    for name in read.names:
        joins[max(0, name.start - 1) : name.stop] = False
        joins[name.start : name.stop - 1] = True
    begins = np.append(True, ~joins)[: len(units)]
    starts = np.flatnonzero(begins)
    kinds = np.full(len(units), OTHER, np.uint8)
    kinds[are_number_words(units)] = FIGURE
    kinds[are_date_words(units)] = DATE
    free = kinds == OTHER
    for at in np.flatnonzero(capitals & free).tolist():
        if _is_name(text, units, capitals, read.capitals_name, at):
            kinds[at] = NAME
    kinds[units.figures] = FIGURE
    kinds[units.kinds == SINGLE] = OTHER
    for number in _counting(text, units, numeral):
        kinds[number] = FIGURE
    for name in read.names:
        kinds[name] = NAME
    for link in read.links:
        kinds[link] = ADDRESS
    kinds = kinds[starts]
    counted = _dated(text, units, starts, kinds)
    keys = units.ids[starts]
    ends = np.append(starts[1:], len(units))
    for n in np.flatnonzero(ends - starts > 1).tolist():
        keys[n] = _key(units.ids[starts[n] : ends[n]].tolist())
    for n in counted:  # the 6 of a 6th is no 6 of a June
        keys[n] = _key(keys[n : n + 2].tolist())
    of_unit = (np.cumsum(begins) - 1).astype(np.int32)
    starts = np.append(starts, len(units))
    return Joined(starts, kinds, keys, of_unit, *_digits(text, units, starts, kinds))


def _digits(
    text: str, units: Units, starts: npt.NDArray[np.int64], kinds: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The digits of figures, where those of each token begin, and which tokens have to be read."""
    digits: list[int] = []
    begins, asked = [], []
    for n, kind in enumerate(kinds.tolist()):
        begins.append(len(digits))
        if kind != FIGURE:
            continue
        spelled = text[units.starts[starts[n]] : units.ends[starts[n + 1] - 1]]
        plain = all(sign.isascii() or sign in HAN_NUMERALS for sign in spelled)
        its = [ord(sign) for sign in spelled if sign.isascii() and sign.isdigit()]
        if plain and (its or spelled[:1] in HAN_NUMERALS):
            digits += its
        elif spelled:
            asked.append(n)
    return (
        np.array(digits, np.uint32),
        np.array([*begins, len(digits)], np.int64),
        np.array(asked, np.int64),
    )


def _key(numbers: Sequence[int]) -> int:
    """One number for several."""
    key = len(numbers)
    for number in numbers:
        key = (key * _FACTOR + number) & _64_BITS
    return int(mix(np.array([key], np.uint64))[0])


def _joins(text: str, units: Units, numeral: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which units go on as one token with the next: figures around a sign, Han numerals."""
    joins: npt.NDArray[np.bool_] = numeral[:-1] & numeral[1:]
    if (units.kinds == SINGLE).any():
        joins |= _in_katakana(text, units)
    both = units.figures[:-1] & units.figures[1:] & (units.starts[1:] - units.ends[:-1] == 1)
    for at in np.flatnonzero(both).tolist():
        joins[at] = text[units.ends[at]] in JOINING
    return joins


def _in_katakana(text: str, units: Units) -> npt.NDArray[np.bool_]:
    """Which units and the next ones are characters of one word in katakana."""
    points = code_points(text)[units.starts]
    kana = (points >= KATAKANA[0]) & (points <= KATAKANA[1])
    joins: npt.NDArray[np.bool_] = kana[:-1] & kana[1:] & (units.starts[1:] == units.ends[:-1])
    return joins


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
    if not lead or lead[-1] in NOTHING_BEFORE:
        return False
    after = at + 1 < len(capitals) and bool(capitals[at + 1])
    return capitals_name or bool(at and capitals[at - 1]) or after


def _dated(
    text: str, units: Units, starts: npt.NDArray[np.intp], kinds: npt.NDArray[np.uint8]
) -> list[int]:
    """Makes the day or year beside a month a part of the date; which are days or months in Han."""
    if not len(starts):
        return []  # a text without a word
    lasts = np.append(starts[1:], len(units)) - 1
    lengths = units.ends[lasts] - units.starts[starts]
    date = kinds == DATE
    beside = np.append(date[1:], False) | np.append(False, date[:-1])
    short = (kinds == FIGURE) & (lengths <= DAY)
    counted = []
    for n in np.flatnonzero(short & ~beside).tolist():
        if n + 1 < len(starts):
            following = text[units.starts[starts[n + 1]] : units.ends[lasts[n + 1]]]
            if following in DATE_UNITS:
                counted.append(n)
    beside[counted] = True
    kinds[short & beside] = DATE
    return counted
