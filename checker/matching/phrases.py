"""Which units of a draft are common phrases, and which of its shingles may point to a source."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText, unit_mask
from checker.postings.segment import keys_of
from checker.text.shingles import WINDOW, Grams
from checker.text.unit_tables import Numbers

__all__ = ["Shingles", "distinct", "filled_up", "gap_of", "phrases"]


class Shingles(NamedTuple):
    """The shingles of a draft: number n begins at unit n and has `lengths[n]` units.

    `keys` are the different ones, ascending, `first` where each is first, and `which` the number
    of the key of each shingle.
    """

    lengths: npt.NDArray[np.int32]
    keys: Numbers
    first: npt.NDArray[np.int32]
    which: npt.NDArray[np.int64]


def distinct(found: Grams) -> Shingles:
    """Returns the shingles of a draft with their different keys."""
    keys, first, which = np.unique(keys_of(found.hashes), return_index=True, return_inverse=True)
    return Shingles(found.lengths, keys, first.astype(np.int32), which)


def gap_of(text: TokenizedText) -> int:
    """Returns how many units between two common phrases belong to them."""
    return round(WINDOW * text.scale)


def phrases(
    text: TokenizedText, shingles: Shingles, common: Mask, boilerplate: Mask
) -> tuple[Mask, Mask]:
    """Returns which units are common phrases, and which keys are useful.

    What is as long as a story or its background is no phrase, and useful. What touches a unit of
    `boilerplate` is not useful.

    Args:
        text: the draft.
        shingles: its shingles.
        common: which of their keys are common phrases.
        boilerplate: its units that are markings or addresses.
    """
    begins_at = np.arange(len(shingles.which))
    begins = np.flatnonzero(common[shingles.which])
    reach = shingles.lengths[begins].astype(np.int64)
    phrase = filled_up(unit_mask(len(text.units), begins, reach), gap_of(text))
    useful = ~common
    long = _long_runs(phrase, text)
    useful[shingles.which[long[begins_at]]] = True
    phrase &= ~long
    blocked = np.append(0, np.cumsum(boilerplate))
    touched = blocked[begins_at + shingles.lengths] > blocked[begins_at]
    useful[shingles.which[touched]] = False
    return phrase, useful


def _long_runs(mask: Mask, text: TokenizedText) -> Mask:
    """The runs of a mask that are as long as the background of a story."""
    long = np.zeros(len(mask), bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    for start, end in edges.reshape(-1, 2).tolist():
        long[start:end] = text.words(start, end) >= T.background_words
    return long


def filled_up(mask: Mask, gap: int) -> Mask:
    """Returns the mask with gaps of up to `gap` units between covered ones closed."""
    at = np.flatnonzero(mask)
    for place in np.flatnonzero((np.diff(at) > 1) & (np.diff(at) <= gap + 1)).tolist():
        mask[at[place] : at[place + 1]] = True
    return mask
