"""What is a copy whatever the evidence says of it: it is never weighed.

A table that is sent again, the one filling of a form that the draft has, the background that an
owner repeats, and a long paragraph that is unchanged wherever it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from checker.matching.bearers import Bearers
from checker.matching.passages import Judged
from checker.matching.relations import is_background
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["agrees_alone", "have_the_same_figures", "is_background_or_copy", "is_the_only_filling"]

_CORRECTED = 3  # further figures that are the same for each figure or name that is not


def have_the_same_figures(counted: Sequence[Judged]) -> bool:
    """Returns whether passages that are not known to be of different days have the same figures.

    Of many, some may be corrected, as in tables of results that are sent again. In Han, the numbers
    of sessions and of plans are such figures, in every formula about them.
    """
    filled = [one.filled for one in counted]
    same = sum(one.figures_same for one in filled)
    other = sum(one.other for one in filled)
    return (
        same >= T.own_marks + _CORRECTED * other
        and not any(one.late for one in counted)
        and not any(one.dates_other for one in filled)
    )


def is_the_only_filling(bearers: Bearers, at: int, main: Judged) -> bool:
    """Returns whether the longest passage of a source agrees with the draft where no other does."""
    return agrees_alone(main, _others(bearers, at, main)) or _is_filled_alone(
        main, _others(bearers, at, main)
    )


def agrees_alone(one: Judged, others: Iterable[Judged]) -> bool:
    """Returns whether the draft agrees with one source where all others differ from it.

    Then the others show a form, and this source is where it was filled with these figures or names.
    In a script without capital letters names are those of offices and events as well, so without
    such figures the passage has to be unchanged.
    """
    if one.filled.other or one.late:
        return False
    filled = one.filled
    if (filled.same if filled.capitals else filled.figures_same) >= T.own_marks:
        return all(that.is_form or that.filled.other > 0 for that in others)
    return _is_filled_alone(one, others)


def _is_filled_alone(one: Judged, others: Iterable[Judged]) -> bool:
    """Whether a passage is unchanged, with the figure or the words that every other source changed.

    Only for scripts without capital letters, in which a figure is often all that fills a form.
    """
    filled, found = one.filled, False
    if filled.capitals or one.late or filled.dates_other or not _is_unchanged(one):
        return False
    for that in others:
        figures = filled.figures_same and that.filled.figures_other
        if not (that.is_form or figures or that.filled.words_other >= T.form_slots):
            return False
        found = True
    return found


def is_background_or_copy(bearers: Bearers, at: int, main: Judged) -> bool:
    """Returns whether a passage is unchanged and long, so that others with its words tell nothing.

    It is the background of reports of its owner, or was copied from one source or another.
    """
    if main.words < T.background_words or not _is_unchanged(main):
        return False
    return _is_copied_from_either(main, _others(bearers, at, main)) or _is_background(
        bearers, at, main
    )


def _is_background(bearers: Bearers, at: int, main: Judged) -> bool:
    """Whether a long passage stands unchanged in several reports of its owner, as its background.

    That its words are in other sources as well, also of other weeks, tells nothing then.
    """
    others = [
        (other, one)
        for other, one in bearers.holders(at, main)
        if not one.is_form and not one.filled.is_other
    ]
    return bool(others) and is_background(bearers.relations, [(at, main), *others])


def _is_copied_from_either(main: Judged, others: Iterator[Judged]) -> bool:
    """Whether a long unchanged passage stands nowhere else, or unchanged in one other source.

    A form of that length would have something else in it. Two sources with a paragraph may both be
    where it was copied from; what three have is nobody's.
    """
    having = list(islice(others, T.unrelated_sources - 1))
    if not having:
        return main.words >= T.form_words
    return len(having) < T.unrelated_sources - 1 and all(map(_is_unchanged, having))


def _is_unchanged(main: Judged) -> bool:
    """Whether a passage is word for word in both texts."""
    verbatim = main.passage is not None and main.passage.cls == "verbatim"
    return verbatim and not main.filled.is_other


def _others(bearers: Bearers, at: int, main: Judged) -> Iterator[Judged]:
    """What other sources have of a passage; looked for as far as somebody asks."""
    return (one for _, one in bearers.holders(at, main))
