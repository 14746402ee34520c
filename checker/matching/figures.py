"""What the words of a stretch are: a form's with other figures, a list's, or small change."""

import numpy as np

from checker.matching.alignment import Aligned
from checker.matching.tokens import Text
from checker.text.tables import WORD

__all__ = ["FEW_WORDS", "SURE_WORDS", "is_list", "other_figures", "tells"]

FEW_WORDS = 18.0
SURE_WORDS = 25.0  # shorter passages count only if they fill the sentences that they touch
SAME_FIGURES = 0.5
MANY_FIGURES, MANY_SAME = 10, 0.8  # of many figures nearly as many as of the words
DENSE_FIGURES, DENSE_SAME = 0.3, 0.8  # in a table, nearly all
RARE_UNITS = 3
LISTED = 0.3  # separators a word: a list
_SEPARATORS = frozenset(",;،؛、|•·")
_JOINING = frozenset(".,/:-–'’٫٬．，：／")


def other_figures(draft: Text, source: Text, stretch: Aligned) -> str:
    """Whether fewer than half of two or more figures are the same: a form that was filled anew."""
    here = slice(stretch.start, stretch.end)
    there = slice(stretch.source_start, stretch.source_end)
    short = stretch.equal < FEW_WORDS * draft.scale  # in a longer one a scan may hurt part of each
    figures = _numbers(draft, here, whole=short)
    source_figures = _numbers(source, there, whole=short)
    count = len(figures) + len(source_figures)
    sure = here.stop - here.start >= SURE_WORDS * draft.scale and stretch.similarity >= 0.8
    if count < (4 if sure else 2):
        return ""
    known, source_known = set(figures), set(source_figures)
    same = sum(one in source_known for one in figures)
    same += sum(one in known for one in source_figures)
    asked = SAME_FIGURES if count < MANY_FIGURES else MANY_SAME * stretch.similarity
    if count >= MANY_FIGURES and count >= DENSE_FIGURES * (here.stop - here.start) * 2:
        asked = DENSE_SAME
    return "the same form with other figures" if same < asked * count else ""


def _numbers(text: Text, part: slice, *, whole: bool) -> list[tuple[int, ...]]:
    """The figures of a stretch; if `whole`, what a sign joins ("2,433,000", "5/8") is one."""
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


def is_list(draft: Text, stretch: Aligned) -> bool:
    """Whether it is a list: nearly every word has a capital or is a figure, or commas part them."""
    units = draft.units
    here = slice(stretch.start, stretch.end)
    if not (units.kinds[here] == WORD).all():
        return False
    starts, ends = units.starts[here].tolist(), units.ends[here].tolist()
    between = (draft.text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    if sum(not _SEPARATORS.isdisjoint(gap) for gap in between) >= LISTED * len(starts):
        return True
    letters = [draft.text[at] for at in starts]
    capital = sum(letter.isupper() or letter.isdigit() for letter in letters)
    if capital < 0.75 * len(letters):
        return False
    return not all(draft.text[a:b].isupper() for a, b in zip(starts, ends, strict=True))


def tells(draft: Text, source: Text, stretch: Aligned, least: int = RARE_UNITS) -> bool:
    """Whether enough equal units are not the small change of the language: long, or a figure.

    Of letters and clusters of scripts without blanks twice as many are asked for.
    """
    here = slice(stretch.start, stretch.end)
    known = set(source.ids[stretch.source_start : stretch.source_end])
    kinds = draft.units.kinds[here]
    tells = (
        (draft.units.letters[here] >= draft.telling) | draft.units.figures[here] | (kinds != WORD)
    )
    words: set[int] = set()
    parts: set[int] = set()
    for at in np.flatnonzero(tells).tolist():
        one = draft.ids[stretch.start + at]
        if one in known:
            (words if kinds[at] == WORD else parts).add(one)
            if len(words) + len(parts) // 2 >= least:
                return True
    return False
