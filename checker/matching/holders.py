"""Who else has a passage of the draft: the passages and forms of all sources, by their place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.matching.passages import Judged
from checker.matching.relations import Found

__all__ = ["Holders"]

_STRIP = 64  # units
_MOST = 0.7  # share of a passage, in words and in units, that another one covers if it has most


class _Row(NamedTuple):
    """A passage of source `at`, with what is asked of each before anything else."""

    at: int
    judged: Judged
    words: float
    start: int
    end: int


class Holders:
    """The passages of sources and the forms that the draft fills anew, by strips of the draft."""

    def __init__(self, found: Sequence[Found]) -> None:
        """Keeps where they are; the number of a source is its place in `found`."""
        self._owners = [source.prepared.stored.owner for source in found]
        self._strips: defaultdict[int, list[_Row]] = defaultdict(list)
        self._foreign: dict[tuple[int, str], list[_Row]] = {}
        for at, source in enumerate(found):
            for one in source.judged:
                if one.is_form or (one.passage is not None and one.passage.cls != "related"):
                    start, end = one.aligned[:2]
                    row = _Row(at, one, one.words, start, end)
                    for strip in range(start // _STRIP, end // _STRIP + 1):
                        self._strips[strip].append(row)
        self._several = len(set(self._owners)) > 1

    def covering(self, at: int, one: Judged) -> Iterator[tuple[int, Judged]]:
        """Yields the passages of other sources that cover most of a passage of source `at`."""
        return _covering(self._strips[_middle(one)], one, at)

    def of_others(self, owner: str, one: Judged) -> Iterator[tuple[int, Judged]]:
        """Yields the passages of other owners' sources that cover most of a passage."""
        rows = self._of_others(_middle(one), owner) if self._several else []
        return _covering(rows, one)

    def _of_others(self, strip: int, owner: str) -> list[_Row]:
        """Those of a strip that are not of an owner; a crowd asks for the same ones."""
        key = strip, owner
        rows = self._foreign.get(key)
        if rows is None:
            owners = self._owners
            rows = [row for row in self._strips[strip] if owners[row.at] != owner]
            self._foreign[key] = rows
        return rows


def _covering(
    rows: Sequence[_Row], one: Judged, without: int | None = None
) -> Iterator[tuple[int, Judged]]:
    """The passages that cover most of a passage, with the numbers of their sources but one."""
    start, end = one.aligned[:2]
    words, units = _MOST * one.words, _MOST * (end - start)
    return (
        (at, judged)
        for at, judged, its_words, first, last in rows
        if its_words >= words and min(end, last) - max(start, first) >= units and at != without
    )


def _middle(one: Judged) -> int:
    """The strip of the draft in which a passage has its middle: what covers most covers this."""
    return (one.aligned.start + one.aligned.end) // 2 // _STRIP
