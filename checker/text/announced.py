"""Somebody else's words without quotation marks: announced statements and reports of speeches.

"The ministry issued this statement:" announces one. A report of what an official or a meeting said
is, in Chinese, the official wording from the verb ("会议强调，") to the end of its paragraph.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checker.models.draft import Span
from checker.text.expression import expression

__all__ = ["announced", "officially_reported", "reported"]

_QUOTES = '"“”„«»‘‚「『‹›'
_BEFORE = 80  # characters of the line between the words and the colon
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST = 20_000  # characters of a statement
_SPEAKER = 20  # characters of a speaker
_ENDING = re.compile(rf"[:：][ \t]*\n(?!\s*[{_QUOTES}])")


def announced(text: str) -> tuple[Span, ...]:
    """Returns the span from the line that announces somebody's own words to the end of the text.

    Announcing a statement means that what follows is not the author's. Where the author's own text
    resumes is unknown, unless the statement has quotation marks: then these decide. Callers should
    require such spans, or quotation marks, in both texts.
    """
    for ending in _ENDING.finditer(text):  # few lines end so, and the words are many
        words, reach = _announcing()
        begin = max(text.rfind("\n", 0, ending.start()) + 1, ending.start() - reach)
        if words.search(text, begin, ending.start() + 1):
            return (Span(ending.end(), min(len(text), ending.end() + _LONGEST)),)
    return ()


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
    plain = set(_words()["plain"].split())
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
    either = "|".join(re.escape(word) for word in _words()["verbs"].split())
    verb = rf"(?P<verb>{either})[，：:]"
    speaker = rf"[^，。；：:！？\s]{{0,{_SPEAKER}}}"
    return expression(verb), expression(rf"{speaker}{verb}[^\n]*")


@cache
def _announcing() -> tuple[re.Pattern[str], int]:
    """The words in a line up to the colon that ends it, and how far before it they begin."""
    plain = [" ".join(word.split()) for word in _words()["words"].split("|")]
    either = "|".join(map(re.escape, plain))
    pattern = expression(rf"(?:{either})[^\n.!?。！？]{{0,{_BEFORE}}}[:：]\Z", re.IGNORECASE)
    return pattern, _BEFORE + max(map(len, plain))


@cache
def _words() -> dict[str, str]:
    file = files("checker.text") / "announced.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
