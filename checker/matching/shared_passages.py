"""Passages that several unrelated sources share are not counted as reuse of any of them.

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
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["Found", "without_shared"]

_COMPARED = 12
_STRIP = 64  # units


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A source with its passages in the draft."""

    prepared: Prepared
    judged: tuple[Judged, ...]


def without_shared(found: Sequence[Found]) -> list[Found]:
    """The same sources; passages that unrelated sources share are no longer counted."""
    holders = _by_strip(found)
    relations = _Relations(found)
    out: list[Found] = []
    for at, source in enumerate(found):
        judged = []
        for one in source.judged:
            note, boilerplate = "", False
            if one.counts and one.words < T.boilerplate_words:
                note, boilerplate = _shared(relations, at, one, holders[_middle(one)])
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
    relations: "_Relations", at: int, one: Judged, holders: Sequence[tuple[int, Judged]]
) -> tuple[str, bool]:
    """Why a passage does not count, and whether it is an ending; "" if it does."""
    covering = ((other, that) for other, that in holders if other != at and _covers(that, one))
    others = list(islice(covering, _COMPARED))
    if not others:
        return "", False
    unrelated: list[tuple[int, Judged]] = [(at, one)]
    for other, that in others:
        if not any(relations.related(other, that, known, it) for known, it in unrelated):
            unrelated.append((other, that))
    stored = relations.found[at].prepared.stored
    endings = sum(
        that.closing and relations.found[other].prepared.stored.owner == stored.owner
        for other, that in unrelated
    )
    length = len(relations.found[at].prepared.text.units)
    share = (one.aligned.source_end - one.aligned.source_start) / length
    if (
        one.words < T.ending_words
        and one.closing
        and endings >= T.unrelated_endings
        and share < T.ending_share
    ):
        return f"closing lines of {endings} unrelated sources of one owner", True
    stood = f"stands in {len(unrelated)} unrelated sources"
    if len(unrelated) >= T.unrelated_sources and one.words < T.shared_words:
        return stood, False
    days = {relations.found[other].prepared.stored.day for other, _ in unrelated} - {None}
    if len(days) >= T.boilerplate_days and one.words < T.boilerplate_words:
        return stood, True
    return "", False


def _covers(that: Judged, one: Judged) -> bool:
    """Whether another passage covers most of the same alignment of the draft."""
    here, there = one.aligned, that.aligned
    common = min(here.end, there.end) - max(here.start, there.start)
    return common >= 0.7 * (here.end - here.start) and that.words >= 0.7 * one.words


class _Relations:
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
        return shared >= T.related_share * rest if rest > 8 else shared + passage > 8

    def _seeds(self, one: int, other: int) -> int:
        """How many distinct seeds two sources have in common."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shared:
            few, many = sorted((self.found[at].prepared.distinct_seeds for at in pair), key=len)
            at = np.minimum(np.searchsorted(many, few), max(0, len(many) - 1))
            self._shared[pair] = int((many[at] == few).sum()) if len(many) else 0
        return self._shared[pair]
