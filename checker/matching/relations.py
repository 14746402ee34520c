"""Sources with their passages in a draft, and which of them share more than a passage."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import NamedTuple

from checker.matching.core import core
from checker.matching.crowd import least_shared
from checker.matching.passages import Judged
from checker.matching.subject import gives_an_address, is_on_topic, names_around, names_one
from checker.matching.texts import Prepared
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.values import dataclass

__all__ = ["Found", "Relations", "Unrelated", "is_background", "phrase_units"]


_MANY = 1 << 60  # more seeds than any text has


class Found(NamedTuple):
    """A source with its passages in the draft."""

    prepared: Prepared
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What was found out about sources, by their numbers and the units of a passage in them."""

    shared: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    on_topic: dict[tuple[int, int, int], bool] = field(default_factory=dict)
    named: dict[tuple[int, int, int], set[str]] = field(default_factory=dict)


class Relations:
    """Which of the sources share more than a passage; each pair is compared once."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self._known = _Known()

    def among(self, found: Sequence[Found]) -> "Relations":
        """Returns the relations of other and some of the same sources; nothing is asked twice."""
        other = Relations(found)
        other._known = self._known
        return other

    def day(self, one: int) -> int | None:
        """Returns the day of a source, None if it is unknown."""
        return self.found[one].prepared.stored.day

    def tells_a_story_of(self, one: int, its: Judged, others: Iterable[tuple[int, Judged]]) -> bool:
        """Returns whether a source and another of its days name the same people outside a passage.

        Within a fortnight fewer will do if the passage names one of them as well.
        """
        day = self.day(one)
        if day is None:
            return False
        mine: set[str] | None = None
        for other, that in others:
            other_day = self.day(other)
            if other == one or other_day is None or abs(day - other_day) > T.form_days:
                continue
            mine = self._named(one, its) if mine is None else mine
            if not mine:
                return False
            named = len(mine & self._named(other, that))
            if abs(day - other_day) <= T.story_days and named >= T.one_story_names:
                return True
            if named >= T.on_topic_names and names_one(self.found[one].prepared.text, its):
                return True
        return False

    def is_on_topic(self, one: int, its: Judged) -> bool:
        """Returns whether a source is about the same things outside a passage."""
        part, known = self._part(one, its), self._known.on_topic
        if part not in known:
            known[part] = is_on_topic(self.found[one].prepared.text, its)
        return known[part]

    def _named(self, one: int, its: Judged) -> set[str]:
        """The names of a source outside a passage."""
        part, known = self._part(one, its), self._known.named
        if part not in known:
            known[part] = names_around(self.found[one].prepared.text, its)
        return known[part]

    def _part(self, one: int, its: Judged) -> tuple[int, int, int]:
        doc = self.found[one].prepared.stored.doc
        return doc, its.aligned.source_start, its.aligned.source_end

    def share(self, one: Prepared, other: Prepared, least: int) -> bool:
        """Returns whether two sources have at least so many distinct seeds in common."""
        first, second = one.stored.doc, other.stored.doc
        pair, known = (first, second) if first < second else (second, first), self._known.shared
        low, high = known.get(pair, (0, _MANY))  # it is known that they share `low`, and not `high`
        if low < least < high:
            if core().share(one.distinct_seeds, other.distinct_seeds, least):
                low = least
            else:
                high = least
            known[pair] = low, high
        return least <= low


class _Bearer(NamedTuple):
    """What is asked of a source with a passage when another one is compared with it."""

    prepared: Prepared
    source: str
    day: int | None
    seeds: int
    anew: bool
    units: int


class Unrelated:
    """Sources with a passage, of which none shares more than this passage with another."""

    def __init__(self, relations: Relations) -> None:
        """Begins without any."""
        self._relations = relations
        self._bearers: list[_Bearer] = []
        self.kept: list[tuple[int, Judged]] = []

    def add(self, at: int, one: Judged) -> bool:
        """Adds a source unless it is related to one that is there; returns whether it was added."""
        prepared, share = self._relations.found[at].prepared, self._relations.share
        source, day, seeds = prepared.stored.source, prepared.stored.day, prepared.seeds
        anew, units = one.is_filled_anew, one.source_units
        for other, its_source, its_day, its_seeds, its_anew, its_units in self._bearers:
            if its_source == source:
                return False
            if its_anew != anew and _are_distant(day, its_day):
                continue  # two fillings of one form rather than two versions of one story
            if share(prepared, other, least_shared(min(units, its_units), min(seeds, its_seeds))):
                return False
        self._bearers.append(_Bearer(prepared, source, day, seeds, anew, units))
        self.kept.append((at, one))
        return True


def _are_distant(day: int | None, other: int | None) -> bool:
    """Whether two days are known to be further apart than versions of one story."""
    return day is not None and other is not None and abs(day - other) > T.form_days


def is_background(relations: Relations, bearers: Sequence[tuple[int, Judged]]) -> bool:
    """Returns whether most sources that carry a passage are also otherwise about its subject.

    They mention what the passage mentions or, if it has names or figures, the same people as
    another report of the same days. A notice stands below stories about anything.

    Scripts without capital letters do not show people. There, and wherever a story goes on without
    them, a passage with names or figures is background of its owner that appeared on few days.
    """
    on_topic = sum(
        relations.is_on_topic(bearer, its)
        or (its.filled.same >= T.own_marks and relations.tells_a_story_of(bearer, its, bearers))
        for bearer, its in bearers
    )
    return on_topic > len(bearers) / 2 or _is_of_few_days(relations, bearers)


def _is_of_few_days(relations: Relations, bearers: Sequence[tuple[int, Judged]]) -> bool:
    """Whether one owner has a passage with names or figures on few days of a fortnight.

    A notice goes on for longer, or gives an address.
    """
    (first, its), *_ = bearers
    if its.filled.same < T.own_marks or gives_an_address(relations.found[first].prepared.text, its):
        return False
    days = [day for bearer, _ in bearers if (day := relations.day(bearer)) is not None]
    if len(days) < len(bearers) or len(set(days)) >= T.boilerplate_days:
        return False
    owners = {relations.found[bearer].prepared.stored.owner for bearer, _ in bearers}
    return len(owners) == 1 and max(days) - min(days) <= T.form_days


def phrase_units(source: TokenizedText, one: Judged) -> float:
    """Returns how many units in a row another source has of a passage if it has a phrase of it.

    A draft that has a passage word for word did not fill a form anew, so sources that have the
    passage's vocabulary without any phrase of it tell nothing: they were written anew all along.
    Where the draft itself has other words here and there, so may they; and short lines of a form
    are filled alike by chance, on a later day.
    """
    word_for_word = one.passage is not None and one.passage.cls == "verbatim"
    if not word_for_word or (one.late and one.words < T.background_words):
        return 0.0
    return T.phrase_run * source.scale
