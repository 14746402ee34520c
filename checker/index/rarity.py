"""How much a unit tells: the bits of finding it in a text, from the texts that are indexed.

Document frequencies are kept in a table of hashed counters, blended with what a unit's length says
of it, so that an index of three texts judges sensibly and one of a million by what it has seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checker.text.tables import SINGLE, WORD
from checker.text.units import Units

__all__ = ["COUNTERS", "Rarity", "counted"]

COUNTERS = 1 << 17
_PRIOR_TEXTS = 300  # how many texts the guess by length is worth
_MOST_BITS = 9.0
# the guess: in what share of texts a word of so many letters stands
_SHARE_BY_LETTERS = np.array([0.5, 0.4, 0.35, 0.25, 0.12, 0.05, 0.03, 0.02, 0.012, 0.01])
_SHARE_OF_SINGLE, _SHARE_OF_CLUSTER = 0.10, 0.15


def counted(counts: npt.NDArray[np.uint32], texts: Iterable[Units]) -> npt.NDArray[np.uint32]:
    """The counters after some more texts; the given ones are left alone."""
    out = counts.copy()
    for units in texts:
        slots = np.unique(units.ids & np.uint64(COUNTERS - 1))
        out[slots.astype(np.intp)] += 1
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """Counters (texts that have a unit) and how many texts were counted."""

    counts: npt.NDArray[np.uint32]
    texts: int

    def bits(self, units: Units) -> npt.NDArray[np.float64]:
        """What each unit tells, 0 to 9 bits."""
        share = _SHARE_BY_LETTERS[np.minimum(units.letters, len(_SHARE_BY_LETTERS) - 1)]
        share = np.where(units.kinds == WORD, share, _SHARE_OF_CLUSTER)
        share = np.where(units.kinds == SINGLE, _SHARE_OF_SINGLE, share)
        slots = (units.ids & np.uint64(COUNTERS - 1)).astype(np.intp)
        seen = self.counts[slots] + _PRIOR_TEXTS * share
        bits: npt.NDArray[np.float64] = np.clip(
            -np.log2(seen / (self.texts + _PRIOR_TEXTS)), 0.05, _MOST_BITS
        )
        return bits
