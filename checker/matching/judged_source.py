"""All that a draft has in common with one source, judged together."""

from collections.abc import Iterable, Sequence

from checker.matching.alignment import Alignment
from checker.matching.counting import by_sentence
from checker.matching.figures import says_who
from checker.matching.notices import without_instructions
from checker.matching.passages import (
    A_FORM,
    A_PHRASE,
    SCATTERED,
    TOO_UNLIKE,
    Judged,
    counted_after_all,
    judge,
    may_stand_out,
    stands_out,
    uncounted,
    words_in_common,
)
from checker.matching.profiles import without_profiles
from checker.matching.public_words import PUBLIC_WORDS, are_public_words
from checker.matching.standing import (
    SCRIPTURE,
    STOCK_SENTENCES,
    are_stock_sentences,
    is_scripture,
    without_a_closing_notice,
    without_an_old_lead,
    without_standing_lines,
)
from checker.matching.subject import is_a_house_line
from checker.matching.texts import Prepared
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.matching.unit_masks import UnitMasks

__all__ = ["HOUSE_LINE", "counted_words", "judged_beside"]

HOUSE_LINE = "a line unrelated to the rest of its source"
_PARTED = frozenset({TOO_UNLIKE, SCATTERED, A_FORM})  # of what may have copied sentences in it


def judged_beside(
    text: TokenizedText,
    prepared: Prepared,
    alignments: Sequence[Alignment],
    masks: UnitMasks,
    day: int | None,
) -> list[Judged]:
    """Returns all alignments of a source, judged; lesser ones once more if it is proved to be used.

    Args:
        text: the draft.
        prepared: the source.
        alignments: what they have in common.
        masks: what the draft's units are besides words.
        day: the day of the draft, None if it is unknown.
    """
    source, theirs = prepared.text, prepared.stored.day
    apart = abs(day - theirs) if day is not None and theirs is not None else None
    if not alignments:
        return []
    judged = [judge(text, source, one, masks, apart=apart) for one in alignments]
    if len(judged) == 1 and judged[0].counts and is_a_house_line(text, source, judged[0]):
        return [uncounted(judged[0], HOUSE_LINE)]
    if [one for one in judged if one.passage is None and one.reason in _PARTED]:
        judged = [part for one in judged for part in _kept_parts(one, text, source, masks, apart)]
    if not [one for one in judged if one.passage is not None]:  # as with most candidates
        return judged
    weeks = apart is not None and apart > T.form_days
    judged = without_standing_lines(judged) if weeks else judged
    judged = _phrases_together(judged, text) if len(judged) > 1 else judged
    judged = without_an_old_lead(judged, len(text.units)) if weeks else judged
    judged = without_a_closing_notice(judged, text, source)
    judged = without_profiles(judged, text, source)
    judged = without_instructions(judged, text, source) if weeks else judged
    judged = [_without_nobodys(text, source, one) for one in judged]
    if counted_words(judged) < T.used_words:
        return judged
    return [one if one.counts else _again(text, prepared, masks, one, apart) for one in judged]


def _without_nobodys(text: TokenizedText, source: TokenizedText, one: Judged) -> Judged:
    """The alignment; words that are nobody's whatever the other sources have do not count."""
    if not one.counts:
        return one
    if are_stock_sentences(text, source, one):
        return uncounted(one, STOCK_SENTENCES)
    if are_public_words(text, one):
        return uncounted(one, PUBLIC_WORDS, "quotation")
    return uncounted(one, SCRIPTURE) if is_scripture(text, source, one) else one


def _phrases_together(judged: list[Judged], text: TokenizedText) -> list[Judged]:
    """The same alignments; several turns of phrase of one source are more than that.

    Who took part is told by names and offices alone, however many there are.
    """
    phrases = [
        one
        for one in judged
        if one.passage is not None and one.reason == A_PHRASE and not says_who(text, one.aligned)
    ]
    least = T.phrases_words if text.has_capitals else T.background_words
    if len(phrases) < 2 or sum(one.words for one in phrases) < least:
        return judged
    return [counted_after_all(one) if one in phrases else one for one in judged]


def _kept_parts(
    one: Judged,
    text: TokenizedText,
    source: TokenizedText,
    masks: UnitMasks,
    apart: int | None,
) -> list[Judged]:
    """The alignment, or of one that is rejected the sentences in it that were copied all the same.

    A sentence of a form counts where the rest of it is too unlike to be one form.
    """
    unlike = one.reason in (TOO_UNLIKE, SCATTERED)
    form = one.is_form and may_stand_out(one)
    if one.passage is not None or not (unlike or form):
        return [one]
    brief = source.words() < T.brief_words
    least = 0.0 if brief else T.counted_words  # what is shorter counts in briefs alone
    kept = []
    for part in by_sentence(text, source, one.aligned, least):
        if words_in_common(text, part) >= least and (unlike or stands_out(text, part, one)):
            judged = judge(text, source, part, masks, apart=apart)
            if judged.counts:
                kept.append(judged)
    return kept or [one]


def _again(
    text: TokenizedText, prepared: Prepared, masks: UnitMasks, one: Judged, apart: int | None
) -> Judged:
    """The alignment judged as one of a source that is used; boilerplate gains nothing by that."""
    again = judge(text, prepared.text, one.aligned, masks, used=True, apart=apart, sides=one.sides)
    if one.passage is None and again.passage is not None and again.passage.cls == "boilerplate":
        return one
    return again._replace(alone=one)


def counted_words(judged: Iterable[Judged]) -> float:
    """Returns the words of passages that count, but for those that others let in."""
    return sum([one.words for one in judged if one.alone is None and one.counts])
