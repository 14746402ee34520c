"""Compares two spans of tokens place by place: what is equal in order, and what lies between."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from checker.matching.alignment import Run
from checker.matching.places import ADDRESS, DATE, FIGURE, NAME, OTHER, Tokens
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["Gaps", "gaps"]

KINDS = 5


@dataclass(frozen=True, slots=True)
class Gaps:
    """The result of comparing two spans of tokens.

    `same` counts the equal tokens of each kind, names that follow one another once and numbers in
    words never, since they may be no numbers ("second"). `slots` are the short gaps with something
    on both sides and no name in both; `filled` those with figures, dates or names in both. Gaps
    with an address are in neither. `names` says whether there is a name at all; `first` is where
    the first gap ends in both texts, None where nothing is equal.
    """

    same: tuple[int, ...]
    slots: int
    filled: tuple[Run, ...]
    names: bool
    first: tuple[int, int] | None


def gaps(draft: Tokens, source: Tokens, part: Run) -> Gaps:
    """Compares the tokens of a part of two texts; the `Run` counts tokens rather than units."""
    start, end, source_start, source_end = part
    same = [0] * KINDS
    slots = 0
    filled: list[Run] = []
    begin = start, source_start
    equal = list(_equal(draft, source, part))
    for here, there, length in (*equal, (end, source_end, 0)):
        gap = (begin[0], here, begin[1], there)
        slot, has_content = _looked_into(draft, source, gap)
        slots += slot
        if has_content:
            filled.append(gap)
        _count(draft, here, here + length, same)
        begin = here + length, there + length
    kinds = {*draft.kinds[start:end].tolist(), *source.kinds[source_start:source_end].tolist()}
    return Gaps(tuple(same), slots, tuple(filled), NAME in kinds, equal[0][:2] if equal else None)


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


def _looked_into(draft: Tokens, source: Tokens, gap: Run) -> tuple[bool, bool]:
    """Whether a gap is a slot, and whether figures, dates or names are on both of its sides."""
    ours, theirs = draft.kinds[gap[0] : gap[1]].tolist(), source.kinds[gap[2] : gap[3]].tolist()
    if not ours or not theirs or ADDRESS in ours or ADDRESS in theirs:
        return False, False
    both = set(ours) & set(theirs)
    slot = NAME not in both and len(ours) <= T.form_slot and len(theirs) <= T.form_slot
    return slot, not both.isdisjoint((FIGURE, DATE, NAME))


def _count(tokens: Tokens, start: int, end: int, same: list[int]) -> None:
    """Counts tokens that both texts have."""
    before = OTHER
    kinds, telling = tokens.kinds[start:end].tolist(), tokens.telling[start:end].tolist()
    for kind, tells in zip(kinds, telling, strict=True):
        if tells and (kind != NAME or before != NAME):
            same[kind] += 1
        before = kind
