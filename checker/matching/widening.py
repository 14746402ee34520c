"""An alignment in tokens, with the rest of the sentences that it cuts.

A form's first place is often the one before the words that are always the same.
"""

from bisect import bisect_right

from checker.matching.alignment import Run
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = ["widened"]


def widened(draft: TokenizedText, source: TokenizedText, part: Run) -> Run:
    """Returns the tokens of a part of both texts and of what is near in the sentences it cuts."""
    return *_tokens(draft, *part[:2]), *_tokens(source, *part[2:])


def _tokens(text: TokenizedText, start: int, end: int) -> tuple[int, int]:
    first, last = _opening(text, start), _closing(text, end)
    if last <= first:
        return 0, 0
    of_unit = text.tokens.of_unit
    return int(of_unit[first]), int(of_unit[last - 1]) + 1


def _opening(text: TokenizedText, at: int) -> int:
    """The first unit of the sentence that unit `at` is in, if it is near."""
    firsts, _ = text.sentence_rows
    number = bisect_right(firsts, at) - 1
    first = firsts[number] if number >= 0 else at
    return first if at - first <= T.form_lead * text.scale else at


def _closing(text: TokenizedText, at: int) -> int:
    """The unit after the last one of the sentence that unit `at` is in, if it is near."""
    firsts, ends = text.sentence_rows
    number = bisect_right(firsts, at) - 1
    if number < 0 or firsts[number] == at:
        return at
    last = ends[number]
    return last if at < last <= at + T.form_lead * text.scale else at
