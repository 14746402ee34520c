"""Words that a layout attributes to somebody without quotation marks: interviews, letters.

Text after a name and a colon at the start of a line is that speaker's, up to the next name if a
text has several. Paragraphs between questions are answers. A letter extends from its salutation to
its closing; a post of a network is beside the line of its author's handle. These are only cues:
callers should require quotation marks in the other text as well.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checker.models.draft import Span
from checker.text.expression import expression

__all__ = ["spoken"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LABEL = re.compile(
    r"[ \t\u00a0\u3000>*_#–—-]{0,8}"
    r"(?P<name>[^\W\d_][^:：!?。？！…\"“”„«»「」]{0,59})"
    r"[*_]{0,4}[ \u00a0]?(?:：|:[*_]{0,4}(?=[^\w/]|$))"
)
_MOST_WORDS = 8  # of a speaker's name and office
_LONGEST_QUESTION = 400
_LONGEST_LETTER = 6000
_LONGEST_SALUTATION = 100
# "— Ida Voss (@voss) 5 March" below a post, "Ida Voss" and "@voss · 3h" above one.
_SIGNED = re.compile(r"\s*[—–-]{1,2}\s?[^\n]{1,80}?\(@[\w.-]{2,60}\)")
_HANDLE = re.compile(
    r"\s*(?:[^\n@]{1,80}\s)?\(?@[\w.-]{2,60}\)?(?:\s?[·•|,–—-][^\n]{1,40})?\s*:?\s*$"
)
_LONGEST_POST = 1000
_ASKING = "?？؟;՞፧"
_QUESTION = re.compile(rf"[{_ASKING}][*_\"”»』」]{{0,4}}\s*$")
_SALUTING = ",!:，：！"  # how a salutation ends


def spoken(text: str) -> tuple[Span, ...]:
    """Returns the turns of speakers, the answers and the letters of a text; they may overlap."""
    lines = [found.span() for found in _LINE.finditer(text)]
    return (
        *_turns(text, lines),
        *_answers(text, lines),
        *_letters(text, lines),
        *_posts(text, lines),
    )


def _lines_with(signs: str, text: str, lines: list[tuple[int, int]]) -> list[int]:
    """The numbers of the lines that have one of these signs."""
    starts = [start for start, _ in lines]
    found: set[int] = set()
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = text.find(sign, lines[number][1])
    return sorted(found)


def _turns(text: str, lines: list[tuple[int, int]]) -> Iterator[Span]:
    """What follows a name and a colon: its line, in an interview all lines up to the next name."""
    begins = [
        (number, found.end())
        for number in _lines_with(":：", text, lines)
        if (found := _LABEL.match(text, *lines[number])) and _is_name(found["name"])
    ]
    several = len(begins) > 1
    for at, (number, start) in enumerate(begins):
        end = begins[at + 1][0] if at + 1 < len(begins) else len(lines)
        if not several:  # its own line, or the next one
            end = min(end, number + (1 if text[start : lines[number][1]].strip() else 2))
        yield Span(start, lines[end - 1][1])


def _is_name(label: str) -> bool:
    """Whether words before a colon may be somebody's name and office."""
    return len(label.split()) <= _MOST_WORDS


def _answers(text: str, lines: list[tuple[int, int]]) -> Iterator[Span]:
    """The lines between questions that are lines of their own, where there are two or more."""
    asked = []
    for number in _lines_with(_ASKING, text, lines):
        start, end = lines[number]
        if end - start <= _LONGEST_QUESTION and _QUESTION.search(text, max(start, end - 12), end):
            asked.append(number)
    if len(asked) < 2:
        return
    for number, following in zip(asked, [*asked[1:], len(lines)], strict=True):
        if following > number + 1:
            yield Span(lines[number + 1][0], lines[following - 1][1])


def _letters(text: str, lines: list[tuple[int, int]]) -> Iterator[Span]:
    """From the line behind a salutation to the line before the close, or a letter's length."""
    begins, ends = _words()
    opened = -1
    for start, end in lines:
        if opened < 0 and text[end - 1] not in _SALUTING and not text[end - 1].isspace():
            continue  # most lines
        line = text[start : min(end, start + _LONGEST_SALUTATION)]
        if opened >= 0 and (start - opened > _LONGEST_LETTER or ends.match(line)):
            yield Span(opened, start)
            opened = -1
        if opened < 0 and end - start < _LONGEST_SALUTATION and begins.match(line):
            opened = end
    if opened >= 0:
        yield Span(opened, min(len(text), opened + _LONGEST_LETTER))


def _posts(text: str, lines: list[tuple[int, int]]) -> Iterator[Span]:
    """The paragraph above a line that signs a post with a handle, or below one that opens it."""
    if "@" not in text:
        return
    for number, (start, end) in enumerate(lines):
        if end - start > _LONGEST_SALUTATION or "@" not in text[start:end]:
            continue
        if number and _SIGNED.match(text, start, end):
            begin = text.rfind("\n\n", max(0, start - _LONGEST_POST), start)
            above = begin + 2 if begin >= 0 else lines[number - 1][0]
            yield Span(above, start)
        elif number + 1 < len(lines) and _HANDLE.match(text, start, end):
            begin = lines[number + 1][0]
            below = text.find("\n\n", begin, begin + _LONGEST_POST)
            yield Span(begin, below if below >= 0 else lines[number + 1][1])


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a line begins that opens a letter, and how one that closes it."""
    file = files("checker.text") / "spoken.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))["letters"]
    begins, ends = ("|".join(map(_opening, table[key].split("|"))) for key in ("begins", "ends"))
    return (
        expression(rf"[\s>*_]{{0,6}}(?:{begins})[^.?\n]{{0,90}}[{_SALUTING}]\s*$", re.IGNORECASE),
        expression(rf"[\s>*_–—-]{{0,6}}(?:{ends})", re.IGNORECASE),
    )


def _opening(words: str) -> str:
    """The pattern of words that open a line; where blanks part words, they are whole ones."""
    plain = " ".join(words.split())
    return re.escape(plain) + ("" if plain[-1] > "\u2e80" else r"(?!\w)")
