"""Times in words: 'Embargoed until 18:00 GMT, Monday 3 March 2025', 'Sperrfrist: 12.3., 10 Uhr'.

The answer is aware where the words name a zone, else naive (the caller knows the provider's).
What cannot be read for certain is None, so that a person reads it.
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from checker.times import instant, parse_iso

__all__ = ["MONTH_NAMES", "embargo_in_words"]

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января",
    2: "february feb februar février févr fevrier febrero febbraio fevereiro fev februari февраля",
    3: "march mar märz maerz mär mars marzo março marco maart mrt марта",
    4: "april apr avril avr abril abr aprile апреля",
    5: "may mai mayo maggio mag maio mei maj мая",
    6: "june jun juni juin junio giugno giu junho июня",
    7: "july jul juli juillet juil julio luglio lug julho июля",
    8: "august aug août aout agosto ago augustus августа",
    9: "september sep sept septembre septiembre settembre set setembro сентября",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out октября",
    11: "november nov novembre noviembre novembro ноября",
    12: "december dec dezember dez décembre décembre déc diciembre dic dicembre dezembro декабря",
}
_MONTH = {word: number for number, words in _MONTHS.items() for word in words.split()}
MONTH_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DATES = [
    re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}年(?P<m>\d\d?)月(?P<d>\d\d?)日"),
    re.compile(rf"(?<!\d)(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.(?:\s?{_YEAR}|(?P<yy>\d\d))?(?![\d.:])"),
    re.compile(
        rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th|er|\.|º|°)?\s+(?:de\s+|of\s+)?(?P<n>{MONTH_NAMES})\b\.?"
        rf"(?:,?\s+(?:de\s+|del\s+)?{_YEAR})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{MONTH_NAMES})\b\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+{_YEAR})?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d)(?P<d>\d\d?)[/-](?P<n>{MONTH_NAMES})[/-]{_YEAR}(?!\d)", re.IGNORECASE),
    # Day and month as in most of the world; an American order is refused when it is ambiguous.
    re.compile(rf"(?<!\d)(?P<d>\d\d?)/(?P<m>\d\d?)/(?:{_YEAR}|(?P<yy>\d\d))(?!\d)"),
]
_TIMES = re.compile(
    r"(?<![\d.:/-])(?P<h>\d{1,2})(?:\s?[:.h]\s?(?P<mi>\d\d))?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?P<unit>\s?(?:uhr|h\b|hrs?\b|hours\b|heures\b|horas\b|ore\b|uur\b|时|時))?",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)\s?(?=hrs?\b|hours?\b|h\b|uhr\b|uur\b"
    r"|gmt|utc|z\b|bst|cet|cest|mez|mesz|est|edt|et\b|jst)",
    re.IGNORECASE,
)
_BARE_MILITARY = re.compile(
    r"\b(?:to|until|till|at|before|from)\s+(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)\b(?!\s*[:/-])",
    re.IGNORECASE,
)
_NOON = {
    "midnight": (0, 0), "mitternacht": (0, 0), "minuit": (0, 0), "medianoche": (0, 0),
    "mezzanotte": (0, 0), "noon": (12, 0), "midday": (12, 0), "midi": (12, 0),
    "mediodía": (12, 0), "mezzogiorno": (12, 0), "mittag": (12, 0),
}  # fmt: skip
_FIXED = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "GST": 4, "PKT": 5, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
_PLACES = {
    "ET": "America/New_York", "Eastern": "America/New_York", "PT": "America/Los_Angeles",
    "New York time": "America/New_York", "London time": "Europe/London",
    "UK time": "Europe/London", "Paris time": "Europe/Paris", "heure de Paris": "Europe/Paris",
    "Berlin time": "Europe/Berlin", "Berliner Zeit": "Europe/Berlin",
    "Tokyo time": "Asia/Tokyo", "Beijing time": "Asia/Shanghai", "北京时间": "Asia/Shanghai",
    "Moscow time": "Europe/Moscow", "Brussels time": "Europe/Brussels",
    "hora peninsular": "Europe/Madrid", "ora italiana": "Europe/Rome",
}  # fmt: skip
_ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?"
)


def embargo_in_words(text: str, near: datetime | None) -> datetime | None:
    """The moment that a line names; `near` settles a year that is not written.

    A date without a time ends with its day. An aware answer where a zone is named, else naive.
    """
    iso = _ISO.search(text)
    if iso is not None:
        written = parse_iso(iso.group())
        return written.when if written else None
    found = _date(text, near)
    if found is None:
        return None
    (year, month, day), span = found
    rest = text[: span[0]] + " \u241e " + text[span[1] :]
    clock = _clock(rest)
    if clock is None and re.search(r"\d", re.sub(r"[+-]\d{1,2}(?::?\d\d)?\b", "", rest)):
        return None  # a figure that is no time we know: better ask
    try:
        value = datetime(year, month, day)  # noqa: DTZ001 - the zone follows
    except ValueError:
        return None
    value += timedelta(days=1) if clock is None else timedelta(hours=clock[0], minutes=clock[1])
    zone = _zone(rest)
    return instant(value, zone, "latest") if zone else value


def _date(text: str, near: datetime | None) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    for pattern in _DATES:
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        name = parts.get("n")
        month = _MONTH[name.casefold()] if name else int(parts["m"])
        day = int(parts["d"])
        if not name and "/" in found.group() and day <= 12 and month <= 12 and day != month:
            return None
        if not name and "/" in found.group() and month > 12:
            day, month = month, day
        written = parts.get("y") or ("20" + parts["yy"] if parts.get("yy") else None)
        year = int(written) if written else _year(month, day, near)
        if year is None or not 1 <= month <= 12:
            return None
        return (year, month, day), found.span()
    return _relative_date(text, near)


_WEEKDAYS = (
    "monday|mon|montag|lundi|lunes|lunedì|lunedi|segunda-feira|maandag|måndag|mandag",
    "tuesday|tue|dienstag|mardi|martes|martedì|martedi|terça-feira|dinsdag|tisdag|tirsdag",
    "wednesday|wed|mittwoch|mercredi|miércoles|mercoledì|mercoledi|quarta-feira|woensdag|onsdag",
    "thursday|thu|donnerstag|jeudi|jueves|giovedì|giovedi|quinta-feira|donderdag|torsdag",
    "friday|fri|freitag|vendredi|viernes|venerdì|venerdi|sexta-feira|vrijdag|fredag",
    "saturday|sat|samstag|sonnabend|samedi|sábado|sabato|zaterdag|lördag|lørdag",
    "sunday|sun|sonntag|dimanche|domingo|domenica|zondag|söndag|søndag",
)
_TODAY = "today|tonight|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|vandaag|idag"
_TOMORROW = "tomorrow|demain|mañana|domani|amanhã"


def _relative_date(
    text: str, near: datetime | None
) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """A weekday, today or tomorrow, counted from the item's own time; the later day in doubt."""
    if near is None:
        return None
    for days, words in ((0, _TODAY), (1, _TOMORROW)):
        found = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if found is not None:
            day = near + timedelta(days=days)
            return (day.year, day.month, day.day), found.span()
    for number, names in enumerate(_WEEKDAYS):
        found = re.search(rf"\b(?:{names})\b", text, re.IGNORECASE)
        if found is None:
            continue
        ahead = (number - near.weekday()) % 7
        clock = _clock(text[: found.start()] + " \u241e " + text[found.end() :])
        passed = clock is not None and clock < (near.hour, near.minute)
        day = near + timedelta(days=7 if ahead == 0 and passed else ahead)
        return (day.year, day.month, day.day), found.span()
    return None


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


def _clock(text: str) -> tuple[int, int] | None:
    for word, clock in _NOON.items():
        if re.search(rf"(?<![^\W\d]){word}\b", text, re.IGNORECASE):
            return clock
    military = _MILITARY.search(text)
    if military is not None:
        return int(military["h"]), int(military["mi"])
    bare = _BARE_MILITARY.search(text)
    if bare is not None and not bare["clock"].startswith(("19", "20")):
        return int(bare["clock"][:2]), int(bare["clock"][2:])
    for found in _TIMES.finditer(text):
        if not (found["mi"] or found["half"] or found["unit"]):
            continue
        hour, minute = int(found["h"]), int(found["mi"] or 0)
        if found["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if found["half"].casefold() == "p" else 0)
        if hour == 24 and minute == 0:
            return 24, 0
        return (hour, minute) if hour < 24 and minute < 60 else None
    spoken = re.search(rf"\b(?:{_AT})\s+(\d{{1,2}})(?![\d.:/])", text, re.IGNORECASE)
    return (int(spoken[1]), 0) if spoken is not None and int(spoken[1]) < 24 else None


_AT = "alle(?: ore)?|ore|at|um|à|a las|a la|às|om|kl\\.?"


def _zone(text: str) -> tzinfo | None:
    offset = re.search(r"(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?", text)
    if offset is not None:
        delta = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-delta if offset[1] == "-" else delta)
    for name, zone in _PLACES.items():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return ZoneInfo(zone)
    for name, hours in _FIXED.items():
        if re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", text):
            return timezone(timedelta(hours=hours))
    return None
