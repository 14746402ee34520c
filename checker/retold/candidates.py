"""Candidates: the sources to which rare figures and names of a draft point."""

import numpy as np
import numpy.typing as npt

from checker.anchors import Keys
from checker.postings.segment import I64, U64, keys_of
from checker.postings.snapshot import Snapshot
from checker.retold.thresholds import THRESHOLDS as T

__all__ = ["candidates"]


def candidates(snapshot: Snapshot, keys: Keys) -> list[int]:
    """Returns the texts with most rare anchors of a draft in common, the best first."""
    numbers, figures = keys
    which, docs = _hits(snapshot, keys_of(numbers))
    return _best(snapshot, which, docs, figures) if len(which) else []


def _hits(snapshot: Snapshot, keys: U64) -> tuple[npt.NDArray[np.intp], I64]:
    """Which key and which text, for every hit of a key that few texts hold."""
    found, docs = [], []
    for segment in snapshot.all:
        rare = np.flatnonzero(segment.held(keys, T.rare))
        if len(rare):
            which, rows = segment.holders(keys[rare])
            found.append(rare[which])
            docs.append(segment.docs[rows])
    if not found:
        return np.zeros(0, np.intp), np.zeros(0, np.int64)
    return np.concatenate(found), np.concatenate(docs)


def _best(
    snapshot: Snapshot,
    which: npt.NDArray[np.intp],
    docs: I64,
    figures: npt.NDArray[np.bool_],
) -> list[int]:
    """The texts that enough anchors point to, by how rare these are."""
    counts = np.bincount(which, minlength=len(figures))
    rarity = np.log1p(max(snapshot.texts, 1) / np.maximum(counts, 1))
    texts, of_text = np.unique(docs, return_inverse=True)
    votes = np.bincount(of_text)
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
    there = (int(text) for text in texts[best].tolist())
    return [text for text in there if not snapshot.is_removed(text)][: T.looked_at]
