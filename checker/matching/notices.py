"""Notices that items of several weeks carry: terms, instructions, boxes and advertisements."""

from collections.abc import Iterable, Sequence

from checker.matching.figures import POINT, are_points
from checker.matching.holders import Holders
from checker.matching.passages import Judged, uncounted
from checker.matching.relations import Relations
from checker.matching.subject import names_its_subject
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.house_notices import asks_politely

__all__ = ["INSTRUCTIONS", "are_terms", "stand_below", "without_instructions"]

INSTRUCTIONS = "points of instructions or terms, which other texts of other weeks also have"


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
    text = relations.found[at].prepared.text
    if one.words < T.background_words or not are_points(text.text, *_span(text, one)):
        return False
    bearers = {at, *(other for other, _ in holders.covering(at, one))}
    return _of_several_weeks(relations, bearers, T.terms_sources)


def without_instructions(
    judged: Sequence[Judged], draft: TokenizedText, source: TokenizedText
) -> list[Judged]:
    """Returns the alignments; points that ask their users for things do not count weeks later.

    A house prints the same notes with each update of a device and with each contest. Who copied an
    item of which they are all has it whole.

    Args:
        judged: the alignments of one source.
        draft: the text to check.
        source: the source.
    """
    lines = {at: found for at, one in enumerate(judged) if (found := _points(source, one))}
    told = [line for found in lines.values() for line in found]
    if (
        len(told) < T.points
        or sum(judged[at].words for at in lines) < T.background_words
        or sum(map(asks_politely, told)) < max(T.asking_points, T.asking_share * len(told))
        or any(
            judged[at].aligned.is_most_of(len(draft.units), len(source.units), T.article_share)
            for at in lines
        )
    ):
        return list(judged)
    return [
        uncounted(one, INSTRUCTIONS, "boilerplate") if at in lines else one
        for at, one in enumerate(judged)
    ]


def _points(source: TokenizedText, one: Judged) -> list[str]:
    """The lines that a passage touches in its source, if most are points and it is weeks later."""
    if not one.counts or one.apart is None or one.apart <= T.form_days:
        return []
    start, end = _span(source, one)
    whole = source.text[source.text.rfind("\n", 0, start) + 1 : end]
    lines = [line for line in whole.splitlines() if line.strip()]
    points = sum(POINT.match(line) is not None for line in lines)
    return lines if points >= T.standing_share * len(lines) else []


def _span(source: TokenizedText, one: Judged) -> tuple[int, int]:
    """Where a passage is in its source, in characters."""
    here = one.aligned
    return int(source.units.starts[here.source_start]), int(source.units.ends[here.source_end - 1])


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
