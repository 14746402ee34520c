"""The words that express what a text is about, with positions, to be queried by part."""

from bisect import bisect_left
from itertools import chain

import numpy as np
import numpy.typing as npt

from checker.text.tables import WORD
from checker.text.units import Units
from checker.values import dataclass

__all__ = ["Content", "content_of", "stem"]

_STEM = 5  # letters by which a word is known in its other forms


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Stems of content words, pairs of single characters, and names; each by its unit.

    The lists of positions ascend; a pair has the unit of its first character.
    """

    words: tuple[list[int], list[str]]
    pairs: tuple[list[int], list[str]]
    names: tuple[list[int], list[str]]

    def within(self, start: int, end: int) -> set[str]:
        """Returns the stems and pairs of stems in the units [start, end)."""
        return _part(self.words, start, end) | _part(self.pairs, start, end - 1)

    def tells(self, start: int, end: int) -> bool:
        """Returns whether any of them is in the units [start, end)."""
        return _are_in(self.words[0], start, end) or _are_in(self.pairs[0], start, end - 1)

    def tells_around(self, start: int, end: int) -> bool:
        """Returns whether any of them is outside units start..end."""
        return _are_outside(self.words[0], start, end) or _are_outside(
            self.pairs[0], start - 1, end
        )

    def named(self, start: int, end: int) -> set[str]:
        """Returns the stems of names in units start..end."""
        return _part(self.names, start, end)

    def around(self, some: set[str], start: int, end: int) -> set[str]:
        """Returns which of these stems and pairs also occur outside units start..end."""
        return some.intersection(
            chain(*_outside(self.words, start, end), *_outside(self.pairs, start - 1, end))
        )


def content_of(
    text: str, units: Units, length: int, capitals: npt.NDArray[np.bool_] | None
) -> Content:
    """Returns the content of a text.

    Args:
        text: the original text.
        units: its units.
        length: the minimum length of a content word, in characters.
        capitals: the units that begin with a capital; None if that does not indicate a name.
    """
    word = units.kinds == WORD
    long = np.flatnonzero(word & ((units.characters >= length) | units.figures))
    pairs = np.flatnonzero(~word[:-1] & ~word[1:])
    named = long[:0] if capitals is None else np.flatnonzero(capitals)
    stretches = zip(units.starts[pairs].tolist(), units.ends[pairs + 1].tolist(), strict=True)
    letters = [text[first:last] for first, last in stretches]
    return Content(_stems(text, units, long), (pairs.tolist(), letters), _stems(text, units, named))


def _stems(text: str, units: Units, places: npt.NDArray[np.intp]) -> tuple[list[int], list[str]]:
    stretches = zip(units.starts[places].tolist(), units.ends[places].tolist(), strict=True)
    return places.tolist(), [stem(text[first:last]) for first, last in stretches]


def stem(word: str) -> str:
    """Returns the stem that identifies a word across its inflected forms."""
    return word.lower()[:_STEM]


def _part(listed: tuple[list[int], list[str]], start: int, end: int) -> set[str]:
    return set(_listed(listed, start, end))


def _listed(listed: tuple[list[int], list[str]], start: int, end: int) -> list[str]:
    places, stems = listed
    return stems[bisect_left(places, start) : bisect_left(places, end)]


def _outside(
    listed: tuple[list[int], list[str]], start: int, end: int
) -> tuple[list[str], list[str]]:
    places, stems = listed
    return stems[: bisect_left(places, start)], stems[bisect_left(places, end) :]


def _are_in(places: list[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


def _are_outside(places: list[int], start: int, end: int) -> bool:
    return bool(places) and (places[0] < start or places[-1] >= end)
