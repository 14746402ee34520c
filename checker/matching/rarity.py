"""How rare the words of a part of a draft are: how many families of sources have each shingle."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.matching.candidates import Hits
from checker.matching.phrases import Shingles
from checker.matching.tokens import Mask, unit_mask
from checker.native.addresses import Held, hits_held, pairs_held, shingles_held
from checker.values import dataclass, kept

__all__ = ["MANY", "Holdings", "Pairs", "Parts", "Rarity", "rarity"]

MANY = 20  # families that have a common phrase, or more

I64 = npt.NDArray[np.int64]
Parts = Sequence[tuple[int, int]]


class Rarity(NamedTuple):
    """How many other families have each shingle of a part of a draft, and counts.

    `units` are those of the part, `earlier` those of them that stand in sources of many weeks,
    `own` the shingles that no other family has, `often` those that two or more have.
    """

    others: I64
    units: int
    earlier: int
    own: int
    often: int


class Pairs(NamedTuple):
    """Pairs of a shingle and a family, by shingle, and which of them each hit is."""

    grams: I64
    families: I64
    of_hit: I64


@dataclass(frozen=True, eq=False)
class Holdings:
    """Where the shingles of a draft stand in the sources; `common` keys are common phrases."""

    shingles: Shingles
    hits: Hits
    common: Mask

    @kept
    def pairs(self) -> Pairs:
        """The different pairs of a shingle and a family that has it."""
        grams, families = self.hits.grams, self.hits.families
        width = int(families.max(initial=0)) + 1
        different, of_hit = np.unique(grams * width + families, return_inverse=True)
        return Pairs(different // width, different % width, of_hit.astype(np.int64))

    @kept
    def held(self) -> tuple[Held, Held, Held]:
        """Hits, pairs and shingles in the form that the compiled core reads."""
        hits, pairs, shingles = self.hits, self.pairs, self.shingles
        found = hits_held(hits.grams, hits.families, hits.docs, hits.days)
        words = shingles_held(shingles.which, shingles.lengths, self.common)
        return found, pairs_held(*pairs), words


def rarity(holdings: Holdings, earlier: Mask, runs: Parts, doc: int, silent: I64) -> Rarity:
    """Returns how rare the words of a part of a draft are in the index.

    A common phrase is one of `MANY`.

    Args:
        holdings: where the shingles of the draft stand.
        earlier: units of the draft that stand in sources of many weeks.
        runs: the part of the draft, as units from a start to an end.
        doc: the number of a source, whose family is left out.
        silent: further sources that are left out.
    """
    shingles, hits, pairs = holdings.shingles, holdings.hits, holdings.pairs
    starts, ends = np.array(runs, np.int64).reshape(-1, 2).T
    part = unit_mask(len(earlier), starts, ends - starts)
    covered = np.append(0, np.cumsum(part))
    begins = np.arange(len(shingles.which))
    inside = covered[begins + shingles.lengths] - covered[begins] == shingles.lengths
    which = shingles.which[inside]
    wanted = np.zeros(len(holdings.common), bool)
    wanted[which] = True
    asked = wanted[hits.grams]
    seen = np.zeros(len(pairs.grams), bool)
    seen[pairs.of_hit[asked & ~np.isin(hits.docs, silent)]] = True
    for family in hits.families[asked & (hits.docs == doc)][:1].tolist():
        seen &= pairs.families != family
    counts = np.minimum(np.bincount(pairs.grams[seen], minlength=len(wanted)), MANY)
    counts[holdings.common] = MANY
    others = counts[which]
    return Rarity(
        others,
        int(np.count_nonzero(part)),
        int(np.count_nonzero(part & earlier)),
        int(np.count_nonzero(others == 0)),
        int(np.count_nonzero(others >= 2)),
    )
