"""Somebody else's words without quotation marks: announced statements and reports of speeches.

"The ministry issued this statement:" announces one. A report of what an official or a meeting said
is, in Chinese, the official wording from the verb ("会议强调，") to the end of its paragraph.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from checker.models.draft import Span
from checker.text.expression import expression
from checker.text.quotes import quotations

__all__ = ["announced", "officially_reported", "reported"]

_EASTERN = ("zh", "ja", "ko")  # which write no blanks around such words
_QUOTES = '"“”„«»‘‚「『‹›'
_BEFORE = 80  # characters of the line between the words and the colon
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST = 20_000  # characters of a statement
_MOST = 40  # statements of a text: each takes a look at all that may follow it
_SPEAKER = 20  # characters of a speaker
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STOP = re.compile(r"[.!?…:;。！？؟。：；][\"”»'’)）」』\]]{0,3}\s*$")
_POINT = re.compile(r"[ \t]*(?:[-•*·–—▪]|\(?\d{1,2}[.)、）]|[一二三四五六七八九十]{1,3}、)")
_ENDING = re.compile(rf"[:：][ \t]*\n(?!\s*[{_QUOTES}])")


def announced(text: str) -> tuple[Span, ...]:
    """Returns the statements that lines announce as somebody's own words.

    What follows such a line is not the author's, up to where the author's own text resumes. A
    statement goes on as long as it speaks of itself ("we regret"), outside of quotation marks, and
    ends before a paragraph that names a speaker ("the mayor said"). One that never speaks of itself
    is a paragraph or the points of a list, or goes on up to such a paragraph where the line
    announces all of a text. Quotation marks behind the line decide by themselves. Callers should
    require such spans, or quotation marks, in both texts.
    """
    out: list[Span] = []
    for ending in _ENDING.finditer(text):  # few lines end so, and the words are many
        if out and ending.start() < out[-1].end:
            continue
        words, reach = _announcing()
        begin = max(text.rfind("\n", 0, ending.start()) + 1, ending.start() - reach)
        found = words.search(text, begin, ending.start() + 1)
        if found and found.lastgroup:
            kind, _, language = found.lastgroup.partition("_")
            end = _end(text, ending.end(), language, whole=kind == "whole")
            out.append(Span(ending.end(), end))
            if len(out) == _MOST:
                break
    return tuple(out)


def _end(text: str, start: int, language: str, *, whole: bool) -> int:
    """Where a statement that begins here ends."""
    ours, tells = _hands(language)
    paragraphs = list(_paragraphs(text, start))
    if not paragraphs:
        return len(text)
    end = most = paragraphs[0][1]  # `most`: if it never speaks of itself
    spoke = said = False
    points = _POINT.match(text, paragraphs[0][0]) is not None
    for begin, close in paragraphs:
        own = _outside_of_marks(text[begin:close])
        if ours.search(own):
            spoke, end = True, close
        elif tells.search(own):
            break
        points = points and _POINT.match(text, begin) is not None
        if whole or points or not said:
            most = close
        said = said or _STOP.search(own) is not None  # before, there were headings
    return end if spoke else most


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a statement's greatest length; a line may go on in the next one."""
    begin = -1
    last = start
    for line in _LINE.finditer(text, start, min(len(text), start + _LONGEST)):
        if not line[0].strip():
            if begin >= 0:
                yield begin, last
            begin = -1
            continue
        begin = line.start() if begin < 0 else begin
        last = line.start() + len(line[0].rstrip())
        if _STOP.search(line[0]):
            yield begin, last
            begin = -1
    if begin >= 0:
        yield begin, last


def _outside_of_marks(paragraph: str) -> str:
    """A paragraph without what it quotes: a report may quote what somebody says of himself."""
    out, at = "", 0
    for span in quotations(paragraph):
        out += paragraph[at : span.start]
        at = span.end
    return out + paragraph[at:]


def reported(text: str) -> tuple[Span, ...]:
    """Returns the rests of paragraphs that follow a verb of official speech, with the speaker.

    Every house prints these words as they were given out. Callers should require that several
    sources report them.
    """
    return tuple(Span(*found.span()) for found in _reports(text))


def officially_reported(text: str) -> tuple[Span, ...]:
    """Returns those of the rests of paragraphs that follow a verb of officials and documents alone.

    What follows "said" may go on with the newsroom's own words.
    """
    plain = set(_words()["reports"]["plain"].split())
    return tuple(Span(*found.span()) for found in _reports(text) if found["verb"] not in plain)


def _reports(text: str) -> Iterator[re.Match[str]]:
    """The rests of paragraphs that follow a verb of speech, with the speaker."""
    if not _HAN.search(text):
        return
    verb, whole = _reporting()
    at = 0
    while (spoken := verb.search(text, at)) is not None:  # there are few verbs; speakers begin near
        found = whole.search(text, max(at, spoken.start() - _SPEAKER))
        if found is None:
            break
        yield found
        at = found.end()


@cache
def _reporting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of official speech, and the same with its speaker and what follows in the line."""
    either = "|".join(re.escape(word) for word in _words()["reports"]["verbs"].split())
    verb = rf"(?P<verb>{either})[，：:]"
    speaker = rf"[^，。；：:！？\s]{{0,{_SPEAKER}}}"
    return expression(verb), expression(rf"{speaker}{verb}[^\n]*")


@cache
def _announcing() -> tuple[re.Pattern[str], int]:
    """The words in a line up to the colon that ends it, and how far before it they begin.

    The name of the group is what they announce and in which language.
    """
    groups: list[str] = []
    longest = 0
    for language, table in _words()["languages"].items():
        for kind in [one for one in ("whole", "part") if one in table]:
            plain = [" ".join(word.split()) for word in table[kind].split("|")]
            longest = max(longest, *map(len, plain))
            groups.append(f"(?P<{kind}_{language}>{'|'.join(map(re.escape, plain))})")
    pattern = rf"(?:{'|'.join(groups)})[^\n.!?。！？]{{0,{_BEFORE}}}[:：]\Z"
    return expression(pattern, re.IGNORECASE), _BEFORE + longest


@cache
def _hands(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of a language with which a statement speaks of itself, and a report of a speaker."""
    table = _words()["languages"][language]
    ours, tells = (table[key].replace("\n", "") for key in ("ours", "tells"))
    if language in _EASTERN:
        return expression(ours), expression(tells)
    return (
        expression(rf"(?<!\w)(?:{ours})(?!\w)", re.IGNORECASE),
        expression(rf"(?<!\w)(?:{tells})(?!\w)", re.IGNORECASE),
    )


@cache
def _words() -> dict[str, Any]:
    file = files("checker.text") / "announced.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
