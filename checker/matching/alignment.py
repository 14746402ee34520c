"""An alignment: a part of the draft with the part of a source that it corresponds to."""

from typing import NamedTuple

__all__ = ["LONGEST_PART", "Alignment", "Run"]

LONGEST_PART = 6000  # units from which only the runs of a part are counted

Run = tuple[int, int, int, int]  # draft start, draft end, source start, source end, in units


class Alignment(NamedTuple):
    """A span of the draft aligned with one of the source, in units.

    `equal` units occur on both sides in this order; `runs` are the unchanged alignments from which
    it was built, `longest` the units of the longest one.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int
    runs: tuple[Run, ...]
    longest: int = 0

    @property
    def part(self) -> Run:
        """Where it is in both texts."""
        return self.start, self.end, self.source_start, self.source_end

    @property
    def similarity(self) -> float:
        """The similarity, 0-1: equal units divided by all units of both sides."""
        both = self.end - self.start + self.source_end - self.source_start
        return 2 * self.equal / both if both else 0.0

    def is_most_of(self, units: int, source_units: int, share: float) -> bool:
        """Returns whether it spans a share of both texts, whose lengths are given in units."""
        here, there = self.end - self.start, self.source_end - self.source_start
        return here >= share * units and there >= share * source_units
