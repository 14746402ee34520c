"""Words that are nobody's, whichever source prints them: what a law says, prayers and oaths."""

from checker.matching.passages import Judged
from checker.matching.places import DATE
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.prayers import prayer_at
from checker.text.statutes import states_a_law

__all__ = ["PUBLIC_WORDS", "are_public_words"]

PUBLIC_WORDS = "the words of a law, a prayer or an oath"
_A_DATE = 3  # tokens, a day with its month and year: who tells when it was reports on a case


def are_public_words(draft: TokenizedText, one: Judged) -> bool:
    """Returns whether a short passage is mostly the words of a law, a prayer or an oath.

    Whoever copies a report has sentences of it as well.

    Args:
        draft: the text to check.
        one: a passage that counts.
    """
    if one.words >= T.notice_words:
        return False
    start, end = one.aligned.start, one.aligned.end
    spoken = prayer_at(_written(draft, start, end))
    if spoken is not None:
        at = int(draft.units.starts[start]) + spoken
        within = sum(draft.starts[unit] >= at for unit in range(start, end))
        if within >= T.quoted_share * (end - start):
            return True
    sentences = draft.sentences_touching(start, end)
    if len(sentences) == 2 and draft.units.figures[sentences[0][1] - 1]:  # "the law's 12. article"
        sentences = [(sentences[0][0], sentences[1][1]), *sentences]
    law = max(
        (_words_in(draft, one, sentence) for sentence in sentences if _says_law(draft, sentence)),
        default=0.0,
    )
    return law >= T.quoted_share * draft.words(start, end)


def _words_in(draft: TokenizedText, one: Judged, sentence: tuple[int, int]) -> float:
    """The words of a passage that are in a sentence."""
    here = one.aligned
    return draft.words(max(sentence[0], here.start), min(sentence[1], here.end))


def _says_law(draft: TokenizedText, sentence: tuple[int, int]) -> bool:
    """The same as `_is_law`, asked once: many sources share a sentence of a draft."""
    known = draft.laws
    if sentence not in known:
        known[sentence] = _is_law(draft, *sentence)
    return known[sentence]


def _is_law(text: TokenizedText, first: int, last: int) -> bool:
    """Whether units first..last are a sentence that says what is in a law, without a date."""
    if not states_a_law(_written(text, first, last)):
        return False
    tokens = text.tokens
    kinds = tokens.kinds[tokens.of_unit[first] : tokens.of_unit[last - 1] + 1].tolist()
    return int(kinds.count(DATE)) < _A_DATE


def _written(text: TokenizedText, start: int, end: int) -> str:
    """Units start..end as they are written."""
    return text.text[text.starts[start] : text.ends[end - 1]]
