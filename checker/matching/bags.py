"""Two spans of units as bags of words: each unit once, weighted by how distinctive it is."""

from typing import NamedTuple

from checker.matching.alignment import Run
from checker.matching.tokens import Mask, TokenizedText

__all__ = ["A_WORD", "Bags", "bags"]

A_WORD = 20  # what a long word tells


class Bags(NamedTuple):
    """The weights of two spans, in units of `A_WORD` for a long word.

    `units` are those of the draft, each once; `common` is the weight of those that are in both,
    `product` the sum of the products of both weights, `square` and `source_square` the sums of the
    squares of either.
    """

    units: int
    common: int
    product: int
    square: int
    source_square: int


def bags(draft: TokenizedText, source: TokenizedText, part: Run, without: Mask) -> Bags:
    """Compares a part of two texts; units of the draft in `without` have no weight."""
    start, end, source_start, source_end = part
    told = draft.telling[start:end].copy()
    told[without[start:end]] = 0
    here = dict(zip(draft.units.ids[start:end].tolist(), told.tolist(), strict=True))
    there = dict(
        zip(
            source.units.ids[source_start:source_end].tolist(),
            source.telling[source_start:source_end].tolist(),
            strict=True,
        )
    )
    common = here.keys() & there.keys()
    return Bags(
        len(here),
        sum(here[one] for one in common),
        sum(here[one] * there[one] for one in common),
        sum(told * told for told in here.values()),
        sum(told * told for told in there.values()),
    )
