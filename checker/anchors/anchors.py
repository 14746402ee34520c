"""All anchors of a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.anchors.anchor import Anchor
from checker.anchors.figures import figures_of
from checker.anchors.names import names_of, words_of
from checker.anchors.terms import codes_of, terms_of
from checker.anchors.vocabulary import vocabulary
from checker.text.units import Units

__all__ = ["Anchors", "anchors_of", "with_words"]

_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SAMPLE, _FEW = 400, 20  # characters that are looked at, and eastern ones of them


@dataclass(frozen=True, slots=True)
class Anchors:
    """The figures, names and rare terms of a text, each in order of their places, and its language.

    `boards` are the places where an index or a price of the markets is named. `words` are those
    that may be names, of scripts without capitals, where they were asked for.
    """

    figures: tuple[Anchor, ...]
    names: tuple[Anchor, ...]
    language: str
    terms: tuple[Anchor, ...] = ()
    boards: tuple[int, ...] = ()
    words: tuple[Anchor, ...] = ()


def anchors_of(text: str, units: Units) -> Anchors:
    """Returns the anchors of a text whose units are known."""
    reading = vocabulary().read(units)
    codes = codes_of(text, reading, units)
    figures = [one for one in figures_of(text, units, reading) if not _within(one, codes)]
    language = _eastern(text) or reading.language
    names = names_of(text, units, reading)
    boards = tuple(
        int(units.starts[unit])
        for unit, meanings in reading.meanings.items()
        if any(meaning.role == "market" for meaning in meanings)
    )
    names = [one for one in names if not _within(one, codes)]
    terms = sorted((*codes, *terms_of(text, units)), key=lambda one: one.start)
    return Anchors(tuple(figures), tuple(names), language, tuple(terms), boards)


def _within(anchor: Anchor, codes: Sequence[Anchor]) -> bool:
    return any(code.start <= anchor.start < code.end for code in codes)


def with_words(anchors: Anchors, text: str) -> Anchors:
    """The anchors with the words of scripts without capitals, any of which may be a name."""
    return replace(anchors, words=tuple(words_of(text)))


def _eastern(text: str) -> str:
    """The language of a text in Han, kana or Hangul, "" if it is in none of them."""
    letters = _EASTERN.findall(text, 0, _SAMPLE)
    if len(letters) < _FEW:
        return ""
    if any(letter >= "\uac00" for letter in letters):
        return "ko"
    return "ja" if any(letter < "\u3100" for letter in letters) else "zh"
