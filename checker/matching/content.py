"""The words of a text that tell what it is about, kept with their places to be asked for parts."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checker.text.tables import WORD
from checker.text.units import Units

__all__ = ["Content", "content_of"]

_STEM = 5  # letters by which a word is known in its other forms


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Stems of words that are no stop words, pairs of single letters, and names; each by its unit.

    The lists of places ascend; a pair has the unit of its first letter.
    """

    words: tuple[list[int], list[str]]
    pairs: tuple[list[int], list[str]]
    names: tuple[list[int], list[str]]

    def within(self, start: int, end: int) -> set[str]:
        """The stems and pairs in units start..end."""
        return _part(self.words, start, end) | _part(self.pairs, start, end - 1)

    def named(self, start: int, end: int) -> set[str]:
        """The stems of names in units start..end."""
        return _part(self.names, start, end)


def content_of(
    text: str, units: Units, length: int, capitals: npt.NDArray[np.bool_] | None
) -> Content:
    """The content of a text.

    Args:
        text: as given.
        units: its units.
        length: characters from which a word is no stop word.
        capitals: the units that begin with a capital, None where that makes no name.
    """
    word = units.kinds == WORD
    long = np.flatnonzero(word & ((units.characters >= length) | units.figures))
    pairs = np.flatnonzero(~word[:-1] & ~word[1:])
    named = long[:0] if capitals is None else np.flatnonzero(capitals)
    stretches = zip(units.starts[pairs].tolist(), units.ends[pairs + 1].tolist(), strict=True)
    return Content(
        _stems(text, units, long),
        (pairs.tolist(), [text[first:last] for first, last in stretches]),
        _stems(text, units, named),
    )


def _stems(text: str, units: Units, places: npt.NDArray[np.intp]) -> tuple[list[int], list[str]]:
    stretches = zip(units.starts[places].tolist(), units.ends[places].tolist(), strict=True)
    return places.tolist(), [text[first:last].lower()[:_STEM] for first, last in stretches]


def _part(listed: tuple[list[int], list[str]], start: int, end: int) -> set[str]:
    places, stems = listed
    return set(stems[bisect_left(places, start) : bisect_left(places, end)])
