"""Times as contracts and the wire write them, read so that a doubt never publishes too early.

A date counts to the end of its day in the agreement's zone. A time without an offset is read in
the provider's zone; where it can mean two moments (the hour that comes twice in autumn, the hour
that is left out in spring) or where no zone is known, the *later* one counts for an embargo.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = [
    "Moment",
    "aware",
    "day_start",
    "earliest_reading",
    "latest_reading",
    "parse_moment",
    "shown",
    "zone_of",
]

# The last place on Earth where a local time is reached (no land west of it): an upper bound.
LAST_PLACE = timezone(timedelta(hours=-12))
FIRST_PLACE = timezone(timedelta(hours=14))

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A written time: `value` is aware unless `naive`; `date_only` for a date without a time."""

    value: datetime
    date_only: bool = False
    naive: bool = False


def zone_of(name: str) -> tzinfo | None:
    """The IANA zone of that name, None when there is no such zone."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}", name):
        return None
    try:
        return UTC if name in ("UTC", "GMT", "Z") else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parse_moment(text: str) -> Moment | None:
    """An ISO 8601 date or time, basic or extended; None when it is none or cannot be."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, _, offset = found.groups()
    try:
        value = datetime(  # noqa: DTZ001 - the zone is added below where one is written
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
        zone = _offset(offset) if offset else None
    except ValueError:
        return None
    return Moment(value.replace(tzinfo=zone), hour is None, zone is None)


def _offset(text: str) -> tzinfo:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def latest_reading(value: datetime, zone: tzinfo | None) -> datetime:
    """The latest moment that a naive local time can mean; an aware time is returned as it is."""
    if value.tzinfo is not None:
        return value
    if zone is None:
        return value.replace(tzinfo=LAST_PLACE)
    readings = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return max(readings, key=lambda moment: moment.astimezone(UTC))


def earliest_reading(value: datetime, zone: tzinfo | None) -> datetime:
    """The earliest moment that a naive local time can mean, for what must come down in time."""
    if value.tzinfo is not None:
        return value
    if zone is None:
        return value.replace(tzinfo=FIRST_PLACE)
    readings = (value.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return min(readings, key=lambda moment: moment.astimezone(UTC))


def day_start(day: date, zone: tzinfo, *, after: int = 0) -> datetime:
    """Midnight at the beginning of a day, `after` days later, in a zone."""
    moved = day + timedelta(days=after)
    return datetime(moved.year, moved.month, moved.day, tzinfo=zone)


def aware(value: datetime, zone: tzinfo = UTC) -> datetime:
    """The same time, in `zone` if it says none."""
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)


def shown(value: datetime) -> str:
    """A time for people, with its offset: '2025-01-14 18:00 +09:00'."""
    offset = value.strftime("%z")
    tail = "UTC" if offset in ("", "+0000") else f"{offset[:3]}:{offset[3:5]}"
    seconds = ":%S" if value.second else ""
    return f"{value.strftime(f'%Y-%m-%d %H:%M{seconds}')} {tail}"
