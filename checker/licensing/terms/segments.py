"""A clause as a sequence of known words of one language; an unknown word rules the language out."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from checker.licensing.agreement.territories import (
    EVERYWHERE,
    exact_name,
    fold_name,
    gazetteer,
    territories_in_prose,
)
from checker.licensing.terms.lexicon import Classes, folded, lexicon
from checker.licensing.terms.patterns import compiled
from checker.licensing.terms.words import ROOMS
from checker.prepared import prepared
from checker.values import dataclass

__all__ = ["Cutter", "Segment", "readings"]

MAX_TOKENS = 160
MAX_PARTS = 8  # words of one name; letters in scripts without blanks count as words
MAX_LETTERS = 14
MAX_NAMES = 6  # words before which a name may stand
MAX_ENDING = 6  # letters behind a stem
_ALL = -1  # all bits
_FIRST_UNSPACED = "\u3040"
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_LETTER_UNSPACED = compiled(rf"[{_UNSPACED}]", 0)
_TOKEN = compiled(
    rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+|\d+(?:[a-gi-z](?![^\W\d_]))?|[^\w\s]", 0
)
_SIGNS = frozenset(",/&+-–—()[]:\"'“”„«»’‘.·§、，。：（）「」『』،؛")
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no", "fi", "hu"})
_PREFIXES = {
    "ar": ("وال", "بال", "فال", "كال", "لل", "و", "ف", "ب", "ل", "ال"),
    "fa": (),
    "he": ("וה", "וב", "ול", "שב", "שה", "ב", "ל", "ה", "ו", "מ", "כ", "ש"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A word, or several words forming one name: its classes, and the values it stands for."""

    words: str
    classes: Classes
    values: tuple[str, ...] = ()

    def has(self, *classes: str) -> bool:
        """Returns whether it has one of the classes."""
        return not self.classes.isdisjoint(classes)

    def one(self, prefix: str) -> str | None:
        """Returns what follows the prefix in a class ("from:receipt"); None if nothing does."""
        found = (c.removeprefix(prefix) for c in sorted(self.classes) if c.startswith(prefix))
        return next(found, None)


SIGN = frozenset({"sign", "link"})
PLACE = frozenset({"place"})
NUMBER = frozenset({"number"})
NAME = frozenset({"name"})


def readings(clause: str) -> Iterator[tuple[Segment, ...]]:
    """Yields the clause as read in each language that has all its words."""
    cutter = Cutter(clause)
    for language in cutter.languages():
        cut = cutter.cut(language)
        if cut is not None:
            yield cut


class Cutter:
    """Segments one clause for many languages; caches what does not depend on the language."""

    def __init__(self, clause: str) -> None:
        self.clause = clause
        self.tokens = [found.span() for found in _TOKEN.finditer(clause)]
        self._folded: dict[tuple[int, int], str] = {}
        self._places: dict[tuple[int, int], tuple[str, ...]] = {}
        self._known: dict[int, list[tuple[int, int]]] = {}

    def languages(self) -> Iterator[str]:
        """Yields the languages that may have all the words."""
        left = _ALL if 0 < len(self.tokens) <= MAX_TOKENS else 0
        for number, (start, end) in enumerate(self.tokens):
            token = self.clause[start:end]
            dotted = "." in (self.clause[start - 1 : start], self.clause[end : end + 1])
            if not dotted and not (number < MAX_NAMES and token[:1].isupper()):
                left &= _speakers(token)
            if not left:
                return
        for bit, language in enumerate(lexicon().languages):
            if left >> bit & 1:
                yield language

    def cut(self, language: str) -> tuple[Segment, ...] | None:
        """Returns the segments in one language, the longest first; None if a word is unknown.

        A capitalised word at the start of the clause, apart from an article, may be a name.
        """
        found: list[Segment] = []
        at = 0
        while at < len(self.tokens):
            longest = self._longest(at, language) or self._name(at, found)
            if longest is None:
                return None
            segment, at = longest
            found.append(segment)
        return tuple(found)

    def _name(self, at: int, before: list[Segment]) -> tuple[Segment, int] | None:
        token = self.clause[slice(*self.tokens[at])]
        if token[:1].isupper() and at < MAX_NAMES and all(w.has("name", "link") for w in before):
            return Segment(token, NAME), at + 1
        return None

    def _longest(self, at: int, language: str) -> tuple[Segment, int] | None:
        start = self.tokens[at][0]
        first = self.clause[start]
        prefixes = _PREFIXES.get(language, ())
        for last, end in self._ends(at) if prefixes else self._known_ends(at):
            segment = self._segment(start, end, language)
            if segment is not None:
                return segment, last
            for prefix in prefixes:
                if self.clause.startswith(prefix, start) and end - start > len(prefix) + 1:
                    shorter = self._segment(start + len(prefix), end, language)
                    if shorter is not None:
                        return shorter, last
        if first in _SIGNS:
            return Segment(first, SIGN), at + 1
        if first.isdigit():
            return Segment(self.clause[slice(*self.tokens[at])], NUMBER), at + 1
        built = _built(self._word(*self.tokens[at]), language)
        return (built, at + 1) if built is not None else None

    def _ends(self, at: int) -> list[tuple[int, int]]:
        """Where words may end that begin with a token: its number, its end; the longest first."""
        most = MAX_LETTERS if _is_unspaced(self.clause[self.tokens[at][0]]) else MAX_PARTS
        lasts = range(min(at + most, len(self.tokens)), at, -1)
        return [(last, self.tokens[last - 1][1]) for last in lasts]

    def _known_ends(self, at: int) -> list[tuple[int, int]]:
        """Those of words that some language knows, and of names."""
        known = self._known.get(at)
        if known is None:
            start, words = self.tokens[at][0], _words()
            known = self._known[at] = [
                (last, end)
                for last, end in self._ends(at)
                if self._word(start, end) in words or self._place(start, end)
            ]
        return known

    def _word(self, start: int, end: int) -> str:
        key = (start, end)
        word = self._folded.get(key)
        if word is None:
            word = self._folded[key] = folded(self.clause[start:end])
        return word

    def _segment(self, start: int, end: int, language: str) -> Segment | None:
        word = self._word(start, end)
        classes = lexicon().classes(language, word)
        if classes is not None:
            return _known(word, classes)
        place = self._place(start, end)
        values = tuple(f"territory:{code}" for code in place)
        return Segment(word, PLACE, values) if place else None

    def _place(self, start: int, end: int) -> tuple[str, ...]:
        key = (start, end)
        if key not in self._places:
            found = territories_in_prose(self.clause[start:end])
            self._places[key] = () if EVERYWHERE in found else found
        return self._places[key]


@lru_cache(maxsize=4096)
def _built(word: str, language: str) -> Segment | None:
    """A word by its stem, or one that a language puts together ("Archivnutzung")."""
    table = lexicon()
    for length in range(len(word), max(3, len(word) - MAX_ENDING) - 1, -1):
        if (classes := table.stems[language].get(word[:length])) is not None:
            return _known(word, classes)
    if language not in _COMPOUNDING:
        return None
    for length in range(2, len(word) - 2):
        tail = table.classes(language, word[length:])
        if tail is None or "use" not in tail:
            continue
        head = table.classes(language, word[:length]) or table.classes(
            language, word[:length].removesuffix("s")
        )
        things = frozenset(c for c in head or () if c.startswith("thing:"))
        if things:
            return _known(word, things)
    return None


@lru_cache(maxsize=8192)
def _speakers(token: str) -> int:
    """A bit for each language in which a token is a word, a part of a name, or built of words."""
    if not token[0].isalpha() or (len(token) == 1 and not _is_unspaced(token)):
        return _ALL  # figures, signs, and the letters of abbreviations
    vocabulary, word = _vocabulary(), folded(token)
    known = 0
    for spelling in (word, fold_name(token), exact_name(token)):
        known |= vocabulary.get(spelling, 0)
    if known == _ALL or _is_unspaced(token):
        return known
    for bit, language in enumerate(lexicon().languages):
        bare = (word.removeprefix(prefix) for prefix in _PREFIXES.get(language, ()))
        if any(vocabulary.get(rest, 0) >> bit & 1 for rest in bare) or _built(word, language):
            known |= 1 << bit
    return known


@cache
def _vocabulary() -> Mapping[str, int]:
    """Every part of every word and name, with a bit for each language that has it."""
    return prepared("vocabulary", dict[str, int], _parts_of_all, rooms=ROOMS)


def _parts_of_all() -> dict[str, int]:
    table, places = lexicon(), gazetteer()
    parts: dict[str, int] = {}
    for bit, words in enumerate(table.languages.values()):
        for part in _parts(words):
            parts[part] = parts.get(part, 0) | 1 << bit
    shared = _parts((*table.shared, *places.names, *places.codes, *places.ambiguous))
    return parts | dict.fromkeys(shared, _ALL)


def _parts(words: Iterable[str]) -> set[str]:
    """The words of phrases, and the signs of those that are written without blanks."""
    joined = " ".join(words)
    for sign in "',&/+":
        joined = joined.replace(sign, " ")
    parts = set(joined.split())
    signs = {sign for part in parts if part[0] >= _FIRST_UNSPACED for sign in part}
    return parts | signs


@cache
def _words() -> frozenset[str]:
    """The words of all languages."""
    table = lexicon()
    return frozenset(table.shared).union(*table.languages.values())


@lru_cache(maxsize=4096)
def _known(word: str, classes: Classes) -> Segment:
    values: dict[str, None] = {}
    for name in sorted(classes):
        if name.startswith("thing:"):
            values.update(dict.fromkeys(lexicon().values[name.removeprefix("thing:")]))
    return Segment(word, classes, tuple(values))


def _is_unspaced(character: str) -> bool:
    return _LETTER_UNSPACED.match(character) is not None
