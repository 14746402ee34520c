"""From aligned stretches to passages: how long, how alike, of what class, and whether they count.

Lengths are in words; two Han or kana letters or three clusters weigh a word. The limits were chosen
once, on the development halves of public reuse sets in ten languages, for all of them together.
"""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from checker.matching.alignment import Aligned
from checker.matching.figures import FEW_WORDS, SURE_WORDS, is_list, other_figures, tells
from checker.matching.tokens import Mask, Text
from checker.models import Passage, PassageClass
from checker.text.fold import fold
from checker.text.sentences import STOPS, completeness, sentence_end, sentence_start, wholeness

__all__ = ["Judged", "Marks", "judge", "uncounted"]

SHOWN_WORDS = 8.0
COUNTED_WORDS = 12.0
ALWAYS_WORDS = 25.0  # one run of this length counts whatever is around it
BRIEF_WORDS = 40.0  # shorter sources are judged by containment
BRIEF_SHARE = 0.8
BRIEF_LEAST = 5.0
WHOLE_LEAST = 3.0  # for a draft that is the source, or a whole sentence of a source that is used
BRIEF_SIMILARITY = 0.75
COMPLETE, HALF_COMPLETE = 0.75, 0.5
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

    @property
    def counts(self) -> bool:
        """Whether it is a passage that counts."""
        return self.passage is not None and self.passage.counted


def judge(
    draft: Text,
    source: Text,
    stretch: Aligned,
    marks: Marks,
    *,
    used: bool = False,
) -> Judged:
    """Measure one stretch and say what it is.

    Args:
        draft: what is checked.
        source: what it may come from.
        stretch: where they agree.
        marks: quotations and standing text of the draft.
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
    if (brief or not stretch.runs) and other_figures(draft, source, stretch):
        return Judged(stretch, None, "the same form with other figures", words)
    standing = float(draft.weights[here][marks.boilerplate[here]].sum()) / 6 / length
    own = words * (1 - standing)
    cls, note = _likeness(similarity) if stretch.runs else "derived", ""
    if standing >= 0.6 or (standing > 0 and own < 5):
        cls, note = "boilerplate", "standing text: a marking, an address or a phrase of many days"
    elif _quoted(draft, source, stretch, marks):
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
        if not note and words < BRIEF_WORDS and is_list(draft, stretch):
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
        form = other_figures(draft, source, stretch)
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
    if not tells(draft, source, stretch):
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


def _quoted(draft: Text, source: Text, stretch: Aligned, marks: Marks) -> bool:
    """Whether nearly all of it is a quotation in both texts."""
    here = slice(stretch.start, stretch.end)
    quoted = marks.quoted[here]
    if quoted.mean() < 0.7 or float(draft.weights[here][~quoted].sum()) / 6 >= QUOTED_OUTSIDE:
        return False
    return bool(source.quoted[stretch.source_start : stretch.source_end].mean() >= 0.6)


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
