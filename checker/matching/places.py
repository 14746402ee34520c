"""Tokens of a text that may fill the places of a form: figures, dates, names, other words.

A token is one unit, or the units of a figure that signs join ("40.4", "9-7/8"), the Han numerals of
one number, the characters of a name in Han or of a word in katakana. What an address is made of
stands in no place: a feed writes a new one for each copy. They are made once a text, since many
alignments ask for them.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.matching.compiled_joining import compiled_joined
from checker.matching.joining import ADDRESS, DATE, FIGURE, NAME, OTHER, Joined, Read, joined
from checker.models.draft import Span
from checker.native.addresses import Held, tokens_held
from checker.text.addresses import addresses
from checker.text.han_names import han_names
from checker.text.tables import SINGLE
from checker.text.unit_tables import Numbers
from checker.text.units import Units
from checker.text.written_numbers import digits_of_words, is_in_words
from checker.values import dataclass, kept

__all__ = ["ADDRESS", "DATE", "FIGURE", "NAME", "OTHER", "Tokens", "tokens_of"]


@dataclass(frozen=True, eq=False)
class Tokens:
    """The n tokens of a text, in order.

    `first_units` are those of each and, at last, the number of units; `kinds` what it is,
    `keys` equal for equal tokens; `telling` False for a number in words, which may be none;
    `of_unit` the token of each unit, `ids` the number of each unit. `digits` are the code points of
    the digits of all figures, `digit_starts` where those of each token begin in them and, at last,
    how many there are.
    """

    first_units: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.uint8]
    keys: Numbers
    telling: npt.NDArray[np.bool_]
    of_unit: npt.NDArray[np.int32]
    ids: Numbers
    digits: npt.NDArray[np.uint32]
    digit_starts: npt.NDArray[np.int64]

    @kept
    def written(self) -> dict[tuple[int, int], str]:
        """What was found out about how names in some of its tokens are written."""
        return {}

    @kept
    def starts(self) -> memoryview:
        """The same as `first_units`, for look-ups one at a time."""
        return self.first_units.data

    @kept
    def held(self) -> Held:
        """The tokens as the compiled core reads them."""
        return tokens_held(
            self.keys,
            self.kinds,
            self.telling,
            self.first_units,
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
    names, links = _names(text, units), _links(text, units)
    read = Read(text, units, capitals, capitals_name, names, links)
    made = compiled_joined(read) or joined(read)
    telling = np.ones(len(made.kinds), bool)
    digits, digit_starts = made.digits, made.digit_starts
    if len(made.asked):
        words, known = _asked(text, units, made)
        telling[words] = False
        digits, digit_starts = _with(digits, digit_starts, known)
    return Tokens(
        made.starts,
        made.kinds,
        made.keys,
        telling,
        made.of_unit,
        units.ids,
        digits,
        digit_starts,
    )


def _asked(text: str, units: Units, made: Joined) -> tuple[list[int], dict[int, str]]:
    """Which figures are in words, and the digits of those that have to be read."""
    begins, ends, asked = units.starts.data, units.ends.data, made.asked.tolist()
    places = [(begins[made.starts[n]], ends[made.starts[n + 1] - 1]) for n in asked]
    known: dict[int, str] = {}
    words, spans = [], []
    for n, place in zip(asked, places, strict=True):
        spelled = text[slice(*place)]
        if is_in_words(spelled):
            words.append(n)
            spans.append(place)
        else:
            known[n] = "".join(filter(str.isdigit, spelled))
    known |= zip(words, digits_of_words(text, spans), strict=True)
    return words, known


def _with(
    digits: npt.NDArray[np.uint32], digit_starts: npt.NDArray[np.int64], more: dict[int, str]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The digits of all figures, and where they begin, with those of some figures besides."""
    told = sorted((n, one) for n, one in more.items() if one)
    if not told:
        return digits, digit_starts
    known, written, begin = digits.tobytes(), bytearray(), 0
    for n, one in told:
        end = 4 * int(digit_starts[n])
        written += known[begin:end] + one.encode("utf-32-le")
        begin = end
    written += known[begin:]
    added = np.zeros(len(digit_starts), np.int64)
    added[[n + 1 for n, _ in told]] = [len(one) for _, one in told]
    return np.frombuffer(written, np.uint32), digit_starts + added.cumsum()


def _names(text: str, units: Units) -> list[slice]:
    """The units of each name in Han."""
    if text.isascii() or SINGLE not in units.kinds.tobytes():
        return []
    return [place for place in _units_in(units, han_names(text)) if place.start < place.stop]


def _links(text: str, units: Units) -> list[slice]:
    """The units of each address."""
    return _units_in(units, addresses(text))


def _units_in(units: Units, spans: Sequence[Span]) -> list[slice]:
    """The units that begin in each span."""
    if not spans:
        return []
    starts = units.starts.data
    return [slice(bisect_left(starts, it.start), bisect_left(starts, it.end)) for it in spans]
