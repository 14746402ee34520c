"""The families of sources that a draft is aligned with: looked up, counted, voted for."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checker.matching.candidates import Candidate, CandidateLimits, lookup
from checker.matching.core import core
from checker.matching.formulas import Formulas
from checker.matching.tokens import Mask, TokenizedText
from checker.postings.snapshot import Snapshot, Standing
from checker.text.shingles import SHINGLE, grams

__all__ = ["Shortlist", "compared", "shortlist"]

WORDS_A_CANDIDATE, MOST_MORE = 120.0, 400  # longer drafts may have more sources
PASSAGE_VOTES = 3  # from which on a family that is left out may have a passage that counts
_MOST_LEFT_OUT = 400  # families
_MOST_OTHERWISE = 64  # texts


class Shortlist(NamedTuple):
    """The families to look at, and which units are common phrases and what is a formula.

    `left_out` are the next ones, the best first.
    """

    best: list[Candidate]
    phrases: Mask
    formulas: Formulas
    left_out: list[Candidate]


def shortlist(
    snapshot: Snapshot, text: TokenizedText, boilerplate: Mask, limits: CandidateLimits
) -> Shortlist:
    """Returns the families to look at.

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
    most = limits.families + min(MOST_MORE, round(text.words() / WORDS_A_CANDIDATE))
    limits = CandidateLimits(
        limits.band, most + _MOST_LEFT_OUT, limits.singles, limits.rare, limits.common
    )
    voted = core().vote(hits, shingles.first, weights, useful, limits, text.scale)
    several = sum(1 for one in voted if one.votes > 1)
    best, left_out = voted, voted[most:several]
    if left_out:
        best = voted[:most] + voted[several:]
    return Shortlist(best, phrase, Formulas(text, shingles, hits, common), left_out)


def compared(
    snapshot: Snapshot, listed: Shortlist, most: int, standing: Standing | None
) -> list[list[int]]:
    """Returns the texts of each family to look at, and those left out that stand otherwise.

    A story may stand whole in a hundred leads that were each added to, all with the same votes: of
    those that are left out one of each other owner and of each other set of rights is compared,
    and each that is killed or not usable.

    Args:
        snapshot: the state of the index.
        listed: the families.
        most: how many texts of a family.
        standing: tells which texts have another owner or other rights.
    """
    families = snapshot.members([one.family for one in listed.best], most, standing)
    left_out = [one.family for one in listed.left_out if one.votes >= PASSAGE_VOTES]
    if not left_out or standing is None:
        return families
    others = snapshot.members(left_out, most, standing)
    stands = standing([*_each(families), *_each(others)])
    known = {stands.get(doc) for doc in _each(families)}
    more: list[list[int]] = []
    for doc in _each(others):
        if (stand := stands.get(doc)) not in known:
            known.add(stand)
            more.append([doc])
            if len(more) == _MOST_OTHERWISE:
                break
    return families + more


def _each(families: Sequence[Sequence[int]]) -> list[int]:
    return [doc for docs in families for doc in docs]
