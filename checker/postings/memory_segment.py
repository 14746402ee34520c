"""The memory segment: changes in the store's log beyond the segments on disk, searchable at once.

A reader without write access follows the log in memory. Small segments are merged as they arrive,
so that there are never more than a few.
"""

from collections.abc import Sequence

import numpy as np

from checker.models.source import Change
from checker.postings.build import segment_of
from checker.postings.common_phrase import CommonPhrase
from checker.postings.documents import Documents
from checker.postings.merge import merge
from checker.postings.segment import I64, Segment
from checker.postings.snapshot import Snapshot

__all__ = ["BATCH", "follow"]

BATCH = 1000
_LOAD = 200


def follow(snapshot: Snapshot, documents: Documents, common: CommonPhrase) -> Snapshot:
    """Returns the state after the next batch of changes; the same object if there are none."""
    changes = documents.changes_since(snapshot.seq, BATCH)
    if not changes:
        return snapshot
    return _after(snapshot, changes, documents, common)


def _after(
    snapshot: Snapshot, changes: Sequence[Change], documents: Documents, common: CommonPhrase
) -> Snapshot:
    last = {change.doc: change.op for change in changes}
    added = sorted(doc for doc, op in last.items() if op == "add")
    gone = [doc for doc, op in last.items() if op == "remove" and snapshot.holds(doc)]
    removed = np.setdiff1d(snapshot.removed, np.array(added, np.int64))
    removed = np.union1d(removed, np.array(gone, np.int64))
    fresh = [doc for doc in added if not snapshot.holds(doc)]
    tail = list(snapshot.tail)
    for start in range(0, len(fresh), _LOAD):
        texts = documents.load(fresh[start : start + _LOAD])
        if texts:
            tail.append(segment_of(texts, (*snapshot.segments, *tail)))
            _compact(tail, removed, common)
    return Snapshot(snapshot.segments, tuple(tail), removed, changes[-1].seq)


def _compact(tail: list[Segment], removed: I64, common: CommonPhrase) -> None:
    """Merge the newest segments while the older one is no more than twice as large."""
    while len(tail) > 1 and tail[-2].postings <= 2 * tail[-1].postings:
        newest = tail.pop()
        tail.append(merge((tail.pop(), newest), removed, common))
