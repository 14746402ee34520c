"""Rewrites: sentences that say the same in other words, by their content words. Never "copied".

For a source that shares some words with the draft but no passage, the sentences around the best
alignment are compared as bags of words, each weighted by how much it tells of the content.
"""

import math

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.models import Passage
from checker.text.sentences import sentence_end, sentence_start
from checker.text.tables import SINGLE, WORD

__all__ = ["related"]


def related(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, boilerplate: Mask
) -> Passage | None:
    """The sentences around an alignment if they say the same, as a passage that does not count.

    Units of the draft that are `boilerplate`, its markings and addresses, say nothing.
    """
    if alignment.equal < T.related_words * draft.scale:
        return None
    start = sentence_start(draft.text, int(draft.units.starts[alignment.start]))
    end = sentence_end(draft.text, int(draft.units.ends[alignment.end - 1]))
    source_start = sentence_start(source.text, int(source.units.starts[alignment.source_start]))
    source_end = sentence_end(source.text, int(source.units.ends[alignment.source_end - 1]))
    if end - start > T.related_longest or source_end - source_start > T.related_longest:
        return None
    here = _bag(draft, start, end, boilerplate)
    there = _bag(source, source_start, source_end)
    common = here.keys() & there.keys()
    told = sum(here[one] for one in common)
    norm = math.sqrt(sum(w * w for w in here.values()) * sum(w * w for w in there.values()))
    alike = sum(here[one] * there[one] for one in common) / norm if norm else 0.0
    if (
        alike < (T.related_likeness if draft.scale < 2 else T.related_likeness_han)
        or told < T.related_content
    ):
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
    first, last = np.searchsorted(text.units.starts, (start, end))
    weights = _telling(text, slice(first, last))
    if without is not None:
        weights[without[first:last]] = 0.0
    return dict(zip(text.ids[first:last], weights.tolist(), strict=True))


def _telling(text: TokenizedText, part: slice) -> npt.NDArray[np.float64]:
    """What units tell, 0-1: long words and figures all, the small change of a language little."""
    units = text.units
    characters = np.minimum(units.characters[part], 5)
    by_letters = np.array([0.1, 0.15, 0.15, 0.2, 0.6, 1.0])[characters]
    weights = np.where(units.kinds[part] == WORD, by_letters, 0.4)
    weights = np.where(units.kinds[part] == SINGLE, 0.5, weights)
    told: npt.NDArray[np.float64] = np.where(units.figures[part], 1.0, weights)
    return told
