"""Notices that items of several weeks carry: terms, instructions, boxes and advertisements."""

from collections.abc import Iterable, Sequence

from checker.matching.figures import are_points
from checker.matching.holders import Holders
from checker.matching.passages import Judged
from checker.matching.relations import Relations
from checker.matching.subject import names_its_subject
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["are_terms", "stand_below"]


def are_terms(relations: Relations, at: int, one: Judged, holders: Holders) -> bool:
    """Returns whether a passage is points of a list that stands in items of several weeks.

    The terms of contests and the notes on updates are as long as articles, and the items that carry
    them may have little else, so neither their length nor their relation tells anything.

    Args:
        relations: the sources and their relations.
        at: the number of the passage's source.
        one: the passage.
        holders: the passages of all sources.
    """
    here, text = one.aligned, relations.found[at].prepared.text
    start = int(text.units.starts[here.source_start])
    end = int(text.units.ends[here.source_end - 1])
    if one.words < T.background_words or not are_points(text.text, start, end):
        return False
    bearers = {at, *(other for other, _ in holders.covering(at, one))}
    return _of_several_weeks(relations, bearers, T.terms_sources)


def stand_below(relations: Relations, unrelated: Sequence[tuple[int, Judged]]) -> bool:
    """Returns whether unrelated sources of other weeks end with a passage: a box, an advertisement.

    A running story may end with its background for weeks, but then it names its people, in the
    passage or in the reports of a fortnight above it.
    """
    closing = [(other, that) for other, that in unrelated if that.closing]
    if not _of_several_weeks(relations, (other for other, _ in closing), T.unrelated_sources):
        return False  # fewer of them are not of more weeks
    below = [
        other
        for other, that in closing
        if not names_its_subject(relations.found[other].prepared.text, that)
        and not relations.tells_a_story_of(other, that, unrelated)
    ]
    return _of_several_weeks(relations, below, T.unrelated_sources)


def _of_several_weeks(relations: Relations, sources: Iterable[int], least: int) -> bool:
    """Whether at least so many of these sources have a day, and the days are weeks apart."""
    days = [day for one in sources if (day := relations.day(one)) is not None]
    return len(days) >= least and max(days) - min(days) > T.form_days
