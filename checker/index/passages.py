"""From aligned stretches to passages: how long, how alike, of what class, and whether they count.

Lengths are in words; two Han or kana letters or three clusters weigh a word. The limits were chosen
once, on the development halves of public reuse sets in ten languages, for all of them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from checker.index.align import Aligned, Text
from checker.models import Passage, PassageClass, Span
from checker.text.fold import fold
from checker.text.sentences import STOPS, completeness, sentence_end, sentence_start, wholeness
from checker.text.tables import SINGLE, WORD

__all__ = ["Judged", "Marks", "Mask", "joined", "judge", "mask_of", "unit_mask"]

SHOWN_WORDS = 8.0
COUNTED_WORDS = 12.0
SURE_WORDS = 25.0  # shorter passages count only if they fill the sentences that they touch
ALWAYS_WORDS = 25.0  # one run of this length counts whatever is around it
BRIEF_WORDS = 40.0  # shorter sources are judged by containment
BRIEF_SHARE = 0.8
BRIEF_LEAST = 5.0
WHOLE_LEAST = 3.0  # for a draft that is the source, or a whole sentence of a source that is used
BRIEF_SIMILARITY = 0.75
COMPLETE, HALF_COMPLETE = 0.75, 0.5
FEW_WORDS = 18.0
SAME_FIGURES = 0.5
MANY_FIGURES, MANY_SAME = 10, 0.8  # of many figures nearly as many as of the words
DENSE_FIGURES, DENSE_SAME = 0.3, 0.8  # in a table, nearly all
RARE_UNITS = 3
LISTED = 0.3  # separators a word: a list
_SEPARATORS = frozenset(",;،؛、|•·")
_JOINING = frozenset(".,/:-–'’٫٬．，：／")
ELSEWHERE_SHARE = 0.6
LETTERS_ALIKE = 0.88  # a scan's damage leaves this much of the letters
FORM_LETTERS = 0.93  # and this much where the figures differ
QUOTED_OUTSIDE = 4.0  # so many words around a quotation make it more than a quotation
FORM_WORDS = 150.0  # a longer text with other figures is no form
# in a source that is used already, a further stretch needs less
NEXT_WORDS, NEXT_SURE_WORDS, NEXT_SIMILARITY, NEXT_RUN = 5.0, 15.0, 0.6, 3.0
_LONGEST_LETTERS = 8000
# words in common below which this similarity and this unbroken run are asked for
_ALIKE = (
    (20.0, 0.75, 5.0),
    (30.0, 0.72, 5.0),
    (50.0, 0.69, 5.0),
    (80.0, 0.50, 5.0),
    (float("inf"), 0.50, 3.0),
)

# a stretch that is whole sentences in both texts may be a little less alike
WHOLE_FILLED, WHOLE_RUN, WHOLE_WORDS = 0.93, 4.0, 20.0
WHOLE_SIMILAR, WHOLE_SIMILAR_LONG = 0.74, 0.72

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What is known of each unit of the draft.

    `quoted`: in quotation marks; `boilerplate`: a marking or a common phrase; `elsewhere`: in a
    teaser, a menu or the site's own lines, so no part of the article.
    """

    quoted: Mask
    boilerplate: Mask
    elsewhere: Mask


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch with its passage, or the reason why it is none; `words` in common.

    `closing` says that it ends both texts' source: its last words are the source's last ones.
    `alone` is what it would be if nothing else showed that its source was used.
    """

    aligned: Aligned
    passage: Passage | None
    reason: str
    words: float
    closing: bool = False
    alone: "Judged | None" = None


def mask_of(spans: Sequence[Span], text: Text) -> Mask:
    """Which units of a text lie in one of these spans (by their first letter)."""
    if not spans:
        return np.zeros(len(text.units), bool)
    borders = np.array([(span.start, span.end) for span in spans], np.int32)
    first = np.searchsorted(text.units.starts, borders[:, 0])
    last = np.searchsorted(text.units.starts, borders[:, 1])
    return unit_mask(len(text.units), first, np.maximum(last - first, 0))


def unit_mask(
    count: int, starts: npt.NDArray[np.integer], lengths: npt.NDArray[np.integer]
) -> Mask:
    """Which of `count` units are covered by these runs of units."""
    edges = np.zeros(count + 1, np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, np.minimum(starts + lengths, count), -1)
    covered: Mask = np.cumsum(edges[:-1]) > 0
    return covered


def judge(
    draft: Text,
    source: Text,
    stretch: Aligned,
    marks: Marks,
    source_quoted: Mask,
    *,
    used: bool = False,
) -> Judged:
    """Measure one stretch and say what it is.

    Args:
        draft: what is checked.
        source: what it may come from.
        stretch: where they agree.
        marks: quotations and standing text of the draft.
        source_quoted: which units of the source are quoted.
        used: other passages show that this source was used, so that less is asked for, and least
            of whole sentences that were compared word by word: such a stretch has no runs.
    """
    here = slice(stretch.start, stretch.end)
    length = draft.words(stretch.start, stretch.end)
    per_unit = length / (stretch.end - stretch.start)
    words = stretch.equal * per_unit
    source_words = source.words()
    similarity = stretch.similarity
    brief = source_words < BRIEF_WORDS and words >= BRIEF_SHARE * source_words
    least = BRIEF_LEAST if brief else NEXT_WORDS if used else SHOWN_WORDS
    if stretch.equal == len(draft.units) == len(source.units):
        least = WHOLE_LEAST
    whole = used and words >= WHOLE_LEAST and (not stretch.runs or _moved(draft, source, stretch))
    if words < least and not whole:
        return Judged(stretch, None, "fewer than 8 words in common", words)
    if brief and similarity < BRIEF_SIMILARITY:
        return Judged(stretch, None, "a brief that is not contained", words)
    if (brief or not stretch.runs) and _other_figures(draft, source, stretch):
        return Judged(stretch, None, "the same form with other figures", words)
    standing = float(draft.weights[here][marks.boilerplate[here]].sum()) / 6 / length
    own = words * (1 - standing)
    cls, note = _likeness(similarity) if stretch.runs else "derived", ""
    if standing >= 0.6 or (standing > 0 and own < 5):
        cls, note = "boilerplate", "standing text: a marking, an address or a phrase of many days"
    elif _quoted(stretch, marks, source_quoted, draft.weights[here]):
        cls, note = "quotation", "words of a third party, in quotation marks on both sides"
    elif used:
        run = stretch.longest * per_unit
        if similarity < NEXT_SIMILARITY or (stretch.runs and run < NEXT_RUN):
            return Judged(stretch, None, "too unlike for its length", words)
        if words < NEXT_SURE_WORDS and not _sentences(draft, source, stretch):
            return Judged(stretch, None, "a turn of phrase, no whole sentence", words)
    elif not brief:
        reason, note = _doubt(draft, source, stretch, own, per_unit)
        if reason:
            return Judged(stretch, None, reason, words)
        if not note and words < BRIEF_WORDS and _names(draft, stretch):
            cls, note = "names", "a list of names or figures"
    if not note and marks.elsewhere[here].mean() >= ELSEWHERE_SHARE:
        note = "in a teaser or the site's own lines, not in the article"
    left = len(source.units) - stretch.source_end
    passage = Passage(
        *_letters(draft, source, stretch),
        cls,
        round(similarity, 4),
        round(words),
        not note,
        note,
    )
    return Judged(stretch, passage, note, words, closing=left <= 3)


def _doubt(
    draft: Text, source: Text, stretch: Aligned, own: float, per_unit: float
) -> tuple[str, str]:
    """Why a stretch is no passage, and if it is one, why it is not counted; "" for no doubt."""
    longest = stretch.longest * per_unit
    reason = _unlike(own, longest, stretch.similarity)
    if reason and own >= COUNTED_WORDS and longest >= WHOLE_RUN:
        least_alike = WHOLE_SIMILAR if own < WHOLE_WORDS else WHOLE_SIMILAR_LONG
        if stretch.similarity >= least_alike and _filled(draft, source, stretch) >= WHOLE_FILLED:
            reason = ""  # an edited sentence, from its first word to its last
    asked, least = LETTERS_ALIKE, COUNTED_WORDS
    if reason and own < least:
        return reason, ""
    form = ""
    if longest < ALWAYS_WORDS and own < FORM_WORDS:
        form = _other_figures(draft, source, stretch)
    if form:
        asked, least = FORM_LETTERS, BRIEF_WORDS
        reason = reason or form
    if reason and (own < least or _by_letters(draft, source, stretch) < asked):
        return reason, ""
    if own < SURE_WORDS and _filled(draft, source, stretch) < _asked(own):
        phrase = "a turn of phrase, no whole sentence"
        return ("", phrase) if longest >= COUNTED_WORDS else (phrase, "")
    if own < COUNTED_WORDS:
        if stretch.similarity < 0.9:
            return "shorter than 12 words and not the same", ""
        return "", "shorter than 12 words"
    if not _telling(draft, source, stretch):
        return "", "fewer than 3 words that are not common"
    return "", ""


def _sentences(draft: Text, source: Text, stretch: Aligned) -> bool:
    """Whether a stretch fills its sentences or consists of whole ones, in both texts."""
    start, end, source_start, source_end = _letters(draft, source, stretch)
    return all(
        completeness(text, a, b) >= COMPLETE or wholeness(text, a, b) >= COMPLETE
        for text, a, b in ((draft.text, start, end), (source.text, source_start, source_end))
    )


def _moved(draft: Text, source: Text, stretch: Aligned) -> bool:
    """Whether a short stretch is a whole sentence without a change: one that was moved."""
    return stretch.similarity == 1.0 and _sentences(draft, source, stretch)


def _asked(words: float) -> float:
    """How much of its sentences a passage of so many words must fill: less as it grows longer."""
    longer = min(1.0, max(0.0, (words - FEW_WORDS) / (SURE_WORDS - FEW_WORDS)))
    return COMPLETE - (COMPLETE - HALF_COMPLETE) * longer


def _filled(draft: Text, source: Text, stretch: Aligned) -> float:
    """How much of the sentences that it touches the stretch fills, in the mean of both texts."""
    start, end, source_start, source_end = _letters(draft, source, stretch)
    here = completeness(draft.text, start, end)
    return (here + completeness(source.text, source_start, source_end)) / 2


def _likeness(similarity: float) -> PassageClass:
    if similarity >= 0.97:
        return "verbatim"
    return "near" if similarity >= 0.75 else "derived"


def _unlike(words: float, longest: float, similarity: float) -> str:
    """Why a stretch is too unlike for its length, "" if it is not."""
    if longest >= ALWAYS_WORDS:
        return ""
    if words < SHOWN_WORDS:
        return "fewer than 8 words in common"
    for limit, least, run in _ALIKE:
        if words < limit:
            if similarity < least:
                return "too unlike for its length"
            return "" if longest >= run else "only scattered words in common"
    return ""


def _quoted(
    stretch: Aligned, marks: Marks, source_quoted: Mask, weights: npt.NDArray[np.int32]
) -> bool:
    """Whether nearly all of it is a quotation in both texts."""
    quoted = marks.quoted[stretch.start : stretch.end]
    there = source_quoted[stretch.source_start : stretch.source_end]
    outside = float(weights[~quoted].sum()) / 6
    return bool(quoted.mean() >= 0.7 and there.mean() >= 0.6 and outside < QUOTED_OUTSIDE)


def _other_figures(draft: Text, source: Text, stretch: Aligned) -> str:
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


def _names(draft: Text, stretch: Aligned) -> bool:
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


def _telling(draft: Text, source: Text, stretch: Aligned) -> bool:
    """Whether enough equal units are not the small change of the language: long, or a figure."""
    here = slice(stretch.start, stretch.end)
    known = set(source.ids[stretch.source_start : stretch.source_end])
    kinds = draft.units.kinds[here]
    tells = (
        (draft.units.letters[here] >= draft.telling) | draft.units.figures[here] | (kinds != WORD)
    )
    words: set[int] = set()
    singles: set[int] = set()
    for at in np.flatnonzero(tells).tolist():
        one = draft.ids[stretch.start + at]
        if one in known:
            (singles if kinds[at] == SINGLE else words).add(one)
            if len(words) + len(singles) // 2 >= RARE_UNITS:
                return True
    return False


_CLOSING = STOPS + '”"»’)」』'
_NEAR_BORDER = 80  # letters between a passage and the border of its sentence that may be damaged
_BORDER_LIKENESS = 0.55


def _letters(draft: Text, source: Text, stretch: Aligned) -> tuple[int, int, int, int]:
    """The stretch in code points of both texts as given.

    A damaged or edited rest of the sentence, alike in its letters on both sides, and equal closing
    marks are taken along.
    """
    start = int(draft.units.starts[stretch.start])
    end = int(draft.units.ends[stretch.end - 1])
    source_start = int(source.units.starts[stretch.source_start])
    source_end = int(source.units.ends[stretch.source_end - 1])
    before = sentence_start(draft.text, start), sentence_start(source.text, source_start)
    if _alike(draft.text[before[0] : start], source.text[before[1] : source_start]):
        start, source_start = before
    after = sentence_end(draft.text, end), sentence_end(source.text, source_end)
    if _alike(draft.text[end : after[0]], source.text[source_end : after[1]]):
        end, source_end = after
    while (
        end < len(draft.text)
        and source_end < len(source.text)
        and draft.text[end] == source.text[source_end]
        and draft.text[end] in _CLOSING
    ):
        end, source_end = end + 1, source_end + 1
    return start, end, source_start, source_end


def _alike(here: str, there: str) -> bool:
    """Whether two short rests of a sentence are one text, damaged or edited."""
    if not 1 < len(here) <= _NEAR_BORDER or not 1 < len(there) <= _NEAR_BORDER:
        return False
    return fuzz.ratio(fold(here).text, fold(there).text) >= 100 * _BORDER_LIKENESS


def _by_letters(draft: Text, source: Text, stretch: Aligned) -> float:
    """How alike two stretches are letter by letter, 0-1: what damage by a scan leaves."""
    here = draft.text[draft.units.starts[stretch.start] : draft.units.ends[stretch.end - 1]]
    there = source.text[
        source.units.starts[stretch.source_start] : source.units.ends[stretch.source_end - 1]
    ]
    if len(here) > _LONGEST_LETTERS or len(there) > _LONGEST_LETTERS:
        return 0.0
    return fuzz.ratio(fold(here).text, fold(there).text) / 100


def uncounted(judged: Judged, note: str, cls: PassageClass | None = None) -> Judged:
    """The same stretch, its passage shown but not counted."""
    passage = judged.passage
    if passage is None:
        return judged
    changed = replace(passage, counted=False, note=note, cls=cls or passage.cls)
    return replace(judged, passage=changed, reason=note)


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Passages by their place in the draft; repetitions of one stretch of the source are joined.

    A draft that says a thing a thousand times has one passage of it, not a thousand.
    """
    out: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.source_start)):
        before = out[-1] if out else None
        if before is not None and _goes_on(before, passage):
            out[-1] = _both(before, passage)
        else:
            out.append(passage)
    return out


_BLANKS = 40  # letters between two passages that follow one another


def _goes_on(before: Passage, after: Passage) -> bool:
    """Whether a passage follows another one and takes the same stretch of the source again."""
    if after.start > before.end + _BLANKS or after.counted != before.counted:
        return False
    common = min(before.source_end, after.source_end) - max(before.source_start, after.source_start)
    shorter = min(before.source_end - before.source_start, after.source_end - after.source_start)
    return common >= 0.3 * shorter


def _both(before: Passage, after: Passage) -> Passage:
    """Two passages as one."""
    better = before if before.words >= after.words else after
    total = before.words + after.words
    alike = (before.similarity * before.words + after.similarity * after.words) / max(1, total)
    overlap = max(0, before.end - after.start) / max(1, after.end - after.start)
    return replace(
        better,
        start=before.start,
        end=max(before.end, after.end),
        source_start=min(before.source_start, after.source_start),
        source_end=max(before.source_end, after.source_end),
        similarity=round(alike, 4),
        words=before.words + round(after.words * max(0.0, 1 - overlap)),
    )
