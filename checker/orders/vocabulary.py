"""Words of orders and times in a text: tokens, each with all that it may mean.

A phrase is a run of words, the longest first; signs of scripts without blanks are words of one
sign each. Figures are tokens of their own ("18h00" is three).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import regex

from checker.orders.embargo_words import embargo_words
from checker.orders.time_words import time_words
from checker.text.views import View, view_of
from checker.zone_letters import ZONE_LETTERS

__all__ = ["Token", "tokens_of"]

Numbers = tuple[int, ...]
_NOTHING: Mapping[str, Numbers] = MappingProxyType({})
_UNIT = regex.compile(
    r"\d+|\(\p{L}\)"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}々ー]"
    r"|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}])[\p{L}\p{M}])+"
)
_GAP = regex.compile(r"[ \n.'\"/-]{0,2}")  # between the words of a phrase
# An ending: "18.00'e kadar", "1-jén", "Mart'a", "1ης".
_SUFFIX = regex.compile(r"(?:(?<=\d['-]?)|(?<=\p{L}'))(?<!^)\p{L}")
# Letters that stand before a word without a blank, in Arabic and Hebrew.
_PREFIXES = regex.compile(r"(?:[وفبلك]?ال|[وفبلك]|ו?[בלהמכש]|ו)(?=\p{L}{2})")
# Letters of zones that are words in lower case.
_ORDER_OF_LETTERS = MappingProxyType({letters: n for n, letters in enumerate(ZONE_LETTERS)})
_ALSO_WORDS = frozenset({"est", "west", "art", "cat", "eat", "pet", "ist", "ast", "ut", "z", "wat"})
# Languages that do not settle whether a day stands before its month: "03/01/2031".
_NO_ORDER_OF_DAYS = frozenset({"zh", "ja", "ko", "hu", "lt", "en", ""})


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, a phrase or an unknown word at [start, end) of the view.

    `senses` is what it may mean, each with its numbers (months, days, zones); empty if unknown.
    """

    start: int
    end: int
    text: str
    senses: Mapping[str, Numbers]

    def may_be(self, *senses: str) -> bool:
        """Whether one of the senses is among its own."""
        return any(sense in self.senses for sense in senses)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases by their first word, the longest first."""

    by_first: Mapping[str, Sequence[tuple[tuple[str, ...], Mapping[str, Numbers]]]]


def tokens_of(view: View, start: int, end: int) -> list[Token]:
    """The tokens of [start, end) of a view, in order."""
    units = list(_UNIT.finditer(view.lower, start, end))
    found: list[Token] = []
    at = 0
    while at < len(units):
        token, count = _token(view, units, at)
        found.append(token)
        at += count
    return found


def _token(view: View, units: Sequence["regex.Match[str]"], at: int) -> tuple[Token, int]:
    unit = units[at]
    text = unit.group()
    if text[0].isdigit():
        return Token(unit.start(), unit.end(), text, MappingProxyType({"figure": (0,)})), 1
    count, senses = _longest(view.lower, units, at, text)
    if not count and (prefix := _PREFIXES.match(text)) is not None:
        count, senses = _longest(view.lower, units, at, text[prefix.end() :])
    if not count and len(text) <= 5 and _SUFFIX.match(view.lower, unit.start()) is not None:
        count, senses = 1, MappingProxyType({"of": (0,)})
    last = units[at + max(count, 1) - 1]
    if count <= 1 and (letters := _letters(view.flow[unit.start() : unit.end()])):
        senses = MappingProxyType({**senses, "letters": letters})
    senses = _in_capitals(senses, view.flow[unit.start() : last.end()])
    shown = view.lower[unit.start() : last.end()]
    return Token(unit.start(), last.end(), shown, senses), max(count, 1)


def _longest(
    text: str, units: Sequence["regex.Match[str]"], at: int, first: str
) -> tuple[int, Mapping[str, Numbers]]:
    """How many units the longest phrase takes that begins here, and what it may mean."""
    for words, senses in _phrases().by_first.get(first, ()):
        if at + len(words) > len(units):
            continue
        if all(
            units[at + n].group() == words[n]
            and _GAP.fullmatch(text, units[at + n - 1].end(), units[at + n].start()) is not None
            for n in range(1, len(words))
        ):
            return len(words), senses
    return 0, _NOTHING


def _letters(written: str) -> Numbers:
    """The place of a zone's letters among all; () for another word."""
    letters = written.upper()
    if letters not in ZONE_LETTERS or (written != letters and written.lower() in _ALSO_WORDS):
        return ()
    return (_ORDER_OF_LETTERS[letters],)


def _in_capitals(senses: Mapping[str, Numbers], written: str) -> Mapping[str, Numbers]:
    """What a word means as it is written: "ET" is a zone, "et" is none."""
    if "zone" in senses and not written.isupper() and written.lower() in time_words().capitals:
        return MappingProxyType({k: v for k, v in senses.items() if k != "zone"})
    return senses


@cache
def _phrases() -> _Phrases:
    """All phrases of the tables, read once."""
    rows = (*time_words().rows, *embargo_words().rows)
    folded = view_of("\n".join(row[0] for row in rows)).lines.lower().split("\n")
    meaning: dict[tuple[str, ...], dict[str, Numbers]] = {}
    spoken: dict[tuple[str, ...], set[str]] = {}
    for (_, sense, number, language), phrase in zip(rows, folded, strict=True):
        key = tuple(_UNIT.findall(phrase))
        senses = meaning.setdefault(key, {})
        senses[sense] = tuple(dict.fromkeys((*senses.get(sense, ()), number)))
        spoken.setdefault(key, set()).add(language)
    for key, languages in spoken.items():
        if languages <= time_words().twelve:
            meaning[key]["twelve"] = (0,)
        if languages.isdisjoint(_NO_ORDER_OF_DAYS) and sum(map(len, key)) > 2:
            meaning[key]["day_first"] = (0,)
    by_first: dict[str, list[tuple[tuple[str, ...], Mapping[str, Numbers]]]] = {}
    for key, senses in sorted(meaning.items(), key=lambda row: -len(row[0])):
        by_first.setdefault(key[0], []).append((key, MappingProxyType(senses)))
    return _Phrases(MappingProxyType(by_first))
