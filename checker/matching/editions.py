"""Years and ordinals that tell two texts of unknown days to be of different times.

The reports on each year and on each edition of an event are one form, with another year or ordinal
in its place. A year that only one text names tells nothing, nor does one of a pair where years move
both ways, or where both texts name the same later year: then both are of that time.
"""

from collections.abc import Sequence
from typing import NamedTuple

from checker.matching.alignment import Run
from checker.matching.core import core
from checker.matching.numbering import Numbering
from checker.matching.places import FIGURE, NAME, Tokens
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["NOTHING_MOVED", "Moved", "Spelled", "moved"]


class Spelled(NamedTuple):
    """The tokens of a text, and which of them give years and numbers of events."""

    tokens: Tokens
    numbering: Numbering


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
    ours, theirs = draft.numbering, source.numbering
    if not ours.may_give(*part[:2]) & theirs.may_give(*part[2:]):
        return NOTHING_MOVED  # as in most texts: no place has the same kind of number in both
    figures = slots = 0
    named: list[Run] = []
    steps: set[bool] = set()
    latest = 0
    for gap in core().flagged_gaps(draft.tokens, source.tokens, (ours.flags, theirs.flags), part):
        years = _pairs(ours.years(*gap[:2]), theirs.years(*gap[2:]))
        numbers = _pairs(ours.editions(*gap[:2]), theirs.editions(*gap[2:]))
        if not years and not numbers:
            continue
        steps |= {mine > its for mine, its in (*years, *numbers)}
        latest = max(latest, *(max(pair) for pair in years), 0)
        here = draft.tokens.kinds[gap[0] : gap[1]].tolist()
        there = source.tokens.kinds[gap[2] : gap[3]].tolist()
        both = set(here) & set(there)
        figures += min(len(years) + len(numbers), here.count(FIGURE), there.count(FIGURE))
        if NAME in both:
            named.append(gap)
        slots += NAME not in both and max(len(here), len(there)) <= T.form_slot
    if len(steps) != 1 or (latest and _both_name_one_from(ours, theirs, latest)):
        return NOTHING_MOVED
    return Moved(figures, slots, tuple(named))


def _pairs(ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    """The numbers of both sides in place of each other, near enough; none if one side has more."""
    if len(ours) != len(theirs):
        return []
    pairs = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return pairs if all(abs(mine - its) <= T.edition_steps for mine, its in pairs) else []


def _both_name_one_from(draft: Numbering, source: Numbering, latest: int) -> bool:
    """Whether both texts name the same year that is not before `latest`."""
    return max(draft.all_years() & source.all_years(), default=0) >= latest
