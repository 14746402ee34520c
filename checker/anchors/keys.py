"""The keys by which an item is found: its telling figures in digits, names and terms, unread.

What figures mean is read only of the few texts that are compared. A key is what is cheap to see and
the same in most languages: a whole number, the digits of one with decimals or before a scale, a
word with a capital inside a sentence, one of letters and digits, a Latin word in another script.
"""

import re

import numpy as np
import numpy.typing as npt

from checker.anchors.names import capitals, foreign
from checker.anchors.vocabulary import vocabulary
from checker.text.points import code_points
from checker.text.unit_tables import Numbers, mix
from checker.text.units import Units

__all__ = ["MOST_KEYS", "Keys", "anchor_keys"]

MOST_KEYS = 34  # of an item: 7 bytes each in a large segment
_TERMS = 6  # of them at most
_FIGURES = 14  # of them at most, those first in the text
_WHOLE, _DECIMAL = np.uint64(0x0F16 << 48), np.uint64(0xDEC1 << 48)
_NAME = np.uint64(0x4A3E4A3E4A3E4A3E)
_NUMBER = re.compile(
    r"(\d{1,12}(?:[.,٬'’]\d{3}(?!\d)){0,4}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d)){1,4})"
    r"(?:[.,٫](\d{1,4})(?!\d))?"
)
_SIGNS = str.maketrans("", "", ".,٬'’ \u00a0\u2009\u202f")
_ZERO, _TEN, _CASE, _A, _ALPHABET = 0x30, 10, 0x20, 0x61, 26
_TELLING = 3  # digits of a whole number; of one with decimals two
_YEARS = range(1990, 2040)
_NOUNS = 0.15  # share of words with capitals from which a language writes its nouns with them

Keys = tuple[Numbers, npt.NDArray[np.bool_]]


def anchor_keys(text: str, units: Units) -> Keys:
    """Returns distinct uint64 keys of a text, at most MOST_KEYS, and which of them are figures."""
    figures = _figures(text, units)
    names = _names(text, units)[: MOST_KEYS - _TERMS - len(figures)]
    numbers = np.concatenate((figures, names, _terms(text, units, names)))
    return numbers, np.arange(len(numbers)) < len(figures)


def _terms(text: str, units: Units, names: Numbers) -> Numbers:
    """Words of letters and digits, then Latin words in another script."""
    at = [*_mixed(text, units), *foreign(text, units).tolist()]
    if not at:
        return np.zeros(0, np.uint64)
    ids = np.array(list(dict.fromkeys(units.ids[at].tolist())), np.uint64)
    known = set(names.tolist())
    return np.array([n for n in mix(ids ^ _NAME).tolist() if n not in known][:_TERMS], np.uint64)


def _mixed(text: str, units: Units) -> list[int]:
    """The words in which a digit is written to a Latin letter: "H5N1", "A320neo"."""
    points = code_points(text)
    digits = 1 + np.flatnonzero(points[1:] - np.uint32(_ZERO) < _TEN)
    before = (points[digits - 1] | np.uint32(_CASE)) - np.uint32(_A)
    inside = digits[before < _ALPHABET]
    if not len(inside):
        return []
    return list(dict.fromkeys((np.searchsorted(units.starts, inside, "right") - 1).tolist()))


def _figures(text: str, units: Units) -> Numbers:
    at = np.flatnonzero(units.figures)
    found: dict[int, None] = {}
    end = 0
    scaled = vocabulary().are_scales(units, at)
    for start, before_scale in zip(units.starts[at].tolist(), scaled.tolist(), strict=True):
        match = _NUMBER.match(text, start) if start >= end else None
        if match is None:
            continue
        end = match.end()
        key = _key(match[1].translate(_SIGNS), match[2], scaled=before_scale)
        if key is not None:
            found[key] = None
    return mix(np.array(list(found)[:_FIGURES], np.uint64))


def _key(whole: str, fraction: str | None, *, scaled: bool) -> int | None:
    """The number of a figure's digits, None where too many texts have it."""
    if fraction is not None or scaled:
        digits = (whole + (fraction or "")).strip("0")
        return int(_DECIMAL) + int(digits) if len(digits) >= _TELLING - 1 else None
    value = int(whole)
    return int(_WHOLE) + value if len(whole) >= _TELLING and value not in _YEARS else None


def _names(text: str, units: Units) -> Numbers:
    """The words with capitals inside sentences, in order; of languages with capital nouns, names.

    There a name is what stands beside another word with a capital, or comes again.
    """
    at = capitals(text, units)
    if not len(at):
        return np.zeros(0, np.uint64)
    ids = units.ids[at]
    if len(at) > _NOUNS * len(units):
        beside = np.zeros(len(at), bool)
        beside[:-1] = at[1:] - at[:-1] == 1
        beside[1:] |= beside[:-1]
        ids = ids[beside]
    return mix(np.array(list(dict.fromkeys(ids.tolist())), np.uint64) ^ _NAME)
