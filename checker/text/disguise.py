"""Disguises: words written so that people read them and a comparison does not.

Most are undone by folding (`checker.text.fold`, `checker.text.units`); all are reported, since
nobody writes like that by accident. Each kind has legitimate uses, which are ignored: a few such
words, soft hyphens between syllables, joiners of Persian, Indic scripts and emoji, spaced headings,
drop caps, units of measure, product names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import regex

from checker.models.evidence import Disguise
from checker.text.compiled_text import compiled_text
from checker.text.fold import overridden
from checker.text.tables import is_unseen, look_alikes, styled_letters
from checker.text.views import beyond_ascii

__all__ = ["disguises", "looked_for"]

WORDS = 12  # disguised words
NEAR = 1_200  # characters in which they stand
SPACED_LETTERS = 40  # letters one by one
REVERSED_LETTERS = 20  # letters that an override turns around
RUN_TOGETHER = 80  # letters without a blank

_ALPHABETS = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}]"
_SPACEABLE = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{Arabic}\p{Hebrew}]"
_INVISIBLE = regex.compile(
    rf"(?<={_ALPHABETS})(?:[\p{{Default_Ignorable_Code_Point}}--\u00ad]+(?={_ALPHABETS})"
    rf"|(?<=\u00ad{_ALPHABETS})\u00ad+{_ALPHABETS}\u00ad)",
    regex.VERSION1,
)
_LETTER_AND_GAP = rf"(?<!\w){_SPACEABLE}(?!\w)[^\w\n\p{{Default_Ignorable_Code_Point}}]{{1,4}}"
_SPACED = regex.compile(
    rf"(?:{_LETTER_AND_GAP}){{{SPACED_LETTERS - 1},}}{_SPACEABLE}(?!\w)", regex.VERSION1
)
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}]")
_TOGETHER = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{{RUN_TOGETHER},}}")
_MIXED = re.compile(r"[^\W\d_]*(?:[a-zA-Z][\u0370-\u04ff]|[\u0370-\u04ff][a-zA-Z])[^\W\d_]*")
_DIGITS = re.compile(
    r"(?<![\w&#%/.:-])(?=[a-z]*[013457])[a-z]+(?:[013457]{1,2}[a-z]+)+(?![\w/:-]|\.\w)"
)
# What a text must have for one of these to be looked for: quick to see that it has not.
_DIGIT_INSIDE = re.compile(r"[013457][a-z]")
_TWO_TOGETHER = re.compile(r"[^\W_][^\W_]")
_BLANK = re.compile(r"\s")
_PART = 39  # characters: any 40 spaced letters, or 80 without a blank, hold such a part whole
_SCRIPTS_MEET = re.compile("[a-zA-Z][\u0370-\u04ff]|[\u0370-\u04ff][a-zA-Z]")
# The kinds that the compiled core looks for (disguises.c): each is there only if it names it.
_SPACED_OUT, _RUN_ON, _FIGURES = 1, 2, 4
_ALL = 7
_GREEK_AND_CYRILLIC = frozenset(map(chr, range(0x370, 0x500)))
_LOOKS_LATIN = frozenset(map(chr, look_alikes()))


def disguises(text: str) -> tuple[Disguise, ...]:
    """Returns each way in which at least a dozen words of a text are disguised, with its place."""
    core = compiled_text()
    return looked_for(text, _ALL if core is None else core.disguises(text))


def looked_for(text: str, signs: int = _ALL) -> tuple[Disguise, ...]:
    """Returns the same, only for the kinds whose signs a text may have."""
    parts: list[str] = []
    if signs & (_SPACED_OUT | _RUN_ON):
        parts = [text[at : at + _PART] for at in range(0, len(text) - _PART + 1, _PART)]
    found: list[Disguise] = []
    if signs & _SPACED_OUT and not all(map(_TWO_TOGETHER.search, parts)):
        found += _spaced(text)
    if signs & _RUN_ON and not all(map(_BLANK.search, parts)):
        found += _together(text)
    if signs & _FIGURES and len(_DIGIT_INSIDE.findall(text)) >= WORDS:
        found += _dense("digits for letters", _DIGITS.finditer(text), 4)
    if letters := beyond_ascii(text):
        found += _beyond_ascii(text, letters)
    return tuple(sorted(found, key=lambda one: (one.start, one.kind)))


def _beyond_ascii(text: str, characters: frozenset[str]) -> Iterator[Disguise]:
    unseen = [letter for letter in characters if is_unseen(letter)]
    if sum(map(text.count, unseen)) >= WORDS:
        yield from _dense("invisible characters", _INVISIBLE.finditer(text))
    if unseen:
        yield from _reversed(text)
    if not characters.isdisjoint(_styles()):
        words = re.finditer(f"[{''.join(sorted(_styles()))}]{{3,}}", text)
        yield from _dense("letters of another style", words)
    if not characters.isdisjoint(_GREEK_AND_CYRILLIC):
        yield from _look_alikes(text)


Found = re.Match[str] | regex.Match[str]


def _dense(kind: str, found: Iterable[Found], least: int = 1) -> Iterator[Disguise]:
    """The part of a text in which enough words of a kind stand near one another."""
    places = [match.span() for match in found if match.end() - match.start() >= least]
    starts = [start for start, _ in places]
    close = [
        at for at, start in enumerate(starts) if bisect_left(starts, start + NEAR) - at >= WORDS
    ]
    if close:
        last = bisect_left(starts, starts[close[-1]] + NEAR) - 1
        yield Disguise(kind, last + 1 - close[0], places[close[0]][0], places[last][1])


def _spaced(text: str) -> Iterator[Disguise]:
    match = _SPACED.search(text)
    if match is not None:
        yield Disguise("spaced letters", sum(map(str.isalpha, match[0])), *match.span())


def _together(text: str) -> Iterator[Disguise]:
    for match in _TOGETHER.finditer(text):
        if not _UNSPACED.search(match[0]) and len(set(match[0].lower())) > 8:
            yield Disguise("words without spaces", len(match[0]), *match.span())
            return


def _reversed(text: str) -> Iterator[Disguise]:
    parts = overridden(text)
    letters = sum(sum(map(str.isalpha, text[start:end])) for start, end in parts)
    if letters >= REVERSED_LETTERS:
        yield Disguise("reversed letters", letters, parts[0][0], parts[-1][1])


def _look_alikes(text: str) -> Iterator[Disguise]:
    """Words of four letters and more that are Latin but for letters that look so."""
    if len(_SCRIPTS_MEET.findall(text)) >= WORDS:
        mixed = (match for match in _MIXED.finditer(text) if _passes(match[0].lower()))
        yield from _dense("look-alike letters", mixed, 4)


def _passes(word: str) -> bool:
    """Whether the letters of another script in a word all pass for Latin ones."""
    return all(letter < "\u0370" or letter in _LOOKS_LATIN for letter in word)


@cache
def _styles() -> frozenset[str]:
    """Letters that belong to formulas, phonetics or signs: math, circled, squared, small capitals.

    Letters of full width are none: they are usual in Japanese.
    """
    points = (range(0x1D400, 0x1D7CC), range(0x249C, 0x24EA), range(0x1F110, 0x1F150))
    return frozenset((*styled_letters(), *map(chr, chain(*points))))
