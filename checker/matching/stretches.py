"""What alignment finds: runs without a change, and stretches of two texts that agree."""

from dataclasses import dataclass

__all__ = ["Aligned", "Run"]

Run = tuple[int, int, int, int]  # draft start, draft end, source start, source end, in units


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch of the draft beside one of the source, in units.

    `equal` units stand on both sides in this order; `runs` are the stretches without a change that
    it was built of, `longest` the units of the longest one in it.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int
    runs: tuple[Run, ...]
    longest: int = 0

    @property
    def similarity(self) -> float:
        """0-1: equal units by all units of both sides."""
        both = self.end - self.start + self.source_end - self.source_start
        return 2 * self.equal / both if both else 0.0
