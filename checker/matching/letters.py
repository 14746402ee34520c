"""Compares two texts letter by letter where their words differ."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = ["are_one_text"]

_ROUNDED = 1e-6


def are_one_text(
    draft: TokenizedText, source: TokenizedText, gap: Sequence[int], scale: float
) -> bool:
    """Returns whether the words of a gap are one text, edited or damaged.

    Args:
        draft: the text to check.
        source: the possible source.
        gap: where it begins and ends in the draft and in the source, in units; on both sides a unit
            follows that is the same.
        scale: units a word.
    """
    start, end, source_start, source_end = gap
    here = draft.text[draft.units.starts[start] : draft.units.starts[end]]
    there = source.text[source.units.starts[source_start] : source.units.starts[source_end]]
    enough = T.gap_likeness / scale - _ROUNDED  # less need not be worked out
    likeness = fuzz.ratio(here.casefold(), there.casefold(), score_cutoff=max(0.0, enough))
    return likeness * scale >= T.gap_likeness
