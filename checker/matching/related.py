"""Rewrites: sentences that say the same in other words, by their telling words. Never "copied".

For a source that shares some words with the draft but no passage, the sentences around the best
stretch are compared as bags of words, each weighted by how much it tells.
"""

import math

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Aligned
from checker.matching.tokens import Mask, Text
from checker.models import Passage
from checker.text.sentences import sentence_end, sentence_start
from checker.text.tables import SINGLE, WORD

__all__ = ["related"]

ALIKE = 0.62  # cosine of the telling words
ALIKE_LETTERS = 0.85  # of Han and kana letters, which texts have in common by chance
TELLING = 5.0  # telling words in common
FEWEST_WORDS = 5.0
LONGEST = 600  # letters on a side


def related(draft: Text, source: Text, stretch: Aligned, standing: Mask) -> Passage | None:
    """The sentences around a stretch if they say the same, as a passage that does not count.

    Units of the draft that are `standing`, its markings and addresses, say nothing.
    """
    if stretch.equal < FEWEST_WORDS * draft.scale:
        return None
    start = sentence_start(draft.text, int(draft.units.starts[stretch.start]))
    end = sentence_end(draft.text, int(draft.units.ends[stretch.end - 1]))
    source_start = sentence_start(source.text, int(source.units.starts[stretch.source_start]))
    source_end = sentence_end(source.text, int(source.units.ends[stretch.source_end - 1]))
    if end - start > LONGEST or source_end - source_start > LONGEST:
        return None
    here = _bag(draft, start, end, standing)
    there = _bag(source, source_start, source_end)
    common = here.keys() & there.keys()
    told = sum(here[one] for one in common)
    norm = math.sqrt(sum(w * w for w in here.values()) * sum(w * w for w in there.values()))
    alike = sum(here[one] * there[one] for one in common) / norm if norm else 0.0
    if alike < (ALIKE if draft.scale < 2 else ALIKE_LETTERS) or told < TELLING:
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


def _bag(text: Text, start: int, end: int, without: Mask | None = None) -> dict[int, float]:
    """The units of a stretch, each once, with what it tells."""
    first, last = np.searchsorted(text.units.starts, (start, end))
    weights = _telling(text, slice(first, last))
    if without is not None:
        weights[without[first:last]] = 0.0
    return dict(zip(text.ids[first:last], weights.tolist(), strict=True))


def _telling(text: Text, part: slice) -> npt.NDArray[np.float64]:
    """What units tell, 0-1: long words and figures all, the small change of a language little."""
    units = text.units
    letters = np.minimum(units.letters[part], 5)
    by_letters = np.array([0.1, 0.15, 0.15, 0.2, 0.6, 1.0])[letters]
    weights = np.where(units.kinds[part] == WORD, by_letters, 0.4)
    weights = np.where(units.kinds[part] == SINGLE, 0.5, weights)
    told: npt.NDArray[np.float64] = np.where(units.figures[part], 1.0, weights)
    return told
