"""All anchors of a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.anchors.anchor import Anchor
from checker.anchors.figures import figures_of
from checker.anchors.names import names_of, words_of
from checker.anchors.terms import codes_of, terms_of
from checker.anchors.vocabulary import vocabulary
from checker.text.units import Units
from checker.values import dataclass

__all__ = ["AnchorReader", "Anchors", "anchors_of", "with_words"]

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


class AnchorReader:
    """Reads the anchors of a text whose units are known, in two steps.

    Most texts differ in their figures already, so names and terms are read only of the others.
    """

    def __init__(self, text: str, units: Units) -> None:
        self._text, self._units = text, units
        self._reading = vocabulary().read(units)
        self._codes = codes_of(text, self._reading, units)

    def figures(self) -> Anchors:
        """Returns the anchors of the text without names and terms."""
        figures = figures_of(self._text, self._units, self._reading)
        boards = tuple(
            int(self._units.starts[unit])
            for unit, meanings in self._reading.meanings.items()
            if any(meaning.role == "market" for meaning in meanings)
        )
        language = _eastern(self._text) or self._reading.language
        return Anchors(tuple(self._outside_codes(figures)), (), language, (), boards)

    def named(self, anchors: Anchors) -> Anchors:
        """Returns these anchors with the names and terms of the text."""
        names = names_of(self._text, self._units, self._reading)
        terms = sorted(
            (*self._codes, *terms_of(self._text, self._units)), key=lambda one: one.start
        )
        return replace(anchors, names=tuple(self._outside_codes(names)), terms=tuple(terms))

    def _outside_codes(self, anchors: Iterable[Anchor]) -> Iterator[Anchor]:
        return (one for one in anchors if not (self._codes and _within(one, self._codes)))


def anchors_of(text: str, units: Units) -> Anchors:
    """Returns all anchors of a text whose units are known."""
    reader = AnchorReader(text, units)
    return reader.named(reader.figures())


def _within(anchor: Anchor, codes: Sequence[Anchor]) -> bool:
    return any(code.start <= anchor.start < code.end for code in codes)


def with_words(anchors: Anchors, text: str) -> Anchors:
    """Returns the anchors with the words of scripts without capitals, which may be names."""
    return replace(anchors, words=tuple(words_of(text)))


def _eastern(text: str) -> str:
    """The language of a text in Han, kana or Hangul, "" if it is in none of them."""
    letters = _EASTERN.findall(text, 0, _SAMPLE)
    if len(letters) < _FEW:
        return ""
    if any(letter >= "\uac00" for letter in letters):
        return "ko"
    return "ja" if any(letter < "\u3100" for letter in letters) else "zh"
