"""Builds a segment from stored texts: fingerprints, anchors, and the family of each text.

A text at least nine tenths of which is contained in an indexed one (an update, a correction, a
re-send, another outlet's copy) joins its family; only the fingerprints that the family lacks are
stored for it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.anchors import anchor_keys
from checker.models.source import StoredText
from checker.postings.compiled_lookup import compiled_lookup
from checker.postings.segment import (
    I64,
    KEY_BITS,
    U64,
    Postings,
    Segment,
    build,
    keys_of,
    place_steps,
)
from checker.text.shingles import fingerprints
from checker.text.units import units_of

__all__ = ["FAMILY_SHARE", "plain_posting_holders", "posting_holders", "segment_of"]

FAMILY_SHARE = 0.9
_FEWEST = 4  # fingerprints below which nothing joins a family


def segment_of(texts: Sequence[StoredText], before: Sequence[Segment]) -> Segment:
    """Returns a segment of these texts; families are sought in `before` and among the texts."""
    texts = sorted(texts, key=lambda stored: stored.doc)
    docs = np.array([stored.doc for stored in texts], np.int64)
    days = np.array([-1 if t.day is None else t.day for t in texts], np.int32)
    counts = np.zeros(len(texts), np.uint32)
    hashes: list[U64] = []
    places: list[npt.NDArray[np.int32]] = []
    anchors: list[U64] = []
    for number, stored in enumerate(texts):
        units = units_of(stored.text)
        counts[number] = len(units)
        of_text, at = fingerprints(units)
        hashes.append(of_text)
        places.append(at)
        anchors.append(anchor_keys(stored.text, units)[0])
    keys, row, first = _unique(hashes)
    at = np.concatenate(places)[first]
    place = np.minimum(at // place_steps(counts)[row], 255).astype(np.uint8)
    joined = Postings(keys, row, place)
    families, known = _families(docs, joined, before)
    kept = ~known
    own = Postings(joined.keys[kept], joined.rows[kept], joined.places[kept])
    return build(docs, days, families, counts, Postings.join((own, _anchored(anchors))))


def _unique(
    hashes: Sequence[U64],
) -> tuple[U64, npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
    """Each key of each text once, by text and key: the keys, their rows, where they came first."""
    rows = np.repeat(np.arange(len(hashes), dtype=np.uint64), [len(one) for one in hashes])
    bits = np.uint64(KEY_BITS)  # a row has 24 bits at most
    both, first = np.unique(rows << bits | keys_of(np.concatenate(hashes)), return_index=True)
    return both & ((np.uint64(1) << bits) - np.uint64(1)), (both >> bits).astype(np.uint32), first


def _anchored(anchors: Sequence[U64]) -> Postings:
    """The anchors of each text as postings; they have no place, and families share none."""
    keys, rows, _ = _unique(anchors)
    return Postings(keys, rows, np.zeros(len(keys), np.uint8))


def _families(
    docs: I64, postings: Postings, before: Sequence[Segment]
) -> tuple[I64, npt.NDArray[np.bool_]]:
    """The family of each text, and which postings the family has already."""
    families = docs.copy()
    known = np.zeros(len(postings.keys), bool)
    sizes = np.bincount(postings.rows, minlength=len(docs))
    own = build(docs, np.zeros(len(docs), np.int32), docs, np.ones(len(docs), np.uint32), postings)
    which, holders, own_rows = posting_holders(postings.keys, own, before)
    # one entry for each pair of a posting and a family that has its key
    later = own_rows < 0
    earlier_own = (own_rows >= 0) & (own_rows < postings.rows[which].astype(np.int64))
    for step in (later, earlier_own):
        if not step.any():
            continue
        _join(docs, postings, families, known, sizes, which[step], holders[step])
    return families, known


def posting_holders(
    keys: U64, own: Segment, before: Sequence[Segment]
) -> tuple[npt.NDArray[np.intp], I64, I64]:
    """Returns which posting, which family has its key, and the row if it is a text of this batch.

    The row is -1 for texts of `before`.
    """
    found = compiled_lookup(before, keys)
    mine = compiled_lookup((own,), keys)
    if found is None or mine is None:
        return plain_posting_holders(keys, own, before)
    at, families, *_ = found
    own_at, _, docs, *_ = mine
    rows = np.searchsorted(own.docs, docs)
    return (
        np.concatenate((at, own_at)),
        np.concatenate((families, docs)),
        np.concatenate((np.full(len(at), -1, np.int64), rows)),
    )


def plain_posting_holders(
    keys: U64, own: Segment, before: Sequence[Segment]
) -> tuple[npt.NDArray[np.intp], I64, I64]:
    """Returns the same as the compiled look-up; its reference."""
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
