"""How much of the sentences that it touches a part of a text fills."""

import re

__all__ = [
    "STOPS",
    "TIGHT_STOPS",
    "are_whole",
    "boundaries",
    "completeness",
    "first_before",
    "sentence_end",
    "sentence_start",
    "wholeness",
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
_NEAR, _REACH = 200, 1200


def sentence_start(text: str, at: int) -> int:
    """Where the sentence at or after `at` begins, REACH characters back at most."""
    for reach in (_NEAR, _REACH):
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
    """Where the sentence that holds the character before `at` ends, its marks included."""
    last = min(len(text), at + _REACH)
    found = _END.search(text, max(0, at - 1), last)
    if found is None:
        return last
    return found.start() if text[found.start()] == "\n" else found.end()


def boundaries(text: str) -> list[int]:
    """Where the sentences of a text end, in code points, the end of the text last."""
    ends = [mark.end() for mark in _END.finditer(text)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def are_whole(text: str, start: int, end: int, *, marks: int = 3) -> bool:
    """Whether start..end is whole sentences, but for `marks` characters that close the last."""
    # the end is asked first: it is found by one search
    return sentence_end(text, end) <= end + marks and sentence_start(text, start) == start


def completeness(text: str, start: int, end: int) -> float:
    """The share, 0-1, of the sentences touched by start..end that lies inside it."""
    first, last = sentence_start(text, start), sentence_end(text, end)
    return (end - start) / max(1, last - first)


def wholeness(text: str, start: int, end: int) -> float:
    """The share, 0-1, of start..end that is whole sentences."""
    first, last = sentence_start(text, start), sentence_end(text, end)
    inner_first = start if first >= start else sentence_end(text, start + 1)
    inner_last = end if last <= end else first_before(text, inner_first, end)
    return max(0.0, (inner_last - inner_first) / max(1, end - start))


def first_before(text: str, least: int, at: int) -> int:
    """The end of the last sentence that ends between `least` and `at`, or `least`."""
    found = least
    for mark in _END.finditer(text, max(0, least - 1), at):
        if mark.end() <= at:
            found = max(found, mark.end())
    return found
