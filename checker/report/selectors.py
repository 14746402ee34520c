"""Offsets in the unit that the caller asked for, and W3C quote selectors beside them."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Literal

__all__ = ["Units", "offset_map", "quote"]

Units = Literal["codepoints", "utf16"]

CONTEXT = 32  # code points of prefix and suffix; the annotation model leaves the number open


def offset_map(text: str | None, units: Units) -> Callable[[int], int]:
    """A function from code point offsets of `text` to offsets in `units`.

    Raises:
        ValueError: UTF-16 offsets are asked for and the text is not known.
    """
    if units == "codepoints":
        return _same
    if text is None:
        raise ValueError("UTF-16 offsets need the text")
    if text.isascii():
        return _same
    astral = [position for position, letter in enumerate(text) if ord(letter) > 0xFFFF]
    if not astral:
        return _same
    return lambda offset: offset + bisect_left(astral, offset)


def quote(text: str, start: int, end: int) -> dict[str, str]:
    """The TextQuoteSelector of a span: its words, and some before and after to find them again.

    Source: W3C Web Annotation Data Model, section 4.2.4.
    """
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def _same(offset: int) -> int:
    return offset
