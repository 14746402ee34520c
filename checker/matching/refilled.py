"""Compares the figures, or the dates, that two texts have in one place."""

from collections.abc import Sequence

from checker.matching.alignment import Run
from checker.matching.places import DATE, FIGURE, Tokens

__all__ = ["compared"]

Figure = tuple[int, ...]  # the numbers of its units


def compared(draft: Tokens, source: Tokens, gap: Run, kind: int) -> tuple[int, int]:
    """Returns how many of both sides of a gap are the same, and how many are others.

    Args:
        draft: the tokens of the draft.
        source: those of the source.
        gap: where it begins and ends in both, in tokens.
        kind: `FIGURE` or `DATE`.
    """
    start, end, source_start, source_end = gap
    here, there = _of(draft, kind, start, end), _of(source, kind, source_start, source_end)
    if not here or not there:
        return 0, 0
    if kind == DATE and len(here) != len(there):
        return 0, 0  # a weekday for a date, or a year that was added
    if kind == FIGURE and _rewritten(draft, here, source, there):
        return 0, 0
    ours, theirs = [draft.units_of(at) for at in here], [source.units_of(at) for at in there]
    left, their_left = _without(ours, theirs), _without(theirs, ours)
    cut = _cut(_each_once(ours, left), _each_once(theirs, their_left))
    return len(ours) - len(left), min(len(left), len(their_left)) - cut


def _of(tokens: Tokens, kind: int, start: int, end: int) -> list[int]:
    """Which of the tokens start..end are of a kind."""
    return [at for at, its in enumerate(tokens.kinds[start:end].tolist(), start) if its == kind]


def _without(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[Figure]:
    """Those of the first that are not in the second, as often as they are more in the first."""
    held: dict[Figure, int] = {}
    for one in theirs:
        held[one] = held.get(one, 0) + 1
    left = []
    for one in ours:
        if held.get(one):
            held[one] -= 1
        else:
            left.append(one)
    return left


def _each_once(all_: Sequence[Figure], some: Sequence[Figure]) -> list[Figure]:
    """Some of the figures, each once, in the order of all."""
    kept = set(some)
    return [one for one in dict.fromkeys(all_) if one in kept]


def _rewritten(draft: Tokens, here: Sequence[int], source: Tokens, there: Sequence[int]) -> bool:
    """Whether both have the same figures, in words or other groups, or one has unknown ones."""
    digits = [sign for at in here for sign in draft.digits_of(at)]
    its = [sign for at in there for sign in source.digits_of(at)]
    if not digits and not its:
        return False  # both in words that are not worked out
    return not digits or not its or digits == its


def _cut(ours: Sequence[Figure], theirs: Sequence[Figure]) -> int:
    """How many figures are a part of one of the other side: damage cuts them at their signs."""
    left = list(theirs)
    cut = 0
    for one in ours:
        whole = next((n for n, its in enumerate(left) if _within(one, its)), None)
        if whole is not None:
            del left[whole]
            cut += 1
    return cut


def _within(one: Figure, other: Figure) -> bool:
    few, many = sorted((one, other), key=len)
    return len(few) < len(many) and set(few) <= set(many)
