"""Compaction: which segments are merged, and how, in pieces so that memory stays small.

A merge drops removed texts, turns phrases of many days into stops and keeps at most MOST_HOLDERS
postings of a fingerprint (the earliest), and only a few of a stop. Readers keep the old files open
until they have finished.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from checker.postings.common_phrase import CommonPhrase, days_of
from checker.postings.segment import I32, I64, U64, Assembly, Postings, Segment

__all__ = ["MOST_HOLDERS", "merge", "to_merge"]

MOST_HOLDERS = 400
STOP_HOLDERS = 4  # of a common phrase: what is long is a story all the same, and must be found
_FANOUT = 6
_SMALL = 200_000  # postings; segments below are of one tier
_PIECE = 2_000_000
_ROW_BITS = np.uint64(24)  # of a row, beside the 40 of a key


def to_merge(sizes: Sequence[int]) -> slice | None:
    """Returns the run of newest segments that is due for a merge, if there is one.

    Tiers grow by FANOUT; when FANOUT segments at the end are of one tier or below, they merge.
    """
    for start in range(len(sizes)):
        rest = sizes[start:]
        if len(rest) >= _FANOUT and _tier(rest[0]) <= max(_tier(size) for size in rest[1:]):
            return slice(start, len(sizes))
        if len(rest) >= _FANOUT and sum(rest[1:]) >= rest[0]:
            return slice(start, len(sizes))
    return None


def _tier(size: int) -> int:
    tier = 0
    while size > _SMALL:
        size //= _FANOUT
        tier += 1
    return tier


def merge(segments: Sequence[Segment], removed: I64, common: CommonPhrase) -> Segment:
    """Returns one segment made of several, in the order of their documents."""
    docs = np.concatenate([segment.docs for segment in segments])
    days = np.concatenate([segment.days for segment in segments])
    families = np.concatenate([segment.families for segment in segments])
    units = np.concatenate([segment.units for segment in segments])
    keep = _kept(docs, families, removed)
    new_row = np.cumsum(keep) - 1
    order = np.argsort(docs[keep], kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    bases = np.cumsum([0, *(len(segment.docs) for segment in segments)])
    stops = np.unique(np.concatenate([segment.stops for segment in segments]))
    assembly = Assembly(sum(segment.postings for segment in segments))
    for piece in _pieces(segments):
        joined = Postings.join(
            [
                Postings(p.keys, p.rows + np.uint32(base), p.places)
                for p, base in zip(piece, bases[:-1].tolist(), strict=True)
            ]
        )
        joined = _take(joined, keep[joined.rows])
        rows = rank[new_row[joined.rows]]
        # By key, then row; the runs of the segments are sorted, and this sort uses that.
        order_of = np.argsort(joined.keys << _ROW_BITS | rows.astype(np.uint64), kind="stable")
        sorted_ = Postings(
            joined.keys[order_of], rows[order_of].astype(np.uint32), joined.places[order_of]
        )
        thinned, more = _thin(
            sorted_, docs[keep][order], days[keep][order], families[keep][order], stops, common
        )
        assembly.add(thinned)
        stops = np.union1d(stops, more)
    return assembly.finish(
        docs[keep][order], days[keep][order], families[keep][order], units[keep][order], stops
    )


def _kept(docs: I64, families: I64, removed: I64) -> npt.NDArray[np.bool_]:
    """Which documents stay: those not removed, and removed ones that still lead a family."""
    gone = np.isin(docs, removed)
    leads = np.isin(docs, families[~gone & (families != docs)])
    kept: npt.NDArray[np.bool_] = ~gone | leads
    return kept


def _pieces(segments: Sequence[Segment]) -> Iterator[list[Postings]]:
    """The postings of all segments cut at the same keys, about PIECE postings each."""
    total = sum(segment.postings for segment in segments)
    smallest = min(segment.prefix for segment in segments)
    wanted = max(0, (total // _PIECE).bit_length())
    bits = min(smallest, wanted)
    for piece in range(1 << bits):
        row = []
        for segment in segments:
            shift = segment.prefix - bits
            row.append(segment.part(piece << shift, (piece + 1) << shift))
        yield row


def _take(postings: Postings, which: npt.NDArray[np.bool_]) -> Postings:
    if which.all():
        return postings
    return Postings(postings.keys[which], postings.rows[which], postings.places[which])


def _thin(
    postings: Postings, docs: I64, days: I32, families: I64, stops: U64, common: CommonPhrase
) -> tuple[Postings, U64]:
    """Without common phrases and without the latest holders of very frequent fingerprints."""
    if not len(postings.keys):
        return postings, np.zeros(0, np.uint64)
    new = np.append(True, postings.keys[1:] != postings.keys[:-1])
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(postings.keys)))
    keep = np.ones(len(postings.keys), bool)
    more: list[int] = []
    few = min(common.days, common.families)
    for group in np.flatnonzero(sizes >= few).tolist():
        start, size = int(starts[group]), int(sizes[group])
        rows = postings.rows[start : start + size]
        names = families[rows]
        dates = days_of(days[rows], docs[rows])
        if len(np.unique(names)) >= common.families and len(np.unique(dates)) >= common.days:
            more.append(int(postings.keys[start]))
            keep[start + STOP_HOLDERS : start + size] = False
        elif size > MOST_HOLDERS:
            keep[start + MOST_HOLDERS : start + size] = False
    for group in np.flatnonzero(np.isin(postings.keys[starts], stops)).tolist():
        keep[int(starts[group]) + STOP_HOLDERS : int(starts[group]) + int(sizes[group])] = False
    return _take(postings, keep), np.array(more, np.uint64)
