"""From alignments to passages: their length, similarity and class, and whether they count.

Lengths are in words; two Han or kana characters or three clusters weigh a word.
"""

import re
from typing import NamedTuple

from checker.matching.alignment import Alignment
from checker.matching.figures import (
    addresses_readers,
    are_headlines,
    has_content_words,
    is_a_line,
    is_list,
    is_nothing_but_points,
    is_table,
)
from checker.matching.forms import (
    NO_FILLING,
    Filling,
    filling,
    is_edited,
    is_form,
    is_other_edition,
    is_written_anew,
)
from checker.matching.quotation import is_official_speech, is_quotation
from checker.matching.sides import Sides
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.matching.unit_masks import UnitMasks
from checker.models.evidence import Passage
from checker.models.vocabulary import PassageClass
from checker.values import replaced

__all__ = [
    "A_FORM",
    "IN_CHROME",
    "NEAR",
    "OFFICIAL_WORDS",
    "SCATTERED",
    "TOO_UNLIKE",
    "Judged",
    "judge",
    "may_stand_out",
    "stands_out",
    "uncounted",
    "words_in_common",
]

A_PHRASE = "a phrase, not a whole sentence"
A_FORM = "the same form with different figures or names"
SCATTERED = "only scattered words in common"
TOO_UNLIKE = "not similar enough for its length"
A_READER_CALL = "a line that addresses the readers of a site"
A_SPEECH = "an official's words, which both texts report on different days"
OFFICIAL_WORDS = "an official's words, which the source reports as they were given out"
IN_CHROME = "in a teaser or the site's own lines, not in the article"
NEAR = 0.75  # similarity below which a passage is derived
_TIME = re.compile(r"\d{1,2}[:.]\d\d")
# A word or two and a colon or a dash, all that stands before an alert in its line.
_LABEL = re.compile(r"^[^\w]*\w{1,12}(?:\W{1,2}\w{1,12})?\s?(?:[:：|]|[-–—](?=\s))[^\w]*$")
_EDGE = 3  # units before or behind a passage that begins or ends its source


class Judged(NamedTuple):
    """An alignment with its passage, or the reason why it is not one; `words` in common.

    `opening` and `closing` state that it begins or ends the source. `alone` is its status if
    nothing else showed that its source was used; `elsewhere` states that it is in page chrome.
    `sides` is what was looked at in the letters of both texts, for the one who judges again.
    """

    aligned: Alignment
    passage: Passage | None
    reason: str
    words: float
    closing: bool = False
    alone: "Judged | None" = None
    elsewhere: bool = False
    filled: Filling = NO_FILLING
    apart: int | None = None
    opening: bool = False
    sides: Sides | None = None

    @property
    def late(self) -> bool:
        """Whether draft and source are known to be further apart than the news of one story."""
        return self.apart is not None and self.apart > T.story_days

    @property
    def is_form(self) -> bool:
        """Whether the source is a form that the draft fills anew."""
        return self.reason == A_FORM

    @property
    def is_filled_anew(self) -> bool:
        """Whether the draft has other figures or names than the source, a form or not."""
        return self.reason == A_FORM or self.filled.figures_other + self.filled.names_other > 0

    @property
    def source_units(self) -> int:
        """How many units of the source it covers."""
        return self.aligned.source_end - self.aligned.source_start

    @property
    def counts(self) -> bool:
        """Whether it is a passage that counts."""
        return self.passage is not None and self.passage.counted

    @property
    def in_chrome(self) -> bool:
        """Whether it is a passage that would count if it were in the article."""
        return self.passage is not None and self.passage.note == IN_CHROME


def judge(
    draft: TokenizedText,
    source: TokenizedText,
    alignment: Alignment,
    masks: UnitMasks,
    *,
    used: bool = False,
    apart: int | None = None,
    sides: Sides | None = None,
) -> Judged:
    """Measures one alignment and classifies it.

    Args:
        draft: the text to check.
        source: the possible source.
        alignment: their alignment.
        masks: quotations and boilerplate of the draft.
        used: True if other passages already prove reuse of this source; the thresholds are then
            lower, and lowest for alignments without runs (from `reordered`).
        apart: days between both texts, None where one of them is unknown.
        sides: the sides of the alignment, if it was judged before.
    """
    start, end, source_start, source_end, equal, runs, _ = alignment
    length = draft.words(start, end)
    per_unit = length / (end - start)
    words = equal * per_unit
    source_words = source.words()
    brief = source_words < T.brief_words and words >= T.brief_share * source_words
    least = T.brief_least if brief else T.next_words if used else T.shown_words
    if equal == len(draft.starts) == len(source.starts):
        least = T.whole_least
    if words < least and not (used and _is_whole(draft, source, alignment, words)):
        return Judged(alignment, None, "fewer than 8 words in common", words)
    similarity = alignment.similarity
    if brief and similarity < T.brief_similarity:
        return Judged(
            alignment, None, "a brief item that the draft does not contain as a whole", words
        )
    if brief and source_words < T.counted_words and not _is_a_sentence(draft, alignment):
        return Judged(
            alignment, None, "the fact of an alert, in a sentence of the draft's own", words
        )
    is_late = apart is not None and apart > T.story_days
    filled = filling(draft, source, alignment) if not used or not runs else NO_FILLING
    if filled is not NO_FILLING and (
        (is_form(filled, words, apart) and not is_edited(draft, source, alignment, filled, words))
        or (not draft.has_capitals and is_written_anew(filled, similarity, apart))
        or (apart is None and is_other_edition(draft, source, filled, words))
    ):
        return Judged(alignment, None, A_FORM, words, filled=filled, apart=apart)
    sides = sides or Sides(draft, source, alignment)
    boilerplate = masks.boilerplate_words(alignment) / length
    own = words * (1 - boilerplate)
    cls, note = _likeness(similarity) if runs else "derived", ""
    if boilerplate >= T.standing_share or (boilerplate > 0 and own < 5):
        cls, note = "boilerplate", "boilerplate: a marking, an address or a phrase of many days"
    elif words < T.ending_words and addresses_readers(draft, alignment):
        cls, note = "boilerplate", A_READER_CALL
    elif masks.may_be_quoted(alignment) and is_quotation(draft, source, alignment, masks):
        cls, note = "quotation", "words of a third party, in quotation marks in both texts"
    elif is_late and is_quotation(draft, source, alignment, masks, late=True):
        cls, note = "quotation", A_SPEECH
    elif apart is not None and is_official_speech(draft, source, alignment, masks.boilerplate):
        cls, note = "quotation", OFFICIAL_WORDS
    elif used:
        run = alignment.longest * per_unit
        if similarity < T.next_similarity or (runs and run < T.next_run):
            return Judged(alignment, None, TOO_UNLIKE, words)
        if words < T.next_sure_words and not sides.are_sentences:
            return Judged(alignment, None, A_PHRASE, words)
    elif not brief:
        reason, note = _doubt(sides, own, per_unit, filled)
        if reason:
            return Judged(alignment, None, reason, words, sides=sides)
    listed = not used and not note and words < T.brief_words
    if listed and is_list(draft, alignment, brief=brief):
        cls, note = "names", "a list of names or figures"
    where = sides.where
    if not used and not note and is_table(draft.text, *where[:2]):
        cls, note = "names", "rows of a table"
    if not note and _are_headlines(draft, source, where, words, brief):
        cls, note = "names", "headlines or links in a list"
    opening, left = source_start <= _EDGE, len(source.starts) - source_end
    passage = Passage(
        *where,
        cls,
        round(similarity, 4),
        round(words),
        not note,
        note,
    )
    elsewhere = masks.are_elsewhere(alignment)
    return Judged(
        alignment,
        passage,
        note,
        words,
        left <= _EDGE,
        None,
        elsewhere,
        filled,
        apart,
        opening,
        sides,
    )


def _is_whole(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, words: float
) -> bool:
    """Whether a short alignment with a source that is used is a whole sentence of it."""
    return words >= T.whole_least and (
        not alignment.runs or Sides(draft, source, alignment).are_moved
    )


def _doubt(sides: Sides, own: float, per_unit: float, filled: Filling) -> tuple[str, str]:
    """Why an alignment is no passage, and if it is one, why it is not counted; "" for no doubt."""
    draft, source, alignment = sides.draft, sides.source, sides.alignment
    longest = alignment.longest * per_unit
    reason = _unlike(own, longest, alignment.similarity)
    if reason and own >= T.counted_words and longest >= T.whole_run:
        least_alike = T.whole_similar if own < T.whole_words else T.whole_similar_long
        if alignment.similarity >= least_alike and sides.filled >= T.whole_filled:
            reason = ""  # an edited sentence, from its first word to its last
    if reason and (own < T.counted_words or sides.likeness < T.scan_likeness):
        return reason, ""
    if own < T.sure_words and not _fills(sides, own, filled):
        return ("", A_PHRASE) if longest >= T.counted_words else (A_PHRASE, "")
    if own < T.counted_words:
        if alignment.similarity < 0.9:
            return "shorter than 12 words and not identical", ""
        return "", "shorter than 12 words"
    if not has_content_words(draft, source, alignment):
        return "", "fewer than 3 uncommon words"
    return "", ""


def _are_headlines(
    draft: TokenizedText,
    source: TokenizedText,
    where: tuple[int, int, int, int],
    words: float,
    brief: bool,
) -> bool:
    """Whether both texts list a passage among links, or one does and it is a line in the other.

    A brief is a line too, and listing it is using it; so are the points of an item that is nothing
    but points, such as a wire's diary, where more than a line of them is taken.
    """
    here, there = (draft.text, *where[:2]), (source.text, *where[2:])
    if are_headlines(*here):
        listed = are_headlines(*there) or (not brief and is_a_line(*there))
    else:
        listed = not brief and is_a_line(*here) and are_headlines(*there)
    return listed and not (words >= T.sure_words and is_nothing_but_points(source.text))


def _is_a_sentence(draft: TokenizedText, alignment: Alignment) -> bool:
    """Whether an alignment is most of its sentence, or of its line, in the draft.

    The time in front of an alert, a label ("Breaking:") and the signs around it are no words of the
    draft's own.
    """
    start, end = draft.starts[alignment.start], draft.ends[alignment.end - 1]
    first, last = draft.borders.sentence_start(start), draft.borders.sentence_end(end)
    before = _LABEL.sub("", draft.text[first:start])
    around = _TIME.sub("", f"{before} {draft.text[end:last]}")
    own = sum(map(str.isalnum, around))
    return end - start >= T.complete * (end - start + own)


def _fills(sides: Sides, own: float, filled: Filling) -> bool:
    """Whether a short passage is as good as whole sentences, or has what only its source has."""
    if sides.filled >= _asked(own):
        return True
    if filled.other or filled.same < T.own_marks or own < T.marked_words:
        return False
    least = 1 if sides.draft.has_capitals else T.own_marks
    return filled.figures_same >= least


def _asked(words: float) -> float:
    """How much of its sentences a passage of so many words must fill: less as it grows longer."""
    longer = min(
        1.0,
        max(0.0, (words - T.few_words) / (T.sure_words - T.few_words)),
    )
    return T.complete - (T.complete - T.half_complete) * longer


def _likeness(similarity: float) -> PassageClass:
    if similarity >= 0.97:
        return "verbatim"
    return "near" if similarity >= NEAR else "derived"


def _unlike(words: float, longest: float, similarity: float) -> str:
    """Why an alignment is too unlike for its length, "" if it is not."""
    if longest >= T.always_words:
        return ""
    if words < T.shown_words:
        return "fewer than 8 words in common"
    for limit, least, run in T.alike:
        if words < limit:
            if similarity < least:
                return TOO_UNLIKE
            return "" if longest >= run else SCATTERED
    return ""


def uncounted(judged: Judged, note: str, cls: PassageClass | None = None) -> Judged:
    """Returns the alignment with its passage shown but not counted."""
    passage = judged.passage
    if passage is None:
        return judged
    changed = replaced(passage, counted=False, note=note, cls=cls or passage.cls)
    return judged._replace(passage=changed, reason=note)


def counted_after_all(judged: Judged) -> Judged:
    """Returns the alignment with its passage counted."""
    passage = judged.passage
    if passage is None:
        return judged
    return judged._replace(passage=replaced(passage, counted=True, note=""), reason="")


def may_stand_out(whole: Judged) -> bool:
    """Returns whether a sentence may be more than a form: same beginning, no other name."""
    runs, all_ = whole.aligned.runs, whole.aligned
    if whole.filled.names_other or not runs:
        return False
    return runs[0][0] == all_.start and runs[0][2] == all_.source_start


def stands_out(draft: TokenizedText, part: Alignment, whole: Judged) -> bool:
    """Returns whether a sentence is unchanged and the rest of the alignment is not a form.

    The rest begins alike, with the same subject, and then differs.
    """
    if (
        part.similarity < 1.0
        or words_in_common(draft, part) < T.few_words
        or not may_stand_out(whole)
    ):
        return False
    all_ = whole.aligned
    units = all_.end - all_.start + all_.source_end - all_.source_start
    rest = units - (part.end - part.start + part.source_end - part.source_start)
    return 2 * (all_.equal - part.equal) < T.rest_unlike * rest


def words_in_common(draft: TokenizedText, alignment: Alignment) -> float:
    """Returns the words that an alignment has in common, as `judge` counts them."""
    length = draft.words(alignment.start, alignment.end)
    return alignment.equal * (length / (alignment.end - alignment.start))
