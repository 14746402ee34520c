"""In how many unrelated sources a passage stands: what many share was taken from none of them.

A statement or a background line that three unrelated sources carry, and closing lines that two of
one owner end with, are shown but not counted. Copies, updates and re-sends of one story are
related: a story that a hundred outlets ran is still found.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from checker.matching.passages import Judged, uncounted
from checker.matching.texts import Prepared

__all__ = ["Found", "without_shared"]

UNRELATED_SOURCES = 3
SHARED_WORDS = 60.0  # longer passages count wherever they stand
STANDING_DAYS, STANDING_WORDS = 6, 150.0  # longer blocks on so many days: terms, house notices
UNRELATED_ENDINGS = 2
ENDING_WORDS = 75.0
ENDING_SHARE = 0.4  # of the source
RELATED_SHARE = 0.5  # of the seeds outside the passage
_COMPARED = 12
_STRIP = 64  # units


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A source with its passages in the draft."""

    prepared: Prepared
    judged: tuple[Judged, ...]


def without_shared(found: Sequence[Found]) -> list[Found]:
    """The same sources; passages that unrelated sources share are no longer counted."""
    bearers = _by_strip(found)
    kinship = _Kinship(found)
    out: list[Found] = []
    for at, source in enumerate(found):
        judged = []
        for one in source.judged:
            note, boilerplate = "", False
            if one.counts and one.words < STANDING_WORDS:
                note, boilerplate = _shared(kinship, at, one, bearers[_middle(one)])
            if note:
                one = uncounted(one, note, "boilerplate" if boilerplate else None)
            judged.append(one)
        out.append(replace(source, judged=tuple(judged)))
    return out


def _middle(one: Judged) -> int:
    """The strip of the draft in which a passage has its middle: what covers most covers this."""
    return (one.aligned.start + one.aligned.end) // 2 // _STRIP


def _by_strip(found: Sequence[Found]) -> defaultdict[int, list[tuple[int, Judged]]]:
    """The passages that touch each strip of the draft."""
    out: defaultdict[int, list[tuple[int, Judged]]] = defaultdict(list)
    for at, source in enumerate(found):
        for one in source.judged:
            if one.passage:
                for strip in range(one.aligned.start // _STRIP, one.aligned.end // _STRIP + 1):
                    out[strip].append((at, one))
    return out


def _shared(
    kinship: "_Kinship", at: int, one: Judged, bearers: Sequence[tuple[int, Judged]]
) -> tuple[str, bool]:
    """Why a passage does not count, and whether it is an ending; "" if it does."""
    covering = ((other, that) for other, that in bearers if other != at and _covers(that, one))
    others = list(islice(covering, _COMPARED))
    if not others:
        return "", False
    unrelated: list[tuple[int, Judged]] = [(at, one)]
    for other, that in others:
        if not any(kinship.related(other, that, known, it) for known, it in unrelated):
            unrelated.append((other, that))
    stored = kinship.found[at].prepared.stored
    endings = sum(
        that.closing and kinship.found[other].prepared.stored.owner == stored.owner
        for other, that in unrelated
    )
    length = len(kinship.found[at].prepared.text.units)
    share = (one.aligned.source_end - one.aligned.source_start) / length
    if (
        one.words < ENDING_WORDS
        and one.closing
        and endings >= UNRELATED_ENDINGS
        and share < ENDING_SHARE
    ):
        return f"closing lines of {endings} unrelated sources of one owner", True
    stood = f"stands in {len(unrelated)} unrelated sources"
    if len(unrelated) >= UNRELATED_SOURCES and one.words < SHARED_WORDS:
        return stood, False
    days = {kinship.found[other].prepared.stored.day for other, _ in unrelated} - {None}
    if len(days) >= STANDING_DAYS and one.words < STANDING_WORDS:
        return stood, True
    return "", False


def _covers(that: Judged, one: Judged) -> bool:
    """Whether another passage covers most of the same stretch of the draft."""
    here, there = one.aligned, that.aligned
    common = min(here.end, there.end) - max(here.start, there.start)
    return common >= 0.7 * (here.end - here.start) and that.words >= 0.7 * one.words


class _Kinship:
    """Which of the sources share more than a passage; each pair is compared once."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self._shared: dict[tuple[int, int], int] = {}

    def related(self, one: int, its: Judged, other: int, others: Judged) -> bool:
        """Whether two sources share more than this passage."""
        first, second = self.found[one].prepared, self.found[other].prepared
        if first.stored.source == second.stored.source:
            return True
        passage = min(
            its.aligned.source_end - its.aligned.source_start,
            others.aligned.source_end - others.aligned.source_start,
        )
        shared = self._seeds(one, other) - passage
        rest = min(len(first.distinct_seeds), len(second.distinct_seeds)) - passage
        return shared >= RELATED_SHARE * rest if rest > 8 else shared + passage > 8

    def _seeds(self, one: int, other: int) -> int:
        """How many distinct seeds two sources have in common."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shared:
            few, many = sorted((self.found[at].prepared.distinct_seeds for at in pair), key=len)
            at = np.minimum(np.searchsorted(many, few), max(0, len(many) - 1))
            self._shared[pair] = int((many[at] == few).sum()) if len(many) else 0
        return self._shared[pair]
