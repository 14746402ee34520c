"""Years, and the numbers of events that recur: the 15th festival, the XV congress, 第十五届.

Ordinals are words as well: the third edition, der zehnte Kongress, الدورة الثالثة.
"""

import re
from functools import cache
from importlib.resources import files
from unicodedata import decimal

__all__ = ["HAN_TENS", "ORDINAL_SIGNS", "ROMAN_LETTERS", "edition", "ordinals", "year"]

_YEAR = re.compile(  # alone, of a date or a season, with the word or the ending that follows it
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?((?:19|20)\d\d)(?:[/–-]\d{2,4}|[./-]\d{1,2}[./-]\d{1,2})?"
    r"(?:년|['’]\w+)?"
)
_EASTERN, _YEARS = "\u2e80", frozenset("年년")  # scripts that write a word behind every year
_HAN_YEAR = re.compile("[一二][〇零一二三四五六七八九]{3}")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_NUMBER = re.compile("([二三四五六七八九]?)(十?)([一二三四五六七八九]?)")
HAN_TENS = frozenset("一二三四五六七八九十")  # what such a number begins with
_ROMAN = re.compile("(C?)(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
ROMAN_LETTERS = {"C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_NUMBER = re.compile(r"\d{1,3}(?!\d)")
_ORDINAL = re.compile(r"(?:[^\W\d_]|['’][^\W\d_]|[.ºª°](?!\d)|[-‑–][^\W\d_])")
ORDINAL_SIGNS, _BEHIND = frozenset("第제"), frozenset("届屆回회")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_NEAR = 48  # characters that may name the event
_WORDS = 3  # words behind an ordinal among them that may
_LEAST = 2  # a Roman numeral of one letter may be an initial


def year(text: str, start: int, end: int) -> int | None:
    """Returns the year that a figure gives, or with which a season begins.

    Args:
        text: as given.
        start: where the figure begins,
        end: and ends.

    Returns:
        The year; None if it is an amount.
    """
    behind = text[end : end + 1]
    if behind >= _EASTERN and behind.isalpha() and behind not in _YEARS:
        return None
    figure = _in_ascii(text[start:end])
    if (found := _YEAR.fullmatch(figure)) is not None:
        return int(found[1])
    return int(figure.translate(_HAN_DIGITS)) if _HAN_YEAR.fullmatch(figure) else None


def edition(text: str, start: int, end: int) -> int | None:
    """Returns the number of an event that recurs.

    Args:
        text: as given.
        start: where the word or figure of the number begins,
        end: and ends.

    Returns:
        The number; None where start..end is no ordinal or no event is named beside it.
    """
    spelled = text[start:end]
    if text[max(0, start - 2) : start].strip()[-1:] in ORDINAL_SIGNS and start:
        counted = text[start : end + 2].lstrip("0123456789 〇零一二三四五六七八九十")
        return _number(spelled) if counted[:1] in _BEHIND else None
    roman = _roman(spelled)
    number = _number(spelled) if roman is None else roman
    if number is None:
        return _in_words(text, start, end)
    if roman is None and _ORDINAL.match(text, start + len(_digits(spelled))) is None:
        return number if _names_an_event(_before(text, start)[-1:]) else None
    behind = _WORD.findall(text, end, end + _NEAR)[: _WORDS + 1]
    return number if _names_an_event([*_before(text, start)[-1:], *behind]) else None


def _in_words(text: str, start: int, end: int) -> int | None:
    """The number of an event that an ordinal written as a word gives, in front of it or behind.

    Of a longer ordinal (twenty-third, الثالثة والعشرون) it is the ones: two editions that are near
    enough to be compared mostly have the same tens. Since such words are ordinary ones, too, a word
    between them and the event is allowed in names alone.
    """
    number = ordinals().get(text[start:end].lower())
    if number is None:
        return None
    behind = _WORD.findall(text, end, end + _NEAR)[: _WORDS if text[start].isupper() else 1]
    return number if _names_an_event([*_before(text, start)[-1:], *behind]) else None


def _in_ascii(figure: str) -> str:
    """A figure with the digits of every script as 0 to 9."""
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in figure)


def _before(text: str, start: int) -> list[str]:
    """The words before a number."""
    return _WORD.findall(text, max(0, start - _NEAR), start)


def _names_an_event(words: list[str]) -> bool:
    """Whether one of some words begins as the name of an event that recurs does."""
    return any(word.lower().startswith(_events()) for word in words)


def _digits(spelled: str) -> str:
    found = _NUMBER.match(spelled)
    return found[0] if found is not None else ""


def _number(spelled: str) -> int | None:
    """The number that digits or Han numerals give, None if it has more than three digits."""
    if digits := _digits(spelled):
        return int(digits)
    found = _HAN_NUMBER.fullmatch(spelled)
    if found is None or not spelled:
        return None
    tens, ten, ones = found.groups()
    value = int((tens or "一").translate(_HAN_DIGITS)) * 10 if ten else 0
    if not ten and tens:
        ones = tens
    return value + (int(ones.translate(_HAN_DIGITS)) if ones else 0)


def _roman(spelled: str) -> int | None:
    """The number that Roman numerals give."""
    if len(spelled) < _LEAST or _ROMAN.fullmatch(spelled) is None:
        return None
    values = [ROMAN_LETTERS[letter] for letter in spelled]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@cache
def _events() -> tuple[str, ...]:
    """How names of events that recur begin, of `recurring_events.txt`."""
    return tuple(
        (files("checker.text") / "recurring_events.txt").read_text("utf-8").split("\n")[:-1]
    )


@cache
def ordinals() -> dict[str, int]:
    """Returns the ordinals written as words with their numbers, of `ordinal_words.txt`."""
    rows = (files("checker.text") / "ordinal_words.txt").read_text("utf-8").splitlines()
    return {word: int(number) for number, *words in map(str.split, rows) for word in words}
