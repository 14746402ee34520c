"""Standing lines: what a single pair of texts shows to be nobody's, or part of a form."""

import re
from collections.abc import Sequence

from checker.matching.content import stem
from checker.matching.figures import are_headlines
from checker.matching.passages import A_FORM, Judged, uncounted
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import VOWEL_SIGNS, TokenizedText
from checker.text.house_notices import (
    describes_a_company,
    describes_an_author,
    has_a_named_profile,
    is_a_notice,
)
from checker.text.sentences import STOPS

__all__ = [
    "NOTICE",
    "OLD_LEAD",
    "SCRIPTURE",
    "STANDING_LINES",
    "STOCK_SENTENCES",
    "are_stock_sentences",
    "is_named_above",
    "is_scripture",
    "without_a_closing_notice",
    "without_an_old_lead",
    "without_standing_lines",
]

SCRIPTURE = "scripture or verse, written with vowel marks"

STOCK_SENTENCES = "short sentences without a name or a figure"
OLD_LEAD = "the opening of a story of another day, of which nothing else is used"
NOTICE = "a notice at the end of both texts"
STANDING_LINES = "boilerplate of a form that is filled in anew"


def are_stock_sentences(draft: TokenizedText, source: TokenizedText, one: Judged) -> bool:
    """Returns whether a passage is made of short sentences that name nobody and have no figure.

    "The cause is under investigation. Nobody was injured." is in every second report: each of these
    sentences alone is too short to count, and so are two or three together. Only capitals show that
    nobody is named, so other scripts are left alone.
    """
    if one.words >= T.sure_words or one.filled.same or one.filled.other:
        return False
    if source.words() - one.words < T.house_words:
        return False  # the source is nothing else
    here = one.aligned
    sides = ((draft, here.start, here.end), (source, here.source_start, here.source_end))
    if any(not text.capitals_name or _names(text, *part) for text, *part in sides):
        return False
    raw = draft.text[draft.units.starts[here.start] : draft.units.ends[here.end - 1]]
    if sum(map(str.islower, raw)) < len(raw) / 2:
        return False
    lengths = [
        draft.words(max(first, here.start), min(last, here.end))
        for first, last in draft.sentences_touching(here.start, here.end)
    ]
    return len(lengths) > 1 and max(lengths) < T.counted_words


_BYLINE = 200  # characters at the top of a text, in which its author may be named
_EDGE = 3  # units before what opens a text
_CLOSING = '"”»’)）」』 \t\u3000'  # what may stand behind a stop

# The letters of Arabic and Hebrew that bear signs for vowels.
_BEARERS = re.compile("[\u0621-\u064a\u05d0-\u05ea]")


def is_scripture(draft: TokenizedText, source: TokenizedText, one: Judged) -> bool:
    """Returns whether a passage has the signs for its vowels in a text that has none elsewhere.

    Arabic and Hebrew write them in scripture and poems, which belong to no newsroom. In a text that
    has them throughout they show nothing.
    """
    here = one.aligned
    return (draft.has_vowel_signs and _is_vocalised_alone(draft, here.start, here.end)) or (
        source.has_vowel_signs and _is_vocalised_alone(source, here.source_start, here.source_end)
    )


def _is_vocalised_alone(text: TokenizedText, start: int, end: int) -> bool:
    first, last = int(text.units.starts[start]), int(text.units.ends[end - 1])
    part = text.text[first:last]
    if part.isascii():
        return False
    vowels = len(VOWEL_SIGNS.findall(part))
    if not vowels or vowels < T.vocalised * len(_BEARERS.findall(part)):
        return False
    rest = text.text[:first] + text.text[last:]
    bearers = len(_BEARERS.findall(rest))
    return bearers > 0 and len(VOWEL_SIGNS.findall(rest)) < T.vocalised * bearers / 2


def without_standing_lines(judged: Sequence[Judged], model: str = A_FORM) -> list[Judged]:
    """Returns the alignments; what a refilled form has besides its places does not count.

    If texts of distant days share more of a form than of copied words, the newsroom wrote both of
    them after one model.

    Args:
        judged: the alignments of one source.
        model: for which reason alignments are of such a model.
    """
    kept = [one for one in judged if one.counts]
    if not kept or not all(map(_is_of_another_day, kept)):
        return list(judged)
    forms = sum([one.words for one in judged if one.reason == model])
    if forms < sum([one.words for one in kept]):
        return list(judged)
    return [
        uncounted(one, STANDING_LINES) if one.counts and one.words < T.form_words else one
        for one in judged
    ]


def _is_of_another_day(one: Judged) -> bool:
    """Whether draft and source are known to be weeks apart."""
    return one.apart is not None and one.apart > T.form_days


def without_an_old_lead(judged: Sequence[Judged], units: int) -> list[Judged]:
    """Returns the alignments; a lead that opens both texts, weeks apart, does not count alone.

    A house opens its reports of a fair, a session or a figure of the month with the same sentence,
    more or less. Whoever copies a story has more of it, or nothing else, or hardly changed it.

    Args:
        judged: the alignments of one source.
        units: the length of the draft.
    """
    counted = [one for one in judged if one.counts]
    leads = [one for one in counted if _is_an_old_lead(one, units)]
    if not leads or sum(it.words for it in counted) - sum(it.words for it in leads) >= T.used_words:
        return list(judged)
    return [uncounted(one, OLD_LEAD) if one in leads else one for one in judged]


def _is_an_old_lead(one: Judged, units: int) -> bool:
    """Whether a passage opens both texts, the draft goes on, and they are weeks apart."""
    here, passage = one.aligned, one.passage
    return (
        _is_of_another_day(one)
        and one.words < T.form_words
        and passage is not None
        and passage.similarity < T.lead_likeness
        and one.opening
        and here.start <= _EDGE
        and here.end - here.start < T.article_share * units
    )


def without_a_closing_notice(
    judged: Sequence[Judged], draft: TokenizedText, source: TokenizedText
) -> list[Judged]:
    """Returns the alignments; the notice that closes both texts does not count alone.

    Of two releases of a company, two columns of an author or two reports of the police, the last
    paragraphs are the same. A copied story has more than its notice.

    Args:
        judged: the alignments of one source.
        draft: the text to check.
        source: the source.
    """
    counted = [one for one in judged if one.counts]
    length = len(source.units)
    ends = [one for one in counted if length - one.aligned.source_start < T.ending_share * length]
    if not ends:  # as with most sources
        return list(judged)
    more = sum([one.words for one in counted]) - sum([one.words for one in ends])
    if more >= T.used_words or not _are_a_closing_notice(ends, draft, source):
        return list(judged)
    return [uncounted(one, NOTICE, "boilerplate") if one in ends else one for one in judged]


def _are_a_closing_notice(
    counted: Sequence[Judged], draft: TokenizedText, source: TokenizedText
) -> bool:
    """Whether passages are whole lines at the end of both texts, and a notice by its words.

    The texts may differ between them. What a company says of itself may be background, which is
    copied on the same days. What begins with a call to readers and ends as no sentence does goes on
    with links and may be longer; where lines were joined, it begins inside of one.
    """
    there = min([one.aligned.source_start for one in counted])
    last = max(counted, key=lambda one: one.aligned.end)
    if not (
        _is_the_end(source, max([one.aligned.source_end for one in counted]))
        and _is_the_end(draft, last.aligned.end)
    ):
        return False
    here, words = min([one.aligned.start for one in counted]), sum([one.words for one in counted])
    called = _begins_with_a_call(draft, here, last.aligned.end) and not _ends_as_prose(draft)
    raw = draft.text[draft.units.starts[here] : draft.units.ends[last.aligned.end - 1]]
    most = T.notice_words if called or has_a_named_profile(raw) else T.ending_words
    if words >= most:
        return False
    if called:
        return True
    if not all(
        _begins_a_line(draft, one.aligned.start)
        and _begins_a_line(source, one.aligned.source_start)
        for one in counted
    ):
        return False
    return (
        is_a_notice(raw)
        or (last.late and describes_a_company(raw))
        or (describes_an_author(raw) and not is_named_above(source, there))
    )


def _is_the_end(text: TokenizedText, at: int) -> bool:
    """Whether nothing follows the units before `at`, or links to other stories."""
    if len(text.units) - at <= _EDGE:
        return True
    rest = text.text[int(text.units.ends[at - 1]) :].lstrip(STOPS + _CLOSING)
    begin = len(text.text) - len(rest.lstrip())
    return rest.startswith(("\n", "\r")) and are_headlines(text.text, begin, len(text.text))


def is_named_above(text: TokenizedText, at: int) -> bool:
    """Returns whether the second of the units from `at` on stands above, but in a byline.

    It is the name of whom a profile is about, or in Han a part of it.
    """
    second = min(at + 1, len(text.units) - 1)
    first = at if text.units.ends[second] - text.units.starts[second] == 1 else second  # as in Han
    name = text.text[text.units.starts[first] : text.units.ends[second]]
    return name in text.text[_BYLINE : text.units.starts[at]]


def _begins_with_a_call(draft: TokenizedText, start: int, end: int) -> bool:
    """Whether the first sentence in units start..end is whole and addresses the readers."""
    first, last = next(iter(draft.sentences_touching(start, end)), (start, start))
    return first == start and last <= end and draft.is_reader_call(first, last)


def _ends_as_prose(text: TokenizedText) -> bool:
    """Whether the last words of a text are followed by a stop."""
    return any(sign in STOPS for sign in text.text[text.units.ends[-1] :])


def _begins_a_line(text: TokenizedText, at: int) -> bool:
    """Whether a line begins with a unit or just behind it: the line before may end alike."""
    last = min(at + _EDGE, len(text.units))
    return any(_is_first_of_a_line(text, one) for one in range(at, last))


def _is_first_of_a_line(text: TokenizedText, at: int) -> bool:
    """Whether nothing but signs stands before a unit in its line."""
    start = int(text.units.starts[at])
    line = text.text[text.text.rfind("\n", 0, start) + 1 : start]
    return not any(map(str.isalnum, line))


def _names(text: TokenizedText, start: int, end: int) -> bool:
    """Whether units start..end name anybody; who begins a sentence is named elsewhere too."""
    content = text.content
    if content.named(start, end):
        return True
    firsts = text.sentences[:, 0]
    begins = firsts[(firsts >= start) & (firsts < end)].tolist()
    named = content.named(0, len(text.units))
    words = (text.text[text.units.starts[at] : text.units.ends[at]] for at in begins)
    return any(stem(word) in named for word in words)
