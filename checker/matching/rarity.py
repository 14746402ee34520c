"""How rare the words of a part of a draft are: how many families of sources have each shingle."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Run
from checker.matching.candidates import Hits
from checker.matching.phrases import Shingles
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, unit_mask
from checker.native.addresses import Held, address, holders_held, own_address, shingles_held
from checker.native.library import compiled
from checker.values import dataclass, kept

__all__ = [
    "MANY",
    "Holders",
    "Holdings",
    "Rarity",
    "holders_of",
    "plain_holders",
    "plain_weeks",
    "rarity",
    "weeks_of",
]

MANY = 20  # families that have a common phrase, or more
_NO_MEMORY = -1  # as in core.h

I64 = npt.NDArray[np.int64]


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


class Holders(NamedTuple):
    """The hits by shingle and family: those of shingle n from `begins[n]` on."""

    begins: I64
    families: I64
    docs: I64


@dataclass(frozen=True, eq=False)
class Holdings:
    """Where the shingles of a draft stand in the sources; `common` keys are common phrases."""

    shingles: Shingles
    hits: Hits
    common: Mask

    @kept
    def holders(self) -> Holders:
        """Who has each shingle."""
        return holders_of(self.hits, len(self.common))

    @kept
    def held(self) -> tuple[Held, Held]:
        """Holders and shingles in the form that the compiled core reads."""
        shingles = shingles_held(self.shingles.which, self.shingles.lengths, self.common)
        return holders_held(*self.holders), shingles


def holders_of(hits: Hits, keys: int) -> Holders:
    """Returns who has each of so many shingles.

    Raises:
        ValueError: hits are of others.
    """
    core = compiled()
    if core is None:
        return plain_holders(hits, keys)
    count = len(hits)
    out = np.empty(keys + 1 + 2 * count, np.int64)
    begins = own_address(out)
    _done(
        core.wirecheck_held(
            address(hits.grams),
            address(hits.families),
            address(hits.docs),
            count,
            keys,
            begins,
            begins + 8 * (keys + 1),
            begins + 8 * (keys + 1 + count),
        )
    )
    return Holders(out[: keys + 1], out[keys + 1 : keys + 1 + count], out[keys + 1 + count :])


def plain_holders(hits: Hits, keys: int) -> Holders:
    """Returns the same; the reference."""
    width = int(hits.families.max(initial=0)) + 1
    order = np.argsort(hits.grams * width + hits.families, kind="stable")
    begins = np.zeros(keys + 1, np.int64)
    np.cumsum(np.bincount(hits.grams, minlength=keys), out=begins[1:])
    return Holders(begins, hits.families[order], hits.docs[order])


def weeks_of(hits: Hits, keys: int) -> I64:
    """Returns in how many fortnights each of so many shingles stands.

    Raises:
        ValueError: hits are of others.
    """
    core = compiled()
    if core is None:
        return plain_weeks(hits, keys)
    out = np.empty(keys, np.int64)
    _done(
        core.wirecheck_weeks(
            address(hits.grams),
            address(hits.days),
            len(hits),
            keys,
            T.form_days,
            own_address(out) if keys else 0,
        )
    )
    return out


def plain_weeks(hits: Hits, keys: int) -> I64:
    """Returns the same; the reference."""
    dated = hits.days >= 0
    pairs = np.stack((hits.grams[dated], hits.days[dated] // T.form_days))
    return np.bincount(np.unique(pairs, axis=1)[0], minlength=keys)


def _done(made: int) -> None:
    if made == _NO_MEMORY:
        raise MemoryError
    if made < 0:
        raise ValueError("the compiled core was handed hits of other shingles")


def rarity(holdings: Holdings, earlier: Mask, runs: Sequence[Run], doc: int, silent: I64) -> Rarity:
    """Returns how rare the words of a part of a draft are in the index.

    A common phrase is one of `MANY`.

    Args:
        holdings: where the shingles of the draft stand.
        earlier: units of the draft that stand in sources of many weeks.
        runs: the part of the draft.
        doc: the number of a source, whose family is left out.
        silent: further sources that are left out.
    """
    shingles, hits = holdings.shingles, holdings.hits
    starts, ends = np.array(runs, np.int64).reshape(-1, 4)[:, :2].T
    part = unit_mask(len(earlier), starts, ends - starts)
    covered = np.append(0, np.cumsum(part))
    begins = np.arange(len(shingles.which))
    inside = covered[begins + shingles.lengths] - covered[begins] == shingles.lengths
    which = shingles.which[inside]
    wanted = np.zeros(len(holdings.common), bool)
    wanted[which] = True
    asked = wanted[hits.grams]
    own = hits.families[asked & (hits.docs == doc)][:1]
    telling = asked & ~np.isin(hits.docs, silent) & ~np.isin(hits.families, own)
    held = {*zip(hits.grams[telling].tolist(), hits.families[telling].tolist(), strict=True)}
    families = np.array([gram for gram, _ in held], np.int64)
    counts = np.minimum(np.bincount(families, minlength=len(wanted)), MANY)
    counts[holdings.common] = MANY
    others = counts[which]
    return Rarity(
        others,
        int(np.count_nonzero(part)),
        int(np.count_nonzero(part & earlier)),
        int(np.count_nonzero(others == 0)),
        int(np.count_nonzero(others >= 2)),
    )
