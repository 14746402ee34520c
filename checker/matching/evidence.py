"""Evidence adds up: what counts by every rule and still looks more like a form than like a copy.

The rules decide one by one. Here many small signs of a source are weighed together: whether its
words stand in unrelated sources too, what differs in the places of figures and names, the days in
between, what else of the source the draft has. The weights are fitted on pairs that readers
judged (`evidence.toml`, `tools/fit_evidence.py`). Whoever copied an article word for word is never
asked.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from checker.matching.bearers import Bearers
from checker.matching.crowd import I64
from checker.matching.formulas import Formulas
from checker.matching.passages import NEAR, Judged
from checker.matching.rarity import MANY
from checker.matching.sure_copies import (
    have_the_same_figures,
    is_background_or_copy,
    is_the_only_filling,
)
from checker.matching.tokens import TokenizedText
from checker.text.interposed import interposed
from checker.values import dataclass
from checker.wording import Message, worded

__all__ = [
    "SIGNS",
    "Weights",
    "doubt",
    "packaged",
    "signs_of",
]

# What each sign tells, as it is said of a source whose words do not count because of it.
_OTHERS = worded("unrelated sources have the same words")
_WEEKS = worded("sources of other weeks have the same words")
_FIGURES = worded("figures differ")
_NAMES = worded("names differ")
_DATES = worded("dates differ")
_DAYS = worded("the texts are of different days")
_SIBLINGS = worded("other sources fill it in differently")
_REST = worded("the rest is a form that is filled in anew")
_SUBJECT = worded("the rest of the source is about something else")
_LIST = worded("a list rather than sentences")
_WORDED = worded("much of it is worded differently")
_PLACE = worded("it stands towards the end of the source")
_SHORT = worded("it is short")

SIGNS: Mapping[str, Message | None] = {
    "own": _OTHERS,  # share of the shingles that no unrelated source has
    "own_words": _OTHERS,  # words of them, as a logarithm
    "often": _OTHERS,  # share of the shingles that two or more unrelated sources have
    "holders": _OTHERS,  # how many have one, in the mean of logarithms
    "weeks": _WEEKS,  # share of the words that stand in two fortnights or more
    "figures_other": _FIGURES,  # figures in place of others, as a logarithm
    "figures": _FIGURES,  # their share of the figures
    "names_same": _NAMES,  # equal names, as a logarithm
    "names": _NAMES,  # share of the names that differ
    "dates": _DATES,  # dates in place of others, as a logarithm
    "apart": _DAYS,  # days in between, as a logarithm
    "late": _DAYS,  # more of them than the news of one story
    "siblings": _OTHERS,  # unrelated sources with most of the passage, as a logarithm
    "sibling": _OTHERS,  # how much of it the most similar one has
    "forms": _SIBLINGS,  # siblings that are forms, as a logarithm
    "rest_form": _REST,  # words of the source that are a form filled anew, as a logarithm
    "subject": _SUBJECT,  # whether the source is about the same things outside the passage
    "line": _LIST,  # words of a line, as a logarithm
    "lines": _LIST,  # its line breaks, as a logarithm
    "commas": _LIST,  # commas a word
    "derived": _WORDED,  # whether it is less than nearly alike
    "place": _PLACE,  # where it begins in the source, 0-1
    "words": _SHORT,  # words that count, as a logarithm
    "script": None,  # whether it is in Han or kana, where names are not all known
}

_LOGARITHMS = np.log1p(np.arange(MANY + 1))  # of how many families have a shingle
_COMMAS = frozenset(",،、;；，؛")


class Weight(NamedTuple):
    """What a sign weighs for each unit above its middle, which says nothing."""

    middle: float
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the signs, the log odds of a source without signs, and the limit of both."""

    limit: float
    intercept: float
    signs: Mapping[str, Weight]

    def odds(self, signs: Mapping[str, float]) -> float:
        """Returns the log odds of reuse; a sign that is unknown says nothing."""
        return self.intercept + sum([weight for _, weight in self.weighed(signs)])

    def weighed(self, signs: Mapping[str, float]) -> list[tuple[str, float]]:
        """Returns what each sign adds."""
        known = self.signs
        return [
            (name, sign.weight * (value - sign.middle))
            for name, value in signs.items()
            if (sign := known.get(name)) is not None
        ]


@cache
def packaged() -> Weights:
    """Returns the weights in force."""
    table = tomllib.loads((files("checker.matching") / "evidence.toml").read_text("utf-8"))
    signs = {name: Weight(*pair) for name, pair in table["signs"].items()}
    return Weights(table["limit"], table["intercept"], signs)


def doubt(bearers: Bearers, at: int, judged: Sequence[Judged], formulas: Formulas) -> str:
    """Returns why the passages of a source do not count together, "" if they do.

    What excepts a source is asked first, where it costs less than the signs do.

    Args:
        bearers: all sources that were aligned, and their relations.
        at: the number of the source.
        judged: its passages, of which some count by the rules.
        formulas: where the words of the draft stand in the index.
    """
    counted = [one for one in judged if one.counts]
    if formulas.text.has_capitals and have_the_same_figures(counted):
        return ""
    main = _longest(counted)
    if is_the_only_filling(bearers, at, main):
        return ""
    weights, signs = packaged(), signs_of(bearers, at, judged, formulas)
    if weights.odds(signs) >= weights.limit or is_background_or_copy(bearers, at, main):
        return ""
    added: dict[str, float] = {}
    for name, weight in weights.weighed(signs):
        said = SIGNS[name]
        if said is not None:
            added[said] = added.get(said, 0.0) + weight
    one, other = sorted(added, key=added.__getitem__)[:2]
    return worded("more like a form than like a copy: {why}; {also}", why=one, also=other)


def signs_of(
    bearers: Bearers, at: int, judged: Sequence[Judged], formulas: Formulas
) -> dict[str, float]:
    """Returns the signs of a source; what cannot be known is left out. For the rest see `doubt`."""
    counted = [one for one in judged if one.counts]
    main = _longest(counted)
    relations = bearers.relations
    text, source = formulas.text, relations.found[at].prepared.text
    signs = {
        "words": math.log1p(sum(one.words for one in counted)),
        "derived": float(main.aligned.similarity < NEAR),
        "place": main.aligned.source_start / len(source.units),
        "subject": float(relations.is_on_topic(at, main)),
        "script": float(not text.has_capitals),
        "rest_form": math.log1p(bearers.refilled(at)),
    }
    if main.apart is not None:
        signs |= {"apart": math.log1p(main.apart), "late": float(main.late)}
    signs |= _places(counted)
    signs |= formulas.of_stretch(main.aligned.start, main.aligned.end, _shape)
    told = bearers.siblings(at, main)
    signs |= {
        "siblings": math.log1p(told.having),
        "sibling": told.most,
        "forms": math.log1p(told.forms),
    }
    stored = relations.found[at].prepared.stored
    return signs | _rarity(counted, formulas, stored.doc, told.silent)


def _places(counted: Sequence[Judged]) -> dict[str, float]:
    """What is the same and what differs in the places of figures, names and dates."""
    filled = [one.filled for one in counted]
    figures = sum(one.figures_other for one in filled)
    all_figures = figures + sum(one.figures_same for one in filled)
    same = sum(one.names_same for one in filled)
    names = sum(one.names_other for one in filled)
    return {
        "figures_other": math.log1p(figures),
        "figures": figures / (all_figures + 1),
        "names_same": math.log1p(same),
        "names": names / (names + same + 1),
        "dates": math.log1p(sum(one.dates_other for one in filled)),
    }


def _shape(text: TokenizedText, start: int, end: int) -> dict[str, float]:
    """How long the lines of units start..end are, and how much is separated by commas.

    Lines with time codes and the like between them are no list: somebody cut what was prose.
    """
    raw = text.text[text.starts[start] : text.ends[end - 1]]
    breaks = sum(1 for line in raw.split("\n") if line.strip()) - 1
    if breaks and interposed(raw):
        return {}
    commas = sum(map(raw.count, _COMMAS))
    words = text.words(start, end)
    return {
        "line": math.log1p(words / (breaks + 1)),
        "lines": math.log1p(breaks),
        "commas": commas / max(1.0, words),
    }


def _longest(judged: Sequence[Judged]) -> Judged:
    return max(judged, key=lambda one: one.words)


def _rarity(
    counted: Sequence[Judged], formulas: Formulas, doc: int, silent: I64
) -> dict[str, float]:
    """How rare the shared words are in the index, some sources left out."""
    runs = [run for one in counted for run in one.aligned.runs]
    told = formulas.rarity(runs, doc, silent)
    signs = {"weeks": told.earlier / told.units}
    if len(told.others):
        signs |= {
            "own": told.own / len(told.others),
            "own_words": math.log1p(told.own / formulas.text.scale),
            "often": told.often / len(told.others),
            "holders": float(_LOGARITHMS.take(told.others).sum() / len(told.others)),
        }
    return signs
