"""Tests on the words of an alignment: other figures (a filled-in template), lists, content."""

import numpy as np

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.tables import WORD

__all__ = ["has_content_words", "is_list", "other_figures"]

_SEPARATORS = frozenset(",;،؛、|•·")
_JOINING = frozenset(".,/:-–'’٫٬．，：／")


def other_figures(draft: TokenizedText, source: TokenizedText, alignment: Alignment) -> str:
    """Whether fewer than half of two or more figures are the same: a form that was filled anew."""
    here = slice(alignment.start, alignment.end)
    there = slice(alignment.source_start, alignment.source_end)
    short = (
        alignment.equal < T.few_words * draft.scale
    )  # in a longer one a scan may hurt part of each
    figures = _numbers(draft, here, whole=short)
    source_figures = _numbers(source, there, whole=short)
    count = len(figures) + len(source_figures)
    sure = here.stop - here.start >= T.sure_words * draft.scale and alignment.similarity >= 0.8
    if count < (4 if sure else 2):
        return ""
    known, source_known = set(figures), set(source_figures)
    same = sum(one in source_known for one in figures)
    same += sum(one in known for one in source_figures)
    asked = T.same_figures if count < T.many_figures else T.many_same * alignment.similarity
    if count >= T.many_figures and count >= T.dense_figures * (here.stop - here.start) * 2:
        asked = T.dense_same
    return "the same form with other figures" if same < asked * count else ""


def _numbers(text: TokenizedText, part: slice, *, whole: bool) -> list[tuple[int, ...]]:
    """The figures of an alignment; if `whole`, what a sign joins ("2,433,000", "5/8") is one."""
    out: list[tuple[int, ...]] = []
    before = -2
    for at in (np.flatnonzero(text.units.figures[part]) + part.start).tolist():
        sign = text.text[text.units.ends[at - 1] : text.units.starts[at]] if at else " "
        if whole and at == before + 1 and sign in _JOINING:
            out[-1] = (*out[-1], text.ids[at])
        else:
            out.append((text.ids[at],))
        before = at
    return out


def is_list(draft: TokenizedText, alignment: Alignment) -> bool:
    """Whether it is a list: nearly every word has a capital or is a figure, or commas part them."""
    units = draft.units
    here = slice(alignment.start, alignment.end)
    if not (units.kinds[here] == WORD).all():
        return False
    starts, ends = units.starts[here].tolist(), units.ends[here].tolist()
    between = (draft.text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    if sum(not _SEPARATORS.isdisjoint(gap) for gap in between) >= T.listed * len(starts):
        return True
    characters = [draft.text[at] for at in starts]
    capital = sum(letter.isupper() or letter.isdigit() for letter in characters)
    if capital < 0.75 * len(characters):
        return False
    return not all(draft.text[a:b].isupper() for a, b in zip(starts, ends, strict=True))


def has_content_words(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, least: int = T.content_words
) -> bool:
    """Whether enough equal units are not the stop words: long, or a figure.

    Of characters and clusters of scripts without blanks twice as many are asked for.
    """
    here = slice(alignment.start, alignment.end)
    known = set(source.ids[alignment.source_start : alignment.source_end])
    kinds = draft.units.kinds[here]
    content = (
        (draft.units.characters[here] >= draft.content_length)
        | draft.units.figures[here]
        | (kinds != WORD)
    )
    words: set[int] = set()
    parts: set[int] = set()
    for at in np.flatnonzero(content).tolist():
        one = draft.ids[alignment.start + at]
        if one in known:
            (words if kinds[at] == WORD else parts).add(one)
            if len(words) + len(parts) // 2 >= least:
                return True
    return False
