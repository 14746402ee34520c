"""Sources with their passages in a draft, and which of them share more than a passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.matching.core import core
from checker.matching.passages import Judged
from checker.matching.subject import is_on_topic, names_around
from checker.matching.texts import Prepared
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["Found", "Relations", "is_background"]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A source with its passages in the draft."""

    prepared: Prepared
    judged: tuple[Judged, ...]


class Relations:
    """Which of the sources share more than a passage; each pair is compared once."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self._shared: dict[tuple[int, int], int] = {}

    def day(self, one: int) -> int | None:
        """Returns the day of a source, None if it is unknown."""
        return self.found[one].prepared.stored.day

    def related(self, one: int, its: Judged, other: int, others: Judged) -> bool:
        """Returns whether two sources share more than this passage."""
        first, second = self.found[one].prepared, self.found[other].prepared
        if first.stored.source == second.stored.source:
            return True
        if self._other_filling(one, its, other, others):
            return False
        passage = min(
            its.aligned.source_end - its.aligned.source_start,
            others.aligned.source_end - others.aligned.source_start,
        )
        shared = self._seeds(one, other) - passage
        rest = min(len(first.distinct_seeds), len(second.distinct_seeds)) - passage
        return shared >= T.related_share * rest if rest > 8 else shared + passage > 8

    def tell_one_story(self, one: int, its: Judged, other: int, others: Judged) -> bool:
        """Returns whether two sources of the same days name the same people outside a passage."""
        first, second = self.found[one].prepared, self.found[other].prepared
        days = self.day(one), self.day(other)
        if one == other or days[0] is None or days[1] is None:
            return False
        if abs(days[0] - days[1]) > T.story_days:
            return False
        named = names_around(first.text, its) & names_around(second.text, others)
        return len(named) >= T.one_story_names

    def _other_filling(self, one: int, its: Judged, other: int, others: Judged) -> bool:
        """Whether they are two fillings of one form rather than two versions of one story."""
        days = self.day(one), self.day(other)
        if days[0] is None or days[1] is None or abs(days[0] - days[1]) <= T.form_days:
            return False
        return (its.is_form or its.filled.other > 0) != (others.is_form or others.filled.other > 0)

    def _seeds(self, one: int, other: int) -> int:
        """How many distinct seeds two sources have in common."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shared:
            few, many = sorted((self.found[at].prepared.distinct_seeds for at in pair), key=len)
            self._shared[pair] = core().shared(few, many)
        return self._shared[pair]


def is_background(relations: Relations, bearers: Sequence[tuple[int, Judged]]) -> bool:
    """Returns whether most sources that carry a passage are also otherwise about its subject.

    They mention what the passage mentions or, if it has names or figures, the same people as
    another report of the same days. A notice stands below stories about anything.
    """
    on_topic = sum(
        is_on_topic(relations.found[bearer].prepared.text, its)
        or (
            its.filled.same >= T.own_marks
            and any(relations.tell_one_story(bearer, its, *other) for other in bearers)
        )
        for bearer, its in bearers
    )
    return on_topic > len(bearers) / 2
