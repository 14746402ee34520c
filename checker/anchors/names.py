"""The names of a text: words with capitals inside sentences, and what stands for them elsewhere."""

import re

import numpy as np
import numpy.typing as npt

from checker.anchors.anchor import Anchor
from checker.anchors.sounds import sound_of
from checker.anchors.vocabulary import Reading
from checker.text.figure_words import are_date_words
from checker.text.points import are_capitals, code_points
from checker.text.tables import WORD
from checker.text.units import Units

__all__ = ["capitals", "foreign", "names_of", "words_of"]

_LEAST = 3  # letters
_CASE, _A, _ALPHABET = 0x20, 0x61, 26
_POINT = 0x2E
_ASCII = 127
_LINKS = np.zeros(_ASCII + 1, bool)  # what stands between the words of an address
_LINKS[[ord(sign) for sign in "./@:=_"]] = True
_SAMPLE, _MOSTLY = 64, 0.7  # words that are looked at first, and the share that settles it
_FOREIGN = 0.3  # share of Latin words up to which a text is in another script
# A line may be wrapped; a paragraph begins behind more than one new line.
_BLANK, _NEWLINE = 0x20, 0x0A
_ENDS = frozenset(".!?:;…\n\r•*|")
_QUOTES = frozenset("\"“„«‹‚‘'”»")
_KATAKANA = re.compile("[ァ-ヺー]{3,24}")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0e7f\u10d0-\u10ff]{4,24}")
_PREFIXES = re.compile("^(?:و?(?:ال|لل|بال|كال)|[وبلفك](?=...))")


def capitals(text: str, units: Units) -> npt.NDArray[np.intp]:
    """Returns the capitalised words inside sentences, each one blank after another word."""
    points = code_points(text)
    capital = are_capitals(points[units.starts])
    capital &= (units.kinds == WORD) & (units.characters >= _LEAST)
    between = points[units.ends[:-1]]
    capital[1:] &= units.starts[1:] - units.ends[:-1] == 1
    capital[1:] &= (between == _BLANK) | (between == _NEWLINE)
    capital[:1] = False
    return np.flatnonzero(capital)


def foreign(text: str, units: Units) -> npt.NDArray[np.intp]:
    """Returns the Latin words of a text in another script: names and terms not transliterated."""
    if text.isascii() or not len(units):
        return np.zeros(0, np.intp)
    points = code_points(text)
    first = _are_latin(points[units.starts[:_SAMPLE]])
    if np.count_nonzero(first) / len(first) > _MOSTLY:
        return np.zeros(0, np.intp)
    latin = _are_latin(points[units.starts]) & (units.kinds == WORD)
    many = np.count_nonzero(latin)
    if not many or many > _FOREIGN * len(units):
        return np.zeros(0, np.intp)
    at = np.flatnonzero(latin & (units.characters >= _LEAST))
    return at[~_in_addresses(points, units.starts[at], units.ends[at])]


def _are_latin(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    latin: npt.NDArray[np.bool_] = (points | np.uint32(_CASE)) - np.uint32(_A) < _ALPHABET
    return latin


def _in_addresses(
    points: npt.NDArray[np.uint32], starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """Whether words are parts of addresses of the web or of mail."""
    last = len(points) - 1
    before, after = points[np.maximum(starts - 1, 0)], points[np.minimum(ends, last)]
    beyond = points[np.minimum(ends + 1, last)] | np.uint32(_CASE)
    dotted = (after == _POINT) & (beyond - np.uint32(_A) < _ALPHABET)
    found: npt.NDArray[np.bool_] = dotted | _LINKS[np.minimum(before, _ASCII)]
    found |= _LINKS[np.minimum(after, _ASCII)] & (after != _POINT)
    return found


def names_of(text: str, units: Units, reading: Reading) -> list[Anchor]:
    """Returns the names of a text that its capitals show; in Japanese, words in katakana."""
    points = code_points(text)
    capital = are_capitals(points[units.starts])
    capital &= (units.kinds == WORD) & (units.characters >= _LEAST)
    other = foreign(text, units)
    capital[other] = False
    at = np.flatnonzero(capital)
    found = _capitalised(text, units, reading, at[~are_date_words(units)[at]]) if len(at) else []
    found += _untranslated(text, units, reading, other)
    if not len(at) or "ー" in text or "・" in text:
        found += [
            Anchor("name", match.start(), match.end(), key=sound)
            for match in _KATAKANA.finditer(text)
            if (sound := sound_of(match[0]))
        ]
    return found


def _capitalised(
    text: str, units: Units, reading: Reading, at: npt.NDArray[np.intp]
) -> list[Anchor]:
    starts, ends, ids = units.starts[at], units.ends[at], units.ids[at].tolist()
    before = units.ends[np.maximum(at, 1) - 1]
    before[at == 0] = 0
    opens = starts - before != 1
    for place in np.flatnonzero(opens).tolist():
        opens[place] = _opens(text[int(before[place]) : int(starts[place])])
    inside = {ids[place] for place in np.flatnonzero(~opens).tolist()}
    runs = np.zeros(len(at), bool)
    runs[:-1] = at[1:] - at[:-1] == 1
    found: list[Anchor] = []
    rows = zip(at.tolist(), starts.tolist(), ends.tolist(), ids, runs.tolist(), strict=True)
    for unit, start, end, number, run in rows:
        if unit in reading.meanings and _is_no_name(reading, unit):
            continue
        word = text[start:end]
        sure = run or number in inside or word[1:2].isupper()
        if sure and (sound := sound_of(word)):
            found.append(Anchor("name", start, end, key=sound))
    return found


def _untranslated(
    text: str, units: Units, reading: Reading, at: npt.NDArray[np.intp]
) -> list[Anchor]:
    found: list[Anchor] = []
    for unit in at.tolist():
        start, end = int(units.starts[unit]), int(units.ends[unit])
        sound = sound_of(text[start:end])
        if sound and not (unit in reading.meanings and _is_no_name(reading, unit)):
            found.append(Anchor("name", start, end, key=sound))
    return found


def _opens(gap: str) -> bool:
    """Whether what stands before a word makes it the first of a sentence."""
    return not gap or not _ENDS.isdisjoint(gap) or not _QUOTES.isdisjoint(gap)


def _is_no_name(reading: Reading, unit: int) -> bool:
    return any(
        one.role in ("plain", "house", "market", "number", "scale")
        for one in reading.meanings[unit]
    )


def words_of(text: str) -> list[Anchor]:
    """Returns the words of scripts without capitals, with and without what is written to them."""
    found: list[Anchor] = []
    for match in _CASELESS.finditer(text):
        bare = _PREFIXES.sub("", match[0])
        found += [
            Anchor("name", match.end() - len(word), match.end(), key=sound)
            for word in dict.fromkeys((match[0], bare))
            if (sound := sound_of(word))
        ]
    return found
