"""The words that differ between a passage and its source, for people who compare them."""

import re
from collections.abc import Sequence

from checker.values import dataclass

__all__ = ["Part", "changes", "compared", "window"]

# Words, single characters of scripts without spaces, white space, and signs.
_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1780-\u17ff]|\w+|\s+|[^\w\s]")
MOST_TOKENS = 6_000  # longer passages are shown whole: nobody compares them word by word


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one of the two texts, and whether the other has it too."""

    text: str
    same: bool


def compared(draft: str, source: str) -> tuple[list[Part], list[Part]]:
    """Splits both texts where they differ; each list, joined, is its text.

    White space never counts as a difference.
    """
    mine, theirs = _TOKENS.findall(draft), _TOKENS.findall(source)
    if max(len(mine), len(theirs)) > MOST_TOKENS:
        return [Part(draft, True)], [Part(source, True)]
    from rapidfuzz.distance import Indel

    left: list[Part] = []
    right: list[Part] = []
    for step in Indel.opcodes(_keys(mine), _keys(theirs)):
        same = step.tag == "equal"
        _add(left, "".join(mine[step.src_start : step.src_end]), same)
        _add(right, "".join(theirs[step.dest_start : step.dest_end]), same)
    return left, right


def changes(draft: str, source: str) -> int:
    """Returns how many places differ in their words; signs, case and white space never count."""
    if draft == source:  # as most verbatim passages are
        return 0
    mine, theirs = _TOKENS.findall(draft), _TOKENS.findall(source)
    if max(len(mine), len(theirs)) > MOST_TOKENS:
        return 0
    from rapidfuzz.distance import Indel

    count, before = 0, True
    for step in Indel.opcodes(_keys(mine), _keys(theirs)):
        differing = mine[step.src_start : step.src_end] + theirs[step.dest_start : step.dest_end]
        same = step.tag == "equal"
        if not any(_is_word(token) for token in differing):
            continue  # a blank between two changed words makes no second change
        count += before and not same
        before = same
    return count


def window(parts: Sequence[Part], most: int) -> list[Part]:
    """Returns at most about `most` characters of a text, around the first difference."""
    length = sum(len(part.text) for part in parts)
    if length <= most:
        return list(parts)
    at = 0
    for part in parts:
        if not part.same:
            break
        at += len(part.text)
    start = 0 if at == length else max(0, min(at - most // 3, length - most))
    cut = _cut(parts, start, start + most)
    before = [Part("… ", True)] if start else []
    after = [Part(" …", True)] if start + most < length else []
    return [*before, *cut, *after]


def _cut(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    kept, at = [], 0
    for part in parts:
        low, high = max(start - at, 0), min(end - at, len(part.text))
        if low < high:
            kept.append(Part(part.text[low:high], part.same))
        at += len(part.text)
    return kept


def _keys(tokens: Sequence[str]) -> list[str]:
    """What is compared: words without case, and any white space as one space."""
    return [" " if token.isspace() else token.casefold() for token in tokens]


def _is_word(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


def _add(parts: list[Part], text: str, same: bool) -> None:
    if text:
        parts.append(Part(text, same or text.isspace()))
