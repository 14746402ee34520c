"""Numbers of Chinese, Japanese and Korean texts: in Han numerals, and in digits with myriads."""

import re
from collections.abc import Iterator

from checker.anchors.anchor import Anchor
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
_NUMBER = re.compile(
    rf"(?P<share>百分之)?"
    rf"(?:(?P<digits>(?:\d[\d,]{{0,14}}(?:\.\d{{1,4}})?[ ]?[{_SCALES}]{{1,2}}[ ]?){{1,5}}"
    rf"(?:\d[\d,]{{0,7}})?)|(?P<plain>\d[\d,]{{0,14}}(?:\.\d{{1,4}})?)(?=[년年월月일日시時时％]|百分|퍼센트)"
    rf"|(?P<han>[{_HAN}]{{1,12}}(?:[点點・][{_HAN}]{{1,4}})?))(?P<after>퍼센트|[^\s\d]?)"
)
_PARTS = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s?([{_SCALES}]{{0,2}})")
_DAY = re.compile(r"\s?(\d{1,2})\s?[日일号]")
_MINUTES = re.compile(r"\s?(\d{1,2})\s?[分분]")
_MONTH, _HOUR = frozenset("月월"), frozenset("时時시点點")


def eastern_figures(text: str) -> list[Anchor]:
    """Figures, dates and times that are written in the East Asian ways."""
    found: list[Anchor] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() >= end:
            for anchor in _anchor(text, match):
                found.append(anchor)
                end = anchor.end
    return found


def _anchor(text: str, match: re.Match[str]) -> Iterator[Anchor]:
    value = _value(match)
    after = match["after"]
    start, end = match.start(), match.end() - len(after)
    if value is None or (match["han"] and not match["share"] and not _counts(match["han"], after)):
        return
    if after in _MONTH and (day := _DAY.match(text, end + 1)) and 1 <= value <= 12:
        yield Anchor("date", start, day.end(), (value * 100 + int(day[1]),), weight=0.3)
    elif after in _HOUR and (minutes := _MINUTES.match(text, end + 1)) and value < 24:
        yield Anchor("time", start, minutes.end(), (value * 60 + int(minutes[1]),), weight=0.7)
    elif value > 1:
        yield Anchor("figure", start, end, (value,))


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
