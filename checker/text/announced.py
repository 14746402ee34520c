"""Statements that a text announces and prints in full: "The ministry issued this statement:"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.models import Span

__all__ = ["announced"]

_QUOTES = '"“”„«»‘‚「『‹›'
_BEFORE = 80  # characters of the line between the words and the colon
_LONGEST = 20_000  # characters of a statement
_ENDING = re.compile(rf"[:：][ \t]*\n(?!\s*[{_QUOTES}])")


def announced(text: str) -> tuple[Span, ...]:
    """Returns the span from the line that announces somebody's own words to the end of the text.

    Announcing a statement means that what follows is not the author's. Where the author's own text
    resumes is unknown, unless the statement has quotation marks: then these decide. Callers should
    require such spans, or quotation marks, in both texts.
    """
    for ending in _ENDING.finditer(text):  # few lines end so, and the words are many
        words, reach = _words()
        begin = max(text.rfind("\n", 0, ending.start()) + 1, ending.start() - reach)
        if words.search(text, begin, ending.start() + 1):
            return (Span(ending.end(), min(len(text), ending.end() + _LONGEST)),)
    return ()


@cache
def _words() -> tuple[re.Pattern[str], int]:
    """The words in a line up to the colon that ends it, and how far before it they begin."""
    file = files("checker.text") / "announced.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["words"].split("|")
    plain = [" ".join(word.split()) for word in listed]
    either = "|".join(map(re.escape, plain))
    pattern = re.compile(rf"(?:{either})[^\n.!?。！？]{{0,{_BEFORE}}}[:：]\Z", re.IGNORECASE)
    return pattern, _BEFORE + max(map(len, plain))
