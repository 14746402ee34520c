"""Times as the wire writes them, and the instant that a time without an offset can mean.

A time without an offset is never guessed towards permission: an embargo takes the latest instant
that its words can mean, an expiry the earliest.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["Reading", "WrittenTime", "instant", "known_zone", "parse_time", "published_time"]

Reading = Literal["earliest", "latest"]
WEST = timezone(timedelta(hours=-12))
EAST = timezone(timedelta(hours=14))
LAST = datetime(9999, 1, 1, tzinfo=UTC)
ISO = re.compile(
    r"^(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:[T ]?(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<z>Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$"
)


class WrittenTime:
    """A time as written: a datetime that is aware only if an offset was given."""

    __slots__ = ("date_only", "when")

    def __init__(self, when: datetime, *, date_only: bool = False) -> None:
        self.when = when
        self.date_only = date_only


def parse_time(raw: str) -> WrittenTime | None:
    """Read ISO 8601 (extended or basic, as all IPTC formats use) or RFC 2822; None if neither.

    Years before 1971 are the "no value" of many systems (0001-01-01, 1970-01-01) and give None.
    """
    text = raw.strip()
    match = ISO.match(text)
    try:
        written = iso_time(match) if match else mail_time(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return written if written is not None and written.when.year >= 1971 else None


def iso_time(match: re.Match[str]) -> WrittenTime:
    """A datetime from the parts of an ISO 8601 string; 24:00 is the next day's midnight."""
    hour = int(match["H"] or 0)
    day = datetime(int(match["y"]), int(match["m"]), int(match["d"]))  # noqa: DTZ001 zone below
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    second = min(int(match["S"] or 0), 59)  # a leap second
    when = day.replace(hour=hour, minute=int(match["M"] or 0), second=second)
    zone = match["z"]
    if zone:
        when = when.replace(tzinfo=offset_zone(zone))
    return WrittenTime(when, date_only=match["H"] is None)


def offset_zone(text: str) -> timezone:
    """A fixed offset from 'Z', '+01', '+0100' or '+01:00'."""
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def mail_time(text: str) -> WrittenTime | None:
    """A datetime from RFC 2822, as RSS and e-mail write it."""
    if not any(c.isdigit() for c in text) or not any(c.isalpha() for c in text):
        return None
    return WrittenTime(parsedate_to_datetime(text))


def known_zone(name: str | None) -> ZoneInfo | None:
    """The time zone of an IANA name, or None for no or an unknown name."""
    if not name:
        return None
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instant(written: WrittenTime, zone: str | None, reading: Reading) -> tuple[datetime, str]:
    """The instant that a written time means, and in words what had to be assumed ("" if nothing).

    With an offset: that. Without, in the provider's zone: of an hour that occurs twice, or not at
    all, the one that `reading` asks for. Without a zone: as if written where the day ends last
    (UTC-12, "latest") or begins first (UTC+14, "earliest"). A date alone counts to its end.
    """
    when, assumed = written.when, ""
    if written.date_only:
        when = when.replace(hour=23, minute=59, second=59)
        assumed = "it is a date without a time and counts to the end of that day"
    if when.tzinfo is not None:
        return clamped(when), assumed
    place = known_zone(zone)
    if place is not None:
        pick = max if reading == "latest" else min
        both = [clamped(when.replace(tzinfo=place, fold=f).astimezone(UTC)) for f in (0, 1)]
        chosen = pick(both)
        if both[0] != both[1]:
            assumed = f"the local time is ambiguous or does not exist: the {reading} reading counts"
        offset = chosen.astimezone(place).utcoffset() or timedelta()
        return chosen.astimezone(timezone(offset)), assumed
    assumed = (
        "it has no offset and the provider's time zone is not known: "
        f"the {reading} instant that it can mean counts"
    )
    return clamped(when.replace(tzinfo=WEST if reading == "latest" else EAST)), assumed


def clamped(when: datetime) -> datetime:
    """The time, kept where arithmetic with zones cannot overflow (year 9999 means "never")."""
    return LAST if when.year >= 9999 else when


def published_time(raw: str | None, zone: str | None) -> datetime | None:
    """A time of publication: without an offset in the provider's zone, else in UTC."""
    written = parse_time(raw) if raw else None
    if written is None:
        return None
    when = written.when
    if when.tzinfo is None:
        when = when.replace(tzinfo=known_zone(zone) or UTC)
    return clamped(when)
