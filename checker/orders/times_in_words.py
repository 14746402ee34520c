"""Times in words: 'until 18:00 GMT, Monday 3 March 2025', '12.3., 10 Uhr', 'am 5. Juni'.

What cannot be read for certain is None, so that a person reads it.
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo

from checker.orders.time_words import DateForm, time_words
from checker.times import ZONE_LETTERS, WrittenTime, instant, parse_iso

__all__ = ["customary_zone", "time_in_words"]

Day = tuple[int, int, int]
Clock = tuple[int, int]
_ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_OF_GREENWICH = re.compile(r"(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?")
_NUMERIC = re.compile(r"(?<=\d)\s?(?:(\+)(\d\d):?(\d\d)|(-)(\d\d)(\d\d))(?![\d:])")
_CUT = " \u241e "  # stands where a date was taken out


def time_in_words(text: str, near: datetime | None) -> WrittenTime | None:
    """The time that a line names; `near` settles a year or a week that is not written.

    The answer is aware where a zone is named, else naive (the caller knows the provider's).
    """
    iso = _ISO.search(text)
    if iso is not None:
        written = parse_iso(iso.group())
        return _in_zone(written, _zone(text[iso.end() :])) if written is not None else None
    found = _date(text, near)
    if found is None:
        return None
    (year, month, day), rest = found
    clock = _clock(rest)
    if clock is None and re.search(r"\d", re.sub(r"[+-]\d{1,2}(?::?\d\d)?\b", "", rest)):
        return None  # a figure that is no time we know: better ask
    try:
        when = datetime(year, month, day)  # noqa: DTZ001 - the zone follows
    except ValueError:
        return None
    if clock is not None:
        when += timedelta(hours=clock[0], minutes=clock[1])
    return _in_zone(WrittenTime(when, clock is None), _zone(rest))


def customary_zone(text: str) -> str | None:
    """The zone whose people alone word a time so ("18 Uhr"), for where nothing else names one."""
    return next((zone for form, zone in time_words().customary if form.search(text)), None)


def _in_zone(written: WrittenTime, zone: tzinfo | None) -> WrittenTime:
    if zone is None or written.when.tzinfo is not None:
        return written
    if written.date_only:
        return WrittenTime(written.when.replace(tzinfo=zone), date_only=True)
    return WrittenTime(instant(written.when, zone, "latest"))


def _date(text: str, near: datetime | None) -> tuple[Day, str] | None:
    """The day that a text names, and the text without it."""
    for form in time_words().dates:
        found = form.pattern.search(text)
        if found is not None:
            day = _day(found, form, near)
            return (day, _without(text, found)) if day is not None else None
    return _relative_date(text, near)


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + _CUT + text[found.end() :]


def _day(found: re.Match[str], form: DateForm, near: datetime | None) -> Day | None:
    parts = found.groupdict()
    name = parts.get("n")
    month = time_words().months[name.casefold()] if name else int(parts["m"])
    day = int(parts["d"])
    if form.doubtful:
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    written = parts.get("y") or ("20" + parts["yy"] if parts.get("yy") else None)
    year = int(written) if written else _year(month, day, near)
    return (year, month, day) if year is not None and 1 <= month <= 12 else None


def _relative_date(text: str, near: datetime | None) -> tuple[Day, str] | None:
    """A weekday, today or tomorrow, counted from the item's own time; the later day in doubt."""
    if near is None:
        return None
    for form, days in time_words().days_ahead:
        found = form.search(text)
        if found is not None:
            return _ymd(near + timedelta(days=days)), _without(text, found)
    for number, form in enumerate(time_words().weekdays):
        found = form.search(text)
        if found is None:
            continue
        rest = _without(text, found)
        ahead = (number - near.weekday()) % 7
        clock = _clock(rest)
        passed = clock is not None and clock < (near.hour, near.minute)
        return _ymd(near + timedelta(days=7 if ahead == 0 and passed else ahead)), rest
    return None


def _ymd(when: datetime) -> Day:
    return when.year, when.month, when.day


def _year(month: int, day: int, near: datetime | None) -> int | None:
    """The year that brings a date without one nearest to the item's own time."""
    if near is None:
        return None
    years = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            candidate = datetime(year, month, day, tzinfo=near.tzinfo)
        except ValueError:
            continue
        years.append((abs(candidate - near), year))
    return min(years)[1] if years else None


def _clock(text: str) -> Clock | None:
    """The time of day that a text without its date names."""
    words = time_words()
    for form, clock in words.clocks:
        if form.search(text):
            return clock
    military = words.military.search(text)
    if military is not None:
        return int(military["h"]), int(military["mi"])
    bare = words.bare_military.search(text)
    if bare is not None and bare["h"] not in ("19", "20"):
        return int(bare["h"]), int(bare["mi"])
    for found in words.clock.finditer(text):
        if found["mi"] or found["half"] or found["unit"]:
            return _hour_and_minute(found)
    spoken = words.bare_hour.search(text)
    return (int(spoken["h"]), 0) if spoken is not None and int(spoken["h"]) < 24 else None


def _hour_and_minute(found: re.Match[str]) -> Clock | None:
    hour, minute = int(found["h"]), int(found["mi"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].casefold() == "p" else 0)
    if hour == 24 and minute == 0:
        return 24, 0
    return (hour, minute) if hour < 24 and minute < 60 else None


def _zone(text: str) -> tzinfo | None:
    """The zone that a text names: an offset of Greenwich, a place, letters, or a bare offset."""
    offset = _OF_GREENWICH.search(text)
    if offset is not None:
        return _fixed(offset[1], offset[2], offset[3])
    for form, zone in time_words().zones:
        if form.search(text):
            return zone
    for name, hours in ZONE_LETTERS.items():
        if re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", text):
            return timezone(timedelta(hours=hours))
    numeric = _NUMERIC.search(text)
    return _fixed(*(part for part in numeric.groups() if part)) if numeric is not None else None


def _fixed(sign: str, hours: str, minutes: str | None = None) -> tzinfo | None:
    delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if delta > timedelta(hours=14):
        return None
    return timezone(-delta if sign == "-" else delta)
