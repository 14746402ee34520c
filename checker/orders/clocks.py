"""The times of day in a text of signs, each with the zone beside it."""

import re
from collections.abc import Sequence
from functools import cache

from checker.orders.signs import SIGN, Signs
from checker.orders.time_words import time_words
from checker.values import dataclass
from checker.zone_letters import ZONE_LETTERS

__all__ = ["Clock", "clocks_of", "zone_names"]

_LETTERS = tuple(ZONE_LETTERS)
_GREENWICH = ("GMT", "UTC", "UT", "Z")
# In a form "H" is a word for hours, "T" one before an hour, "A" a half of the day, "U" "until",
# "M" one for minutes, "N" noon, "I" midnight, "L" letters of a zone, "Z" a zone's name, "C" a city,
# "O" what joins them.
_HOUR = (
    r"(?:T[\s.:]*)?(?P<before>A)?[\s.]*(?P<at>[THU][\s.:]*)?(?<![\d+])"
    r"(?P<h>\d{1,2})(?!\d)(?:(?:[:.]|\s?H\.?\s?)(?P<mi>[0-5]\d)(?!\d)(?:[:.][0-5]\d(?!\d))?)?"
    r"(?:\s?M)?(?P<half>\s?½)?(?P<unit>[\s.]?H\.?)?(?:[\s,]*(?:O\s?)?(?P<behind>A)\.?)?"
)
_FOUR = (
    r"(?P<at>[TUH][\s.:]*)?(?<![\d.,:+-])(?P<h>[01]\d|2[0-4])(?P<mi>[0-5]\d)(?!\d|[.:/-]\d)"
    r"(?P<unit>[\s.]?H\.?)?"
)
_NAMED = r"(?:(?P<noon>(?:12(?:[:.]00)?[\s(]*)?N)|(?:(?:12|24|00?)(?:[:.]00)?[\s(]*)?I)"
_ZONE = (
    r"(?P<run>[LZC](?:\s?/\s?[LZ])*)"
    r"(?:\s?(?P<sign>[+-])(?P<oh>\d{1,2})(?::?(?P<om>\d\d))?(?![\d:]))?"
)
_BESIDE = rf"[\s,(\[]*(?:O[\s,(\[]*)?{_ZONE}"
_BARE = r"\s?(?:(?P<plus>\+)(?P<ph>\d\d):?(?P<pm>\d\d)|-(?P<mh>\d\d)(?P<mm>\d\d))(?![\d:])"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; 24:00 is the end of the day.

    `zones` are those stated beside it: names of IANA zones, abbreviations, or minutes ("+120").
    """

    hour: int
    minute: int
    zones: tuple[str, ...] = ()


def clocks_of(signs: Signs) -> tuple[Sequence[Clock], Signs] | None:
    """Returns all times of the text, and the text without them; None if a figure is not one."""
    clocks: list[Clock] = []
    for form in (_FOUR, _HOUR, _NAMED):
        at = 0
        while (found := _form(form).search(signs.text, at)) is not None:
            at = found.end()
            hour = _named(found) if form is _NAMED else _hour(found, signs, four=form is _FOUR)
            if hour is None:
                continue
            if hour == (-1, -1):
                return None
            zones, end = _beside(signs, found)
            signs = signs.cut(found.start(), end)
            clocks.append(Clock(*hour, zones))
    return clocks, signs


def zone_names(signs: Signs) -> tuple[tuple[str, ...], Signs]:
    """Returns the first zone that the text names, except by a city, and the text without it."""
    for found in _form(_ZONE).finditer(signs.text):
        if SIGN["city"] not in found.group():
            return _zones(found, signs), signs.cut(found.start(), found.end())
    return (), signs


def _named(found: re.Match[str]) -> tuple[int, int]:
    return (12, 0) if found["noon"] else (24, 0)


def _hour(found: re.Match[str], signs: Signs, *, four: bool) -> tuple[int, int] | None:
    """The hour that a form names; None where it is no hour, (-1, -1) where it cannot be one."""
    parts = found.groupdict()
    hour, minute = int(parts["h"]), int(parts["mi"] or 0)
    told = parts["at"] or parts["unit"] or (parts["mi"] and not four)
    if four and parts["h"] in ("19", "20") and not (parts["unit"] or _beside(signs, found)[0]):
        return None  # a year
    halves = [found.start(name) for name in ("behind", "before") if parts.get(name)]
    half = next((_half(place, signs) for place in halves), None)
    if not (told or half or four or parts.get("half")):
        return None
    if parts.get("half"):
        minute = 30
    if half is not None:
        hour = _of_half(hour, half)
    elif not parts["mi"] and hour < 12 and _twelve(found, signs):
        hour += 12  # "at 6": the later one
    return (hour, minute) if hour < 24 or (hour, minute) == (24, 0) else (-1, -1)


def _half(place: int, signs: Signs) -> str | None:
    """Which half of the day a word names; "am" between German words is no half."""
    token = signs.at[place]
    if token.text == "am" and signs.any_of("day_first"):
        return None
    return next(sense for sense in ("am", "pm", "night") if sense in token.senses)


def _of_half(hour: int, half: str) -> int:
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "night" and (hour == 12 or hour < 6):
        return 24 if hour == 12 else hour
    return hour + 12 if hour < 12 else hour


def _twelve(found: re.Match[str], signs: Signs) -> bool:
    return any(
        token.may_be("twelve") and token.may_be("at", "hours", "until")
        for place in range(found.start(), found.end())
        if (token := signs.at.get(place)) is not None
    )


def _beside(signs: Signs, hour: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The zones beside an hour, and where they end."""
    for form in (_BESIDE, _BARE):
        found = _form(form).match(signs.text, hour.end())
        if found is not None:
            return _zones(found, signs), found.end()
    before = signs.text[: hour.start()].rstrip()
    if before.endswith((SIGN["letters"], SIGN["zone"])):
        found = _form(_ZONE).match(signs.text, len(before) - 1)
        if found is not None and found.end() == len(before):
            return _zones(found, signs), hour.end()
    return (), hour.end()


def _zones(found: re.Match[str], signs: Signs) -> tuple[str, ...]:
    parts = found.groupdict()
    if parts.get("ph") or parts.get("mh"):
        hours, minutes = int(parts["ph"] or parts["mh"]), int(parts["pm"] or parts["mm"])
        return (_minutes("+" if parts["plus"] else "-", hours, minutes),)
    start, end = found.span("run")
    names = [name for place in range(start, end) for name in _names(place, signs)]
    if parts["sign"] and names and names[-1] in _GREENWICH:
        names[-1] = _minutes(parts["sign"], int(parts["oh"]), int(parts["om"] or 0))
    return tuple(names)


def _minutes(sign: str, hours: int, minutes: int) -> str:
    return f"{sign}{hours * 60 + minutes}"


def _names(place: int, signs: Signs) -> tuple[str, ...]:
    token = signs.at.get(place)
    if token is None:
        return ()
    for sense in ("zone", "city"):
        if sense in token.senses:
            return tuple(time_words().zones[number] for number in token.senses[sense])
    return tuple(_LETTERS[number] for number in token.senses.get("letters", ()))


@cache
def _form(form: str) -> re.Pattern[str]:
    halves = "".join(SIGN[sense] for sense in ("am", "pm", "night"))
    joints = "".join(SIGN[sense] for sense in ("of", "local", "sharp"))
    for letter, pattern in (
        ("H", SIGN["hours"]),
        ("T", SIGN["at"]),
        ("U", SIGN["until"]),
        ("L", SIGN["letters"]),
        ("Z", SIGN["zone"]),
        ("C", SIGN["city"]),
        ("N", SIGN["noon"]),
        ("I", SIGN["midnight"]),
        ("½", SIGN["sign_half"]),
        ("M", SIGN["sign_minute"]),
        ("O", f"[{joints}]"),
        ("A", f"[{halves}]"),
    ):
        form = form.replace(letter, pattern)
    return re.compile(form)
