"""Candidates: the sources to which rare figures and names of a draft point."""

import numpy as np
import numpy.typing as npt

from checker.anchors import Keys
from checker.postings.rare_holders import rare_holders
from checker.postings.segment import I64, keys_of
from checker.postings.snapshot import Snapshot
from checker.retold.thresholds import THRESHOLDS as T

__all__ = ["candidates"]


def candidates(snapshot: Snapshot, keys: Keys) -> list[int]:
    """Returns the texts with most rare anchors of a draft in common, the best first."""
    numbers, figures = keys
    which, docs = rare_holders(snapshot.all, keys_of(numbers), T.rare)
    if len(snapshot.removed):
        there = ~np.isin(docs, snapshot.removed)
        which, docs = which[there], docs[there]
    return _best(snapshot, which, docs, figures) if len(which) else []


def _best(
    snapshot: Snapshot,
    which: npt.NDArray[np.int64],
    docs: I64,
    figures: npt.NDArray[np.bool_],
) -> list[int]:
    """The texts that enough anchors point to, by how rare these are."""
    ordered, more = np.sort(docs), T.pointing - 1
    if not (ordered[more:] == ordered[: max(0, len(docs) - more)]).any():  # as with most drafts
        return []
    texts, of_text = np.unique(docs, return_inverse=True)
    votes = np.bincount(of_text)
    counts = np.bincount(which, minlength=len(figures))
    rarity = np.log1p(max(snapshot.texts, 1) / np.maximum(counts, 1))
    told = np.bincount(of_text, figures[which])
    least = np.where(told > 0, T.pointing, T.pointing_names)
    scores = np.bincount(of_text, rarity[which])
    held = counts > 0
    enough = (votes >= least) & (scores >= T.pointing_share * rarity[held].sum())
    # of a source in another script the figures alone are seen
    figured = np.bincount(of_text, rarity[which] * figures[which])
    enough |= (told >= T.pointing) & (figured >= T.pointing_figures * rarity[held & figures].sum())
    if not enough.any():
        return []
    # where one source is told, others may be behind the rest of the draft
    enough |= (votes >= least) & (scores >= T.pointing_besides * rarity[held].sum())
    at = np.flatnonzero(enough)
    best = at[np.lexsort((texts[at], -scores[at]))]
    found: list[int] = texts[best[: T.looked_at]].tolist()
    return found
