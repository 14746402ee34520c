"""Notes that withdraw an earlier version of their item, and not the item."""

import re
from functools import lru_cache

from checker.orders.notice_words import Word, words_in
from checker.text.views import View, view_of

__all__ = ["withdraws_earlier"]

_SENTENCE = re.compile(r"(?:[^.;!?\n。！？]|\.(?=\S))+")
_ORDERS = frozenset({"undo", "label", "forbid", "takeoff"})
_AND = re.compile(r"[,&、]|(?<!\w)(?:and|und|et|y|e|en|och|og|ja|oraz|i|a|и|і|και|ve|و|ו)(?!\w)")


@lru_cache(maxsize=1024)
def withdraws_earlier(note: str) -> bool:
    """Returns whether all that a provider's note withdraws is an earlier version of its item.

    "The previous version has been killed", "please do not use earlier version of this story". A
    sentence that withdraws anything and names the item itself, or no version, is of the item.
    """
    view = view_of(note)
    sentences = [words_in(view, *found.span()) for found in _SENTENCE.finditer(view.lower)]
    ordering = [words for words in sentences if any(word.senses & _ORDERS for word in words)]
    return bool(ordering) and all(_is_of_earlier(view, words) for words in ordering)


def _is_of_earlier(view: View, words: list[Word]) -> bool:
    versions = [word for word in words if "earlier" in word.senses]
    if not versions:
        return False
    others = (
        word
        for word in words
        if word.senses & {"item", "wire"} and not any(_holds(one, word) for one in versions)
    )
    return all(any(_is_its(view, one, word) for one in versions) for word in others)


def _holds(version: Word, word: Word) -> bool:
    return version.start <= word.start < version.end


def _is_its(view: View, version: Word, word: Word) -> bool:
    """Whether an item only tells of what a version is: "earlier version of this story"."""
    between = view.lower[version.end : word.start]
    return version.end <= word.start and _AND.search(between) is None
