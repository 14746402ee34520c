"""Words of orders and times in a text: tokens, each with all its possible meanings.

A phrase is a run of words, the longest first; in scripts without blanks, each character is a word.
Figures are tokens of their own ("18h00" is three).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

import msgspec
import regex

from checker.orders.embargo_words import embargo_words
from checker.orders.time_words import time_words
from checker.prepared import prepared
from checker.text.views import View, view_of
from checker.values import dataclass
from checker.zone_letters import ZONE_LETTERS

__all__ = ["Token", "tokens_of"]

Numbers = tuple[int, ...]
_NOTHING: Mapping[str, Numbers] = MappingProxyType({})
_A_FIGURE: Mapping[str, Numbers] = MappingProxyType({"figure": (0,)})
# Figures of Chinese and Japanese, each at its value, and what they count in dates and hours.
_HAN = "〇一二三四五六七八九十"
_COUNTED_IN_HAN = frozenset("年月日號号時时點点分")
_HAN_LENGTH = 4
_ERA_LETTER = regex.compile(r"\.?\s?\d{1,2}(?:(?=([./-])\d{1,2}\1\d{1,2}(?!\d))|(?=\s?年))")
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
_OF_NAMES = frozenset("ABDEFGKLMNPQRSVW")  # capitals that stand before no hour
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
        """Returns whether it may have one of the senses."""
        return not self.senses.keys().isdisjoint(senses)


_Rows = tuple[tuple[tuple[str, ...], dict[str, Numbers]], ...]
_Begun = Mapping[str, Sequence[tuple[tuple[str, ...], Mapping[str, Numbers]]]]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """All phrases by their first word, as they are kept: a check asks for those of few words."""

    by_first: dict[str, bytes]


def tokens_of(view: View, start: int, end: int) -> list[Token]:
    """Returns the tokens of [start, end) of a view, in order."""
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
        return Token(unit.start(), unit.end(), text, _A_FIGURE), 1
    if (written := _in_era(view, units, at) or _in_han(units, at)) is not None:
        value, end = written
        return Token(unit.start(), units[end].end(), value, _A_FIGURE), end - at + 1
    if _is_name(view, units, at):
        return Token(unit.start(), unit.end(), text, _NOTHING), 1
    count, senses = _longest(view.lower, units, at, text)
    if not count and (prefix := _PREFIXES.match(text)) is not None:
        count, senses = _longest(view.lower, units, at, text[prefix.end() :])
    if not count and len(text) <= 5 and _SUFFIX.match(view.lower, unit.start()) is not None:
        count, senses = 1, MappingProxyType({"of": (0,)})
    last = units[at + max(count, 1) - 1]
    if count <= 1 and (letters := _letters(view.flow[unit.start() : unit.end()])):
        # Letters of a zone belong to no language: "EST" is not French.
        known = {sense: of for sense, of in senses.items() if sense != "day_first"}
        senses = MappingProxyType({**known, "letters": letters})
    senses = _in_capitals(senses, view.flow[unit.start() : last.end()])
    shown = view.lower[unit.start() : last.end()]
    return Token(unit.start(), last.end(), shown, senses), max(count, 1)


def _longest(
    text: str, units: Sequence["regex.Match[str]"], at: int, first: str
) -> tuple[int, Mapping[str, Numbers]]:
    """How many units the longest phrase takes that begins here, and what it may mean."""
    kept = _phrases().by_first.get(first)
    if kept is None:
        return 0, _NOTHING
    begun = _begun(kept)
    second = units[at + 1].group() if at + 1 < len(units) else ""
    longer = begun.get(second, ()) if second else ()
    for words, senses in (*longer, *begun.get("", ())):
        if at + len(words) > len(units):
            continue
        if all(
            units[at + n].group() == words[n]
            and _GAP.fullmatch(text, units[at + n - 1].end(), units[at + n].start()) is not None
            for n in range(1, len(words))
        ):
            return len(words), senses
    return 0, _NOTHING


def _in_han(units: Sequence["regex.Match[str]"], at: int) -> tuple[str, int] | None:
    """A figure that is written in Chinese signs before a year, a day or an hour, and its last unit.

    "二〇三一" is written sign by sign, "二十八" with a sign for ten.
    """
    last = at
    while last < min(len(units), at + _HAN_LENGTH) and units[last].group() in _HAN:
        last += 1
    if last == at or last == len(units) or units[last].group() not in _COUNTED_IN_HAN:
        return None
    if units[last].group() == "月" and not _leads_to_day(units, last):
        return None  # a month's name
    signs = "".join(unit.group() for unit in units[at:last])
    tens, ten, ones = signs.rpartition("十")
    if not ten:
        return "".join(str(_HAN.index(sign)) for sign in signs), last - 1
    value = 10 * (_HAN.index(tens) if len(tens) == 1 else 1)
    return str(value + (_HAN.index(ones) if len(ones) == 1 else 0)), last - 1


def _in_era(view: View, units: Sequence["regex.Match[str]"], at: int) -> tuple[str, int] | None:
    """A year that is counted in an era ("令和9年", "民國116年", "R9.3.1"), and its last unit."""
    unit = units[at]
    if unit.group().isascii():
        named = [(name, first) for name, first in time_words().eras if name == unit.group()]
        if not named or not _ERA_LETTER.match(view.lower, unit.end()):
            return None
        return str(named[0][1] + int(units[at + 1].group())), at + 1
    eras = time_words().eras
    named = [one for one in eras if view.lower.startswith(one[0], unit.start())]
    place = at + len(named[0][0]) if named else len(units)
    if place + 1 >= len(units):
        return None
    number = units[place].group()
    if number.isdigit() or number == "元":
        value, last = "1" if number == "元" else number, place
    elif (written := _in_han(units, place)) is not None:
        value, last = written
    else:
        return None
    return (str(named[0][1] + int(value)), last) if units[last + 1].group() == "年" else None


def _leads_to_day(units: Sequence["regex.Match[str]"], month: int) -> bool:
    """Whether a figure stands directly behind the sign of a month: "三月一日"."""
    if month + 1 >= len(units) or units[month + 1].start() != units[month].end():
        return False
    behind = units[month + 1].group()
    return behind.isdigit() or behind in _HAN


def _is_name(view: View, units: Sequence["regex.Match[str]"], at: int) -> bool:
    """Whether a capital with figures behind it names something: the motorway "A7", not "H18"."""
    unit = units[at]
    return (
        view.flow[unit.start() : unit.end()] in _OF_NAMES
        and at + 1 < len(units)
        and units[at + 1].start() == unit.end()
        and units[at + 1].group()[0].isdigit()
    )


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
    return prepared("phrases", _Phrases, _read, rooms=("orders", "text", "text/unicode"))


@lru_cache(maxsize=16_384)  # more than there are first words
def _begun(kept: bytes) -> _Begun:
    """Phrases with one first word by their second, the longest first; one word has "" for it."""
    by_second: dict[str, list[tuple[tuple[str, ...], Mapping[str, Numbers]]]] = {}
    for words, senses in msgspec.msgpack.decode(kept, type=_Rows):
        second = words[1] if len(words) > 1 else ""
        by_second.setdefault(second, []).append((words, MappingProxyType(senses)))
    return by_second


def _read() -> _Phrases:
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
    by_first: dict[str, list[tuple[tuple[str, ...], dict[str, Numbers]]]] = {}
    for row in sorted(meaning.items(), key=lambda row: -len(row[0])):
        by_first.setdefault(row[0][0], []).append(row)
    return _Phrases({word: msgspec.msgpack.encode(rows) for word, rows in by_first.items()})
