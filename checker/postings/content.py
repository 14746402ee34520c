"""Compares segments with the texts of the store: which ones, how long, and their fingerprints.

Checksums show that files are as they were written. This module shows that they were written from
this store, and it finds damage without reading all of a file: postings are sorted by hash, so a
lost part of a file removes the same share of every text, and a few texts reveal it.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from checker.models.source import StoredText
from checker.postings.documents import Documents
from checker.postings.memory_segment import BATCH
from checker.postings.merge import MOST_HOLDERS
from checker.postings.segment import I64, U64, keys_of
from checker.postings.snapshot import Snapshot
from checker.text.shingles import fingerprints
from checker.text.units import units_of

__all__ = ["differences", "differing_texts", "misnumbered"]

_LOAD = 100
_SHARE_OF_A_TEXT = 0.5  # merges may drop what a text shared with removed texts of its family
_SHARE_OF_ALL = 0.9  # of the fingerprints of texts that lead a family: frequent ones are thinned


def differences(snapshot: Snapshot, documents: Documents, most: int | None) -> list[str]:
    """Returns how segments differ from the store: other text numbers, or `differing_texts`."""
    return misnumbered(snapshot, documents) or differing_texts(snapshot, documents, most)


def differing_texts(snapshot: Snapshot, documents: Documents, most: int | None) -> list[str]:
    """Compares the texts in the segments with those of the store; returns what is wrong.

    Args:
        snapshot: the segments.
        documents: the store; texts it removed since the snapshot's last change are ignored.
        most: how many texts to compare, the newest and an even sample; None for all.
    """
    docs, units, families = _held(snapshot)
    at = _chosen(len(docs), most)
    wrong: list[str] = []
    try:
        for start in range(0, len(at), _LOAD):
            part = at[start : start + _LOAD]
            wrong += _differing(snapshot, documents, docs[part], units[part], families[part])
    except (IndexError, ValueError, OverflowError) as error:  # numbers that point nowhere
        wrong.append(f"cannot be searched: {error}")
    return wrong


def misnumbered(snapshot: Snapshot, documents: Documents) -> list[str]:
    """Returns texts in the segments that the store's log does not add, and vice versa."""
    held = np.sort(_held(snapshot)[0])
    added = np.array(sorted(_added(documents, snapshot.seq)), np.int64)
    missing = np.setdiff1d(added, held)
    lost = [stored.doc for stored in _loaded(documents, missing)]
    more = np.setdiff1d(held, added)
    twice = len(held) - len(np.unique(held))
    faults = (
        (len(lost), "lacks {} texts that the store has"),
        (len(more), "holds {} texts that the store does not have"),
        (twice, "holds {} texts twice"),
    )
    return [what.format(count) for count, what in faults if count]


def _held(snapshot: Snapshot) -> tuple[I64, npt.NDArray[np.uint32], I64]:
    """Numbers, lengths and families of the texts that can be found."""
    parts = [(np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int64))]
    for segment in snapshot.all:
        there = ~np.isin(segment.docs, snapshot.removed)
        parts.append((segment.docs[there], segment.units[there], segment.families[there]))
    docs, units, families = zip(*parts, strict=True)
    return np.concatenate(docs), np.concatenate(units), np.concatenate(families)


def _chosen(count: int, most: int | None) -> npt.NDArray[np.intp]:
    if most is None or count <= most:
        return np.arange(count)
    spread = np.linspace(0, count - 1, most - most // 2).astype(np.intp)
    return np.unique(np.append(spread, np.arange(count - most // 2, count)))


def _added(documents: Documents, last: int) -> set[int]:
    """The texts that the log has added up to a change and not removed."""
    there: set[int] = set()
    seq = 0
    while seq < last and (changes := documents.changes_since(seq, BATCH)):
        for change in changes:
            if change.seq <= last:
                (there.add if change.op == "add" else there.discard)(change.doc)
        seq = changes[-1].seq
    return there


def _loaded(documents: Documents, docs: Sequence[int] | I64) -> Iterator[StoredText]:
    for start in range(0, len(docs), _LOAD):
        yield from documents.load([int(doc) for doc in docs[start : start + _LOAD]])


def _differing(
    snapshot: Snapshot,
    documents: Documents,
    docs: I64,
    units: npt.NDArray[np.uint32],
    families: I64,
) -> list[str]:
    place = {int(doc): at for at, doc in enumerate(docs)}
    texts = list(_loaded(documents, docs))
    rows = np.array([place[stored.doc] for stored in texts], np.intp)
    cut = [units_of(stored.text) for stored in texts]
    keys = [np.unique(keys_of(fingerprints(one)[0])) for one in cut]
    there, asked = _fingerprints_held(snapshot, keys, families[rows])
    same = np.array([len(one) for one in cut], np.int64) == units[rows]
    same &= there >= _SHARE_OF_A_TEXT * asked
    wrong = [
        f"holds another text than the store for {stored.source!r} version {stored.version}"
        for stored, one in zip(texts, same, strict=True)
        if not one
    ]
    leads = families[rows] == docs[rows]
    held, all_ = int(there[leads].sum()), int(asked[leads].sum())
    if not wrong and held < _SHARE_OF_ALL * all_:
        wrong.append(f"has lost {all_ - held} of {all_} fingerprints of the texts looked at")
    return wrong


def _fingerprints_held(
    snapshot: Snapshot, keys: Sequence[U64], families: I64
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Of each text how many fingerprints its family has, of how many that are not common."""
    none = np.zeros(0, np.uint64)
    joined = np.concatenate([none, *keys])
    owner = np.repeat(np.arange(len(keys)), [len(one) for one in keys])
    found, common = np.zeros(len(joined), bool), np.zeros(len(joined), bool)
    for segment in snapshot.all:
        which, rows, _ = segment.lookup(joined)
        found[which[segment.families[rows] == families[owner[which]]]] = True
        common |= segment.stopped(joined)
        common |= np.bincount(which, minlength=len(joined)) >= MOST_HOLDERS
    asked = np.bincount(owner[~common], minlength=len(keys))
    return np.bincount(owner[found & ~common], minlength=len(keys)), asked
