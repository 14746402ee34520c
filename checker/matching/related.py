"""Rewrites: sentences that say the same in other words, by their content words. Never "copied".

For a source that shares some words with the draft but no passage, the sentences around the best
alignment are compared as bags of words, each weighted by how much it tells of the content.
"""

import math

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.models import Passage

__all__ = ["related"]


def related(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, boilerplate: Mask
) -> Passage | None:
    """The sentences around an alignment if they say the same, as a passage that does not count.

    Units of the draft that are `boilerplate`, its markings and addresses, say nothing.
    """
    if alignment.equal < T.related_words * draft.scale:
        return None
    start = draft.borders.sentence_start(int(draft.units.starts[alignment.start]))
    end = draft.borders.sentence_end(int(draft.units.ends[alignment.end - 1]))
    source_start = source.borders.sentence_start(int(source.units.starts[alignment.source_start]))
    source_end = source.borders.sentence_end(int(source.units.ends[alignment.source_end - 1]))
    if end - start > T.related_longest or source_end - source_start > T.related_longest:
        return None
    here = _bag(draft, start, end, boilerplate)
    there = _bag(source, source_start, source_end)
    common = here.keys() & there.keys()
    if sum(here[one] for one in common) < T.related_content:
        return None
    norm = math.sqrt(sum(w * w for w in here.values()) * sum(w * w for w in there.values()))
    alike = sum(here[one] * there[one] for one in common) / norm if norm else 0.0
    if alike < (T.related_likeness if draft.scale < 2 else T.related_likeness_han):
        return None
    return Passage(
        start,
        end,
        source_start,
        source_end,
        "related",
        round(alike, 4),
        len(here),
        False,
        "says the same in other words",
    )


def _bag(
    text: TokenizedText, start: int, end: int, without: Mask | None = None
) -> dict[int, float]:
    """The units of an alignment, each once, with its weight."""
    first, last = text.units.starts.searchsorted((start, end)).tolist()
    bag = dict(zip(text.ids[first:last], text.telling[first:last], strict=True))
    if without is not None and without[first:last].any():
        weights = (
            0.0 if left_out else told
            for told, left_out in zip(
                text.telling[first:last], without[first:last].tolist(), strict=True
            )
        )
        bag = dict(zip(text.ids[first:last], weights, strict=True))
    return bag
