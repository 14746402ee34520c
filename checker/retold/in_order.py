"""The words that two texts have in the same order, where no run of them shows a copy.

Whoever replaces every third word of a story leaves no four words in a row, by which copied text is
found. Two thirds of the words still stand in their order, and two reporters of one event have less
than half of them so.
"""

from rapidfuzz.distance import LCSseq

from checker.matching.core import core
from checker.matching.tokens import TokenizedText
from checker.retold.thresholds import THRESHOLDS as T

__all__ = ["words_in_order"]


def words_in_order(draft: TokenizedText, source: TokenizedText) -> float:
    """Returns the share of the shorter text's words that both have in the same order.

    It is 0 where it tells nothing: in texts that are short, or of which one is much longer, since
    any words are found in order there; and where there is a run of words, since a form has runs
    that are common, and what is copied is found by them.
    """
    fewer, more = sorted((len(draft.ids), len(source.ids)))
    if fewer < T.ordered_words * draft.scale or more > T.ordered_longer * fewer:
        return 0.0
    share = LCSseq.similarity(draft.ids, source.ids) / fewer
    if share < T.ordered_share:
        return 0.0
    run = core().seed_runs(draft, source).longest
    return share if run < T.ordered_run * draft.scale else 0.0
