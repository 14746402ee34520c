"""Formulas: words that sources of many weeks have piece by piece, though none has them all.

Officials' texts, notices and market reports are joined from phrases of other days, in one agency's
archive more than anywhere. Two of them may have a hundred words in common that are nobody's.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Run
from checker.matching.candidates import Hits
from checker.matching.core import core
from checker.matching.passages import Judged
from checker.matching.phrases import Shingles, filled_up
from checker.matching.rarity import Holdings, Rarity, weeks_of
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText, unit_mask
from checker.values import kept

__all__ = ["FORMULA", "Formulas"]

I64 = npt.NDArray[np.int64]
Told = Callable[[TokenizedText, int, int], dict[str, float]]

FORMULA = "a formula: sources of other weeks have most of it, piece by piece"
REWORDED = "a short sentence that two texts of different days word differently"


class Formulas:
    """The words of a draft that stand in sources of several weeks; looked for once, when asked."""

    def __init__(self, text: TokenizedText, shingles: Shingles, hits: Hits, common: Mask) -> None:
        """Keeps what the index has of a draft.

        Args:
            text: the draft.
            shingles: its shingles.
            hits: where they stand in the sources.
            common: which keys are common phrases, which have no hits.
        """
        self.text = text
        self._held = Holdings(shingles, hits, common)
        self._shapes: dict[tuple[int, int], dict[str, float]] = {}

    @kept
    def mask(self) -> Mask:
        """Which units are words of many weeks. A text without a day is of no week."""
        return self._in_weeks(T.formula_weeks)

    @kept
    def earlier(self) -> Mask:
        """Which units are words of many weeks, if the draft is of another week itself."""
        return self._in_weeks(T.formula_weeks - 1)

    @kept
    def _weeks(self) -> npt.NDArray[np.int64]:
        """In how many fortnights each shingle stands."""
        return weeks_of(self._held.hits, len(self._held.common))

    def _in_weeks(self, least: int) -> Mask:
        """Which units are words of at least so many fortnights."""
        shingles, common = self._held.shingles, self._held.common
        often = (self._weeks >= least) | common
        begins = np.flatnonzero(often[shingles.which])
        reach = shingles.lengths[begins].astype(np.int64)
        gap = round(T.formula_gap * self.text.scale)
        return filled_up(unit_mask(len(self.text.units), begins, reach), gap)

    def of_stretch(self, start: int, end: int, told: Told) -> dict[str, float]:
        """Returns what is told of a stretch of the draft; asked once: a crowd has the same one."""
        known = self._shapes.get((start, end))
        if known is None:
            known = self._shapes[start, end] = told(self.text, start, end)
        return known

    def rarity(self, runs: Sequence[Run], doc: int, silent: I64) -> Rarity:
        """Returns how rare the words of a part of the draft are; see `checker.matching.rarity`."""
        return core().rarity(self._held, self.earlier, runs, doc, silent)

    def reason(self, one: Judged) -> str:
        """Returns why a passage is nobody's words, "" if it is its source's.

        What is copied unchanged within days is a copy whatever it says, and so is what has figures
        in common that are in no formula. Where something else stands for a name, a figure or a
        date, less in common with other weeks shows a formula.
        """
        if one.words >= T.notice_words or not one.aligned.runs:
            return ""
        filled, same = one.filled, one.aligned.similarity >= T.formula_same
        if same and not filled.is_other and (not one.late or filled.figures_same >= T.own_marks):
            return ""
        if self._is_a_turn_of_phrase(one):
            return REWORDED
        here = slice(one.aligned.start, one.aligned.end)
        if not same and self._is_of_earlier_weeks(one):
            return FORMULA
        formulaic = self.mask[here]
        anew = filled.other > 0 or filled.dates_inside > 0
        marks = np.count_nonzero(self.text.units.figures[here] & ~formulaic)
        if not one.late and not anew and marks >= T.own_marks:
            return ""
        share = min(1.0, np.count_nonzero(formulaic) / one.aligned.equal)
        own = one.words * (1 - share)
        if not one.late and own >= T.sure_words:
            return ""
        least = T.formula_anew if anew else T.formula_few if own < T.used_words else T.formula_share
        return FORMULA if share >= least else ""

    def _is_of_earlier_weeks(self, one: Judged) -> bool:
        """Whether a place of a passage holds something else, and the draft is one more fortnight.

        What a house repeats of a film or a device for weeks is unchanged in its places.
        """
        filled, here = one.filled, slice(one.aligned.start, one.aligned.end)
        if one.apart is None or one.apart <= T.form_days:
            return False
        if not (filled.is_other or filled.dates_inside or filled.words_other):
            return False
        return bool(np.count_nonzero(self.earlier[here]) >= T.formula_earlier * one.aligned.equal)

    def _is_a_turn_of_phrase(self, one: Judged) -> bool:
        """Whether a short sentence is reworded on another day, without figures or names in common.

        Without capital letters, where names and topics show nothing, it may be longer.
        """
        return (
            one.late
            and one.words < (T.marked_words if self.text.has_capitals else T.used_words)
            and one.aligned.similarity < T.formula_same
            and one.filled.same < (1 if self.text.has_capitals else T.own_marks)
        )
