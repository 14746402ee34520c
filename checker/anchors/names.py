"""The names of a text: words with capitals inside sentences, and what stands for them elsewhere."""

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from checker.anchors.anchor import Anchor
from checker.anchors.sounds import sound_of
from checker.anchors.vocabulary import Reading
from checker.text.figure_words import are_date_words
from checker.text.fold import code_points
from checker.text.tables import WORD
from checker.text.units import Units

__all__ = ["names_of", "words_of"]

_TOP = 0x2000  # capitals of living scripts are below
_LEAST = 3  # letters
_ENDS = frozenset(".!?:;…\n\r•*|")
_QUOTES = frozenset("\"“„«‹‚‘'”»")
_KATAKANA = re.compile("[ァ-ヺー]{3,24}")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0e7f\u10d0-\u10ff]{4,24}")
_PREFIXES = re.compile("^(?:و?(?:ال|لل|بال|كال)|[وبلفك](?=...))")


@cache
def _capitals() -> npt.NDArray[np.bool_]:
    return np.array([chr(point).isupper() for point in range(_TOP)] + [False])


def names_of(text: str, units: Units, reading: Reading) -> list[Anchor]:
    """The names of a text that its capitals show; in Japanese, words in katakana."""
    first = np.minimum(code_points(text)[units.starts], _TOP)
    capital = _capitals()[first] & (units.kinds == WORD) & (units.characters >= _LEAST)
    at = np.flatnonzero(capital & ~are_date_words(units))
    found = _capitalised(text, units, reading, at) if len(at) else []
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
    starts, ends = units.starts[at].tolist(), units.ends[at].tolist()
    before = np.append(0, units.ends)[at].tolist()
    ids = units.ids[at].tolist()
    opens = [_opens(text[a:b]) for a, b in zip(before, starts, strict=True)]
    inside = {one for one, first in zip(ids, opens, strict=True) if not first}
    run = (np.diff(at, append=at[-1] + 9) == 1).tolist()
    found: list[Anchor] = []
    for place, unit in enumerate(at.tolist()):
        if unit in reading.meanings and _is_no_name(reading, unit):
            continue
        start, end = starts[place], ends[place]
        word = text[start:end]
        sure = ids[place] in inside or run[place] or word[1].isupper()
        if sure and (sound := sound_of(word)):
            found.append(Anchor("name", start, end, key=sound))
    return found


def _opens(gap: str) -> bool:
    """Whether what stands before a word makes it the first of a sentence."""
    return len(gap) != 1 and (not gap or not _ENDS.isdisjoint(gap) or not _QUOTES.isdisjoint(gap))


def _is_no_name(reading: Reading, unit: int) -> bool:
    return any(one.role in ("plain", "house", "number", "scale") for one in reading.meanings[unit])


def words_of(text: str) -> list[Anchor]:
    """The words of scripts without capitals, with and without what is written to them."""
    found: list[Anchor] = []
    for match in _CASELESS.finditer(text):
        bare = _PREFIXES.sub("", match[0])
        found += [
            Anchor("name", match.end() - len(word), match.end(), key=sound)
            for word in dict.fromkeys((match[0], bare))
            if (sound := sound_of(word))
        ]
    return found
