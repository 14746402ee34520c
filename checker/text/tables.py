"""How the tables that ship with the package are built from the Unicode database.

`python -m checker.text.tables FOLDER` writes fold.npz and kinds.npz. The tables are data of the
package, because a fingerprint must mean the same under every Python.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:  # only those who build the tables load it
    import numpy as np

__all__ = [
    "build_fold",
    "build_kinds",
    "folding_of",
    "is_unseen",
    "kind_of",
    "look_alikes",
    "main",
    "styled_letters",
]

_HANGUL = range(0xAC00, 0xD7A4)
_MARKS = (  # accents, tashkeel, niqqud: transparent. Vowel signs of Indic scripts stay.
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
    (0x0711, 0x0711),
    (0x0730, 0x074A),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
_LETTERS = {
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŧ": "t",
    "ŋ": "n",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ə": "e",
    "ȷ": "j",
    "ـ": "",  # tatweel
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ۃ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ґ": "г",
    "׳": "'",
    "״": '"',
    "゠": "-",
}
_SHAPES = {
    "'": "‘’‚‛‹›`´ʼʻʹ＇′",
    '"': "“”„‟«»″＂〝〞〟",
    "-": "‐‑‒–—―−﹘﹣－⁃",
}
_LINES = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Cyrillic and Greek letters that pass for Latin ones, folded form to folded form.
_ALIKE_CYRILLIC = dict(zip("асеорхуіјѕԁһкмтвнԛԝӏ", "aceopxyijsdhkmtbhqwl", strict=True))
_ALIKE_GREEK = dict(zip("αβεικνορτυχηγω", "abeiknoptuxnyw", strict=True))


# Letters that Unicode neither decomposes nor folds, by the names of their kinds.
_STYLES = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:CROSSED )?NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER)"
    r" ([A-Z]|AE|OE)"
)
_UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")


@lru_cache(maxsize=4096)
def is_unseen(letter: str) -> bool:
    """Returns whether a character is invisible: default-ignorable, or a format character.

    Source: Unicode's DerivedCoreProperties.txt, as the package `regex` has it.
    """
    return unicodedata.category(letter) == "Cf" or _UNSEEN.match(letter) is not None


@cache
def styled_letters() -> dict[str, str]:
    """Returns small capitals and enclosed letters, with the letters that they show."""
    found: dict[str, str] = {}
    blocks = (range(0x0200, 0x0300), range(0x1D00, 0x1D80), range(0xA700, 0xA800))
    for point in chain(*blocks, range(0x1F100, 0x1F200)):
        named = _STYLES.fullmatch(unicodedata.name(chr(point), ""))
        if named is not None:
            found[chr(point)] = named[1].lower()
    return found


@cache
def _variants() -> dict[str, str]:
    """Han characters that are one in simplified and in traditional Chinese, and what they fold to.

    Source: OpenCC, see the head of the file.
    """
    text = (files("checker.text") / "unicode" / "han.txt").read_text(encoding="utf-8")
    classes = (one for line in text.splitlines() if line[:1] != "#" for one in line.split())
    return {letter: one[0] for one in classes for letter in one[1:]}


def traditional_share(text: str) -> float:
    """Returns the share (0-1) of Han characters that simplified Chinese writes in another way."""
    han = [letter for letter in text if "\u3400" <= letter <= "\u9fff"]
    return sum(letter in _variants() for letter in han) / len(han) if han else 0.0


def _is_mark(point: int) -> bool:
    return any(first <= point <= last for first, last in _MARKS)


def folding_of(letter: str) -> str:
    """Returns the folding of one character: "" if it is transparent."""
    point = ord(letter)
    if letter in _LINES:
        return "\n"
    if 0xD800 <= point <= 0xDFFF:
        return letter
    category = unicodedata.category(letter)
    if category in ("Zs", "Cc"):
        return " "
    if is_unseen(letter):
        return ""
    for shape, variants in _SHAPES.items():
        if letter in variants:
            return shape
    folded = unicodedata.normalize("NFKD", letter)
    folded = unicodedata.normalize("NFKD", folded.casefold())
    return "".join(_last_step(part) for part in folded)


def _last_step(letter: str) -> str:
    if _is_mark(ord(letter)) or is_unseen(letter):
        return ""
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    if unicodedata.category(letter) == "Zs":
        return " "
    for shape, variants in _SHAPES.items():
        if letter in variants:
            return shape
    for table in (_LETTERS, _variants(), styled_letters()):
        if letter in table:
            return table[letter]
    return letter


def _points() -> Iterator[int]:
    """Code points that may fold to something else; syllables of Hangul are apart."""
    for first, last in (
        (0x0000, 0xABFF),
        (0xF900, 0xFFFF),
        (0x10000, 0x16FFF),
        (0x1B000, 0x1FFFF),
        (0x20000, 0x2FFFF),
        (0xE0000, 0xE0FFF),
    ):
        yield from range(first, last + 1)


def build_fold() -> "dict[str, np.ndarray]":
    """Returns the arrays of fold.npz: changed points, their values, and the expansions."""
    import numpy as np

    starts: list[int] = [0]
    expansions: list[int] = []
    seen: dict[str, int] = {}

    def value(folded: str) -> int:
        if len(folded) < 2:
            return ord(folded) if folded else 0
        if folded not in seen:
            seen[folded] = 0x110000 + len(starts) - 1
            expansions.extend(map(ord, folded))
            starts.append(len(expansions))
        return seen[folded]

    tables = {}
    changed = [(p, value(folding_of(chr(p)))) for p in _points() if folding_of(chr(p)) != chr(p)]
    hangul = [(p, value(folding_of(chr(p)))) for p in _HANGUL]
    for name, rows in (("changed", changed), ("hangul", hangul)):
        tables[f"{name}_points"] = np.array([p for p, _ in rows], np.uint32)
        tables[f"{name}_values"] = np.array([v for _, v in rows], np.uint32)
    tables["starts"] = np.array(starts, np.int32)
    tables["expansions"] = np.array(expansions, np.uint32)
    return tables


SEPARATOR, WORD, SINGLE, CLUSTER, JOINS, APOSTROPHE = range(6)
_CLUSTER_RANGES = (  # Thai, Lao, Tibetan, Burmese, Khmer and their extensions
    (0x0E00, 0x0EFF),
    (0x0F00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0x1950, 0x19DF),
)
_SINGLE_RANGES = (  # Han and kana
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x323AF),
)
_THAI_LAO_VOWELS = set(range(0x0E2F, 0x0E4F)) | set(range(0x0EAF, 0x0ECF))


def kind_of(point: int) -> int:
    """Returns how a folded code point forms units (see checker.text.units)."""
    letter = chr(point)
    if letter == "'":
        return APOSTROPHE
    category = unicodedata.category(letter)
    if any(first <= point <= last for first, last in _SINGLE_RANGES):
        return SINGLE if category[0] in "LN" else SEPARATOR
    if any(first <= point <= last for first, last in _CLUSTER_RANGES):
        if category[0] == "M" or point in _THAI_LAO_VOWELS:
            return JOINS if category[0] in "LM" else SEPARATOR
        return CLUSTER if category[0] in "LN" else SEPARATOR
    return WORD if category[0] in "LNM" else SEPARATOR


LATIN, CYRILLIC, GREEK = 1, 2, 4


def _script_of(point: int) -> int:
    if unicodedata.category(chr(point))[0] != "L":
        return 0
    name = unicodedata.name(chr(point), "")
    for script, bit in (("LATIN", LATIN), ("CYRILLIC", CYRILLIC), ("GREEK", GREEK)):
        if name.startswith(script):
            return bit
    return 0


def look_alikes() -> dict[int, int]:
    """Returns letters of other scripts that pass for a Latin letter."""
    pairs = {**_ALIKE_CYRILLIC, **_ALIKE_GREEK}
    return {ord(other): ord(latin) for other, latin in pairs.items()}


def build_kinds() -> "dict[str, np.ndarray]":
    """Returns the arrays of kinds.npz: runs of equal kind, scripts, look-alikes."""
    import numpy as np

    points = [*range(0x32400), 0xE0000]
    kinds = [SEPARATOR if 0xD800 <= p <= 0xF8FF else kind_of(p) for p in points]
    first = [i for i in range(len(kinds)) if i == 0 or kinds[i] != kinds[i - 1]]
    alike = look_alikes()
    return {
        "run_starts": np.array([points[i] for i in first], np.uint32),
        "run_kinds": np.array([kinds[i] for i in first], np.uint8),
        "scripts": np.array([_script_of(p) for p in range(0x600)], np.uint8),
        "alike_points": np.array(list(alike), np.uint32),
        "alike_latin": np.array(list(alike.values()), np.uint32),
    }


def main(folder: Path) -> None:
    """Writes both tables into a folder."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    for name, arrays in (("fold", build_fold()), ("kinds", build_kinds())):
        np.savez_compressed(folder / f"{name}.npz", allow_pickle=False, **arrays)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
