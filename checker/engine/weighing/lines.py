"""The lines of a text around a name: where in its line it stands, and what its neighbours are."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from checker.engine.weighing.markup import Markup

__all__ = ["Lines", "Place", "line_kind", "sentence_ends", "word_count"]

_SENTENCE = re.compile(r"""[.!?…。！？।۔]["'»”)]{0,3}\s*$""")
_AROUND = " \"'([*|-•·_>#"
_BEHIND = " \"').]*|-:"
_NEAR = 260  # characters before and behind a line in which short lines are counted
_SIDE = 1_000  # characters of a line on each side of a name that are looked at
_ALT = "[alt]"
_ALTS = 400  # characters before a line in which a picture's alternative text is near


@dataclass(frozen=True, slots=True)
class Place:
    """A line [start, end) of the marked text, and up to 1,000 characters around a name in it."""

    start: int
    end: int
    before: str
    after: str

    @property
    def where(self) -> str:
        """Whether the name is alone in its line, or at its start, end or middle."""
        first, last = not self.before.strip(_AROUND), not self.after.strip(_BEHIND)
        if first:
            return "alone" if last else "start"
        return "end" if last else "middle"

    @property
    def length(self) -> str:
        """How long the line is, in words that signs are named by."""
        length = self.end - self.start
        for most, name in ((3, "bare"), (30, "tiny"), (80, "short"), (200, "medium")):
            if length <= most:
                return name
        return "long"


class Lines:
    """The lines of one marked text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def markup(self) -> Markup:
        """The text's elements and members, read as far as they are asked for."""
        return Markup(self._text)

    def place(self, at: int) -> Place:
        """The line of the name's character at `at`."""
        start, end = self._bounds(bisect_right(self._starts, at) - 1)
        before = self._text[max(start, at - _SIDE) : at]
        return Place(start, end, before, self._text[at + 1 : min(end, at + 1 + _SIDE)])

    def neighbours(self, place: Place) -> tuple[str | None, str | None]:
        """The lines before and behind; None at the edges of the text."""
        number = bisect_right(self._starts, place.start) - 1
        before = self._line(number - 1) if number else None
        behind = self._line(number + 1) if number + 1 < len(self._starts) else None
        return before, behind

    def short_around(self, place: Place) -> int:
        """How many lines near the line have at most three words: a menu has many."""
        near = (
            *self._text[max(0, place.start - _NEAR) : place.start].split("\n"),
            self._text[place.start : min(place.end, place.start + _NEAR)],
            *self._text[place.end : place.end + _NEAR].split("\n"),
        )
        return sum(0 < len(line.split(None, 4)) <= 3 for line in near)

    def alternative(self, place: Place) -> str | None:
        """The alternative text of a picture that stands right before the line, if any."""
        near = self._text[max(0, place.start - _ALTS) : place.start].split("\n")[-5:]
        found = [line[len(_ALT) :].strip() for line in near if line.startswith(_ALT)]
        return found[-1] if found else None

    def _bounds(self, number: int) -> tuple[int, int]:
        start = self._starts[number]
        following = number + 1
        end = self._starts[following] - 1 if following < len(self._starts) else len(self._text)
        return start, end

    def _line(self, number: int) -> str:
        start, end = self._bounds(number)
        return self._text[start : min(end, start + 600)]


def line_kind(line: str | None) -> str:
    """What a neighbouring line is, in a word."""
    if line is None:
        return "edge"
    bare = line.strip()
    if not bare:
        return "blank"
    if bare.startswith(_ALT):
        return "alternative text"
    if _SENTENCE.search(bare[-8:]) is not None:
        return "sentence" if len(bare) > 60 else "short sentence"
    for most, name in ((15, "word"), (50, "phrase"), (110, "title")):
        if len(bare) <= most:
            return name
    return "long"


def sentence_ends(text: str) -> bool:
    """Whether a stretch of text ends as sentences do."""
    return _SENTENCE.search(text[-8:]) is not None


def word_count(line: str | None) -> str:
    """How many words a neighbouring line has, by and large."""
    count = len((line or "").split())
    for most, name in ((0, "none"), (2, "1-2"), (5, "3-5"), (12, "6-12")):
        if count <= most:
            return name
    return "many"
