"""The other sources of a search beside a passage: who has most of it, and what that tells."""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np

from checker.matching.core import core
from checker.matching.crowd import I64, NO_DAY, Beside, Crowd, Row, Siblings
from checker.matching.passages import Judged
from checker.matching.relations import Relations, phrase_units
from checker.matching.thresholds import THRESHOLDS as T
from checker.text.unit_tables import Numbers
from checker.values import kept

__all__ = ["Bearers"]


class Bearers:
    """The sources that were aligned with a draft, beside a passage of one of them."""

    def __init__(self, relations: Relations, first: int) -> None:
        """Keeps where they are.

        Args:
            relations: the relations of sources, those with passages before all that were aligned.
            first: the first one of all that were aligned.
        """
        self.relations = relations
        self._first = first
        self._found = relations.found[first:]

    def holders(self, at: int, main: Judged) -> Iterator[tuple[int, Judged]]:
        """Yields the other sources that have most of a passage of source `at`, and that part."""
        start, end, *_ = main.aligned
        least = T.sibling_share * (end - start)
        for other, row in enumerate(self._rows(at, main).tolist(), self._first):
            if row < 0:
                continue
            one = self._judged[row]
            if min(one.aligned.end, end) - max(one.aligned.start, start) >= least:
                yield other, one

    def siblings(self, at: int, main: Judged) -> Siblings:
        """What other sources tell of the longest passage of source `at`.

        Sources of the same story say nothing, nor do those that have the words without any phrase.
        """
        prepared = self.relations.found[at].prepared
        day = prepared.stored.day
        beside = Beside(
            self._group(at),
            NO_DAY if day is None else day,
            main.aligned.start,
            main.aligned.end,
            main.is_filled_anew,
            main.source_units,
            main.words,
            phrase_units(prepared.text, main),
            prepared.distinct_seeds,
        )
        return core().siblings(self._crowd, beside, self._rows(at, main))

    def refilled(self, at: int) -> float:
        """How many words of source `at` are a form that the draft fills anew."""
        place = self._places.get(self.relations.found[at].prepared.stored.doc)
        judged = () if place is None else self._found[place].judged
        return sum(one.words for one in judged if one.is_form and not one.counts)

    def _rows(self, at: int, main: Judged) -> I64:
        """Of each source the number of the alignment that has most of a passage, -1 if none."""
        return core().bearers(self._crowd, self._group(at), main.aligned.start, main.aligned.end)

    def _group(self, at: int) -> int:
        return self._groups.get(self.relations.found[at].prepared.stored.source, -1)

    @kept
    def _places(self) -> dict[int, int]:
        """Where each text is among them."""
        return {its.prepared.stored.doc: at for at, its in enumerate(self._found)}

    @kept
    def _judged(self) -> list[Judged]:
        return [one for its in self._found for one in its.judged]

    @kept
    def _groups(self) -> dict[str, int]:
        """The number of each source, whatever its version."""
        names = dict.fromkeys(its.prepared.stored.source for its in self._found)
        return {name: number for number, name in enumerate(names)}

    @kept
    def _crowd(self) -> Crowd:
        stored = [its.prepared.stored for its in self._found]
        rows = [
            Row(
                one.aligned.start,
                one.aligned.end,
                one.aligned.longest,
                not one.is_form and not one.filled.other,
                one.is_form,
                one.is_filled_anew,
                one.source_units,
            )
            for one in self._judged
        ]
        begins = accumulate((len(its.judged) for its in self._found), initial=0)
        return Crowd(
            np.array(rows, np.int64).reshape(-1, len(Row._fields)),
            np.array([one.words for one in self._judged], np.float64),
            np.array([*begins], np.int64),
            np.array([self._groups[one.source] for one in stored], np.int64),
            np.array([NO_DAY if one.day is None else one.day for one in stored], np.int64),
            np.array([one.doc for one in stored], np.int64),
            self._seeds,
        )

    def _seeds(self, at: int) -> Numbers:
        return self._found[at].prepared.distinct_seeds
