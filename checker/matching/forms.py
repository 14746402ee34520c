"""What stands in the places of a form: figures, dates and names of two texts that are aligned.

A form that was filled anew has other figures and other names where its siblings have theirs; a
copy has the same ones, and a scan damages letters but puts no figure in place of another. So both
texts are compared place by place: what is only in one of them is a cut or an addition, and no
evidence of a form.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from checker.matching.alignment import Alignment
from checker.matching.core import core
from checker.matching.places import DATE, FIGURE, NAME
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = ["NO_FILLING", "Filling", "filling", "is_form"]


@dataclass(frozen=True, slots=True)
class Filling:
    """How many places of an alignment hold the same in both texts and how many something else.

    `words_other` are short places with other words that are neither figures nor names: in scripts
    without capital letters some of them are names. `other_subject` says that the first sentence
    begins with another name. `dates_inside` are those of `dates_other` that have words in common
    on both sides: the others may belong to a clause before or behind what was copied.
    """

    figures_same: int = 0
    figures_other: int = 0
    names_same: int = 0
    names_other: int = 0
    dates_other: int = 0
    words_other: int = 0
    capitals: bool = True
    other_subject: bool = False
    dates_inside: int = 0

    @property
    def same(self) -> int:
        """Figures and names that are the same: what one text can only have from the other."""
        return self.figures_same + self.names_same

    @property
    def other(self) -> int:
        """Figures and names in place of others."""
        return self.figures_other + self.names_other


NO_FILLING = Filling()


def is_form(filled: Filling, words: float, apart: int | None) -> bool:
    """Whether two texts are one form that was filled twice.

    Args:
        filled: what is in the places.
        words: that the texts have in common.
        apart: days between the texts; None where one of them is unknown.
    """
    figures = filled.figures_same + filled.figures_other
    names = filled.names_same + filled.names_other
    if (
        filled.figures_other >= T.form_places
        and filled.figures_other >= T.form_figures * figures
        and filled.other >= T.form_least * (figures + names)
    ):
        return True
    places = filled.other + (1 if filled.dates_other and filled.other else 0)
    if places >= T.form_places and places >= T.form_share * (figures + names):
        return True
    if filled.dates_inside and _is_dated_anew(filled, words):
        return True
    slots = not filled.capitals and filled.words_other >= T.form_slots and words < T.form_slot_words
    if filled.other_subject and not filled.names_same and words < T.background_words:
        return True
    if apart is None or apart <= T.story_days or words >= T.form_words:
        return False
    if slots:
        return True
    return bool(
        filled.figures_other >= max(1, T.form_late * figures)
        or filled.names_other >= max(1, T.form_late * names)
    )


def _is_dated_anew(filled: Filling, words: float) -> bool:
    """Whether another date shows a form: with nothing that is the same, or beside other words.

    Without capital letters other words are often other names, and one other date beside more
    figures that are the same may be damage.
    """
    if not filled.same and words < T.few_words:
        return True
    if filled.capitals or filled.words_other <= T.form_slots:
        return False
    anew = filled.dates_other + filled.figures_other
    return anew > filled.figures_same or filled.dates_other >= T.form_places


def filling(draft: TokenizedText, source: TokenizedText, alignment: Alignment) -> Filling:
    """Compares the places of an alignment and of the rests of the sentences that it cuts.

    A form's first place is often the one before the words that are always the same.
    """
    here = _part(draft, alignment.start, alignment.end)
    there = _part(source, alignment.source_start, alignment.source_end)
    found = core().gaps(draft.tokens, source.tokens, (here.start, here.end, there.start, there.end))
    same, other = list(found.same), [0] * len(found.same)
    first, last = draft.tokens.of_unit[[alignment.start, alignment.end - 1]]
    inside = 0
    for gap in found.filled:
        dates = other[DATE]
        _compare(_Part(draft, *gap[:2]), _Part(source, *gap[2:]), same, other)
        if first <= gap[0] and gap[1] <= last:
            inside += other[DATE] - dates
    subject = found.first is not None and _are_subjects(
        _Part(draft, here.start, found.first[0]), _Part(source, there.start, found.first[1])
    )
    return Filling(
        same[FIGURE],
        other[FIGURE],
        same[NAME],
        other[NAME],
        other[DATE],
        found.slots,
        found.names,
        subject,
        inside,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Tokens start..end of a text."""

    text: TokenizedText
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def kinds(self) -> list[int]:
        """What its tokens are."""
        kinds: list[int] = self.text.tokens.kinds[self.start : self.end].tolist()
        return kinds

    def of(self, kind: int) -> list[int]:
        """Its tokens of a kind, by their number in the text."""
        return [at for at, its in enumerate(self.kinds, self.start) if its == kind]

    def spelled(self, at: int) -> str:
        """How a token is written."""
        units, starts = self.text.units, self.text.tokens.starts
        return self.text.text[units.starts[starts[at]] : units.ends[starts[at + 1] - 1]]

    def figures(self, kind: int) -> Counter[tuple[int, ...]]:
        """Its tokens of a kind, each as the numbers of its units."""
        starts, ids = self.text.tokens.starts, self.text.ids
        return Counter(tuple(ids[starts[at] : starts[at + 1]]) for at in self.of(kind))


def _part(text: TokenizedText, start: int, end: int) -> _Part:
    """The tokens of units start..end and of what is near in the sentences that they cut."""
    first, last = _opening(text, start), _closing(text, end)
    if last <= first:
        return _Part(text, 0, 0)
    of_unit = text.tokens.of_unit
    return _Part(text, int(of_unit[first]), int(of_unit[last - 1]) + 1)


def _opening(text: TokenizedText, at: int) -> int:
    """The first unit of the sentence that unit `at` is in, if it is near."""
    number = int(np.searchsorted(text.sentences[:, 0], at, "right")) - 1
    first = int(text.sentences[number, 0]) if number >= 0 else at
    return first if at - first <= T.form_lead * text.scale else at


def _closing(text: TokenizedText, at: int) -> int:
    """The unit after the last one of the sentence that unit `at` is in, if it is near."""
    number = int(np.searchsorted(text.sentences[:, 0], at, "right")) - 1
    if number < 0 or text.sentences[number, 0] == at:
        return at
    last = int(text.sentences[number, 1])
    return last if at < last <= at + T.form_lead * text.scale else at


def _are_subjects(here: _Part, there: _Part) -> bool:
    """Whether both sides of the first place of a sentence name somebody, and not the same."""
    if NAME not in here.kinds or NAME not in there.kinds:
        return False
    ours, theirs = (
        " ".join(
            word
            for at in range(side.start, side.end)
            if (word := side.spelled(at)) and word[0].isupper()
        )
        for side in (here, there)
    )
    return fuzz.partial_ratio(ours, theirs) < T.one_name


def _compare(here: _Part, there: _Part, same: list[int], other: list[int]) -> None:
    """Counts the figures, dates and names that the two sides of a gap hold in place of others."""
    both = set(here.kinds) & set(there.kinds)
    for kind in (FIGURE, DATE):
        if kind not in both or _rewritten(kind, here, there):
            continue
        ours, theirs = here.figures(kind), there.figures(kind)
        if kind == DATE and ours.total() != theirs.total():
            continue  # a weekday for a date, or a year that was added
        kept = (ours & theirs).total()
        same[kind] += kept
        other[kind] += min(ours.total(), theirs.total()) - kept - _cut(ours - theirs, theirs - ours)
    if NAME in both:
        named = [" ".join(map(side.spelled, side.of(NAME))) for side in (here, there)]
        alike = fuzz.partial_ratio(*named) >= T.one_name
        (same if alike else other)[NAME] += 1


def _rewritten(kind: int, here: _Part, there: _Part) -> bool:
    """Whether one side has its figures in digits and the other in words, or in other groups."""
    if kind != FIGURE:
        return False
    digits = [
        "".join(sign for at in side.of(FIGURE) for sign in side.spelled(at) if sign.isdigit())
        for side in (here, there)
    ]
    if not digits[0] and not digits[1]:
        return False  # both in words
    return not digits[0] or not digits[1] or digits[0] == digits[1]


def _cut(ours: Counter[tuple[int, ...]], theirs: Counter[tuple[int, ...]]) -> int:
    """How many figures are a part of one of the other side: damage cuts them at their signs."""
    left = list(theirs)
    cut = 0
    for one in ours:
        whole = next((n for n, its in enumerate(left) if _within(one, its)), None)
        if whole is not None:
            del left[whole]
            cut += 1
    return cut


def _within(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    few, many = sorted((one, other), key=len)
    return len(few) < len(many) and set(few) <= set(many)
