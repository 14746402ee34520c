"""All words of a list that a text has, found at once: by the compiled core where it is there.

`plain_words` is the reference; both find the same in the same order.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from checker.native.library import Absent, library

__all__ = ["Finder", "Hits", "plain_words", "word_list"]

_PLAIN = re.compile("[A-Za-z]{2}")  # the letter before a word, and its first one

Hits = Sequence[Sequence[int]]  # the number of each word, its start and its end
Finder = Callable[[str], Hits]


def word_list(words: Sequence[str], *, longest: bool = False, whole: bool = False) -> Finder:
    """Returns the function that finds the words of a list in a text.

    Args:
        words: those that are looked for, none of them empty.
        longest: of words that overlap, find the one that begins first, the longest that does; by
            default all are found, by their ends, of those with one end the longest first.
        whole: leave out what begins inside a word of ASCII letters; not with `longest`.
    """
    core = library()
    if isinstance(core, Absent):
        return plain_words(words, longest=longest, whole=whole)
    from checker.text.compiled_words import compiled_words  # its arrays take long to load

    return compiled_words(core.functions, words, longest=longest, whole=whole)


def plain_words(words: Sequence[str], *, longest: bool = False, whole: bool = False) -> Finder:
    """Returns the same without the compiled core."""
    from ahocorasick_rs import AhoCorasick, MatchKind  # only where there is no compiled core

    kind = MatchKind.LeftmostLongest if longest else MatchKind.Standard
    found = AhoCorasick(list(words) or ["\0"], matchkind=kind).find_matches_as_indexes
    every: Finder = found if longest else partial(found, overlapping=True)
    return partial(_whole, every) if whole else every


def _whole(find: Finder, text: str) -> Hits:
    return [hit for hit in find(text) if not (hit[1] and _PLAIN.match(text, hit[1] - 1))]
