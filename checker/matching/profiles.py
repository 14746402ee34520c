"""Profiles of authors: what stands below a heading that says so, wherever it stands.

A house prints who its authors are with each of their texts, above the text, below it or beside a
question, so texts that are days apart have it in common and nothing else.
"""

from collections.abc import Sequence

from checker.matching.passages import Judged, uncounted
from checker.matching.standing import is_named_above
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.house_notices import begins_with_a_life, is_headed_as_a_profile

__all__ = ["PROFILE", "without_profiles"]

PROFILE = "a profile of an author, which the house prints with each text"
_EDGE = 3  # units before what a line begins with


def without_profiles(
    judged: Sequence[Judged], draft: TokenizedText, source: TokenizedText
) -> list[Judged]:
    """Returns the alignments; profiles do not count, if the texts are of different days.

    A portrait is most of its source, and who copied a text has much more of it than its author's
    box. What else is common is judged by itself.

    Args:
        judged: the alignments of one source.
        draft: the text to check.
        source: the source.
    """
    counted = [one for one in judged if one.counts]
    if not counted or not all(one.late for one in counted):
        return list(judged)
    below = {at: words for at, one in enumerate(judged) if (words := _below(one, draft, source))}
    if not below:
        return list(judged)
    told = sum(below.values())
    more = sum(one.words for one in counted) - told
    covered = sum(judged[at].source_units for at in below)
    if (
        more >= T.form_words
        or told >= T.notice_words
        or covered >= T.ending_share * len(source.units)
    ):
        return list(judged)
    return [
        uncounted(one, PROFILE, "boilerplate") if at in below else one
        for at, one in enumerate(judged)
    ]


def _below(one: Judged, draft: TokenizedText, source: TokenizedText) -> float:
    """How many words of a passage are a profile in both texts; 0 if it is none.

    The byline of the text above may come before it.
    """
    if not one.counts:
        return 0
    here = one.aligned
    ours = _profile(draft, here.start, here.end)
    theirs = _profile(source, here.source_start, here.source_end)
    if ours is None or theirs is None:
        return 0
    return one.words * (here.end - ours) / (here.end - here.start)


def _profile(text: TokenizedText, start: int, end: int) -> int | None:
    """The unit at which a line among the first of units start..end begins a profile."""
    raw, starts, last = text.text, text.units.starts, int(text.units.ends[end - 1])
    for at in range(max(0, start - _EDGE), end):
        if at > start and text.words(start, at) >= T.counted_words:
            return None
        first = int(starts[at])
        line = raw.rfind("\n", 0, first) + 1
        if any(map(str.isalnum, raw[line:first])):
            continue
        block = raw[line : max(last, first)]
        if is_headed_as_a_profile(block) or (
            begins_with_a_life(block) and not is_named_above(text, at)
        ):
            return max(at, start)
    return None
