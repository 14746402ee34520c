"""One consistent state of the index: segments, tail and removed texts, never changed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checker.index.segment import I64, Segment

__all__ = ["Snapshot"]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a search sees: `segments` on disk, `tail` in memory, `removed` numbers (sorted).

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
        """How many texts are to be found."""
        return sum(
            len(segment.docs) - int(np.isin(segment.docs, self.removed).sum())
            for segment in self.all
        )

    @cached_property
    def _followers(self) -> tuple[tuple[I64, I64], ...]:
        """For each segment: families and documents of texts that joined a family, by family."""
        out = []
        for segment in self.all:
            joined = np.flatnonzero(segment.families != segment.docs)
            families, docs = segment.families[joined], segment.docs[joined]
            order = np.argsort(families, kind="stable")
            out.append((families[order], docs[order]))
        return tuple(out)

    def members(self, family: int, most: int) -> list[int]:
        """Texts of a family that are not removed: its first one, then the newest ones."""
        docs = [family]
        for families, followers in self._followers:
            low, high = np.searchsorted(families, (family, family + 1))
            docs.extend(followers[low:high].tolist())
        alive = [doc for doc in docs if not self.is_removed(doc)]
        if len(alive) > most:
            alive = [*alive[: most // 2], *alive[-(most - most // 2) :]]
        return alive

    def is_removed(self, doc: int) -> bool:
        """Whether a text was removed."""
        at = int(np.searchsorted(self.removed, doc))
        return at < len(self.removed) and int(self.removed[at]) == doc

    def holds(self, doc: int) -> bool:
        """Whether a segment has a row for this text, removed or not."""
        for segment in self.all:
            at = int(np.searchsorted(segment.docs, doc))
            if at < len(segment.docs) and int(segment.docs[at]) == doc:
                return True
        return False
