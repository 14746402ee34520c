"""The families of sources that a draft is aligned with: looked up, counted, voted for."""

import numpy as np

from checker.matching.candidates import Candidate, CandidateLimits, lookup
from checker.matching.core import core
from checker.matching.formulas import Formulas
from checker.matching.tokens import Mask, TokenizedText
from checker.postings.snapshot import Snapshot
from checker.text.shingles import SHINGLE, grams

__all__ = ["shortlist"]

WORDS_A_CANDIDATE, MOST_MORE = 120.0, 400  # longer drafts may have more sources


def shortlist(
    snapshot: Snapshot, text: TokenizedText, boilerplate: Mask, limits: CandidateLimits
) -> tuple[list[Candidate], Mask, Formulas]:
    """Returns the families to look at, which units are common phrases, and what is a formula.

    Args:
        snapshot: the state of the index.
        text: the draft.
        boilerplate: its units that are markings or addresses, which point to no source.
        limits: how many families, and what a common phrase is.
    """
    shingles = core().distinct(grams(text.units, SHINGLE))
    hits, stopped = lookup(snapshot.all, shingles.keys)
    counts, common = core().counted(hits, stopped, limits.common)
    phrase, useful = core().phrases(text, shingles, common, boilerplate)
    # A vote weighs the logarithm of all texts by those that have the shingle.
    weights = np.log1p(max(snapshot.texts, 1) / np.maximum(counts, 1))
    more = min(MOST_MORE, round(text.words() / WORDS_A_CANDIDATE))
    limits = CandidateLimits(
        limits.band, limits.families + more, limits.singles, limits.rare, limits.common
    )
    best = core().vote(hits, shingles.first, weights, useful, limits, text.scale)
    return best, phrase, Formulas(text, shingles, hits, common)
