"""Forms of unknown days: what many sources begin alike and go on with something else.

Where days are known they tell the fillings of a form from the updates of a story. Where they are
not, the number of the fillings does: a bank's daily notice or a market's opening stands in every
archive many times, and each time a figure or a name is another.
"""

import numpy as np

from checker.matching.passages import Judged
from checker.matching.relations import Relations
from checker.matching.stock_phrases import touching
from checker.matching.thresholds import THRESHOLDS as T
from checker.wording import worded

__all__ = ["refilled_by_many"]


def refilled_by_many(relations: Relations, at: int, one: Judged, first: int) -> str:
    """Returns why a passage is a form that sources of unknown days fill anew, "" if it is none.

    The draft must differ from its source in a figure, a name or a date: a copy differs in nothing.
    Where most figures differ, fewer fillings are enough. What a running story repeats is what the
    rest of it is about.

    Args:
        relations: the relations of the sources, those with passages before all that were aligned.
        at: the number of the passage's source.
        one: the passage.
        first: the first one of all that were aligned.
    """
    mine = relations.found[at].prepared
    if relations.day(at) is not None or one.words >= T.form_words or not one.aligned.runs:
        return ""
    if not one.filled.other and not one.filled.dates_inside:
        return ""
    fillings: set[int] = set()
    for other, mask, its in touching(relations, at, one, first):
        stored = relations.found[other].prepared.stored
        share = np.count_nonzero(mask) / one.aligned.equal
        if relations.day(other) is not None or share * one.words < T.shown_words:
            continue
        if not its.counts or its.filled.is_other:  # others have the same
            fillings.add(stored.doc)
    most = one.filled.figures_other > one.filled.figures_same
    if len(fillings) < (T.form_siblings if most else T.form_fillings):
        return ""
    if mine.text.has_capitals and relations.is_on_topic(at, one):
        return ""
    return worded("a form that {n} other sources fill in differently", n=len(fillings))
