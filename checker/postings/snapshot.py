"""One consistent state of the index: segments, memory segment and removed texts; immutable."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property

import numpy as np

from checker.postings.segment import I64, Segment
from checker.values import dataclass

__all__ = ["Snapshot", "Standing"]

# What distinguishes texts from each other for those who judge them, by their numbers.
Standing = Callable[[Sequence[int]], Mapping[int, Hashable]]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The state a search uses: `segments` on disk, `tail` in memory, `removed` numbers (sorted).

    `seq` is the number of the last change that it covers.
    """

    segments: tuple[Segment, ...]
    tail: tuple[Segment, ...]
    removed: I64
    seq: int

    @property
    def all(self) -> tuple[Segment, ...]:
        """All segments, oldest first."""
        return self.segments + self.tail

    @cached_property
    def texts(self) -> int:
        """The number of searchable texts."""
        return sum(
            len(segment.docs) - int(np.isin(segment.docs, self.removed).sum())
            for segment in self.all
        )

    def members(
        self, families: Sequence[int], most: int, standing: Standing | None = None
    ) -> list[list[int]]:
        """Returns the texts of each family not removed: its first ones and the newest.

        Of a family with more than `most` texts, which are nearly the same, those between are left
        out unless they stand otherwise than all that are returned: one of each standing is added.
        """
        out = [[family] for family in families]
        wanted = np.array(families, np.int64)
        for segment in self.all if families else ():
            led, docs = segment.followers
            if not len(led):
                continue
            low = led.searchsorted(wanted)
            leads = led.take(low, mode="clip") == wanted
            for at in leads.nonzero()[0].tolist():
                high = led.searchsorted(wanted[at], "right")
                out[at].extend(docs[low[at] : high].tolist())
        if len(self.removed):
            out = [[doc for doc in docs if not self.is_removed(doc)] for docs in out]
        large = [docs for docs in out if len(docs) > most]
        if not large:
            return out
        stands = standing([doc for docs in large for doc in docs]) if standing else {}
        return [docs if len(docs) <= most else _some(docs, most, stands) for docs in out]

    def family_of(self, doc: int) -> int:
        """Returns the text that leads the family of this one; itself if it joined none."""
        for segment in self.all:
            at = int(np.searchsorted(segment.docs, doc))
            if at < len(segment.docs) and int(segment.docs[at]) == doc:
                return int(segment.families[at])
        return doc

    def is_removed(self, doc: int) -> bool:
        """Returns whether a text was removed."""
        at = int(np.searchsorted(self.removed, doc))
        return at < len(self.removed) and int(self.removed[at]) == doc

    def holds(self, doc: int) -> bool:
        """Returns whether a segment has a row for this text, removed or not."""
        for segment in self.all:
            at = int(np.searchsorted(segment.docs, doc))
            if at < len(segment.docs) and int(segment.docs[at]) == doc:
                return True
        return False


def _some(docs: list[int], most: int, stands: Mapping[int, Hashable]) -> list[int]:
    """The first and the newest texts of a family, and between them one of each other standing."""
    first, newest = docs[: most // 2], docs[-(most - most // 2) :]
    known = {stands.get(doc) for doc in (*first, *newest)}
    between: list[int] = []
    for doc in docs[len(first) : -len(newest)]:
        if (stand := stands.get(doc)) not in known:
            known.add(stand)
            between.append(doc)
    return [*first, *between, *newest]
