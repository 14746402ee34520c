"""Which pieces of an archive are the same story at several addresses."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["Stories"]

TITLE_WORDS = 3  # of a title that tells a story from others, where the same sources are in it


class Stories:
    """Groups of pieces: with the same words, or with the same title and the same sources."""

    def __init__(self) -> None:
        self._parents: list[int] = []
        self._names: list[str] = []
        self._known: dict[tuple[Any, ...], int] = {}
        self._pieces: list[int] = []

    def add(self, document: Mapping[str, Any]) -> None:
        """Puts a piece that has a claim into its group."""
        keys = list(_keys(document))
        if not keys:
            return
        own = len(self._parents)
        self._parents.append(own)
        self._names.append(str(document["id"]))
        self._pieces.append(1)
        for key in keys:
            first = self._known.setdefault(key, own)
            mine, other = self._root(own), self._root(first)
            if mine != other:
                self._parents[max(mine, other)] = min(mine, other)
                self._pieces[min(mine, other)] += self._pieces[max(mine, other)]

    def of(self, document: Mapping[str, Any]) -> tuple[str, int]:
        """Returns the id of a story's first piece, which names the story, and its pieces."""
        found = next((self._known[k] for k in _keys(document) if k in self._known), None)
        if found is None:
            return str(document["id"]), 1
        root = self._root(found)
        return self._names[root], self._pieces[root]

    def _root(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at


def _keys(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    if document.get("verdict") is None:
        return
    words = document.get("words_sha256") or document.get("text_sha256")
    if words:
        yield ("words", words)
    title = " ".join(str(document.get("title") or "").casefold().split())
    sources = tuple(sorted(match["source"] for match in document.get("matches") or ()))
    if sources and len(title.split()) >= TITLE_WORDS:
        yield ("title", title, sources)
