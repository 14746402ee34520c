"""Years and ordinals that tell two texts of unknown days to be of different times.

The reports on each year and on each edition of an event are one form, with another year or ordinal
in its place. A year that only one text names tells nothing, nor does one of a pair where years move
both ways, or where both texts name the same later year: then both are of that time.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checker.matching.alignment import Run
from checker.matching.gaps import places
from checker.matching.places import DATE, FIGURE, NAME, Tokens
from checker.matching.thresholds import THRESHOLDS as T
from checker.text.recurring import edition, year

__all__ = ["NOTHING_MOVED", "Moved", "Spelled", "moved"]


class Spelled(NamedTuple):
    """A text, its tokens, and where its units begin and end."""

    text: str
    tokens: Tokens
    starts: memoryview
    ends: memoryview

    def span(self, at: int) -> tuple[int, int]:
        """Returns where a token begins and ends."""
        starts = self.tokens.starts
        return self.starts[starts[at]], self.ends[starts[at + 1] - 1]

    def year(self, at: int) -> int | None:
        """Returns the year that a token gives, None if it gives none."""
        return year(self.text, *self.span(at)) if self.tokens.kinds[at] in (FIGURE, DATE) else None

    def edition(self, at: int) -> int | None:
        """Returns the number of an event that a token gives, None if it gives none."""
        return edition(self.text, *self.span(at)) if self.tokens.kinds[at] != DATE else None


class Moved(NamedTuple):
    """The places that hold another year or ordinal: how many figures and slots, gaps with names."""

    figures: int = 0
    slots: int = 0
    named: tuple[Run, ...] = ()


NOTHING_MOVED = Moved()


def moved(draft: Spelled, source: Spelled, part: Run) -> Moved:
    """Returns which places of a part show that two texts are of different times.

    Args:
        draft: the text to check.
        source: the possible source.
        part: where the part begins and ends in both, in tokens.

    Returns:
        Such places; `NOTHING_MOVED` where nothing shows it.
    """
    figures = slots = 0
    named: list[Run] = []
    steps: set[bool] = set()
    latest = 0
    for gap in places(draft.tokens, source.tokens, part):
        years = _pairs(_read(draft.year, gap[:2]), _read(source.year, gap[2:]))
        numbers = _pairs(_read(draft.edition, gap[:2]), _read(source.edition, gap[2:]))
        if not years and not numbers:
            continue
        steps |= {ours > theirs for ours, theirs in (*years, *numbers)}
        latest = max(latest, *(max(pair) for pair in years), 0)
        here = draft.tokens.kinds[gap[0] : gap[1]].tolist()
        there = source.tokens.kinds[gap[2] : gap[3]].tolist()
        both = set(here) & set(there)
        figures += min(len(years) + len(numbers), here.count(FIGURE), there.count(FIGURE))
        if NAME in both:
            named.append(gap)
        slots += NAME not in both and max(len(here), len(there)) <= T.form_slot
    if len(steps) != 1 or (latest and _both_name_one_from(draft, source, latest)):
        return NOTHING_MOVED
    return Moved(figures, slots, tuple(named))


def _read(reader: Callable[[int], int | None], side: Sequence[int]) -> list[int]:
    """The numbers that the tokens of one side of a gap give."""
    return [number for at in range(*side) if (number := reader(at)) is not None]


def _pairs(ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    """The numbers of both sides in place of each other, near enough; none if one side has more."""
    if len(ours) != len(theirs):
        return []
    pairs = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return pairs if all(abs(mine - its) <= T.edition_steps for mine, its in pairs) else []


def _both_name_one_from(draft: Spelled, source: Spelled, latest: int) -> bool:
    """Whether both texts name the same year that is not before `latest`."""
    ours, theirs = (
        {found for at in range(len(side.tokens.kinds)) if (found := side.year(at)) is not None}
        for side in (draft, source)
    )
    return max(ours & theirs, default=0) >= latest
