"""The words of usage terms by language, read once from the table beside this file."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.licensing.agreement.territories import fold_name
from checker.licensing.terms.patterns import compiled
from checker.licensing.terms.words import ROOMS, usage_words
from checker.prepared import prepared
from checker.values import dataclass

__all__ = ["Lexicon", "folded", "lexicon"]

Classes = frozenset[str]
_UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_BLANKS = compiled(rf"(?<={_UNSPACED})\s+|\s+(?={_UNSPACED})", 0)
_ARTICLE = re.compile(r"(?<![^\W\d_])\u0627\u0644(?=[\u0621-\u064a]{3})")  # Arabic "al-"
SHARED = ("numbers", "units", "any")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words, folded, to their classes; `shared` are those of all languages.

    A class is a key of the table ("no", "link"), "thing:NAME", "from:MOMENT", "number:N" or
    "unit:HOURS". `values` maps the names of things to what they stand for in a use.
    """

    languages: Mapping[str, Mapping[str, Classes]]
    shared: Mapping[str, Classes]
    stems: Mapping[str, Mapping[str, Classes]]
    values: Mapping[str, tuple[str, ...]]

    def classes(self, language: str, word: str) -> Classes | None:
        """Returns the classes of a folded word in a language; None if the language lacks it."""
        own, shared = self.languages[language].get(word), self.shared.get(word)
        return own | shared if own and shared else own or shared


def folded(text: str) -> str:
    """Folds a word: removes case, accents, apostrophes and the Arabic article."""
    bare = " ".join(fold_name(text).replace("'", " ").split())
    if bare.isascii():
        return bare
    return _ARTICLE.sub("", _BLANKS.sub("", bare.translate(_LETTERS)))


@cache
def lexicon() -> Lexicon:
    """Returns the packaged words, read once."""
    return prepared("lexicon", Lexicon, _read, rooms=ROOMS)


def _read() -> Lexicon:
    path = files("checker.licensing.terms").joinpath("lexicon.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {name: _gathered(_rows(rows)) for name, rows in table.items() if name not in SHARED}
    return Lexicon(
        MappingProxyType(known),
        _gathered((*_shared(table), *_rows(table["any"]), *_things())),
        MappingProxyType({name: _stems(words) for name, words in known.items()}),
        usage_words().thing_values,
    )


def _gathered(rows: Iterable[tuple[str, str]]) -> Mapping[str, Classes]:
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word, meaning in rows:
        words[word].add(meaning)
    return MappingProxyType({word: frozenset(meanings) for word, meanings in words.items()})


def _stems(words: Mapping[str, Classes]) -> Mapping[str, Classes]:
    return {w.removesuffix("*"): m for w, m in words.items() if w.endswith("*")}


def _rows(rows: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of one language, each with one of its classes."""
    for key, words in rows.items():
        if isinstance(words, str):
            yield from ((word, key) for word in _words(words))
            continue
        prefix = {"things": "thing", "from": "from"}[key]
        for name, more in words.items():
            yield from ((word, f"{prefix}:{name}") for word in _words(more))


def _shared(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, prefix in (("numbers", "number"), ("units", "unit")):
        for value, words in table[key].items():
            yield from ((word, f"{prefix}:{value}") for word in _words(words))


def _things() -> Iterator[tuple[str, str]]:
    return ((folded(word), f"thing:{name}") for word, name in usage_words().thing_names.items())


def _words(text: str) -> Iterator[str]:
    """The words of one row, which the table holds as `folded` gives them."""
    for word in text.split(" | "):
        yield word
        if " " in word and "\u0600" <= word[0] <= "\u06ff":
            yield word.replace(" ", "")  # Persian writes its compounds with half a blank
