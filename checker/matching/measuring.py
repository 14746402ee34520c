"""The measures of a match: how much of the draft and of the source its passages are."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from checker.matching.passages import Judged
from checker.matching.relations import Found
from checker.matching.selection import joined
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.matching.unit_masks import Part, UnitMasks
from checker.models.evidence import Match, Passage
from checker.models.vocabulary import PassageClass
from checker.wording import worded

__all__ = ["WHOLE_LIST", "match_with", "paragraphs_in"]

# Blank lines part paragraphs; without any, the ends of lines that end a sentence do.
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_LINES = re.compile(r"(?<=[.!?…。！？।؟۔:”\"»)])[^\S\n]*\n")
WHOLE_LIST = 0.9  # share of a list from which on it is there as a whole


def match_with(
    text: TokenizedText, masks: UnitMasks, found: Found, day: int | None, own: int
) -> Match:
    """Returns the match with a source, measured from the union of its passages that count.

    Args:
        text: the draft.
        masks: what the draft's units are besides words.
        found: the source with its passages.
        day: the day of the draft, None if it is unknown.
        own: the weight of the draft's text.
    """
    stored = found.prepared.stored
    passages = joined([one.passage for one in found.judged if one.passage is not None])
    counted = [one for one in found.judged if one.counts]
    framed = [it for it in found.judged if it.in_chrome] if masks.has_elsewhere else []
    listed = [one for one in found.judged if _is_same_list(one)]
    list_weight = _source_weight(found.prepared.text, listed) if listed else 0
    here, around = _parts(counted), _parts(framed) if framed else ()
    weight, quoted, alike = masks.measured(here)
    source_weight = _source_weight(found.prepared.text, counted)
    chrome_weight = _source_weight(found.prepared.text, framed) if framed else 0
    whole = int(found.prepared.text.weight_before[-1])
    longest = max([one.aligned.longest for one in found.judged], default=0) / text.scale
    notes: list[str] = []
    if alike:
        notes.append(worded("look-alike characters in {n} of its words", n=alike))
    younger = 0 if day is None or stored.day is None else stored.day - day
    if younger > T.story_days:
        notes.append(
            worded("the source is {n} days younger than the draft: it may be the copy", n=younger)
        )
    return Match(
        stored.source,
        stored.version,
        stored.owner,
        _class_of(passages),
        round(weight / 6),
        round(min(1.0, weight / own), 4) if own else 0.0,
        round(source_weight / whole, 4),
        round(longest),
        tuple(passages),
        quoted_words=round(quoted / 6),
        notes=tuple(notes),
        chrome_words=round(masks.weight_of(around) / 6) if framed else 0,
        chrome_share_of_source=round(chrome_weight / whole, 4),
        listed_in=(stored.source,) if list_weight >= WHOLE_LIST * whole else (),
        source_paragraphs=paragraphs_in(stored.text, [one for one in passages if one.counted]),
    )


def paragraphs_in(source: str, passages: Sequence[Passage]) -> int:
    """Returns how many paragraphs of a source some passages touch; 0 if none are told apart."""
    if "\n" not in source:
        return 0
    parted = _BLANK_LINES if _BLANK_LINES.search(source.strip()) else _SENTENCE_LINES
    ends = [found.end() for found in parted.finditer(source)]
    touched: set[int] = set()
    for one in passages:
        touched.update(
            range(bisect_right(ends, one.source_start), bisect_left(ends, one.source_end) + 1)
        )
    return len(touched)


def _is_same_list(judged: Judged) -> bool:
    """Whether a passage does not count because it is a list, and no figure of it differs."""
    passage = judged.passage
    return passage is not None and passage.cls == "names" and passage.similarity == 1.0


def _parts(judged: Sequence[Judged]) -> tuple[Part, ...]:
    """The parts of the draft that some passages cover, in order; none overlaps another."""
    if len(judged) == 1:
        return ((judged[0].aligned.start, judged[0].aligned.end),)
    parts: list[Part] = []
    for start, end in sorted((one.aligned.start, one.aligned.end) for one in judged):
        if parts and start <= parts[-1][1]:
            parts[-1] = parts[-1][0], max(end, parts[-1][1])
        else:
            parts.append((start, end))
    return tuple(parts)


def _source_weight(source: TokenizedText, judged: Sequence[Judged]) -> int:
    """The weight of the units of a source that some passages cover, in sixths of a word."""
    before, weight, done = source.weight_before, 0, 0
    if len(judged) == 1:
        aligned = judged[0].aligned
        return int(before[aligned.source_end]) - int(before[aligned.source_start])
    for start, end in sorted((it.aligned.source_start, it.aligned.source_end) for it in judged):
        first = max(start, done)
        if end > first:
            weight += int(before[end]) - int(before[first])
            done = end
    return weight


def _class_of(passages: Sequence[Passage]) -> PassageClass:
    """The class that most of the counted words have, or of the shown ones if none counts."""
    counted = [passage for passage in passages if passage.counted] or list(passages)
    words: dict[PassageClass, int] = {}
    for passage in counted:
        words[passage.cls] = words.get(passage.cls, 0) + passage.words
    return max(words, key=lambda cls: words[cls])
