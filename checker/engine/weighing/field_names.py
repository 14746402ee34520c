"""The words of the names of fields, in any writing, and what such a name states."""

import re
from functools import lru_cache

from checker.engine.weighing.field_words import RANKS, STEMS
from checker.engine.weighing.paths import Path, Step

__all__ = ["PARTIES", "all_words", "field_words", "local", "stated", "words_beside"]

PARTIES = ("holder", "source", "provider", "distributor", "publisher")
_STEMMED = 6  # letters of a name from which it may be a compound
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


@lru_cache(4096)
def field_words(name: str) -> tuple[str, ...]:
    """Returns the words of a name in any writing: `copyrightHolder`, `copyright-holder`."""
    words = [word.lower() for word in _WORD.findall(name)]
    whole = re.sub(r"[\W\d_]", "", name).lower()
    return tuple(dict.fromkeys((*words, whole)))


def local(name: str) -> str:
    """Returns a name without its prefix."""
    return name.rpartition(":")[2]


def words_beside(path: Path, but: frozenset[str] = frozenset()) -> set[str]:
    """Returns the words of the names beside a field, without those that are `but` such words."""
    names = (field_words(local(name)) for name in path.siblings)
    return {word for words in names if words and words[-1] not in but for word in words}


@lru_cache(4096)
def stated(name: str) -> str:
    """Returns what a field of this name states; empty if nothing is known."""
    words = field_words(name)
    known = next((states for states, members in RANKS if not members.isdisjoint(words)), "")
    if known or len(name) < _STEMMED:
        return known
    return next((states for states, stem in STEMS if any(map(stem.search, words))), "")


def all_words(step: Step) -> set[str]:
    """Returns the words of a step's name and of the values that qualify it."""
    return {word for text in (local(step.name), *step.values) for word in field_words(text)}
