"""Rare terms that languages share: codes of products and types, and long words of one sound."""

import re
from functools import cache

import numpy as np
import numpy.typing as npt
from anyascii import anyascii

from checker.anchors.anchor import Anchor
from checker.anchors.lists import currencies, words_in
from checker.anchors.sounds import sound_of
from checker.anchors.vocabulary import Reading
from checker.text.points import are_capitals, code_points
from checker.text.tables import WORD
from checker.text.units import Units

__all__ = ["codes_of", "long_words", "terms_of"]

# Letters and digits in one word or joined by a hyphen, a capital first: "H5N1", "A320neo", "Су-27".
_LETTER = "A-Za-zА-Яа-яЁёΑ-Ωα-ω"
_CODE = re.compile(
    rf"(?<![\d{_LETTER}@#/._-])(?=[A-ZА-ЯЁΑ-Ω])[{_LETTER}]{{1,8}}[-‑–]?\d{{1,5}}"
    rf"(?:[{_LETTER}]{{1,4}}\d{{0,4}})?(?![\d{_LETTER}])(?![.,:]\d)"
)
_FEWEST = 3  # letters and digits of a code
_AMOUNT = re.compile(r"([a-z]+)\d+(?:k|m|mn|mln|mio|bn|b|mrd|md|mld|tn)?")
_LETTERS = 10  # of a long word
_CONSONANTS = 6  # of a long word, of which a sound keeps seven


def codes_of(text: str, reading: Reading, units: Units) -> list[Anchor]:
    """Returns the codes of a text, the same in all scripts; amounts of money are none."""
    found: list[Anchor] = []
    for match in _CODE.finditer(text):
        code = _plain(match[0])
        amount = _AMOUNT.fullmatch(code)
        if len(code) < _FEWEST or (amount and amount[1] in currencies()):
            continue
        after = int(np.searchsorted(units.starts, match.end()))
        if any(one.role == "scale" for one in reading.meanings.get(after, ())):
            continue
        found.append(Anchor("term", match.start(), match.end(), key=f"#{code}"))
    return found


def _plain(written: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(written).lower())


def long_words(text: str, units: Units) -> npt.NDArray[np.intp]:
    """Returns the long words without a capital of a text, by the number of their unit."""
    long = (units.kinds == WORD) & (units.characters >= _LETTERS)
    long &= ~are_capitals(code_points(text)[units.starts])
    return np.flatnonzero(long)


def terms_of(text: str, units: Units) -> list[Anchor]:
    """Returns the long words of a text whose sound no everyday word of several languages has."""
    common = _everyday()
    found: list[Anchor] = []
    for unit in long_words(text, units).tolist():
        start, end = int(units.starts[unit]), int(units.ends[unit])
        sound = sound_of(text[start:end])
        if (
            len(sound) >= _CONSONANTS
            and not sound.startswith("=")
            and sound[:_CONSONANTS] not in common
        ):
            found.append(Anchor("term", start, end, key=sound))
    return found


@cache
def _everyday() -> frozenset[str]:
    """How everyday words begin that many languages share, by their sounds."""
    return frozenset(sound_of(word)[:_CONSONANTS] for word in words_in("everyday.txt"))
