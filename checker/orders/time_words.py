"""The words of dates and times of day, compiled once from the table beside this file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.times import ZONE_LETTERS, zone_of

__all__ = ["DateForm", "TimeWords", "month_names", "time_words"]

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateForm:
    """One form of a date; `doubtful` where day and month may stand the other way round."""

    pattern: re.Pattern[str]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Patterns and words of all languages of the table.

    `weekdays` has one pattern a day, Monday first; `clocks` are words for an hour of the day.
    `customary` are wordings that only one zone's people use.
    """

    dates: tuple[DateForm, ...]
    months: Mapping[str, int]
    weekdays: tuple[re.Pattern[str], ...]
    days_ahead: tuple[tuple[re.Pattern[str], int], ...]
    clocks: tuple[tuple[re.Pattern[str], tuple[int, int]], ...]
    clock: re.Pattern[str]  # 18:00, 6.30 pm, 18 Uhr
    military: re.Pattern[str]  # 1800 GMT
    bare_military: re.Pattern[str]  # until 1800
    bare_hour: re.Pattern[str]  # at 18
    zones: tuple[tuple[re.Pattern[str], tzinfo], ...]
    customary: tuple[tuple[re.Pattern[str], str], ...]


@cache
def time_words() -> TimeWords:
    """The packaged words."""
    path = files("checker.orders").joinpath("times.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    languages: list[Mapping[str, Any]] = list(table["language"].values())
    words = {
        key: _alternatives(word for rows in languages for word in rows.get(key, ()))
        for key in (
            *("today", "tomorrow", "midnight", "noon", "ordinal", "of", "of_year"),
            *("at", "until", "hours", "military"),
        )
    }
    months = _numbered(languages, "months", 12)
    letters = _alternatives((*ZONE_LETTERS, *(name for name in table["places"] if name.isupper())))
    return TimeWords(
        dates=tuple(_date_form(row, _alternatives(months), words) for row in table["date"]),
        months=months,
        weekdays=_weekdays(languages),
        days_ahead=((_word(words["today"]), 0), (_word(words["tomorrow"]), 1)),
        clocks=tuple(
            (_compiled(rf"(?<![^\W\d])(?:{words[key]})"), clock)
            for key, clock in (("midnight", (0, 0)), ("noon", (12, 0)))
        ),
        clock=_compiled(
            r"(?<![\d.:/-])(?P<h>\d{1,2})(?:\s?[:.h時时]\s?(?P<mi>\d\d)分?)?"
            rf"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<unit>\s?(?:{words['hours']}))?"
        ),
        military=_compiled(
            r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)\s?"
            rf"(?={words['military']}|{letters})"
        ),
        bare_military=_compiled(
            rf"\b(?:{words['until']})\s+(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)\b(?!\s*[:/-])"
        ),
        bare_hour=_compiled(rf"\b(?:{words['at']})\s+(?P<h>\d{{1,2}})(?![\d.:/])"),
        zones=_places(table["places"]),
        customary=tuple(
            (re.compile(row["pattern"], re.IGNORECASE | re.DOTALL), row["zone"])
            for row in table["customary"]
        ),
    )


@cache
def month_names() -> str:
    """All names of months, as the alternatives of a pattern."""
    return _alternatives(time_words().months, bounded=False)


def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE)


def _word(alternatives: str) -> re.Pattern[str]:
    return _compiled(rf"\b(?:{alternatives})")


def _alternatives(words: Iterable[str], *, bounded: bool = True) -> str:
    """The longest first; a word of a script with spaces ends where its letters end."""
    longest = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word) + (r"\b" if bounded and word[-1].isalpha() and word < "\u2e80" else "")
        for word in longest
    )


def _numbered(languages: Iterable[Mapping[str, Any]], key: str, count: int) -> Mapping[str, int]:
    """Words to their number, from 1, in all languages."""
    numbers: dict[str, int] = {}
    for rows in languages:
        for number, names in zip(range(1, count + 1), rows.get(key, ()), strict=False):
            numbers.update(dict.fromkeys(names, number))
    return MappingProxyType(numbers)


def _weekdays(languages: Iterable[Mapping[str, Any]]) -> tuple[re.Pattern[str], ...]:
    numbers = _numbered(languages, "weekdays", 7)
    return tuple(
        _word(_alternatives(name for name, number in numbers.items() if number == day))
        for day in range(1, 8)
    )


def _date_form(row: Mapping[str, Any], months: str, words: Mapping[str, str]) -> DateForm:
    body: str = row["pattern"]
    for key, part in (
        ("year", r"(?P<y>(?:19|20)\d\d)"),
        ("short", r"(?P<yy>\d\d)"),
        ("day", r"(?P<d>\d\d?)"),
        ("month", r"(?P<m>\d\d?)"),
        ("name", rf"(?P<n>{months})"),
        ("ordinal", rf"(?:{words['ordinal']})"),
        ("of_year", rf"(?:{words['of_year']})"),
        ("of", rf"(?:{words['of']})"),
    ):
        body = body.replace(f"<{key}>", part)
    return DateForm(_compiled(body), row.get("doubtful", False))


def _places(places: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], tzinfo], ...]:
    known = ((name, zone_of(zone)) for name, zone in places.items())
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), zone) for name, zone in known if zone
    )
