"""Statements that a text announces and prints in full: "The ministry issued this statement:"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.models import Span

__all__ = ["announced"]

_QUOTES = '"“”„«»‘‚「『‹›'
_LONGEST = 20_000  # characters of a statement


def announced(text: str) -> tuple[Span, ...]:
    """Returns the span from the line that announces somebody's own words to the end of the text.

    Announcing a statement means that what follows is not the author's. Where the author's own text
    resumes is unknown, unless the statement has quotation marks: then these decide. Callers should
    require such spans, or quotation marks, in both texts.
    """
    found = _pattern().search(text)
    return () if found is None else (Span(found.end(), min(len(text), found.end() + _LONGEST)),)


@cache
def _pattern() -> re.Pattern[str]:
    """The words in a line, and the colon that ends it."""
    file = files("checker.text") / "announced.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"].split("|")
    either = "|".join(re.escape(" ".join(word.split())) for word in words)
    unmarked = rf"[:：][ \t]*\n(?!\s*[{_QUOTES}])"
    return re.compile(rf"(?:{either})[^\n.!?。！？]{{0,80}}{unmarked}", re.IGNORECASE)
