"""Builds a segment from stored texts: fingerprints, anchors, and the family of each text.

A text at least nine tenths of which is contained in an indexed one (an update, a correction, a
re-send, another outlet's copy) joins its family; only the fingerprints that the family lacks are
stored for it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.anchors import anchor_keys
from checker.models import StoredText
from checker.postings.segment import I64, U64, Postings, Segment, build, keys_of, place_steps
from checker.text.shingles import fingerprints
from checker.text.units import units_of

__all__ = ["FAMILY_SHARE", "segment_of"]

FAMILY_SHARE = 0.9
_FEWEST = 4  # fingerprints below which nothing joins a family


def segment_of(texts: Sequence[StoredText], before: Sequence[Segment]) -> Segment:
    """Returns a segment of these texts; families are sought in `before` and among the texts."""
    texts = sorted(texts, key=lambda stored: stored.doc)
    docs = np.array([stored.doc for stored in texts], np.int64)
    days = np.array([-1 if t.day is None else t.day for t in texts], np.int32)
    counts = np.zeros(len(texts), np.uint32)
    keys: list[U64] = []
    rows: list[npt.NDArray[np.uint32]] = []
    places: list[npt.NDArray[np.int32]] = []
    anchors: list[U64] = []
    for number, stored in enumerate(texts):
        units = units_of(stored.text)
        counts[number] = len(units)
        hashes, at = fingerprints(units)
        key, first = np.unique(keys_of(hashes), return_index=True)
        keys.append(key)
        rows.append(np.full(len(key), number, np.uint32))
        places.append(at[first])
        anchors.append(np.unique(keys_of(anchor_keys(stored.text, units)[0])))
    row = np.concatenate(rows)
    place = np.minimum(np.concatenate(places) // place_steps(counts)[row], 255).astype(np.uint8)
    joined = Postings(np.concatenate(keys), row, place)
    families, known = _families(docs, joined, before)
    kept = ~known
    own = Postings(joined.keys[kept], joined.rows[kept], joined.places[kept])
    return build(docs, days, families, counts, Postings.join((own, _anchored(anchors))))


def _anchored(anchors: Sequence[U64]) -> Postings:
    """The anchors of each text as postings; they have no place, and families share none."""
    keys = np.concatenate(anchors)
    sizes = [len(of_text) for of_text in anchors]
    rows = np.repeat(np.arange(len(anchors), dtype=np.uint32), sizes)
    return Postings(keys, rows, np.zeros(len(keys), np.uint8))


def _families(
    docs: I64, postings: Postings, before: Sequence[Segment]
) -> tuple[I64, npt.NDArray[np.bool_]]:
    """The family of each text, and which postings the family has already."""
    families = docs.copy()
    known = np.zeros(len(postings.keys), bool)
    sizes = np.bincount(postings.rows, minlength=len(docs))
    own = build(docs, np.zeros(len(docs), np.int32), docs, np.ones(len(docs), np.uint32), postings)
    which, holders, own_rows = _holders(postings.keys, own, before)
    # one entry for each pair of a posting and a family that has its key
    later = own_rows < 0
    earlier_own = (own_rows >= 0) & (own_rows < postings.rows[which].astype(np.int64))
    for step in (later, earlier_own):
        if not step.any():
            continue
        _join(docs, postings, families, known, sizes, which[step], holders[step])
    return families, known


def _holders(
    keys: U64, own: Segment, before: Sequence[Segment]
) -> tuple[npt.NDArray[np.intp], I64, I64]:
    """Which posting, which family has its key, and the row if that is a text of this batch."""
    which, holders, own_rows = [], [], []
    for segment in before:
        at, rows, _ = segment.lookup(keys)
        which.append(at)
        holders.append(segment.families[rows])
        own_rows.append(np.full(len(at), -1, np.int64))
    at, rows, _ = own.lookup(keys)
    which.append(at)
    holders.append(own.docs[rows])
    own_rows.append(rows.astype(np.int64))
    return np.concatenate(which), np.concatenate(holders), np.concatenate(own_rows)


def _join(
    docs: I64,
    postings: Postings,
    families: I64,
    known: npt.NDArray[np.bool_],
    sizes: npt.NDArray[np.intp],
    which: npt.NDArray[np.intp],
    holders: I64,
) -> None:
    """Let texts that have no family yet join the one that holds most of their fingerprints."""
    rows = postings.rows[which].astype(np.int64)
    order = np.lexsort((which, holders, rows))
    rows, holders, which = rows[order], holders[order], which[order]
    new = np.append(True, (rows[1:] != rows[:-1]) | (holders[1:] != holders[:-1]))
    starts = np.flatnonzero(new)
    shared = np.diff(np.append(starts, len(rows)))
    ends = np.append(starts[1:], len(rows))
    size = sizes[rows[starts]]
    enough = (shared >= FAMILY_SHARE * size) & (size >= _FEWEST)
    taken: set[int] = set()
    place = {int(doc): row for row, doc in enumerate(docs.tolist())}
    groups = np.flatnonzero(enough)
    # of each text the family that holds most, the earliest of equals
    best = np.lexsort((holders[starts[groups]], -shared[groups], rows[starts[groups]]))
    for group in groups[best].tolist():
        row = int(rows[starts[group]])
        if row in taken or int(families[row]) != int(docs[row]):
            continue
        holder = int(holders[starts[group]])
        leader = place.get(holder)
        families[row] = families[leader] if leader is not None else holder
        taken.add(row)
        known[which[starts[group] : ends[group]]] = True
