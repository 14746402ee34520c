"""Numbers of Chinese, Japanese and Korean texts: in Han numerals, and in digits with myriads."""

import re
from collections.abc import Iterator

from checker.anchors.anchor import Anchor
from checker.text.expression import expression
from checker.text.figure_words import HAN_COUNTED

__all__ = ["eastern_figures"]

_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "억": 10**8,
    "兆": 10**12,
    "조": 10**12,
}
_HAN = "".join([*_DIGITS, *"十百千万萬亿億兆"])
_SCALES = "".join((*_SMALL, *_LARGE))
_COUNTED = "".join(sorted(HAN_COUNTED - frozenset(_HAN))) + "지개"
# Up to eight amounts and scales in a row ("3億4000万"), or Han numerals; what is behind them tells
# a date, a time or a share.
_NUMBER = expression(
    rf"(?P<share>百分之)?"
    rf"(?:(?P<digits>(?:\d[\d,]{{0,14}}(?:\.\d{{1,4}})?[ ]?[{_SCALES}]{{1,2}}[ ]?){{1,5}}"
    rf"(?:\d[\d,]{{0,7}})?)|(?P<plain>\d[\d,]{{0,14}}(?:\.\d{{1,4}})?)(?=[년年월月일日시時时点點％]|百分|퍼센트)"
    rf"|(?P<han>[{_HAN}]{{1,12}}(?:[点點・][{_HAN}]{{1,4}})?))(?P<after>퍼센트|[^\s\d]?)"
)
_PARTS = expression(rf"(\d[\d,]*(?:\.\d+)?)\s?([{_SCALES}]{{0,2}})")
_DAY = expression(r"\s?(\d{1,2})\s?[日일号]")
_MONTH, _HOUR = frozenset("月월"), frozenset("時时시点點")
_MINUTES = expression(
    rf"\s?(?:(?P<half>[半반])|(?P<digits>\d{{1,2}})\s?[分분]|(?P<han>[{_HAN}]{{1,3}})分)"
)
# What says in which half of the day an hour is, and that a number before a point is one.
_HALVES = expression("(上午|凌晨|清晨|早上|午前|오전|下午|晚上|傍晚|午後|오후)(?:当地时间)?\\s?$")
_LATER = frozenset("下晚傍後후")
_KOREAN_HOURS = (
    "한",
    "두",
    "세",
    "네",
    "다섯",
    "여섯",
    "일곱",
    "여덟",
    "아홉",
    "열",
    "열한",
    "열두",
)
_KOREAN = expression(
    rf"(?<!\w)({'|'.join(reversed(_KOREAN_HOURS))})\s?시(?P<after>\s?반)?(?!\w{{3}})"
)
_SHARP = ("钟", "鐘", "整")  # behind a full hour
_DAY_LENGTH, _NOON = 1440, 720  # minutes


def eastern_figures(text: str) -> list[Anchor]:
    """Returns figures, dates and times that are written in the East Asian ways."""
    found: list[Anchor] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() >= end:
            for anchor in _anchor(text, match):
                found.append(anchor)
                end = anchor.end
    if "시" in text:
        found += [_in_korean(text, match) for match in _KOREAN.finditer(text)]
    return found


def _in_korean(text: str, match: re.Match[str]) -> Anchor:
    hour = _KOREAN_HOURS.index(match[1]) + 1
    return _time(text, match.start(), match.end(), hour, 30 if match["after"] else 0)


def _time(text: str, start: int, end: int, hour: int, minutes: int) -> Anchor:
    """A time of day; where no half of the day is said, an hour up to twelve may be in either."""
    half = _HALVES.search(text, max(0, start - 10), start)
    whole = hour % 24 * 60 + minutes
    if half is not None and hour <= 12:
        whole = hour % 12 * 60 + minutes + _NOON * (not _LATER.isdisjoint(half[1]))
    either = half is None and hour <= 12 and not text[start].isdecimal()
    values = (whole % _NOON, whole % _NOON + _NOON) if either else (whole % _DAY_LENGTH,)
    return Anchor("time", start, end, tuple(map(float, values)), weight=0.7 if minutes else 0.5)


def _anchor(text: str, match: re.Match[str]) -> Iterator[Anchor]:
    value = _value(match)
    after = match["after"]
    start, end = match.start(), match.end() - len(after)
    time = _hour(text, match)
    if time is not None:
        yield time
        return
    if value is None or (match["han"] and not match["share"] and not _counts(match["han"], after)):
        return
    if after in _MONTH and (day := _DAY.match(text, end + 1)) and 1 <= value <= 12:
        yield Anchor("date", start, day.end(), (value * 100 + int(day[1]),), weight=0.3)
    elif value > 1:
        yield Anchor("figure", start, end, (value,))


def _hour(text: str, match: re.Match[str]) -> Anchor | None:
    """The time that a number before the sign of an hour tells, None where it tells none."""
    whole, sign, rest = _hour_parts(match)
    if not sign or not whole or whole > 24:
        return None
    end = match.end() - len(rest)
    found = _MINUTES.match(text, end)
    said = _HALVES.search(text, max(0, match.start() - 10), match.start())
    if (
        found is None
        and sign in "点點"
        and not said
        and text[end : end + 1] not in ("钟", "鐘", "整")
    ):
        return None
    minutes = 0
    if found is not None:
        numerals = found["han"]
        minutes = 30 if found["half"] else int(found["digits"] or _han(numerals or "") or 0)
        end = found.end()
    return _time(text, match.start(), end, whole, minutes) if minutes < 60 else None


def _hour_parts(match: re.Match[str]) -> tuple[int, str, str]:
    """The hour, its sign and what of the match is behind the sign."""
    if match["share"] or match["digits"]:
        return 0, "", ""
    if match["plain"]:
        hour = match["plain"]
        return (int(hour) if hour.isdecimal() else 0), _sign(match["after"]), ""
    whole, sign, rest = match["han"].partition("点")
    if not sign:
        whole, sign, rest = match["han"].partition("點")
    hour = _han(whole) or 0
    behind = rest + match["after"] if sign else ""
    return int(hour), sign or _sign(match["after"]), behind


def _sign(letter: str) -> str:
    return letter if letter and letter in _HOUR else ""


def _counts(numerals: str, after: str) -> bool:
    """Whether Han numerals are a number and no part of a word."""
    return (after in _COUNTED and after != "") or (len(numerals) > 2)


def _value(match: re.Match[str]) -> float | None:
    if match["plain"]:
        return float(match["plain"].replace(",", ""))
    if match["digits"]:
        return _mixed(match["digits"])
    whole, _, fraction = re.sub("[点點・]", ".", match["han"]).partition(".")
    number = _han(whole)
    if number is None or not fraction:
        return number
    digits = "".join(str(_DIGITS.get(letter, "")) for letter in fraction)
    return number + float(f"0.{digits or 0}")


def _mixed(written: str) -> float:
    """Digits with scales: "3億4000万", "1만2천"."""
    total = myriads = 0.0
    for digits, scales in _PARTS.findall(written):
        amount = float(digits.replace(",", ""))
        for scale in scales:
            amount *= _SMALL.get(scale) or _LARGE[scale]
        if scales and scales[-1] in _LARGE:
            total += (myriads * _LARGE[scales[-1]]) + amount
            myriads = 0.0
        else:
            myriads += amount
    return total + myriads


def _han(numerals: str) -> float | None:
    """The number of Han numerals, by digits (二〇二五) or by scales (三百二十)."""
    if len(numerals) > 1 and all(letter in _DIGITS for letter in numerals):
        return float("".join(str(_DIGITS[letter]) for letter in numerals))
    total = section = digit = 0
    for letter in numerals:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _SMALL:
            section += (digit or 1) * _SMALL[letter]
            digit = 0
        else:
            total += (section + digit or 1) * _LARGE[letter]
            section = digit = 0
    number = total + section + digit
    return float(number) if number else None
