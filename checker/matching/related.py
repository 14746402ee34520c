"""Rewrites: sentences with the same meaning in other words, by content words. Never "copied".

For a source that shares some words with the draft but no passage, the sentences around the best
alignment are compared as bags of words, each weighted by how distinctive it is.
"""

import math
from bisect import bisect_left

from checker.matching.alignment import Alignment
from checker.matching.bags import A_WORD
from checker.matching.core import core
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.models.evidence import Passage

__all__ = ["related"]


def related(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, boilerplate: Mask
) -> Passage | None:
    """Returns sentences around an alignment with the same meaning, as an uncounted passage.

    Units of the draft in `boilerplate`, its markings and addresses, are ignored.
    """
    if alignment.equal < T.related_words * draft.scale:
        return None
    start = draft.borders.sentence_start(draft.starts[alignment.start])
    end = draft.borders.sentence_end(draft.ends[alignment.end - 1])
    source_start = source.borders.sentence_start(source.starts[alignment.source_start])
    source_end = source.borders.sentence_end(source.ends[alignment.source_end - 1])
    if end - start > T.related_longest or source_end - source_start > T.related_longest:
        return None
    here = bisect_left(draft.starts, start), bisect_left(draft.starts, end)
    there = bisect_left(source.starts, source_start), bisect_left(source.starts, source_end)
    told = core().bags(draft, source, (*here, *there), boilerplate)
    if told.common < T.related_content * A_WORD:
        return None
    norm = math.sqrt(told.square * told.source_square)
    alike = told.product / norm if norm else 0.0
    if alike < (T.related_likeness if draft.scale < 2 else T.related_likeness_han):
        return None
    return Passage(
        start,
        end,
        source_start,
        source_end,
        "related",
        round(alike, 4),
        told.units,
        False,
        "says the same in other words",
    )
