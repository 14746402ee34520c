"""The lines of a text around a name: its position in its line, and the kinds of its neighbours."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from checker.engine.marked import Chain
from checker.engine.weighing.markup import Markup
from checker.text.expression import expression
from checker.values import dataclass, kept

__all__ = [
    "CLOCK",
    "Lines",
    "Neighbourhood",
    "Place",
    "TextInString",
    "line_kind",
    "sentence_ends",
    "word_count",
]

# A time of day, a year or a date in figures.
CLOCK = expression(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_SENTENCE = expression(r"""[.!?…。！？।۔]["'»”)]{0,3}\s*$""")
_AROUND = " \"'([*|-•·_>#"
_BEHIND = " \"').]*|-:"
_SIDE = 400  # characters of a line on either side of a name that are looked at
_RUN, _SHORT, _FEW = 9, 40, 4  # short lines that are counted; their characters and words
_MOST_AROUND = 5  # short lines near a line that make a difference
_NEAR = 260  # characters before and behind a line in which short lines are counted
_ALT = "[alt]"
_ALTS = 400  # characters before a line in which a picture's alternative text is near
_STORY = 8  # lines on each side of a line in which the story's sentences are counted
_TOLD = 60  # width of a line that tells something, as captions and menus seldom do
_WIDE = expression("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")  # Han, kana, Hangul
_UNSPACED = expression("[\u2e80-\u312f\u31f0-\u9fff\uf900-\ufaff]+")  # Han and kana
_WORD = 2  # characters of Han and kana that say what a word of other scripts does


@dataclass(frozen=True)
class Place:
    """A line [start, end) of the marked text, with the surroundings of a name in it."""

    start: int
    end: int
    before: str
    after: str

    @kept
    def where(self) -> str:
        """Whether the name is alone in its line, or at its start, end or middle."""
        first, last = not self.before.strip(_AROUND), not self.after.strip(_BEHIND)
        if first:
            return "alone" if last else "start"
        return "end" if last else "middle"

    @kept
    def length(self) -> str:
        """How wide the line is, in words that signs are named by."""
        length = self.end - self.start + _wide(self.before) + _wide(self.after)
        for most, name in ((3, "bare"), (30, "tiny"), (80, "short"), (200, "medium")):
            if length <= most:
                return name
        return "long"


@dataclass(frozen=True)
class TextInString(Place):
    """The part of a line that is a string's text, with the surroundings of a name in it.

    `opened` and `closed` are whether the string begins and ends in this line.
    """

    opened: bool = False
    closed: bool = False


class Neighbourhood(NamedTuple):
    """What is around a name in its line and beside it: equal ones have equal signs.

    `above` and `below` are the lines beside, None at the edges of the text; `alternative` is the
    alternative text of a picture right before the line, if any.
    """

    before: str
    after: str
    length: str
    above: str | None
    below: str | None
    short: int
    run: int
    alternative: str | None


# What is beside a line: the members of its neighbourhood without those of the line.
_Beside = tuple[str | None, str | None, int, int, str | None]


class Lines:
    """The lines of one marked text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._beside: dict[int, _Beside] = {}  # by the start of a line, as the next
        self._stories: dict[int, tuple[int, int]] = {}
        self._told: dict[int, int] = {}  # by the number of a line
        self._few: dict[int, int] = {}  # by the number of a line
        # Signs that follow from the text near a name and from its line: texts repeat.
        self.near: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.of_line: dict[Neighbourhood, tuple[str, ...]] = {}
        self._owners: dict[str, tuple[int, int]] | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def markup(self) -> Markup:
        """The text's elements and members, read as far as they are asked for."""
        return Markup(self._text)

    def owners(self, chains: Sequence[Chain]) -> Mapping[str, tuple[int, int]]:
        """Returns where each agency is named first and last."""
        if self._owners is None:
            self._owners = {}
            for chain in chains:
                for mention in chain.mentions:
                    for agency in mention.agencies:
                        first, _ = self._owners.get(agency, (chain.at, 0))
                        self._owners[agency] = (first, chain.at)
        return self._owners

    def place(self, at: int) -> Place:
        """Returns the line of the name's character at `at`."""
        start, end = self._bounds(bisect_right(self._starts, at) - 1)
        before = self._text[max(start, at - _SIDE) : at]
        return Place(start, end, before, self._text[at + 1 : min(end, at + 1 + _SIDE)])

    def neighbours(self, place: Place) -> tuple[str | None, str | None]:
        """Returns the lines before and behind; None at the edges of the text.

        A last line that is cut in the middle of a sentence ends with an ellipsis.
        """
        number = bisect_right(self._starts, place.start) - 1
        before = self._line(number - 1) if number else None
        behind = self._line(number + 1) if number + 1 < len(self._starts) else None
        if behind is not None and number + 2 == len(self._starts) and _cut(behind):
            behind += "…"
        return before, behind

    def neighbourhood(self, place: Place) -> Neighbourhood:
        """Returns everything from which the signs of a line follow."""
        beside = self._beside.get(place.start)
        if beside is None:
            short = min(self._count_short(place), _MOST_AROUND)
            run = self._run(bisect_right(self._starts, place.start) - 1)
            beside = (*self.neighbours(place), short, run, self._alternative(place))
            self._beside[place.start] = beside
        return Neighbourhood(place.before, place.after, place.length, *beside)

    def story(self, place: Place) -> tuple[int, int]:
        """How many of the few lines above and below are sentences of a story, at most 3 each."""
        story = self._stories.get(place.start)
        if story is None:
            number = bisect_right(self._starts, place.start) - 1
            above = self._count_told(max(0, number - _STORY), number)
            below = self._count_told(number + 1, min(len(self._starts), number + 1 + _STORY))
            story = self._stories[place.start] = min(above, 3), min(below, 3)
        return story

    def _count_told(self, first: int, last: int) -> int:
        """How many of the lines [first, last) are long sentences; the text's last may be cut."""
        count = 0
        for number in range(first, last):
            told = self._told.get(number)
            if told is None:
                line = slice(*self._bounds(number))
                told = _tells(self._text[line])
                if not told and number and number + 1 == len(self._starts):
                    told = int(_cut(self._text[line]))
                self._told[number] = told
            count += told
        return count

    def _count_short(self, place: Place) -> int:
        """How many lines near the line have at most three words: a menu has many.

        Counts the line, the whole lines near it, and what is near of those at the edges.
        """
        number = bisect_right(self._starts, place.start) - 1
        low, high = max(0, place.start - _NEAR), place.end + _NEAR
        first = bisect_left(self._starts, low, 0, number)
        last = bisect_right(self._starts, high) - 1
        count = _few(self._text[place.start : min(place.end, place.start + _NEAR)])
        count += self._count_few(first, number)
        if self._starts[first] > low:
            count += _few(self._text[low : self._starts[first] - 1])
        if last > number:
            count += self._count_few(number + 1, last)
            count += _few(self._text[self._starts[last] : high].split("\n", 1)[0])
        return count

    def _count_few(self, first: int, last: int) -> int:
        """How many of the lines [first, last) have at most three words."""
        count = 0
        for number in range(first, last):
            few = self._few.get(number)
            if few is None:
                start, end = self._bounds(number)
                few = self._few[number] = _few(self._text[start:end])
            count += few
        return count

    def _run(self, number: int) -> int:
        """How many short lines stand beside one another with the line among them, at most 9.

        A line right below a sentence of a story closes it, whatever menu follows.
        """
        if not self._is_short(number):
            return 0
        run = 1
        if number and _tells(self._text[slice(*self._bounds(number - 1))]):
            return run
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(self._starts) and run < _RUN and self._is_short(at):
                run, at = run + 1, at + step
        return run

    def _is_short(self, number: int) -> bool:
        start, end = self._bounds(number)
        if end - start > _SHORT:
            return False
        line = self._text[start:end]
        return width(line) <= _SHORT and 0 < _words(line) <= _FEW

    def _alternative(self, place: Place) -> str | None:
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


def _few(line: str) -> int:
    """1 for a line (or what is near of it) that has one to three words, else 0."""
    return int(0 < len(line.split(None, 3)) < 4 and _words(line) < 4)


def _tells(line: str) -> int:
    """1 for a line that tells a part of a story, else 0."""
    if 2 * len(line) <= _TOLD or line.startswith(_ALT) or not sentence_ends(line.rstrip()):
        return 0
    return int(len(line) > _TOLD or width(line) > _TOLD)


def _cut(line: str) -> bool:
    """Whether a text's last line breaks off: too wide for a title or an entry, and without end."""
    bare = line.strip()
    return 2 * len(bare) > _TOLD and width(bare) > _TOLD and not bare.startswith(_ALT)


def width(line: str) -> int:
    """Returns the width of a line in letters: one of Han, kana or Hangul takes two."""
    return len(line) + _wide(line)


def _wide(line: str) -> int:
    return 0 if line.isascii() else len(_WIDE.findall(line))


def _words(line: str) -> int:
    """How many words a line has, roughly where a script puts no blanks between them."""
    count = len(line.split())
    if line.isascii():
        return count
    return count + sum((len(run) - 1) // _WORD for run in _UNSPACED.findall(line))


def line_kind(line: str | None) -> str:
    """Returns what a neighbouring line is, in a word."""
    if line is None:
        return "edge"
    bare = line.strip()
    if not bare:
        return "blank"
    if bare.startswith(_ALT):
        return "alternative text"
    if _SENTENCE.search(bare[-8:]) is not None:
        return "sentence" if width(bare) > 60 else "short sentence"
    wide = width(bare)
    for most, name in ((15, "word"), (50, "phrase"), (110, "title")):
        if wide <= most:
            return name
    return "long"


def sentence_ends(text: str) -> bool:
    """Returns whether a stretch of text ends as sentences do."""
    return _SENTENCE.search(text[-8:]) is not None


def word_count(line: str | None) -> str:
    """Returns the approximate number of words of a neighbouring line."""
    count = _words(line or "")
    for most, name in ((0, "none"), (2, "1-2"), (5, "3-5"), (12, "6-12")):
        if count <= most:
            return name
    return "many"
