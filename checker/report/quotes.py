"""The words of findings and passages beside their offsets, where draft and sources are known."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from checker.report.answer import Answer
from checker.report.found import Anchor, Passage
from checker.report.spans import Quote

__all__ = ["quote_of", "quoted", "with_quotes"]

CONTEXT = 32  # code points of a quote's prefix and suffix; the model leaves the number open
_Placed = TypeVar("_Placed", Passage, Anchor)


def quote_of(text: str | None, start: int, end: int) -> Quote | UnsetType:
    """Returns a span of a text with what is around it; absent if the text is unknown."""
    if text is None:
        return UNSET
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def quoted(answer: Answer, text: str, sources: Mapping[str, str]) -> Answer:
    """Returns an answer with the words of its findings and passages; it was made without a text.

    Args:
        answer: an answer with offsets in code points.
        text: the draft.
        sources: the matched sources' texts by id.
    """
    findings = [
        replace(one, quote=quote_of(text, one.start, one.end))
        if one.start is not UNSET and one.end is not UNSET and one.start < one.end
        else one
        for one in answer.findings
    ]
    return with_quotes(replace(answer, findings=findings), text, sources)


def with_quotes(answer: Answer, text: str | None, sources: Mapping[str, str]) -> Answer:
    """Returns a stored answer with the words of its passages, if draft and sources are known.

    Args:
        answer: an answer with offsets in code points; nothing is quoted when it is stored.
        text: the draft, if it was kept.
        sources: the matched sources' texts by id.
    """
    matches = [
        replace(
            match,
            passages=[_quoted(one, text, sources.get(match.source)) for one in match.passages],
            anchors=[_quoted(one, text, sources.get(match.source)) for one in match.anchors],
        )
        for match in answer.matches
    ]
    return replace(answer, matches=matches)


def _quoted(passage: _Placed, text: str | None, source: str | None) -> _Placed:
    if passage.start is UNSET or passage.end is UNSET:
        return passage
    if passage.source_start is UNSET or passage.source_end is UNSET:
        return passage
    in_title = isinstance(passage, Passage) and passage.field is not UNSET
    return replace(
        passage,
        quote=UNSET if in_title else quote_of(text, passage.start, passage.end),
        source_quote=quote_of(source, passage.source_start, passage.source_end),
    )
