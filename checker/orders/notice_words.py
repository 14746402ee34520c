"""The words of notices to editors, searched all at once in a text."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.orders.clause import is_unspaced
from checker.prepared import prepared
from checker.text.views import View, normalised
from checker.text.word_list import Finder, word_list
from checker.values import dataclass

__all__ = ["NoticeWords", "Word", "notice_words", "words_in"]

_PREFIXED = ("\u0590", "\u06ff")  # Hebrew and Arabic write "and" and "the" before a word


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end) of the view, and what it may be: the keys of the table.

    Of an open-ended one the table has the beginning.
    """

    start: int
    end: int
    senses: frozenset[str]
    languages: frozenset[str]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """All words of the table as views show them, and the weight of each sign of a notice."""

    words: tuple[str, ...]
    senses: tuple[frozenset[str], ...]
    languages: tuple[frozenset[str], ...]
    open_ended: tuple[bool, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same as it is kept: thousands of words share a few hundred kinds.

    A kind is the senses and languages of a word, and whether it is open-ended.
    """

    words: tuple[str, ...]
    kind: tuple[int, ...]  # of each word, by its number
    kinds: tuple[tuple[frozenset[str], frozenset[str], bool], ...]
    weights: Mapping[str, float]


@cache
def notice_words() -> NoticeWords:
    """Returns the packaged words, read once."""
    kept = prepared("notices", _Kept, _read, rooms=("orders", "text", "text/unicode"))
    senses, languages, open_ended = zip(*map(kept.kinds.__getitem__, kept.kind), strict=True)
    return NoticeWords(kept.words, senses, languages, open_ended, MappingProxyType(kept.weights))


@cache
def _finder() -> Finder:
    return word_list(notice_words().words, whole=True)  # see `_free_left`


def _read() -> _Kept:
    path = files("checker.orders").joinpath("notices.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    senses: dict[tuple[str, bool], set[str]] = {}
    spoken: dict[tuple[str, bool], set[str]] = {}
    for language, rows in table["language"].items():
        for sense, words in rows.items():
            for word in words:
                key = (normalised(word.rstrip("*")).lower().strip(), word.endswith("*"))
                senses.setdefault(key, set()).add(sense)
                spoken.setdefault(key, set()).add(language)
    of_words = [(frozenset(senses[key]), frozenset(spoken[key]), key[1]) for key in senses]
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(of_words))}
    words = tuple(word for word, _ in senses)
    return _Kept(words, tuple(map(numbers.__getitem__, of_words)), tuple(numbers), table["weights"])


def words_in(view: View, start: int = 0, end: int | None = None) -> list[Word]:
    """Returns all words of the table in [start, end) of a text, by place."""
    found = _found(view.lower, start, len(view.lower) if end is None else end)
    return sorted(found, key=lambda word: (word.start, -word.end))


def _found(text: str, first: int, last: int) -> Iterator[Word]:
    table = notice_words()
    part = text if last - first == len(text) else text[first:last]
    for number, low, high in _finder()(part):
        start, end = first + low, first + high
        if start and text[start - 1].isalnum() and not _free_left(text, start):
            continue  # most hits are parts of longer words
        open_ended = table.open_ended[number]
        if open_ended or _free_right(text, end):
            yield Word(start, end, table.senses[number], table.languages[number], open_ended)


def _free_left(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if not before.isalnum() or is_unspaced(text[start]):
        return True
    return _PREFIXED[0] <= text[start] <= _PREFIXED[1] and _near_blank(text, start)


def _near_blank(text: str, start: int) -> bool:
    """Whether at most three letters stand before a word, as its prefixes."""
    return any(not text[at].isalnum() for at in range(max(0, start - 4), start)) or start <= 3


def _free_right(text: str, end: int) -> bool:
    behind = text[end : end + 1]
    return not behind.isalnum() or is_unspaced(text[end - 1])
