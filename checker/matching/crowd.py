"""What other sources have of a passage, in arrays: the reference of the compiled core.

Beside a thousand copies of one story each source is compared with all the others, so that what is
asked of a source is kept in numbers.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.matching.thresholds import THRESHOLDS as T
from checker.native.addresses import Held, crowd_held
from checker.text.unit_tables import Numbers
from checker.values import dataclass, kept

__all__ = [
    "FEW_SEEDS",
    "I64",
    "NO_DAY",
    "Beside",
    "Crowd",
    "Row",
    "Siblings",
    "bearers",
    "least_shared",
    "siblings",
]

NO_DAY = -1
FEW_SEEDS = 8  # seeds outside a passage up to which more of them than these tell, with it

I64 = npt.NDArray[np.int64]


class Row(NamedTuple):
    """An alignment of a source: where it is in the draft, its longest run, and what it shows.

    `alike` states that no figure and no name differs, `anew` that the draft has others than the
    source; `units` are those of the source.
    """

    start: int
    end: int
    longest: int
    alike: bool
    form: bool
    anew: bool
    units: int


class Beside(NamedTuple):
    """A passage of a source, to be laid beside other sources.

    `group` is the number of the source whatever its version, `run` how many units another source
    must have in a row, `seeds` are those of its source.
    """

    group: int
    day: int
    start: int
    end: int
    anew: bool
    units: int
    words: float
    run: float
    seeds: Numbers


class Siblings(NamedTuple):
    """What other sources tell: those that say nothing, and of the others how many have most of it.

    `most` is the share of the words that the most similar one has, `forms` how many are forms.
    """

    silent: I64
    having: int
    most: float
    forms: int


@dataclass(frozen=True, eq=False)
class Crowd:
    """Sources with their alignments: `rows` and `words` have one for each, source after source.

    Source n has the rows from `begins[n]` on; `groups`, `days` and `docs` have one number for each
    source. `seeds` returns the seeds of a source, each once, sorted.
    """

    rows: I64
    words: npt.NDArray[np.float64]
    begins: I64
    groups: I64
    days: I64
    docs: I64
    seeds: Callable[[int], Numbers]

    @kept
    def listed(self) -> tuple[npt.NDArray[np.uint64], I64]:
        """The address of the seeds of each source, 0 until they are asked for, and their number."""
        return np.zeros(len(self.docs), np.uint64), np.zeros(len(self.docs), np.int64)

    @kept
    def held(self) -> Held:
        """The arrays in the form that the compiled core reads."""
        return crowd_held(
            (self.rows, self.words, self.begins, self.groups, self.days, self.docs, *self.listed)
        )


def bearers(crowd: Crowd, group: int, start: int, end: int) -> I64:
    """Returns the row of each source that has most of the units start..end, -1 if none has any.

    Sources of this group are left out.
    """
    best = np.full(len(crowd.docs), -1, np.int64)
    for at, its in enumerate(crowd.groups.tolist()):
        most = 0
        for row in range(*crowd.begins[at : at + 2].tolist()):
            first, last = crowd.rows[row, :2].tolist()
            common = min(last, end) - max(first, start)
            if its != group and common > most:
                best[at], most = row, common
    return best


def siblings(crowd: Crowd, one: Beside, best: I64) -> Siblings:
    """Returns what the others tell of a passage; `best` is the row that each has of it.

    Those of the same story say nothing, nor do those that have its words without any phrase.
    """
    silent, shares, forms = [], [], 0
    least = T.sibling_share * (one.end - one.start)
    for at in np.flatnonzero(best >= 0).tolist():
        row = Row(*crowd.rows[best[at]].tolist())
        if row.longest < one.run or (row.alike and _tell_one_story(crowd, one, at, row)):
            silent.append(int(crowd.docs[at]))
        elif min(row.end, one.end) - max(row.start, one.start) >= least:
            shares.append(min(1.0, float(crowd.words[best[at]]) / one.words))
            forms += row.form
    return Siblings(np.array(silent, np.int64), len(shares), max(shares, default=0.0), forms)


def least_shared(passage: int, seeds: int) -> int:
    """Returns how many seeds two sources have in common, at least, that share more than a passage.

    Args:
        passage: the units of the passage in the source that has fewer of them.
        seeds: the seeds of the source that has fewer of them.
    """
    rest = seeds - passage
    return passage + math.ceil(T.related_share * rest) if rest > FEW_SEEDS else FEW_SEEDS + 1


def _tell_one_story(crowd: Crowd, one: Beside, at: int, row: Row) -> bool:
    """Whether two sources are of the same days, or share more than what the draft has of them."""
    day = int(crowd.days[at])
    known = one.day != NO_DAY and day != NO_DAY
    if known and abs(one.day - day) <= T.story_days:
        return True
    if row.anew != one.anew and known and abs(one.day - day) > T.form_days:
        return False  # two fillings of one form rather than two versions of one story
    theirs = crowd.seeds(at)
    shared = len(np.intersect1d(one.seeds, theirs, assume_unique=True))
    return shared >= least_shared(min(one.units, row.units), min(len(one.seeds), len(theirs)))
