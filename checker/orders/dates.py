"""The dates in a text of signs; the latest possible reading counts, doubtful ones are None."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from checker.orders.signs import SIGN, Signs
from checker.values import dataclass

__all__ = ["dates_of"]

# In a form "M" is a month's name, "J" what may stand between the parts of a date, "Y" a year,
# "年", "月" and "日" those signs in any language.
_FORMS = (
    r"(?<!\d)(?P<y>\d{4})\s?年(?:\s?[(（]\s?(?P=y)\s?年?\s?[)）])?\s?(?P<m>\d\d?)\s?月\s?(?P<d>\d\d?)(?:\s?日)?",
    r"(?<!\d)(?P<m>\d\d?)\s?月\s?(?P<d>\d\d?)\s?日",
    r"(?<![\d.])(?P<y>\d{4})\s?(?P<s>[./-])\s?(?P<m>\d\d?)\s?(?P=s)\s?(?P<d>\d\d?)(?!\d|[:]\d)",
    r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",
    r"(?<![\d./])(?P<d>\d\d?)[/-]M[/-](?:(?P<y>Y)|(?P<yy>\d\d))(?!\d)",
    r"(?<!\d)(?P<y>Y)J(?P<d>\d\d?)JM",
    r"(?<![\d.:])(?P<d>\d\d?)[°º]?JM\.?(?:J(?P<y>Y)(?!\d|[:.]\d)|\s?'(?P<yy>\d\d)(?!\d))?",
    r"(?<!\d)(?P<y>Y)JM[\s.]*(?P<d>\d\d?)(?!\d|[:.]\d|,?\s?Y)",
    r"M\.?J(?P<d>\d\d?)(?!\d|[:.]\d\d|\s?H)(?:J(?P<y>Y)(?!\d|[:.]\d))?",
    r"(?<![\d.:])(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.(?:\s?(?P<y>Y)|(?P<yy>\d\d)(?!\d))?(?![\d:])",
)
# Where both figures could be the month, nothing is read unless the words settle it.
_DOUBTFUL = (
    r"(?<![\d/.:-])(?P<d>\d\d?)\s?(?P<s>[/-])\s?(?P<m>\d\d?)\s?(?P=s)\s?"
    r"(?:(?P<y>Y)|(?P<yy>\d\d))(?![\d/])",
    r"(?<![\d/.:-])(?P<d>\d\d?)\s?/\s?(?P<m>\d\d?)(?![\d/:]|\s?/)",
)
_BUDDHIST = 2400  # years from here on are those of Thailand
_NEAR = 3  # a weekday that does not fit is looked for so many days behind the date


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    doubtful: bool


def dates_of(signs: Signs, near: date | None) -> tuple[Sequence[date], Signs] | None:
    """Returns all dates of the text and the text without them; None if one is in doubt.

    `near` resolves years that are not written.
    """
    found: list[date] = []
    for form in _forms():
        while (match := _next(form, signs)) is not None:
            day = _day(match, signs, near, doubtful=form.doubtful)
            if day is None:
                return None
            found.append(day)
            end = match.start("y") if _is_hour(match, signs, near) else match.end()
            signs = signs.cut(match.start(), end)
    if len(found) == 1:
        found = [_on_its_weekday(found[0], signs)]
    return found, signs


def _next(form: _Form, signs: Signs) -> re.Match[str] | None:
    """The next date of a form; "kl. 10.10." is an hour."""
    for match in form.pattern.finditer(signs.text):
        parts = match.groupdict()
        hour = r"\.(?:\d\d)\.?$" if not parts.get("y") and not parts.get("yy") else "$^"
        before = signs.text[: match.start()].rstrip(" .:")
        if re.search(hour, match.group()) and before[-1:] == SIGN["at"]:
            continue
        return match
    return None


def _day(match: re.Match[str], signs: Signs, near: date | None, *, doubtful: bool) -> date | None:
    """The latest day that a match means; None where it means none, or one of two."""
    parts = match.groupdict()
    day = int(parts["d"])
    months = [int(parts["m"])] if parts.get("m") else _months(match, signs)
    written = None if _is_hour(match, signs, near) else parts.get("y")
    year = int(written or 0) or (2000 + int(parts["yy"]) if parts.get("yy") else 0)
    readings = [(month, day) for month in months]
    if doubtful and day != months[0] and not signs.any_of("day_first"):
        readings.append((day, months[0]))
    days = [d for m, n in readings for d in _in_year(year, m, n, near)]
    if doubtful and len(set(days)) > 1:
        days = [d for d in days if d.weekday() in _weekdays(signs)]
        return days[0] if len(days) == 1 else None
    return max(days, default=None)


def _months(match: re.Match[str], signs: Signs) -> list[int]:
    """The months that a name may mean ("listopada": October or November)."""
    where = match.start() + match.group().index(SIGN["month"])
    return list(signs.at[where].senses["month"])


def _is_hour(match: re.Match[str], signs: Signs, near: date | None) -> bool:
    """Whether what looks like a year is an hour: "2 June 2000 GMT"."""
    year = match.groupdict().get("y")
    if not year or match.end("y") != match.end() or near is None or int(year[2:]) > 59:
        return False
    behind = signs.text[match.end() :].lstrip()[:1]
    zoned = behind in (SIGN["letters"], SIGN["zone"], SIGN["hours"]) and behind != ""
    return zoned and abs(int(year) - near.year) > 3


def _in_year(year: int, month: int, day: int, near: date | None) -> Iterator[date]:
    """The day, in the year that brings it nearest where none is written."""
    if not year and near is None:
        return
    if year > _BUDDHIST:
        year -= 543
    years = [year] if year else [near.year + more for more in (-1, 0, 1)] if near else []
    days = []
    for candidate in years:
        try:
            days.append(date(candidate, month, day))
        except ValueError:
            continue
    if days:
        yield min(days, key=lambda d: abs(d - near)) if near is not None else days[0]


def _weekdays(signs: Signs) -> set[int]:
    """The days of the week that are named; "mar." is a month as well, and then none."""
    named = (token for token in signs.tokens if not token.may_be("month"))
    return {number for token in named for number in token.senses.get("weekday", ())}


def _on_its_weekday(day: date, signs: Signs) -> date:
    """The day, or the day of the week that is named, where that is a little later."""
    named = _weekdays(signs)
    if not named or day.weekday() in named:
        return day
    ahead = min((number - day.weekday()) % 7 for number in named)
    return day + timedelta(days=ahead) if ahead <= _NEAR else day


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(re.compile(_written(form)), doubtful)
        for forms, doubtful in ((_FORMS, False), (_DOUBTFUL, True))
        for form in forms
    )


def _written(form: str) -> str:
    hours = "".join(SIGN[sense] for sense in ("hours", "am", "pm", "night"))
    joint = "".join(SIGN[sense] for sense in ("of", "at", "local"))
    for letter, pattern in (
        ("Y", r"(?:19|2[0-6])\d\d"),
        ("M", SIGN["month"]),
        ("J", rf"[\s.,]*(?:[{joint}][\s.,]*)*"),
        ("H", f"[{hours}]"),
        ("年", SIGN["sign_year"]),
        ("月", SIGN["sign_month"]),
        ("日", SIGN["sign_day"]),
    ):
        form = form.replace(letter, pattern)
    return form
