"""Lists of limits of use: "NO SALES / NO ARCHIVES", "nur redaktionell, keine Werbung".

One phrase may be said of anything. Two of different kinds beside one another are the terms of a
picture or a text, in any order and with any words between them.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from checker.orders.clause import is_unspaced
from checker.prepared import prepared
from checker.text.views import View, normalised
from checker.values import dataclass

__all__ = ["limit_phrases", "limits_in"]

_APART = 90  # characters between two phrases of a list


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases as views show them, the kind of each, and whether it may go on."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    open_ended: tuple[bool, ...]


def limits_in(view: View, hits: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yields the places of lists with limits of two kinds, in lines of the view.

    `hits` are the phrases by number, start and end.
    """
    first = last = -1
    kinds: set[str] = set()
    for start, end, kind in sorted(_found(view.lower, hits)):
        near = kinds and start - last <= _APART and "\n" not in view.lines[last:start]
        if not near:
            if len(kinds) > 1:
                yield first, last
            first, kinds = start, set()
        last = max(last, end) if near else end
        kinds.add(kind)
    if len(kinds) > 1:
        yield first, last


def _found(text: str, hits: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, str]]:
    """The hits that are whole words, with their kind."""
    table = limit_phrases()
    for number, start, end in hits:
        free = is_unspaced(text[start]) or not text[start - 1 : start].isalnum()
        closed = table.open_ended[number] or is_unspaced(text[end - 1])
        if free and (closed or not text[end : end + 1].isalnum()):
            yield start, end, table.kinds[number]


@cache
def limit_phrases() -> Phrases:
    """Returns the packaged phrases, read once."""
    return prepared("limits", Phrases, _read, rooms=("orders", "text", "text/unicode"))


def _read() -> Phrases:
    path = files("checker.orders").joinpath("limits.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [
        (normalised(word.rstrip("*")).lower().strip(), kind, word.endswith("*"))
        for senses in table["language"].values()
        for kind, words in senses.items()
        for word in words
    ]
    return Phrases(*(tuple(column) for column in zip(*dict.fromkeys(rows), strict=True)))
