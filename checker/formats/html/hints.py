"""The meaning of class, id, itemprop, rel, role and tag names, in many languages.

The words are in `hints.toml`, which is read with the first page.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from checker.values import dataclass

__all__ = ["Hint", "hint_of", "names_hint", "vocabulary", "with_credit", "word_set", "words_of"]

WORDS = Path(__file__).with_name("hints.toml")


class Hint:
    """The possible purposes of an element, as bits, since several can apply at once."""

    NONE: Final = 0
    BYLINE: Final = 1
    CREDIT: Final = 2
    CAPTION: Final = 4
    PICTURE: Final = 8
    TEASER: Final = 16
    COMMENT: Final = 32
    BIOGRAPHY: Final = 64
    NAVIGATION: Final = 128
    SITE: Final = 256
    BODY: Final = 512
    HEADLINE: Final = 1024
    ASIDE: Final = 2048
    HIDDEN: Final = 4096
    META: Final = 8192
    DATE: Final = 16384
    PICTURE_CREDIT: Final = 32768
    QUOTE: Final = 65536


def word_set(text: str) -> frozenset[str]:
    """Returns the words of a text without quotation marks and commas."""
    return frozenset(text.split())


_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_TYPE_SIZE = re.compile(r"typography|(?:caption|headline|title)[_-]?\d(?!\d)", re.IGNORECASE)
_AUTHORS = Hint.BYLINE | Hint.CREDIT


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `hints.toml`, each with its hints; `compound` finds the words of `ends`."""

    words: dict[str, int]
    begins_or_ends: dict[str, int]
    ends: dict[str, int]
    tags: dict[str, int]
    roles: dict[str, int]
    compound: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """Returns the words used to name parts of pages."""
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    read = {name: _by_word(table) for name, table in tables.items()}
    both, ends = ("|".join(map(re.escape, read[name])) for name in ("begins_or_ends", "ends"))
    return Vocabulary(**read, compound=re.compile(f"^(?:{both})|(?:{both}|{ends})$"))


def _by_word(table: dict[str, str]) -> dict[str, int]:
    """The words of one table with their hints; a word under several keys has all of them."""
    found: dict[str, int] = {}
    for key, words in table.items():
        for word in words.split():
            found[word] = found.get(word, Hint.NONE) | getattr(Hint, key.upper())
    return found


def words_of(value: str) -> tuple[str, ...]:
    """Returns the words of a class or id value: 'articleMeta__author-name' has four."""
    parts = _PARTS.findall(value)
    return tuple(parts if value.islower() else map(str.lower, parts))


@lru_cache(maxsize=16_384)
def hint_of(tag: str, names: str, aria: str) -> int:
    """Returns the hints in an element's tag, names (class, id, itemprop, rel) and ARIA role.

    Cached across pages: those of a site share their names.
    """
    found = vocabulary().tags.get(tag, Hint.NONE) | names_hint(names)
    if aria:
        found |= vocabulary().roles.get(aria, Hint.NONE)
    return with_credit(found)


def with_credit(found: int) -> int:
    """Returns the hints of one element: a credit that is named with a picture is the picture's."""
    if found & Hint.PICTURE and found & Hint.CREDIT:
        found |= Hint.PICTURE_CREDIT
    return found


@lru_cache(maxsize=16_384)
def names_hint(names: str) -> int:
    """Returns the hints in the names of one attribute, without those of its element's tag."""
    found = Hint.NONE
    for token in names.split():
        found |= _token_hint(token)
    return found


@lru_cache(maxsize=16_384)
def _compound_hint(word: str) -> int:
    """What a word run together says by its beginning or its end: 'storyphotocaption'."""
    known = vocabulary()
    found = Hint.NONE
    if word.startswith("with") or not known.compound.search(word):
        return found
    for part, hint in known.begins_or_ends.items():
        if word.startswith(part) or word.endswith(part):
            found |= hint
    for part, hint in known.ends.items():
        if word.endswith(part):
            found |= hint
    return found


@lru_cache(maxsize=16_384)
def _token_hint(token: str) -> int:
    """One class name, judged by its words and by neighbouring words run together."""
    parts, get = words_of(token), vocabulary().words.get
    found = Hint.NONE
    for number, part in enumerate(parts, 1):
        hint = get(part, Hint.NONE)
        if number < len(parts):
            hint |= get(part + parts[number], Hint.NONE)
        if len(part) > 6:
            hint |= _compound_hint(part)
        if hint & Hint.PICTURE and found & Hint.BYLINE:
            hint &= ~Hint.PICTURE  # "author-photo" is a face, "photo-author" a credit
        found |= hint
    if not found or (len(token) > 5 and _TYPE_SIZE.search(token)):
        return Hint.NONE  # most names say nothing; others are of a size of type
    if found & Hint.PICTURE and found & _AUTHORS:
        found |= Hint.PICTURE_CREDIT
    if found & Hint.PICTURE_CREDIT:
        found &= ~_AUTHORS
    return found
