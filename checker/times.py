"""Times: read as wires, agreements and clients write them, resolved in a zone, written again.

A time without an offset is never guessed towards permission: the caller says whether the latest
or the earliest instant that it can mean counts. Sources: ISO 8601, RFC 2822 section 3.3, RFC 3339;
RFC 850 and C's ctime, the names of months in other languages, and seconds or milliseconds since
1970, as feeds write them. Times in prose are not read here but in `checker.orders`.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import Literal, overload
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checker.values import dataclass
from checker.zone_letters import ZONE_LETTERS, letter_readings

__all__ = [
    "ANY_YEAR",
    "Reading",
    "WrittenTime",
    "ambiguous",
    "aware",
    "day_start",
    "end_of",
    "from_rfc3339",
    "instant",
    "no_time",
    "parse_iso",
    "parse_time",
    "published_time",
    "rfc3339",
    "shown",
    "zone_of",
]

Reading = Literal["earliest", "latest"]
# Before 1971 lie the "no value" times of many systems: 0001-01-01, 1900-01-01, 1970-01-01.
OLDEST = 1971
ANY_YEAR = 2  # `oldest` where people write the time: year 1 alone is none
# Year 9999 means "never"; kept where arithmetic with zones cannot overflow.
LAST = datetime(9999, 1, 1, tzinfo=UTC)
# The places where a local time is reached last and first: no land lies beyond them.
WEST = timezone(timedelta(hours=-12))
EAST = timezone(timedelta(hours=14))
_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:(?:[T ]?(?=\d\d:?\d\d)|T(?=\d\d(?!\d)))(?P<H>\d\d)"
    r"(?::?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,](?P<f>\d+))?)?)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
# 2031-1-4, as programs write it that forget the zeros: year, month, day all the same
_UNPADDED = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
# 'mar., 14 janv. 2031 09:00:00 +0100', '14. März 2031, 10:00 Uhr' without its last word
_NAMED = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(?P<d>\d{1,2})\.?[\s-]+(?:de\s+)?(?P<n>[^\W\d_]+)\.?[\s-]+(?:de\s+)?"
    r"(?P<y>\d{4}),?\s+(?P<rest>\d{1,2}:\d\d.*)"
)
_AMERICAN = re.compile(  # 'Sept 14, 2031 09:00:00 GMT', 'Tue Sept 14 09:00:00 2031'
    r"(?:[^\W\d_]+\.?,?\s+)?(?P<n>[^\W\d_]+)\.?\s+(?P<d>\d{1,2}),?\s+"
    r"(?:(?P<y>\d{4}),?\s+(?P<rest>\d{1,2}:\d\d.*)|(?P<c>\d\d:\d\d.*)\s(?P<cy>\d{4}))"
)
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_NUMERIC_OFFSET = re.compile(r"[+-]\d{4}")
_EPOCH = re.compile(r"(?P<s>[1-9]\d{9})(?P<ms>\d{3})?(?:\.\d*)?")
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NO_TIME = ("0", "none", "null", "nil", "false", "-")


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as written: `when` is aware only if an offset was written.

    `date_only` is a date without a time of day; `when` is then its first moment.
    """

    when: datetime
    date_only: bool = False


def parse_time(
    raw: str, *, oldest: int = OLDEST, reading: Reading = "latest"
) -> WrittenTime | None:
    """Returns a machine-written time (ISO 8601, RFC 2822, seconds since 1970), or None.

    Years before `oldest` are the "no value" of many systems and give None. `reading` settles
    letters of a zone that cannot hold on the date ("CEST" in December).
    """
    iso = parse_iso(raw, oldest=oldest)
    bare = raw.strip()
    mail = _mail_time(bare, reading) or _mail_time(_in_english(bare), reading)
    return iso or _since(oldest, mail or _epoch(bare))


def parse_iso(raw: str, *, oldest: int = OLDEST) -> WrittenTime | None:
    """Returns a date or time in ISO 8601 alone, as `parse_time`.

    24:00 is the next day's midnight; a leap second (23:59:60) is the second before it.
    """
    found = _ISO.fullmatch(_UNPADDED.sub(_padded, raw.strip(), count=1))
    try:
        return _since(oldest, _iso_time(found)) if found is not None else None
    except (ValueError, OverflowError):
        return None


def _padded(found: re.Match[str]) -> str:
    return f"{found['y']}-{found['m']:>02}-{found['d']:>02}"


def _since(oldest: int, written: WrittenTime | None) -> WrittenTime | None:
    return written if written is not None and written.when.year >= oldest else None


def _iso_time(found: re.Match[str]) -> WrittenTime:
    hour, minute, second = (int(found[name] or 0) for name in "HMS")
    day = datetime(int(found["y"]), int(found["m"]), int(found["d"]))  # noqa: DTZ001 zone below
    if hour == 24 and not minute and not second:
        day, hour = day + timedelta(days=1), 0
    micro = int((found["f"] or "0").ljust(6, "0")[:6])
    if second == 60:
        second, micro = 59, 0
    when = day.replace(hour=hour, minute=minute, second=second, microsecond=micro)
    zone = _offset(found["z"]) if found["z"] else None
    return WrittenTime(when.replace(tzinfo=zone), found["H"] is None)


def _offset(text: str) -> tzinfo:
    """A fixed offset from 'Z', '+01', '+0100' or '+01:00'."""
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def _mail_time(text: str, reading: Reading) -> WrittenTime | None:
    """A time from RFC 2822, as RSS and e-mail write it; also with letters of other zones."""
    if not any(c.isdigit() for c in text) or not any(c.isalpha() for c in text):
        return None
    if _HALF_DAY.search(text):
        return None  # RFC 2822 knows no halves of a day: "1:00 pm" would be one in the night
    try:
        when = parsedate_to_datetime(text)
        return WrittenTime(_in_letters(when, text, reading))
    except (ValueError, OverflowError, TypeError):
        return None


def _in_letters(when: datetime, text: str, reading: Reading) -> datetime:
    """Returns the time in the zone whose abbreviation is in the text; None if it is ambiguous."""
    words = text.partition("(")[0].split()
    if words[-1:] == ["-0000"]:
        return when.replace(tzinfo=UTC)
    letters = next((word for word in words if word in ZONE_LETTERS), "")
    local = when.replace(tzinfo=None)
    readings = letter_readings(local, letters, reading)
    if not readings or any(_NUMERIC_OFFSET.fullmatch(word) for word in words):
        return when
    return readings[0] if readings[0] == max(readings) else local


def _in_english(text: str) -> str:
    """A time with the name of a month in any language, as RFC 2822 writes it; "" for any other."""
    found = _NAMED.fullmatch(text) or _AMERICAN.fullmatch(text)
    month = _month(found["n"].casefold()) if found is not None else None
    if found is None or month is None:
        return ""
    parts = {"c": "", "cy": "", **found.groupdict()}
    year, clock = parts["y"] or parts["cy"], parts["rest"] or parts["c"]
    return f"{found['d']} {_MONTHS[month - 1]} {year} {clock}"


def _month(word: str) -> int | None:
    """The month of a name or of three letters and more that begin one month's names alone."""
    if word in _months():
        return _months()[word]
    begun = {number for name, number in _months().items() if name.startswith(word)}
    return begun.pop() if len(word) >= 3 and len(begun) == 1 else None


@cache
def _months() -> Mapping[str, int]:
    """The names of months in the languages of the table, in lower case, to their number.

    A name of two months ("listopada" is October or November) is none of a machine's.
    """
    from checker.prepared import prepared  # few commands read such names

    return prepared("month-names", dict[str, int], _read_months, rooms=("orders",))


def _read_months() -> dict[str, int]:
    path = files("checker").joinpath("orders", "times.toml")
    languages = tomllib.loads(path.read_text(encoding="utf-8"))["language"].values()
    numbers: dict[str, set[int]] = {}
    for words in languages:
        for number, names in enumerate(words.get("months", ()), 1):
            for name in names:
                numbers.setdefault(name.casefold(), set()).add(number)
    return {name: min(n) for name, n in numbers.items() if len(n) == 1}


def _epoch(text: str) -> WrittenTime | None:
    """Seconds or milliseconds since 1970; digits that may as well be a date are none."""
    found = _EPOCH.fullmatch(text)
    if found is None or _is_hour_of_day(found["s"]):
        return None
    return WrittenTime(datetime.fromtimestamp(int(found["s"]), UTC))


def _is_hour_of_day(digits: str) -> bool:
    """Whether ten digits read as year, month, day and hour: 2031041613."""
    try:
        datetime.strptime(digits, "%Y%m%d%H")  # noqa: DTZ007 only whether it is one
    except ValueError:
        return False
    return digits[:2] == "20"


def no_time(raw: str) -> bool:
    """Returns whether a time field has a "no value": 0001-01-01T00:00:00, 0, null."""
    bare = raw.strip().casefold()
    return bare in _NO_TIME or bare.startswith(("0001-01-01", "00010101", "0000", "1970-01-01"))


def zone_of(name: str | None) -> tzinfo | None:
    """Returns the time zone of an IANA name; None for no name, an unknown one, or a path."""
    bare = (name or "").strip()
    if _ZONE_NAME.fullmatch(bare) is None:
        return None
    try:
        return UTC if bare in ("UTC", "GMT", "Z") else ZoneInfo(bare)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instant(when: datetime, zone: tzinfo | None, reading: Reading) -> datetime:
    """Returns the moment of a time; an aware time is returned unchanged.

    Of an hour that occurs twice in the zone, or not at all, the one that `reading` asks for.
    Without a zone as if written where the time is reached last ("latest") or first ("earliest").
    """
    if when.tzinfo is not None:
        return _clamped(when)
    if zone is None:
        return _clamped(when.replace(tzinfo=WEST if reading == "latest" else EAST))
    chosen = (max if reading == "latest" else min)(_both(when, zone))
    offset = chosen.astimezone(zone).utcoffset() or timedelta()
    return chosen.astimezone(timezone(offset))


def ambiguous(when: datetime, zone: tzinfo) -> bool:
    """Returns whether a time without an offset occurs twice in the zone, or not at all."""
    return when.tzinfo is None and len(set(_both(when, zone))) == 2


def _both(when: datetime, zone: tzinfo) -> list[datetime]:
    return [_clamped(when.replace(tzinfo=zone, fold=fold)).astimezone(UTC) for fold in (0, 1)]


def _clamped(when: datetime) -> datetime:
    return LAST if when.year >= LAST.year else when


def end_of(written: WrittenTime) -> datetime:
    """Returns the moment at which a written time is over: for a date, the end of its day."""
    if not written.date_only or written.when.year >= LAST.year:
        return written.when
    return written.when + timedelta(days=1)


def published_time(raw: str | None, zone: str | None) -> datetime | None:
    """Returns a publication time; without an offset, in the provider's zone, else in UTC."""
    written = parse_time(raw) if raw else None
    return _clamped(aware(written.when, zone_of(zone) or UTC)) if written is not None else None


def day_start(day: date, zone: tzinfo, *, after: int = 0) -> datetime:
    """Returns midnight at the start of the day that is `after` days later, in a zone."""
    moved = day + timedelta(days=after)
    return datetime(moved.year, moved.month, moved.day, tzinfo=zone)


def aware(when: datetime, zone: tzinfo = UTC) -> datetime:
    """Returns the same time, in `zone` if it has no offset."""
    return when if when.tzinfo is not None else when.replace(tzinfo=zone)


@overload
def rfc3339(when: datetime, zone: tzinfo | None = None) -> str: ...
@overload
def rfc3339(when: None, zone: tzinfo | None = None) -> None: ...
@overload
def rfc3339(when: datetime | None, zone: tzinfo | None = None) -> str | None: ...
def rfc3339(when: datetime | None, zone: tzinfo | None = None) -> str | None:
    """Returns a time in RFC 3339, in `zone` or in its own offset; 'Z' for UTC and for no offset.

    `parse_iso` reads the same instant again. None stays None.
    """
    if when is None:
        return None
    shifted = aware(when).astimezone(zone) if zone is not None else aware(when)
    if (shifted.utcoffset() or timedelta()) % timedelta(minutes=1):
        shifted = shifted.astimezone(UTC)  # an offset with seconds cannot be written
    return shifted.isoformat().replace("+00:00", "Z")


def from_rfc3339(text: str) -> datetime:
    """Returns the instant that `rfc3339` wrote.

    Raises:
        ValueError: it is not a time with an offset.
    """
    written = parse_iso(text, oldest=ANY_YEAR)
    if written is None or written.when.tzinfo is None:
        raise ValueError(f"{text!r} is not a time with an offset")
    return written.when


def shown(when: datetime) -> str:
    """Returns a time for people, with its offset: '2025-01-14 18:00 +09:00'."""
    offset = when.strftime("%z") if when.utcoffset() else ""
    tail = f"{offset[:3]}:{offset[3:5]}" if offset else "UTC"
    seconds = f":{when.second:02}" if when.second else ""
    day = f"{when.year:04}-{when.month:02}-{when.day:02}"
    return f"{day} {when.hour:02}:{when.minute:02}{seconds} {tail}"
