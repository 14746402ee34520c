"""Quotations of which the marks do not match: one of another kind, or one that is missing.

Texts that went through several editors have “one mark of print and one of a typewriter", a mark
that only opens or only closes, and quotations that run over paragraphs without opening again.
Others have a dash alone: before the speaker ("..., – said Voss") or, where paragraphs were joined,
before each speech. These spans are cues: callers should require quotation marks in the other text
as well.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from checker.models.draft import Span

__all__ = ["dashed", "unpaired"]

_MARK = re.compile('["“”„«»＂]|[\n\r\u2028\u2029]')
_OPENERS, _CLOSERS = "„“«", "”»"
_LONGEST = 4000
_LONGEST_SPEECH = 600  # characters before a dash and a speaker
_SPEAKER = re.compile(r"(?<=[^\W\d_])[»”\"]?[,!?…] ?[–—] ?(?=([^\W\d_]))")
_SPEECH = re.compile(r"(?<=[.!?…»”\"]) [–—] ?(?=[«„“\"]?([^\W\d_]))")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LONGEST_NAME = 40  # characters of a name in quotation marks
_BEFORE_CLOSING = re.compile(r"[^\W\d_]|[.!?…,;:)\]%]")


def unpaired(text: str, paired: Sequence[Span]) -> Iterator[Span]:
    """Yields what marks quote that are no part of the quotations of a text.

    A mark that opens quotes up to the next one that closes, without a third in between, or to the
    end of its paragraph. One that closes and has no partner quotes from the start of its paragraph.

    Args:
        text: the text.
        paired: its quotations with marks that match, in their order.
    """
    opened, line, at = -1, 0, 0
    end_of_line = -1  # of the paragraph in which the open mark is
    for found in _MARK.finditer(text):
        start, end = found.span()
        while at < len(paired) and paired[at].end <= start:
            at += 1
        if at < len(paired) and paired[at].start <= start:
            continue
        if found[0] in "\n\r\u2028\u2029":
            line = end
            if opened >= 0 and end_of_line < 0:
                end_of_line = start
            continue
        if opened >= 0 and start - opened > _LONGEST:
            yield Span(opened, _until(text, opened, end_of_line))
            opened = -1
        side = _side(text, start, end)
        if side > 0:
            if opened >= 0:
                yield Span(opened, _until(text, opened, end_of_line))
            opened, end_of_line = start, -1
        elif side < 0:
            begins = opened if opened >= 0 else max(line, paired[at - 1].end if at else 0)
            yield Span(begins, end)
            opened = -1
    if opened >= 0:
        yield Span(opened, _until(text, opened, end_of_line))


def dashed(text: str, paired: Sequence[Span]) -> Iterator[Span]:
    """Yields what a line has before a dash and a speaker, and its speeches that begin with a dash.

    A small letter behind a sign and a dash shows that somebody is named; a capital letter shows
    that somebody speaks, in lines that name one: others have a dash behind a town. Where a
    quotation with both marks ends before the dash, it is all that was said; a name in marks is not.

    Args:
        text: the text.
        paired: its quotations with marks that match.
    """
    if "–" not in text and "—" not in text:
        return
    for line in _LINE.finditer(text):
        at, end = line.span()
        speakers = [
            one
            for one in _SPEAKER.finditer(text, at, end)
            if one[1].islower() and not _is_told(paired, one)
        ]
        for one in speakers:
            yield Span(max(at, one.start() - _LONGEST_SPEECH), one.start())
            at = one.end()
        if speakers:
            yield from _speeches(text, line.span(), paired)


def _is_told(paired: Sequence[Span], dash: re.Match[str]) -> bool:
    """Whether a dash is inside a quotation with both marks or behind it, one that is no name."""
    at = bisect_left(paired, dash.end(), key=attrgetter("end"))
    inside = at < len(paired) and paired[at].start < dash.start()
    behind = at > 0 and paired[at - 1].end >= dash.start()
    return inside or (behind and paired[at - 1].end - paired[at - 1].start > _LONGEST_NAME)


def _speeches(text: str, line: tuple[int, int], paired: Sequence[Span]) -> Iterator[Span]:
    opened = -1
    for found in _SPEECH.finditer(text, *line):
        if _is_told(paired, found):
            continue
        if opened >= 0:
            yield Span(opened, found.start())
        opened = found.end() if found[1].isupper() else -1
    if opened >= 0:
        yield Span(opened, line[1])


def _until(text: str, opened: int, end_of_line: int) -> int:
    """Where a quotation that is never closed ends: with its paragraph."""
    return min(opened + _LONGEST, end_of_line if end_of_line >= 0 else len(text))


def _side(text: str, start: int, end: int) -> int:
    """1 if a mark opens, -1 if it closes, 0 if nothing shows it.

    Beside a word only its place tells, since languages use the same signs for both.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if not before.isalnum() and after.isalnum() and not _BEFORE_CLOSING.match(before):
        return 1
    if _BEFORE_CLOSING.match(before) and not after.isalnum():
        return -1
    mark = text[start]
    if before.isspace() and after.isspace():
        return 1 if mark in _OPENERS else -1 if mark in _CLOSERS else 0
    return 0
