"""Reordered sentences: bag-of-words matches in a source that other passages prove to be used.

An edited sentence of ten words may keep no three of them in a row, and alignment has nothing to
begin with. Where other passages show that the source was used, each sentence of the draft that no
passage covers is compared with the sentences of the source that none covers, as bags of words.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Alignment
from checker.matching.figures import has_content_words
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText, unit_mask
from checker.text.ranges import ranges

__all__ = ["reordered_sentences"]

_COVERED = 0.3
_MOST, _MOST_THERE = 400, 4000  # sentences of a draft, of a source
_EVERYWHERE = 40  # units that stand more often in the source point to no sentence

Sentences = npt.NDArray[np.int64]  # a row each: first unit, unit after the last


def reordered_sentences(
    draft: TokenizedText, source: TokenizedText, taken: Sequence[Alignment], boilerplate: Mask
) -> list[Alignment]:
    """Returns pairs of sentences outside `taken` that share most of their words.

    Units of the draft in `boilerplate`, its markings and addresses, are ignored.
    """
    if _uncovered(len(draft.units), taken) < (1 - _COVERED) * T.reordered_least:
        return []  # a unit weighs a word at most
    covered = boilerplate | _mask(draft, [(one.start, one.end) for one in taken])
    here = _left(draft, covered)[:_MOST]
    if not len(here):
        return []
    covered = _mask(source, [(one.source_start, one.source_end) for one in taken])
    there = _left(source, covered)[:_MOST_THERE]
    out: list[Alignment] = []
    used: set[int] = set()
    for at, other in _likely(draft, here, source, there):
        if other in used:
            continue
        (first, last), (source_first, source_last) = here[at].tolist(), there[other].tolist()
        common = Counter(draft.ids[first:last]) & Counter(source.ids[source_first:source_last])
        equal = common.total()
        both = last - first + source_last - source_first
        asked = (
            T.reordered_likeness
            if equal >= T.reordered_short * draft.scale
            else T.reordered_short_likeness
        )
        pair = Alignment(first, last, source_first, source_last, equal, ())
        if 2 * equal >= asked * both and has_content_words(
            draft, source, pair, T.reordered_content
        ):
            used.add(other)
            out.append(pair)
    return out


def _uncovered(units: int, taken: Sequence[Alignment]) -> int:
    """How many units of a draft no alignment covers."""
    if len(taken) == 1:  # as of most sources that are used as a whole
        return units - (taken[0].end - taken[0].start)
    left, end = units, 0
    for one in sorted(taken):
        left -= max(0, one.end - max(end, one.start))
        end = max(end, one.end)
    return left


def _mask(text: TokenizedText, alignments: Sequence[tuple[int, int]]) -> Mask:
    spans = np.array(alignments, np.int64).reshape(-1, 2)
    return unit_mask(len(text.units), spans[:, 0], spans[:, 1] - spans[:, 0])


def _left(text: TokenizedText, covered: Mask) -> Sentences:
    """The sentences of usual length of which hardly any unit is covered."""
    rows = text.sentences
    before = np.zeros(len(covered) + 1, np.int64)
    np.cumsum(covered, out=before[1:])
    words = (text.weight_before[rows[:, 1]] - text.weight_before[rows[:, 0]]) / 6
    touched = before[rows[:, 1]] - before[rows[:, 0]]
    usual = (words >= T.reordered_least) & (words <= T.reordered_longest)
    left: Sentences = rows[usual & (touched <= _COVERED * (rows[:, 1] - rows[:, 0]))]
    return left


def _likely(
    draft: TokenizedText, here: Sentences, source: TokenizedText, there: Sentences
) -> list[tuple[int, int]]:
    """For each sentence of the draft the one of the source with most units in common, if many."""
    if not len(there):
        return []
    units, sentence = _listed(draft, here)
    source_units, source_sentence = _listed(source, there)
    order = np.argsort(source_units, kind="stable")
    source_units, source_sentence = source_units[order], source_sentence[order]
    low = np.searchsorted(source_units, units, "left")
    counts = np.searchsorted(source_units, units, "right") - low
    counts[counts > _EVERYWHERE] = 0
    pairs = np.repeat(sentence, counts) * len(there) + source_sentence[ranges(low, counts)]
    votes = np.bincount(pairs, minlength=len(here) * len(there)).reshape(len(here), len(there))
    best = votes.argmax(axis=1)
    lengths = (here[:, 1] - here[:, 0]) + (there[:, 1] - there[:, 0])[best]
    # repeated units vote more than once and those that are everywhere not at all
    enough = 2 * votes[np.arange(len(here)), best] >= 0.75 * T.reordered_likeness * lengths
    return [(at, int(best[at])) for at in np.flatnonzero(enough).tolist()]


def _listed(
    text: TokenizedText, rows: Sentences
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """The units of some sentences, and which sentence each is in."""
    sizes = rows[:, 1] - rows[:, 0]
    return text.units.ids[ranges(rows[:, 0], sizes)], np.repeat(np.arange(len(rows)), sizes)
