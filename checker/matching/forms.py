"""The contents of a form's places: figures, dates and names of two aligned texts.

A form filled anew has other figures and names in its places; a copy has the same ones, and a scan
damages letters but does not replace figures. So both texts are compared place by place: what is
only in one of them is a cut or an addition, and no evidence of a form.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from checker.matching.alignment import Alignment, Run
from checker.matching.core import core
from checker.matching.editions import NOTHING_MOVED, Spelled, moved
from checker.matching.places import FIGURE, NAME
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = [
    "NO_FILLING",
    "Filling",
    "filling",
    "is_edited",
    "is_form",
    "is_other_edition",
    "is_written_anew",
]


class Filling(NamedTuple):
    """How many places of an alignment have the same content in both texts, and how many differ.

    `words_other` are short places with other words that are neither figures nor names: in scripts
    without capital letters some of them are names. `other_subject` says that the first sentence
    begins with another name. `dates_inside` are those of `dates_other` that have words in common on
    both sides: the others may belong to a clause before or behind what was copied. `part` is where
    the places are in both texts, in tokens.
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
    part: Run = (0, 0, 0, 0)

    @property
    def same(self) -> int:
        """The number of equal figures and names, which one text can only have from the other."""
        return self.figures_same + self.names_same

    @property
    def other(self) -> int:
        """Figures and names that differ."""
        return self.figures_other + self.names_other

    @property
    def is_reworded(self) -> bool:
        """Whether a script without capitals has other words where names may be."""
        return not self.capitals and self.words_other >= T.form_slots

    @property
    def is_other(self) -> bool:
        """Whether anything shows that the places hold something else."""
        return self.other > 0 or self.is_reworded


NO_FILLING = Filling()
_EASTERN = "\u2e80"  # where the scripts begin that write a word with few characters


def is_form(filled: Filling, words: float, apart: int | None) -> bool:
    """Returns whether two texts are the same form filled twice.

    Args:
        filled: the contents of the places.
        words: the number of words in common.
        apart: days between the texts; None where one of them is unknown.
    """
    if not (filled.is_other or filled.dates_other or filled.other_subject):
        return False
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
    slots = filled.is_reworded and words < T.form_slot_words * filled.words_other
    if filled.other_subject and not filled.names_same and words < T.background_words:
        return True
    if apart is None or apart <= T.story_days:
        return False
    if words >= T.form_words:
        return slots and filled.other > 0 and apart > T.form_days and words < T.notice_words
    if slots:
        return True
    return bool(
        filled.dates_inside > filled.same
        or filled.figures_other >= max(1, T.form_late * figures)
        or filled.names_other >= max(1, T.form_late * names)
    )


def is_edited(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, filled: Filling, words: float
) -> bool:
    """Returns whether names differ only as other words do: in a form they differ where words stay.

    Both shares are compared as those of two samples (z-test of two proportions). Only for long
    passages in scripts whose capital letters show names, and not against figures: a report that
    is written anew each week has other figures beside other words.

    Args:
        draft: the text to check.
        source: the possible source.
        alignment: their alignment.
        filled: the contents of its places.
        words: the number of words in common.
    """
    if words < T.form_words or not filled.capitals or filled.figures_other >= T.form_places:
        return False
    runs = np.array(alignment.runs, np.int64)
    sides = (
        _changed(draft, (alignment.start, alignment.end), runs[:, :2]),
        _changed(source, (alignment.source_start, alignment.source_end), runs[:, 2:]),
    )
    named, changed = (np.concatenate(both) for both in zip(*sides, strict=True))
    if named.all() or not named.any():
        return False
    share = changed.mean()
    deviation = math.sqrt(share * (1 - share) * (1 / named.sum() + 1 / (~named).sum()))
    return bool(changed[named].mean() - changed[~named].mean() <= T.edited_names * deviation)


def _changed(
    text: TokenizedText, part: tuple[int, int], runs: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which tokens of a part, in units, are names or figures, and which are in none of the runs."""
    of_unit = text.tokens.of_unit
    first, last = int(of_unit[part[0]]), int(of_unit[part[1] - 1]) + 1
    changed = np.ones(last - first, np.bool_)
    for start, end in of_unit[runs - (0, 1)].tolist():
        changed[start - first : end + 1 - first] = False
    return np.isin(text.tokens.kinds[first:last], (FIGURE, NAME)), changed


def is_written_anew(filled: Filling, similarity: float, apart: int | None) -> bool:
    """Returns whether a ritual was written anew, weeks later in the old words, however long it is.

    Only for Han and kana, whose names are not all known.

    Args:
        filled: the contents of the places.
        similarity: which share of the alignment the words in common are.
        apart: days between the texts; None where one of them is unknown.
    """
    if apart is None or apart <= T.form_days:
        return False
    if similarity < T.ritual_likeness:
        return filled.is_other or filled.dates_inside > 0
    return filled.dates_inside > 0 and filled.is_reworded


def is_other_edition(
    draft: TokenizedText, source: TokenizedText, filled: Filling, words: float
) -> bool:
    """Returns whether two texts of unknown days are one form of two years or two editions.

    The years and ordinals that show the time show nothing else: another place must differ as in
    texts that are days apart. A copy in which the year was corrected is a copy.

    Args:
        draft: the text to check.
        source: the possible source.
        filled: the contents of the places of an alignment.
        words: the number of words in common.
    """
    if words >= T.form_words or not (filled.is_other or filled.dates_other):
        return False
    ours, theirs = (Spelled(it.tokens, it.numbering) for it in (draft, source))
    told = moved(ours, theirs, filled.part)
    if told == NOTHING_MOVED:
        return False
    names = sum(not _name_one(draft, source, gap) for gap in told.named)
    rest = filled._replace(
        figures_other=max(0, filled.figures_other - told.figures),
        names_other=max(0, filled.names_other - names),
        words_other=max(0, filled.words_other - told.slots),
    )
    return is_form(rest, words, T.story_days + 1)


def _is_dated_anew(filled: Filling, words: float) -> bool:
    """Whether another date shows a form: with nothing that is the same, or beside other words.

    Several other dates do so beside as many names that are the same: "Weather in Osby on 3 May".
    Without capital letters other words are often other names, and one other date beside more
    figures that are the same may be damage.
    """
    if words < T.few_words and not filled.figures_same:
        least = min(filled.names_same, T.form_places + 1)  # nouns are capitalised in German
        if filled.dates_inside >= max(T.form_places, least) or not filled.names_same:
            return True
    if filled.capitals or filled.words_other <= T.form_slots:
        return False
    anew = filled.dates_other + filled.figures_other
    return anew > filled.figures_same or filled.dates_other >= T.form_places


def filling(draft: TokenizedText, source: TokenizedText, alignment: Alignment) -> Filling:
    """Compares the places of an alignment and of the rest of the sentences that it cuts.

    A form's first place is often the one before the words that are always the same.
    """
    part, found = core().filled(draft, source, alignment.part)
    names = sum([_name_one(draft, source, gap) for gap in found.named]) if found.named else 0
    subject = found.first is not None and _are_subjects(
        _Part(draft, part[0], found.first[0]), _Part(source, part[2], found.first[1])
    )
    return Filling(
        found.same[FIGURE],
        found.figures_other,
        found.same[NAME] + names,
        len(found.named) - names,
        found.dates_other,
        found.slots,
        found.names and draft.has_capitals,
        subject,
        found.dates_inside,
        part,
    )


def _name_one(draft: TokenizedText, source: TokenizedText, gap: Run) -> bool:
    """Whether a gap has the same name on both sides."""
    return _are_one(_names_of_draft(draft, *gap[:2]), _Part(source, *gap[2:]).names())


class _Part(NamedTuple):
    """Tokens start..end of a text."""

    text: TokenizedText
    start: int
    end: int

    @property
    def kinds(self) -> list[int]:
        """What its tokens are."""
        kinds: list[int] = self.text.tokens.kinds[self.start : self.end].tolist()
        return kinds

    def spelled(self, at: int) -> str:
        """Returns the spelling of a token."""
        text, starts = self.text, self.text.tokens.starts
        return text.text[text.starts[starts[at]] : text.ends[starts[at + 1] - 1]]

    def names(self) -> str:
        """How its names are written, together."""
        return " ".join(
            self.spelled(at) for at, kind in enumerate(self.kinds, self.start) if kind == NAME
        )


def _names_of_draft(draft: TokenizedText, start: int, end: int) -> str:
    """How the names of tokens start..end are written; siblings of a form ask for the same ones."""
    known, part = draft.tokens.written, (start, end)
    if part not in known:
        known[part] = _Part(draft, start, end).names()
    return known[part]


def _are_subjects(here: _Part, there: _Part) -> bool:
    """Whether the sides of the first place of a sentence, which name somebody, name two."""
    ours, theirs = (
        " ".join(
            word
            for at, kind in enumerate(side.kinds, side.start)
            if (word := side.spelled(at)) and (word[0].isupper() or kind == NAME)
        )
        for side in (here, there)
    )
    return not _are_one(ours, theirs)


def _are_one(ours: str, theirs: str) -> bool:
    """Whether two names are one, damaged or inflected.

    In Han one character of three may be damaged, but not the surname: many bear one given name.
    """
    if ours < _EASTERN:
        return fuzz.partial_ratio(ours, theirs) >= T.one_name
    return ours[0] == theirs[0] and fuzz.partial_ratio(ours, theirs) >= T.one_name_han
