"""Numbers in digits: thousands and decimal signs of all languages, letters glued to them."""

import re
from collections.abc import Iterable

from checker.values import dataclass

__all__ = ["Digits", "decimal_sign", "digits_of"]

# Digits in groups. A blank parts thousands only between a group of up to three digits and one of
# three; each group is bounded, so a page of digits is read in one pass.
_NUMBER = re.compile(
    r"\d{1,15}(?:[.,٫٬'’]\d{1,9}){0,5}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d)){0,4}(?:[,.٫]\d{1,4})?"
)
_DECIMAL = re.compile(r"\d([.,])\d{1,2}(?![\d.,])")
_SIGN = re.compile(r"[.,٫٬'’ \u00a0\u2009\u202f]")
_BLANKS = " \u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits at a place, with what it may mean, the likeliest first.

    `parts` are the groups of digits where they are no number but a date, a version or a list.
    """

    start: int
    end: int
    values: tuple[float, ...]
    parts: tuple[int, ...] = ()


def decimal_sign(text: str) -> str:
    """Returns the decimal sign that a text uses; "" if it shows none or both."""
    signs = [found[1] for found in _DECIMAL.finditer(text)]
    points = signs.count(".")
    commas = len(signs) - points
    if points == commas:
        return ""
    return "." if points > commas else ","


def digits_of(text: str, starts: Iterable[int]) -> list[Digits]:
    """Returns the numbers in digits that begin at some of these places of a text, in order."""
    sign: str | None = None
    found: list[Digits] = []
    end = 0
    for start in starts:
        match = _NUMBER.match(text, start) if start >= end else None
        if match is None:
            continue
        written, end = match[0], match.end()
        if written.isdecimal():
            found.append(Digits(start, end, (float(int(written)),)))
            continue
        if sign is None:
            sign = decimal_sign(text)
        found += _grouped(start, written, sign)
    return found


def _grouped(start: int, written: str, sign: str) -> list[Digits]:
    """A number with signs in it, or the several numbers that it is."""
    first = _leading(written)
    if first < len(written):  # "2019 300": a year before a number
        rest = start + first + 1
        return [
            *_grouped(start, written[:first], sign),
            *_grouped(rest, written[first + 1 :], sign),
        ]
    groups, signs = _SIGN.split(written), _SIGN.findall(written)
    end = start + len(written)
    if not signs:
        return [Digits(start, end, (float(int(written)),))]
    values = _values(groups, signs, sign)
    if values:
        return [Digits(start, end, values)]
    return [Digits(start, end, (), tuple(int(group) for group in groups))]


def _leading(written: str) -> int:
    """Where a blank parts two numbers rather than thousands, else the length."""
    for at, letter in enumerate(written):
        if letter in _BLANKS:
            head = written[:at]
            if len(head) > 3 or not head.isdecimal():
                return at
            break
    return len(written)


def _values(groups: list[str], signs: list[str], sign: str) -> tuple[float, ...]:
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    whole, last = "".join(groups), groups[-1]
    decimal = _float("".join(groups[:-1]), last)
    alike = len(set(signs)) == 1
    if signs[-1] == "٫":
        return (decimal,)
    if not alike:  # the last of several signs is the decimal one
        inner = all(len(group) == 3 for group in groups[1:-1])
        return (decimal,) if inner and len(set(signs[:-1])) == 1 else ()
    if len(signs) > 1 or signs[0] not in ".,":
        return (float(int(whole)),) if thousands else ()
    if not thousands or groups[0] == "0":
        return (decimal,)
    if signs[0] == sign:
        return (decimal, float(int(whole)))
    return (float(int(whole)), decimal)


def _float(whole: str, fraction: str) -> float:
    return float(f"{int(whole)}.{int(fraction):0{len(fraction)}d}")
