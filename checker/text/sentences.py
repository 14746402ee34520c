"""How much of the sentences that it touches a stretch of text fills."""

import re

__all__ = ["completeness"]

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”’）]*|[؟।།၊။។]+|\n"
)  # as in UAX 29, but a line break always ends a sentence
_REACH = 1200


def completeness(text: str, start: int, end: int) -> float:
    """The share, 0-1, of the sentences touched by start..end that lies inside it."""
    first = max(0, start - _REACH)
    before = first
    for mark in _END.finditer(text, first, start + 1):
        if mark.end() <= start:
            before = mark.end()
    after = min(len(text), end + _REACH)
    following = _END.search(text, max(start, end - 1), after)
    last = following.end() if following else after
    blank = len(text[before:start]) - len(text[before:start].lstrip())
    return (end - start) / max(1, last - before - blank)
