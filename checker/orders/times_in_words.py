"""Times in words: 'until 18:00 GMT, Monday 3 March 2025', '12.3., 10 Uhr', '3月1日 下午3时'.

Anything uncertain is None, so that a person reads it; of several readings, the latest counts.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from checker.orders.clocks import Clock, clocks_of, zone_names
from checker.orders.dates import dates_of
from checker.orders.signs import Signs, signs_of
from checker.orders.time_words import customary_zones
from checker.text.views import View, view_of
from checker.times import WrittenTime, aware, end_of, instant, parse_iso
from checker.values import dataclass
from checker.zone_letters import ZONE_LETTERS, letter_readings

__all__ = ["TimeReading", "customary_zone", "end_of_reading", "read_time", "time_in_words"]

_ISO = re.compile(
    r"(?<![\d.])\d{4}-?\d\d-?\d\d(?:[t ](?=\d\d:?\d\d)|(?=\d{4}z))\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?"
    r"\s?(?:z\b|[+-]\d\d(?::?\d\d)?(?!\d))?"
)
_MAX_OFFSET = 14 * 60
_OF_TIMES = ("month", "weekday", "hours", "at", "today", "tomorrow", "noon", "midnight")


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time in words. `readings` are all moments that its letters can mean, the latest included.

    There is one reading unless letters name several zones ("IST").
    """

    written: WrittenTime
    readings: tuple[datetime, ...] = ()


def time_in_words(text: str, near: datetime | None) -> WrittenTime | None:
    """Returns the time that a line names; `near` resolves a year or week not written.

    It is aware if a zone is named, else naive (the caller knows the provider's zone).
    """
    reading = read_time(view_of(text), near)
    return reading.written if reading is not None else None


def read_time(view: View, near: datetime | None) -> TimeReading | None:
    """Returns the time that a view of a line names, with all that its letters may mean."""
    data = list(_ISO.finditer(view.lower))
    if data:
        return _in_data(view, data)
    signs = signs_of(view)
    if _counted(signs):
        return None
    dated = dates_of(signs, near.date() if near is not None else None)
    timed = clocks_of(dated[1]) if dated is not None else None
    if dated is None or timed is None:
        return None
    days, clocks = dated[0], timed[0]
    zones, rest = zone_names(timed[1])
    if re.search(r"\d", rest.text):
        return None  # a figure that is no time we know: better ask
    named = [clock for clock in clocks if clock.zones] or clocks
    hours: Sequence[Clock | None] = named or (None,)
    if not days:
        days = _relative_days(signs, near, hours, zones)
    return _latest([r for day in days for hour in hours for r in _moments(day, hour, zones)])


def customary_zone(text: str) -> str | None:
    """Returns the zone whose people alone word a time so ("18 Uhr"), as a last resort."""
    lower = view_of(text).lower
    return next((zone for form, zone in customary_zones() if form.search(lower)), None)


def _in_data(view: View, data: Sequence[re.Match[str]]) -> TimeReading | None:
    """The latest of the times that are written as data ("2025-06-05T10:00")."""
    found: list[TimeReading] = []
    for match in data:
        written = parse_iso(match.group())
        if written is None:
            return None
        when = written.when
        if when.tzinfo is None:
            zones, _ = zone_names(signs_of(view, match.end(), len(view.lower)))
            found += _in_zones(when, zones, date_only=False)
        else:
            found.append(TimeReading(written, (when,)))
    return _latest(found)


def _moments(day: date, hour: Clock | None, zones: Sequence[str]) -> Iterator[TimeReading]:
    """What a day and an hour mean in their zones; without any a local time."""
    local = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone follows
    if hour is not None:
        local += timedelta(hours=hour.hour, minutes=hour.minute)
        zones = hour.zones or zones
    yield from _in_zones(local, zones, date_only=hour is None)


def _in_zones(local: datetime, zones: Sequence[str], *, date_only: bool) -> Iterator[TimeReading]:
    if not zones:
        yield TimeReading(WrittenTime(local, date_only))
    for name in zones:
        if name in ZONE_LETTERS:
            yield _in_letters(local, name, date_only=date_only)
        elif (zone := _zone(name)) is not None:
            when = local.replace(tzinfo=zone) if date_only else instant(local, zone, "latest")
            yield TimeReading(WrittenTime(when, date_only))


def _in_letters(local: datetime, letters: str, *, date_only: bool) -> TimeReading:
    """The latest reading of letters; a date alone is read at its end, as it lasts until then."""
    day = timedelta(days=1 if date_only else 0)
    readings = letter_readings(local + day, letters, "latest")
    return TimeReading(WrittenTime(max(readings) - day, date_only), readings)


def _zone(name: str) -> tzinfo | None:
    if name[0] not in "+-":
        return ZoneInfo(name)
    minutes = int(name)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) <= _MAX_OFFSET else None


def _latest(readings: Sequence[TimeReading]) -> TimeReading | None:
    """The reading that ends last; a local time is one of the place where it is reached last."""
    return max(readings, key=end_of_reading, default=None)


def end_of_reading(reading: TimeReading) -> datetime:
    """Returns the latest moment that what was read may mean."""
    return instant(end_of(reading.written), None, "latest")


def _relative_days(
    signs: Signs, near: datetime | None, hours: Sequence[Clock | None], zones: Sequence[str]
) -> Sequence[date]:
    """Today, tomorrow or the next such day of the week, counted from the item's own time."""
    if near is None:
        return ()
    today = _today(near, hours, zones)
    for sense, days in (("today", 0), ("tomorrow", 1)):
        if signs.any_of(sense):
            return (today + timedelta(days=days),)
    named = [n for token in signs.tokens for n in token.senses.get("weekday", ())]
    if not named:
        return ()
    day = today + timedelta(days=max((number - today.weekday()) % 7 for number in named))
    ends = [end_of_reading(reading) for hour in hours for reading in _moments(day, hour, zones)]
    over = bool(ends) and max(ends) <= aware(near)
    return (day + timedelta(days=7 if over else 0),)


def _today(near: datetime, hours: Sequence[Clock | None], zones: Sequence[str]) -> date:
    """The day of the item's own time, in the zone that the words name."""
    names = [name for hour in hours if hour is not None for name in hour.zones] or zones
    regions = [ZONE_LETTERS[name][0][1] if name in ZONE_LETTERS else name for name in names[:1]]
    zone = _zone(regions[0]) if regions and regions[0] is not None else None
    return near.astimezone(zone).date() if zone is not None and near.tzinfo else near.date()


def _counted(signs: Signs) -> bool:
    """Whether the time is counted from something ("2 hours after"), or not meant exactly."""
    if signs.any_of("about"):
        return _about(signs)
    tokens = signs.tokens
    for place, token in enumerate(tokens):
        if not token.may_be("after") or token.may_be("filler", "of", "over"):
            continue
        before, behind = tokens[place - 1 : place], tokens[place + 1 : place + 2]
        if before and before[0].may_be("unit"):
            return True
        if not any(t.may_be("figure", *_OF_TIMES) for t in (*before, *behind)):
            return True
    return False


def _about(signs: Signs) -> bool:
    """Whether a word for "about" stands beside a figure."""
    tokens = signs.tokens
    return any(
        token.may_be("about") and (beside.may_be("figure") or beside.may_be("hours"))
        for place, token in enumerate(tokens)
        for beside in (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])
    )
