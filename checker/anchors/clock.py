"""Times of day: "9.30 a.m.", "halb zehn", "half past nine", "ora 9 e mezza", "1430 GMT"."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from checker.anchors.anchor import Anchor
from checker.prepared import prepared
from checker.text.expression import expression
from checker.values import dataclass

__all__ = ["Clock", "clocks", "time_at", "times_of"]

DAY, HALF_DAY = 1440, 720  # minutes
UTC = "utc"  # the measure of a time whose zone is known, in minutes of a day
_WEIGHT, _FULL_HOUR = 0.7, 0.5
_DIGITS = re.compile(
    r"(\d{1,2})(?:(?P<sign>[:h.])(\d{2})(?![\d:.,]\d|\d)|(?=\s?[ap]\.?\s?m\b))|(?P<row>\d{4})(?=\s?[A-Z]{3})",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_BEHIND = r"[\s\u00a0-]{1,2}"
_ENDLESS = frozenset("HWMNT")


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """How a language tells the time: one pattern of all its phrases, and what they add.

    `words` are those beside which a phrase may stand; `hows` are by the number of the phrase.
    """

    phrases: str
    hows: tuple[str, ...]
    hours: Mapping[str, int]
    minutes: Mapping[str, int]
    words: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Returns the phrases as a pattern, compiled for the first text of its language."""
        return expression(self.phrases, re.IGNORECASE)


@cache
def clocks() -> Mapping[str, Clock]:
    """Returns the clocks of all languages in the package."""
    return prepared("clocks", dict[str, Clock], _read, rooms=("anchors",))


def _read() -> dict[str, Clock]:
    return {name: _clock(table) for name, table in _tables().items() if name != "zones"}


def _tables() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = tomllib.loads(
        (files("checker.anchors") / "clock.toml").read_text("utf-8")
    )
    return read


@cache
def _zones() -> tuple[re.Pattern[str], Mapping[str, int]]:
    rows = str(_tables()["zones"]).replace("\n", ";").split(";")
    ahead = {word: int(row.split()[0]) for row in rows for word in row.split()[1:]}
    return re.compile(rf"\s?\(?({'|'.join(map(re.escape, ahead))})\b\)?"), ahead


def _clock(table: Mapping[str, str]) -> Clock:
    hours = {
        form.replace("_", " "): hour
        for hour, forms in enumerate(table["hours"].split(), 1)
        for form in forms.split("|")
    }
    minutes = {
        word: int(row.split()[0]) for row in table["minutes"].split(";") for word in row.split()[1:]
    }
    phrases = [phrase.split() for phrase in table["said"].split(";")]
    words: set[str] = set()
    parts: list[str] = []
    for number, (_, *tokens) in enumerate(phrases):
        pieces = [_piece(token, number, hours, minutes) for token in tokens]
        parts.append(f"(?P<p{number}>{_BEHIND.join(pieces)})")
        words.update(_literals(tokens, hours))
    written = rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"
    return Clock(written, tuple(how for how, *_ in phrases), hours, minutes, frozenset(words))


def _piece(token: str, number: int, hours: Mapping[str, int], minutes: Mapping[str, int]) -> str:
    """The pattern of one word of a phrase."""
    by_length = {"W": _any(hours), "N": _any(minutes)}
    if "^" in token:
        head, _, rest = token.partition("^")
        return re.escape(head) + _piece(rest, number, hours, minutes)
    if token in ("H", "W"):
        digits = r"\d{1,2}|" if token == "H" else ""
        return f"(?P<h{number}>{digits}{by_length['W']})"
    if token in ("M", "N"):
        digits = r"\d{1,2}|" if token == "M" else ""
        return f"(?P<m{number}>{digits}{by_length['N']})"
    if token == "T":
        return rf"(?P<t{number}>\d{{1,2}}(?:[.:h]\d{{2}})?)(?![.,:]?\d)"
    forms = (
        re.escape(form.removesuffix("*")) + (r"\w{0,6}" if form.endswith("*") else "")
        for form in sorted(token.split("|"), key=len, reverse=True)
    )
    return f"(?:{'|'.join(forms)})"


def _any(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _literals(tokens: list[str], hours: Mapping[str, int]) -> Iterator[str]:
    for token in tokens:
        head, glued, _ = token.partition("^")
        if glued:
            yield from (head + hour for hour in hours)
        elif token not in _ENDLESS:
            yield from (form.rstrip("*.") for form in token.split("|"))


def times_of(text: str, clock: Clock, windows: list[tuple[int, int]]) -> Iterator[Anchor]:
    """Yields the times stated by phrases within some spans of a text, in order."""
    done = 0
    for start, end in windows:
        for match in clock.pattern.finditer(text, max(start, done), end):
            anchor = _told(text, match, clock)
            if anchor is not None:
                yield anchor
                done = anchor.end


def _told(text: str, match: re.Match[str], clock: Clock) -> Anchor | None:
    number = next(n for n in range(len(clock.hows)) if match[f"p{n}"] is not None)
    how, groups = clock.hows[number], match.groupdict()
    if how.startswith("="):
        return _anchor(text, match.start(), match.end(), int(how[1:]), exact=True, full=True)
    written = groups.get(f"t{number}")
    if written is not None:
        hour, _, tail = re.sub("[.h]", ":", written.lower()).partition(":")
        minutes = int(hour) * 60 + int(tail or 0)
        exact = bool(tail)
    else:
        hour = groups[f"h{number}"].lower()
        minutes = 60 * (int(hour) if hour.isdecimal() else clock.hours[hour])
        exact = False
    if minutes > DAY:
        return None
    step = _step(how, groups.get(f"m{number}"), clock)
    exact = exact or minutes > HALF_DAY
    full = step == 0 and not minutes % 60
    return _anchor(text, match.start(), match.end(), minutes + step, exact=exact, full=full)


def _step(how: str, minutes: str | None, clock: Clock) -> int:
    sign = -1 if how[0] == "-" else 1
    if how[1:] != "M":
        return sign * int(how[1:])
    said = (minutes or "0").lower()
    return sign * (int(said) if said.isdecimal() else clock.minutes[said])


def time_at(text: str, start: int) -> Anchor | None:
    """Returns the time that digits state, by a colon, "a.m." or a zone; else None."""
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    end = match.end()
    row = match["row"]
    hour, minutes = (int(row[:2]), int(row[2:])) if row else (int(match[1]), int(match[3] or 0))
    half = _TWELVE.match(text, end)
    zone = _zones()[0].match(text, half.end() if half else end)
    sure = match["sign"] in (":", "h", "H") or half is not None or zone is not None
    if not sure or hour > 23 or minutes > 59 or (half and hour > 12):
        return None
    if half:
        hour, end = hour % 12 + (12 if half[1].lower() == "p" else 0), half.end()
    whole = hour * 60 + minutes
    return _anchor(text, start, end, whole, exact=True, full=not minutes)


def _anchor(text: str, start: int, end: int, minutes: int, *, exact: bool, full: bool) -> Anchor:
    """A time; of one that does not say which half of the day it is in, both are meant."""
    first = minutes % DAY if exact else minutes % HALF_DAY
    values = (first,) if exact else (first, first + HALF_DAY)
    pattern, ahead = _zones()
    zone = pattern.match(text, end)
    measures: tuple[tuple[str, float], ...] = ()
    if zone:
        end = zone.end()
        measures = tuple((UTC, float((value - ahead[zone[1]]) % DAY)) for value in values)
    weight = _FULL_HOUR if full else _WEIGHT
    return Anchor("time", start, end, tuple(map(float, values)), measures, weight=weight)
