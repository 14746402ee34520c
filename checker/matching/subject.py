"""Whether a passage belongs to the subject of its source: its words and names occur in the rest."""

import numpy as np

from checker.matching.passages import Judged
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.tables import WORD

__all__ = ["is_on_topic"]


def is_on_topic(source: TokenizedText, one: Judged) -> bool:
    """Whether the source is about the same things outside the passage.

    A story's background names whom the story names; a notice, an advertisement or a line of the
    house speaks of something else.
    """
    start, end = one.aligned.source_start, one.aligned.source_end
    within = _content(source, start, end)
    around = _content(source, 0, start) | _content(source, end, len(source.units))
    if len(_names(source, within) & _names(source, around)) >= T.on_topic_names:
        return True
    return len(within & around) >= T.on_topic * max(1, len(within))


def _content(text: TokenizedText, start: int, end: int) -> set[int]:
    """The words of units start..end that are no stop words; of single letters their pairs."""
    units = text.units
    word = units.kinds[start:end] == WORD
    long = word & ((units.characters[start:end] >= text.content_length) | units.figures[start:end])
    found = {text.ids[start + at] for at in np.flatnonzero(long).tolist()}
    single = (~word).tolist()
    for at in range(len(single) - 1):
        if single[at] and single[at + 1]:
            found.add(hash((text.ids[start + at], text.ids[start + at + 1])))
    return found


def _names(text: TokenizedText, words: set[int]) -> set[int]:
    """Those of the words that have a capital somewhere in the text but at a sentence's start."""
    return words & text.capitalised
