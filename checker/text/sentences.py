"""How much of the sentences it touches a part of a text covers."""

import re
from bisect import bisect_left, bisect_right

from checker.values import dataclass

__all__ = [
    "MARKS",
    "REACH",
    "STOPS",
    "TIGHT_STOPS",
    "Borders",
    "first_before",
    "sentence_end",
    "sentence_start",
]

# What ends a sentence (Unicode's Sentence_Terminal, as far as scripts of today's news go). The
# tight ones end it wherever they are, the others before white space.
TIGHT_STOPS = "。！？｡؟۔܀܁܂߹।॥༎།។៕။።፧፨։჻᠃᠉᙮꓿꘎꘏꯫꫰᱾᱿‼⁇⁈⁉"
STOPS = ".!?…" + TIGHT_STOPS
# As in UAX 29, but a line break always ends a sentence. One set begins it, so that the search skips
# all other characters at once.
_END = re.compile(
    rf"[{STOPS}\n](?:(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?=\s|$)|(?<=[{TIGHT_STOPS}])[{TIGHT_STOPS}]*"
    rf"[」』”’»)\]）]*|(?<=\n))"
)
_NEAR, REACH = 200, 1200
MARKS = 3  # characters at most that close a sentence


def sentence_start(text: str, at: int) -> int:
    """Returns where the sentence at or after `at` begins, REACH characters back at most."""
    for reach in (_NEAR, REACH):
        first = max(0, at - reach)
        before = -1
        for mark in _END.finditer(text, first, at + 1):
            if mark.end() <= at:
                before = mark.end()
        if before >= 0 or not first:
            break
    before = max(before, first)
    while before < at and text[before].isspace():
        before += 1
    return before


def sentence_end(text: str, at: int) -> int:
    """Returns where the sentence that holds the character before `at` ends, its marks included."""
    last = min(len(text), at + REACH)
    found = _END.search(text, max(0, at - 1), last)
    if found is None:
        return last
    return found.start() if text[found.start()] == "\n" else found.end()


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """The sentence boundaries of a text: the marks that end sentences, found once.

    `starts` and `ends` are those of each mark, in code points.
    """

    text: str
    starts: list[int]
    ends: list[int]

    @staticmethod
    def of(text: str) -> "Borders":
        """Returns the borders of a text."""
        starts, ends = [], []
        for mark in _END.finditer(text):
            start, end = mark.span()
            starts.append(start)
            ends.append(end)
        return Borders(text, starts, ends)

    def sentence_start(self, at: int) -> int:
        """Returns the same as the function of this name."""
        last = bisect_right(self.ends, at) - 1
        if last >= 0 and self.starts[last] >= at - REACH:
            before = self.ends[last]
        elif last < 0 and at <= REACH:
            before = 0
        else:
            return sentence_start(self.text, at)
        while before < at and self.text[before].isspace():
            before += 1
        return before

    def sentence_end(self, at: int) -> int:
        """Returns the same as the function of this name."""
        ends, whole, last = self.ends, len(self.text), at + REACH
        last = min(last, whole)
        first = bisect_left(ends, max(1, at))
        if first == len(ends) or self.starts[first] >= last:
            return last
        start, end = self.starts[first], ends[first]
        if start < at - 1 or end >= last < whole:
            return sentence_end(self.text, at)
        return start if self.text[start] == "\n" else end

    def all_ends(self) -> list[int]:
        """Returns where the sentences end, the end of the text last."""
        whole = len(self.text)
        return self.ends if self.ends and self.ends[-1] == whole else [*self.ends, whole]

    def are_whole(self, start: int, end: int, *, marks: int = MARKS) -> bool:
        """Returns whether start..end is whole sentences, apart from `marks` closing characters."""
        return self.sentence_end(end) <= end + marks and self.sentence_start(start) == start

    def wholeness(self, start: int, end: int) -> float:
        """Returns the share, 0-1, of start..end that is whole sentences."""
        first, last = self.sentence_start(start), self.sentence_end(end)
        inner_first = start if first >= start else self.sentence_end(start + 1)
        inner_last = end if last <= end else first_before(self.text, inner_first, end)
        return max(0.0, (inner_last - inner_first) / max(1, end - start))


def first_before(text: str, least: int, at: int) -> int:
    """Returns the end of the last sentence that ends between `least` and `at`, or `least`."""
    found = least
    for mark in _END.finditer(text, max(0, least - 1), at):
        if mark.end() <= at:
            found = max(found, mark.end())
    return found
