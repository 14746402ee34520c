"""Stock phrases: text that unrelated sources have piece by piece, though none has the whole."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Run
from checker.matching.counting import clipped
from checker.matching.passages import Judged
from checker.matching.relations import Relations, Unrelated, is_background, phrase_units
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask

__all__ = ["STOCK_PHRASES", "is_made_of_stock_phrases", "touching"]

STOCK_PHRASES = "phrases that unrelated sources also have"
_COMPARED = 12  # unrelated sources that are looked at


def is_made_of_stock_phrases(relations: Relations, at: int, one: Judged, first: int) -> bool:
    """Returns whether a passage has little that unrelated sources do not have as well.

    A communique, a market report or a notice joins phrases that its kind has always had. What
    sources of the same days share is the news of one story, long background is its owner's, and
    figures that no other source has show where the phrases were filled like that.

    Args:
        relations: the relations of the sources, those with passages before all that were aligned.
        at: the number of the passage's source.
        one: the passage.
        first: the first one of all that were aligned.
    """
    own = _mask(_runs(one, one), one.aligned.start, one.aligned.end)
    bearers = Unrelated(relations)
    bearers.add(at, one)
    held = np.zeros(len(own), np.uint8)
    for other, mask, its in touching(relations, at, one, first):
        if bearers.add(other, its):
            held += mask
            if len(bearers.kept) > _COMPARED:
                break
    mine = int((own & (held < T.unrelated_sources - 1)).sum())
    total = int(own.sum())
    if mine >= T.stock_share * total or one.words * mine >= T.counted_words * total:
        return False
    if not one.late and _own_figures(relations, at, one, held) >= T.own_marks:
        return False
    return one.words < T.background_words or not is_background(relations, bearers.kept)


def _own_figures(relations: Relations, at: int, one: Judged, held: npt.NDArray[np.uint8]) -> int:
    """How many figures of a passage no other source has in its place."""
    figures = np.zeros(len(held), bool)
    of_source, start = relations.found[at].prepared.text.units.figures, one.aligned.start
    for run in _runs(one, one):
        figures[run[0] - start : run[1] - start] = of_source[run[2] : run[3]]
    return int((figures & (held == 0)).sum())


def touching(
    relations: Relations, at: int, one: Judged, first: int
) -> Iterator[tuple[int, Mask, Judged]]:
    """Yields the sources of other days with units of a passage, and of unknown days.

    Returns:
        The number of each, which units it has, and the longest of its alignments.
    """
    mine = relations.found[at].prepared
    source, day, least = mine.stored.source, relations.day(at), phrase_units(mine.text, one)
    start, end = one.aligned.start, one.aligned.end
    for other, its in enumerate(relations.found[first:], first):
        parts = [it for it in its.judged if it.aligned.start < end and it.aligned.end > start]
        if not parts or its.prepared.stored.source == source:
            continue
        its_day = relations.day(other)
        if day is not None and its_day is not None and abs(day - its_day) <= T.story_days:
            continue
        runs = [run for part in parts for run in _runs(part, one) if run[1] - run[0] >= least]
        if runs:
            yield other, _mask(runs, start, end), max(parts, key=lambda part: part.words)


def _mask(runs: Sequence[Run], start: int, end: int) -> Mask:
    """Which units from start to end some runs inside them cover."""
    mask = np.zeros(end - start, bool)
    for run in runs:
        mask[run[0] - start : run[1] - start] = True
    return mask


def _runs(part: Judged, one: Judged) -> list[Run]:
    """The runs of an alignment as far as they lie in a passage."""
    start, end = one.aligned.start, one.aligned.end
    return [
        clipped(run, start, end) for run in part.aligned.runs if run[0] < end and run[1] > start
    ]
