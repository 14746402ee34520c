"""The possible languages of a short text, detected by function words.

Cheaper and coarser than `filters.Languages`: a few microseconds, for words that mean different
things in different languages ("si", "e", "s", "i").
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from checker.engine.function_words import FUNCTION_WORDS

__all__ = ["speaks"]

_ENOUGH = 3  # function words of another language that make a text be in it
_TOLD = frozenset(FUNCTION_WORDS)
_MORE = 1.5  # times as many of it, and one more, as of those that are asked for


def speaks(languages: Iterable[str], text: str) -> bool:
    """Returns whether `text` may be in one of the languages; false only if clearly in another.

    `text` is in small letters and folded as the engine's views fold it. A language without function
    words in the table is never ruled out.
    """
    asked = set(languages)
    if not asked <= _TOLD:
        return True
    known = _languages_of()
    counts = Counter(language for word in text.split() for language in known.get(word, ()))
    own = max((counts[language] for language in asked), default=0)
    other = max((count for language, count in counts.items() if language not in asked), default=0)
    return other < _ENOUGH or other < _MORE * own + 1


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """The languages that each function word is of."""
    found: dict[str, list[str]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
