"""Candidates: the families of sources that are worth aligning with a draft.

Every shingle of the draft is looked up. Hits vote for a family in bands of equal distance between
the two texts, weighted by how rare the shingle is. Shingles that occur on many days and in many
families are common phrases and cast no vote.
"""

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.postings.common_phrase import CommonPhrase, days_of
from checker.postings.compiled_lookup import compiled_lookup
from checker.postings.segment import I32, I64, U64, Segment
from checker.values import dataclass

__all__ = [
    "Candidate",
    "CandidateLimits",
    "Hits",
    "band_of",
    "common_phrases",
    "lookup",
    "plain_lookup",
    "vote",
]


@dataclass(frozen=True, slots=True)
class CandidateLimits:
    """The limits of candidate selection."""

    band: int = 24  # units that a diagonal may wander and still be one band
    families: int = 24  # candidates with two votes or more
    singles: int = 16  # candidates with one rare vote
    rare: int = 6  # families in which a shingle may stand to count as a rare single vote
    common: CommonPhrase = field(default_factory=CommonPhrase)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Hits of a draft's shingles: `grams` (which), `families`, `docs`, `days`, `places` (units)."""

    grams: npt.NDArray[np.int64]
    families: I64
    docs: I64
    days: I32
    places: I32

    def __len__(self) -> int:
        return len(self.grams)

    def take(self, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> "Hits":
        """Returns some of the hits."""
        return Hits(
            self.grams[which],
            self.families[which],
            self.docs[which],
            self.days[which],
            self.places[which],
        )


class Candidate(NamedTuple):
    """A family and how strongly the index points to it."""

    family: int
    score: float
    votes: int


def lookup(segments: Sequence[Segment], keys: U64) -> tuple[Hits, npt.NDArray[np.bool_]]:
    """Returns all hits of these keys in these segments, and the common phrases among them."""
    stopped = np.zeros(len(keys), bool)
    found = compiled_lookup(segments, keys, stopped)
    if found is not None:
        return Hits(*found), stopped
    for segment in segments:
        stopped |= segment.stopped(keys)
    return plain_lookup(segments, keys), stopped


def plain_lookup(segments: Sequence[Segment], keys: U64) -> Hits:
    """Returns all hits of these keys; the reference of the compiled look-up."""
    grams, families, docs, days, places = [], [], [], [], []
    for segment in segments:
        which, rows, at = segment.lookup(keys)
        grams.append(which)
        docs.append(segment.docs[rows])
        families.append(segment.families[rows])
        days.append(segment.days[rows])
        places.append(at)
    if not segments:
        none = np.zeros(0, np.int64)
        return Hits(none, none, none, none.astype(np.int32), none.astype(np.int32))
    return Hits(
        np.concatenate(grams),
        np.concatenate(families),
        np.concatenate(docs),
        np.concatenate(days),
        np.concatenate(places),
    )


def common_phrases(
    hits: Hits, counts: npt.NDArray[np.intp], common: CommonPhrase
) -> npt.NDArray[np.bool_]:
    """Returns which keys occur on many distinct days and in many families.

    Args:
        hits: all hits.
        counts: how many hits each key has.
        common: how many days and families are many.
    """
    keys = len(counts)
    heavy = counts >= max(common.days, common.families)
    if not heavy.any():
        return heavy
    some = hits.take(heavy[hits.grams])
    days = days_of(some.days, some.docs)
    found: npt.NDArray[np.bool_] = (
        _distinct(some.grams, some.families, keys) >= common.families
    ) & (_distinct(some.grams, days, keys) >= common.days)
    return found


def _distinct(
    grams: npt.NDArray[np.int64], values: npt.NDArray[np.int64], keys: int
) -> npt.NDArray[np.intp]:
    """How many distinct values each gram has."""
    order = np.lexsort((values, grams))
    grams, values = grams[order], values[order]
    new = np.append(True, (grams[1:] != grams[:-1]) | (values[1:] != values[:-1]))
    return np.bincount(grams[new], minlength=keys)


def band_of(limits: CandidateLimits, scale: float) -> int:
    """Returns how many units a diagonal may wander and still be one band."""
    return round(limits.band * scale)


def vote(
    hits: Hits,
    first_places: I32,
    weights: npt.NDArray[np.float64],
    useful: npt.NDArray[np.bool_],
    limits: CandidateLimits,
    scale: float,
) -> list[Candidate]:
    """Returns the best families; those with several votes in one band come first.

    Args:
        hits: all hits.
        first_places: where each gram stands in the draft, in units.
        weights: the weight of a vote of each gram: how rare it is.
        useful: which grams have a vote.
        limits: how many, and how wide a band is.
        scale: units a word.
    """
    hits = hits.take(useful[hits.grams])
    if not len(hits):
        return []
    diagonal = first_places[hits.grams].astype(np.int64) - hits.places
    order = np.lexsort((hits.grams, diagonal, hits.families))
    hits, diagonal = hits.take(order), diagonal[order]
    families = hits.families
    weights = weights[hits.grams]
    new_family = np.append(True, families[1:] != families[:-1])
    index = np.cumsum(new_family) - 1
    keys = index * np.int64(1 << 34) + diagonal + (1 << 32)
    ends = np.searchsorted(keys, keys + band_of(limits, scale), "right")
    total = np.append(0.0, np.cumsum(weights))
    votes = ends - np.arange(len(keys))
    scores = total[ends] - total[:-1]
    starts = np.flatnonzero(new_family)
    best = np.maximum.reduceat(scores, starts)
    most = np.maximum.reduceat(votes, starts)
    names = families[starts]
    several = np.flatnonzero(most >= 2)
    several = several[np.lexsort((names[several], -best[several]))][: limits.families]
    single = np.flatnonzero(most < 2)
    single = single[np.lexsort((names[single], -best[single]))][: limits.singles]
    return [
        Candidate(int(names[at]), float(best[at]), int(most[at]))
        for at in np.concatenate((several, single)).tolist()
    ]
