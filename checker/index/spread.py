"""In how many unrelated sources a passage stands: what many share was taken from none of them.

A statement or a background line that three unrelated sources carry, and closing lines that two of
one owner end with, are shown but not counted. Copies, updates and re-sends of one story are
related: a story that a hundred outlets ran is still found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from checker.index.passages import Judged, uncounted
from checker.index.texts import Prepared

__all__ = ["Found", "without_shared"]

UNRELATED_SOURCES = 3
SHARED_WORDS = 60.0  # longer passages count wherever they stand
UNRELATED_ENDINGS = 2
ENDING_WORDS = 75.0
ENDING_SHARE = 0.4  # of the source
RELATED_SHARE = 0.5  # of the seeds outside the passage
_COMPARED = 12


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A source with its passages in the draft."""

    prepared: Prepared
    judged: tuple[Judged, ...]


def without_shared(found: Sequence[Found]) -> list[Found]:
    """The same sources; passages that unrelated sources share are no longer counted."""
    bearers = [(at, one) for at, source in enumerate(found) for one in source.judged if one.passage]
    out: list[Found] = []
    for at, source in enumerate(found):
        judged = []
        for one in source.judged:
            note, boilerplate = "", False
            if one.passage and one.passage.counted and one.words < ENDING_WORDS:
                note, boilerplate = _shared(found, at, one, bearers)
            if note:
                one = uncounted(one, note, "boilerplate" if boilerplate else None)
            judged.append(one)
        out.append(replace(source, judged=tuple(judged)))
    return out


def _shared(
    found: Sequence[Found], at: int, one: Judged, bearers: Sequence[tuple[int, Judged]]
) -> tuple[str, bool]:
    """Why a passage does not count, and whether it is an ending; "" if it does."""
    others = [(other, that) for other, that in bearers if other != at and _covers(that, one)]
    if not others:
        return "", False
    unrelated: list[tuple[int, Judged]] = [(at, one)]
    for other, that in others[:_COMPARED]:
        if all(not _related(found[other], that, found[known], it) for known, it in unrelated):
            unrelated.append((other, that))
    owner = found[at].prepared.stored.owner
    endings = sum(
        that.closing and found[other].prepared.stored.owner == owner for other, that in unrelated
    )
    length = len(found[at].prepared.text.units)
    share = (one.aligned.source_end - one.aligned.source_start) / length
    if one.closing and endings >= UNRELATED_ENDINGS and share < ENDING_SHARE:
        return f"closing lines of {endings} unrelated sources of one owner", True
    if len(unrelated) >= UNRELATED_SOURCES and one.words < SHARED_WORDS:
        return f"stands in {len(unrelated)} unrelated sources", False
    return "", False


def _covers(that: Judged, one: Judged) -> bool:
    """Whether another passage covers most of the same stretch of the draft."""
    here, there = one.aligned, that.aligned
    common = min(here.end, there.end) - max(here.start, there.start)
    return common >= 0.7 * (here.end - here.start) and that.words >= 0.7 * one.words


def _related(one: Found, its: Judged, other: Found, others: Judged) -> bool:
    """Whether two sources share more than this passage."""
    if one.prepared.stored.source == other.prepared.stored.source:
        return True
    first, second = one.prepared.distinct_seeds, other.prepared.distinct_seeds
    passage = min(
        its.aligned.source_end - its.aligned.source_start,
        others.aligned.source_end - others.aligned.source_start,
    )
    shared = len(np.intersect1d(first, second, assume_unique=True)) - passage
    rest = min(len(first), len(second)) - passage
    return shared >= RELATED_SHARE * rest if rest > 8 else shared + passage > 8
