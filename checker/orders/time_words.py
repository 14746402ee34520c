"""The words of dates and times of day, from the table beside this file."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.prepared import prepared
from checker.text.views import normalised
from checker.times import zone_of
from checker.values import dataclass

__all__ = ["TIME_SENSES", "TimeWords", "customary_zones", "month_names", "time_words"]

_PLAIN = (
    *("today", "tomorrow", "midnight", "noon", "am", "pm", "night", "at", "hours", "of"),
    *("sharp", "local", "after", "unit", "about"),
)
_SIGNS = ("year", "month", "day", "minute", "half", "slash")
# What a word may be in a time; the first that it can be counts, where it can be several.
TIME_SENSES = (
    *(f"sign_{sign}" for sign in _SIGNS),
    *("month", "weekday", "noon", "midnight", "today", "tomorrow", "zone", "city", "letters"),
    *("am", "pm", "night", "hours", "at", "sharp", "local", "of"),
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The table: one phrase per row as written, its sense, a number of the sense, its language.

    The number is that of a month, of a weekday from Monday (0), or of an entry of `zones`.
    `customary` are wordings used only by people of one zone, each with that zone's name. `eras` are
    names of eras, each with the year before its first.
    """

    rows: tuple[tuple[str, str, int, str], ...]
    zones: tuple[str, ...]
    capitals: frozenset[str]  # names of zones that count in capitals only, in lower case
    twelve: frozenset[str]  # languages in which "at 6" may be in the evening
    customary: tuple[tuple[str, str], ...]
    eras: tuple[tuple[str, int], ...]


@cache
def time_words() -> TimeWords:
    """Returns the packaged words."""
    return prepared("times", TimeWords, _read, rooms=("orders",))


@cache
def customary_zones() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Returns the wordings used in one zone only, as patterns, each with that zone's name."""
    return tuple((re.compile(pattern), zone) for pattern, zone in time_words().customary)


def _read() -> TimeWords:
    path = files("checker.orders").joinpath("times.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    languages: Mapping[str, Mapping[str, Any]] = table["language"]
    zones = tuple(dict.fromkeys([*table["places"].values(), *table["cities"].values()]))
    if unknown := [name for name in zones if zone_of(name) is None]:
        raise ValueError(f"times.toml names no time zone: {unknown}")
    rows = [row for language, words in languages.items() for row in _rows(language, words)]
    rows += [
        (name, sense, zones.index(zone), "")
        for sense, places in (("zone", table["places"]), ("city", table["cities"]))
        for name, zone in places.items()
    ]
    rows += [(word, f"sign_{sign}", 0, "") for sign in _SIGNS for word in table["signs"][sign]]
    return TimeWords(
        tuple(rows),
        zones,
        frozenset(n.lower() for n in table["places"] if n.isupper() and n.isascii()),
        frozenset(name for name, words in languages.items() if words.get("twelve")),
        tuple((row["pattern"], row["zone"]) for row in table["customary"]),
        tuple(table["eras"].items()),
    )


def _rows(language: str, words: Mapping[str, Any]) -> Iterator[tuple[str, str, int, str]]:
    for sense, key, first in (("month", "months", 1), ("weekday", "weekdays", 0)):
        for number, names in enumerate(words.get(key, ()), first):
            yield from ((name, sense, number, language) for name in names)
    for sense in _PLAIN:
        yield from ((word, sense, 0, language) for word in words.get(sense, ()))


@cache
def month_names() -> str:
    """Returns all names of months, with and without accents, as pattern alternatives."""
    return prepared("months", str, _month_names, rooms=("orders", "text", "text/unicode"))


def _month_names() -> str:
    written = (row[0] for row in time_words().rows if row[1] == "month")
    names = MappingProxyType({name: normalised(name).lower() for name in written})
    both = sorted({*names, *names.values()}, key=lambda name: (-len(name), name))
    return "|".join(map(re.escape, both))
