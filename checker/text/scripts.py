"""The scripts of a text's letters, and those in which copied text can be found."""

import sys
from collections import Counter
from functools import lru_cache
from unicodedata import category

import numpy as np
import numpy.typing as npt
import regex

from checker.patterns import compiled
from checker.text.distinct import distinct
from checker.text.points import code_points

__all__ = ["SUPPORTED", "letters_by_script"]

# Scripts in which tests/text/test_scripts.py finds copied text, the most used ones first. Where
# writers put no spaces between words, a script needs segmentation of its own: Thai, Lao, Khmer,
# Myanmar, Tibetan and the Han scripts have it; Javanese, Balinese or Yi have not.
_NAMES = """
    Latin Han Cyrillic Arabic Hiragana Katakana Hangul Greek Hebrew Devanagari Thai Bengali Tamil
    Telugu Kannada Malayalam Gujarati Gurmukhi Oriya Sinhala Georgian Armenian Ethiopic Khmer Lao
    Myanmar Tibetan Thaana Syriac Mongolian Cherokee Canadian_Aboriginal Tifinagh Nko Ol_Chiki
    Meetei_Mayek Adlam Tai_Le New_Tai_Lue Samaritan Mandaic Ogham Runic Tagalog Hanunoo Limbu
    Sundanese Glagolitic Coptic Syloti_Nagri Saurashtra Kayah_Li Osage Deseret Gothic Chakma Wancho
    Nyiakeng_Puachue_Hmong Hanifi_Rohingya Newa Osmanya Warang_Citi Mro Lisu Bamum Lepcha
"""
SUPPORTED: tuple[str, ...] = tuple(_NAMES.split())
_UNSUPPORTED = """
    Balinese Batak Bopomofo Buginese Cham Javanese Phags_Pa Rejang Tai_Tham Tai_Viet Vai Yi
    Egyptian_Hieroglyphs Cuneiform
"""
_SCRIPTS = (*SUPPORTED, *_UNSUPPORTED.split())
_SHARED = r"\p{Script=Common}\p{Script=Inherited}"  # by several scripts


def letters_by_script(text: str) -> dict[str, int]:
    """Counts the letters of each script, most frequent first; digits and punctuation have none.

    Scripts go by their Unicode names. Letters of private use count as `Private_Use`, emoji and
    other pictures as `Symbols`, code points that are assigned to nothing yet as `Unassigned`, and
    letters of scripts without a name here as `Other`.
    """
    if text.isascii():
        letters = len(text.encode("ascii").translate(None, _NO_LETTERS))
        return {"Latin": letters} if letters else {}
    points, known = code_points(text), _known()
    which = known[points]
    if not which.all():
        for point in distinct(points[which == _UNKNOWN]).tolist():
            known[point] = _NUMBERS[_script(chr(point))]
        which = known[points]
    counts = np.bincount(which, minlength=len(_NUMBERS) + 1).tolist()
    found = {name: count for name, count in zip(_NAMED, counts, strict=True) if count and name}
    if len({*found.values()}) < len(found):  # of as many letters, the script that comes first
        found = Counter(script for letter in text if (script := _script(letter)))
    return dict(sorted(found.items(), key=lambda one: -one[1]))


_UNKNOWN = 0
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("", *_SCRIPTS, "Private_Use", "Symbols", "Unassigned", "Other"), _UNKNOWN + 1
    )
}


_NAMED = ("", *_NUMBERS)
_NO_LETTERS = bytes(point for point in range(128) if not chr(point).isalpha())


@lru_cache(maxsize=1)
def _known() -> npt.NDArray[np.uint8]:
    """The number of the script of each code point that was met before; it fills as texts come."""
    return np.zeros(sys.maxunicode + 1, np.uint8)


@lru_cache(maxsize=65_536)
def _script(character: str) -> str:
    """The script of a character; empty where it is no letter."""
    kind = category(character)
    if kind == "Co":
        return "Private_Use"
    if kind == "So" or (kind == "Cn" and "\U0001f000" <= character <= "\U0001faff"):
        return "Symbols"  # with the newest emoji
    if kind == "Cn":
        return "Unassigned"
    if kind[0] != "L":
        return ""
    found = _of_letters().match(character)
    if found is None:
        return "Other"
    return _SCRIPTS[found.lastindex - 1] if found.lastindex else ""


@lru_cache(maxsize=1)
def _of_letters() -> "regex.Pattern[str]":
    """A letter of any script: its group is the number of the script, which shared ones lack."""
    named = (rf"(\p{{Script={name}}})" for name in _SCRIPTS)
    (pattern,) = compiled("scripts", [rf"[{_SHARED}]|{'|'.join(named)}"], 0)
    return pattern
