"""Compares two spans of tokens place by place: what is equal in order, and what lies between."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from checker.matching.alignment import Run
from checker.matching.places import ADDRESS, DATE, FIGURE, NAME, OTHER, Tokens
from checker.matching.refilled import compared
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["Flags", "Gaps", "flagged_gaps", "gaps"]

Flags = npt.NDArray[np.uint8]

KINDS = 5


class Gaps(NamedTuple):
    """The result of comparing two spans of tokens.

    `same` counts the equal tokens of each kind, names that follow one another once and numbers in
    words never, since they may be no numbers ("second"), and the figures and dates that both sides
    of a gap have. `figures_other` and `dates_other` stand in gaps in place of others, of the dates
    `dates_inside` in those inside. `slots` are the short gaps with something on both sides and no
    name in both; `named` those with names in both. Gaps with an address are in neither. `names`
    says whether there is a name at all; `first` is where the first gap ends in both texts if it has
    names on both of its sides, else None.
    """

    same: tuple[int, ...]
    figures_other: int
    dates_other: int
    dates_inside: int
    slots: int
    named: tuple[Run, ...]
    names: bool
    first: tuple[int, int] | None


def gaps(draft: Tokens, source: Tokens, part: Run, inside: tuple[int, int]) -> Gaps:
    """Compares the tokens of a part of two texts; the `Run` counts tokens rather than units.

    Tokens inside[0]..inside[1] of the draft are those inside.
    """
    start, end, source_start, source_end = part
    same = [0] * KINDS
    slots = figures = dates = dates_inside = 0
    named: list[Run] = []
    begin = start, source_start
    equal = list(_equal(draft, source, part))
    for here, there, length in (*equal, (end, source_end, 0)):
        gap = (begin[0], here, begin[1], there)
        slot, both = _looked_into(draft, source, gap)
        slots += slot
        if NAME in both:
            named.append(gap)
        if FIGURE in both:
            kept, others = compared(draft, source, gap, FIGURE)
            same[FIGURE] += kept
            figures += others
        if DATE in both:
            kept, others = compared(draft, source, gap, DATE)
            same[DATE] += kept
            dates += others
            dates_inside += others if inside[0] <= gap[0] and gap[1] <= inside[1] else 0
        _count(draft, here, here + length, same)
        begin = here + length, there + length
    kinds = {*draft.kinds[start:end].tolist(), *source.kinds[source_start:source_end].tolist()}
    first = equal[0][:2] if equal else (start, source_start)
    opens = (draft.kinds[start : first[0]], source.kinds[source_start : first[1]])
    return Gaps(
        tuple(same),
        figures,
        dates,
        dates_inside,
        slots,
        tuple(named),
        NAME in kinds,
        first if all(NAME in side.tolist() for side in opens) else None,
    )


def flagged_gaps(draft: Tokens, source: Tokens, flags: tuple[Flags, Flags], part: Run) -> list[Run]:
    """Returns the gaps with a token on both sides that has the same flag, in order.

    Args:
        draft: the tokens of one text,
        source: and of the other.
        flags: the flags of each token of both, as bits.
        part: where to look; the `Run` counts tokens.
    """
    start, end, source_start, source_end = part
    found = []
    begin = start, source_start
    for here, there, length in (*_equal(draft, source, part), (end, source_end, 0)):
        ours, theirs = flags[0][begin[0] : here], flags[1][begin[1] : there]
        if np.bitwise_or.reduce(ours, initial=0) & np.bitwise_or.reduce(theirs, initial=0):
            found.append((begin[0], here, begin[1], there))
        begin = here + length, there + length
    return found


def _equal(draft: Tokens, source: Tokens, part: Run) -> Iterator[tuple[int, int, int]]:
    """The equal stretches in order: where each begins in both texts, and its length."""
    start, end, source_start, source_end = part
    keys: dict[int, int] = {}
    ours, theirs = (
        [keys.setdefault(key, len(keys)) for key in side.tolist()]
        for side in (draft.keys[start:end], source.keys[source_start:source_end])
    )
    for op in Indel.opcodes(ours, theirs):
        if op.tag == "equal":
            length = op.src_end - op.src_start
            yield start + op.src_start, source_start + op.dest_start, length


def _looked_into(draft: Tokens, source: Tokens, gap: Run) -> tuple[bool, set[int]]:
    """Whether a gap is a slot, and which kinds are on both of its sides."""
    ours, theirs = draft.kinds[gap[0] : gap[1]].tolist(), source.kinds[gap[2] : gap[3]].tolist()
    if not ours or not theirs or ADDRESS in ours or ADDRESS in theirs:
        return False, set()
    both = set(ours) & set(theirs)
    slot = NAME not in both and len(ours) <= T.form_slot and len(theirs) <= T.form_slot
    return slot, both


def _count(tokens: Tokens, start: int, end: int, same: list[int]) -> None:
    """Counts tokens that both texts have."""
    before = OTHER
    kinds, telling = tokens.kinds[start:end].tolist(), tokens.telling[start:end].tolist()
    for kind, tells in zip(kinds, telling, strict=True):
        if tells and (kind != NAME or before != NAME):
            same[kind] += 1
        before = kind
