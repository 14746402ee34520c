"""Seeds (3 words) that two texts share, joined into runs along one diagonal."""

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import Run
from checker.matching.prepared import SeedTable
from checker.matching.tokens import TokenizedText
from checker.text.ranges import ranges
from checker.text.shingles import Grams
from checker.text.unit_tables import Numbers
from checker.values import dataclass

__all__ = ["MOST_RUNS", "PLENTY", "REPEATS", "Runs", "longest_run", "runs_of", "seed_runs"]

REPEATS = 8  # a seed that stands more often on both sides is paired by rank
MOST_RUNS = 4000
PLENTY = 4  # pairs of places a seed of both texts, from which those that repeat are thinned


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Runs by place in the draft, a row each as in `Run`; the units of all and of the longest.

    `at` is the address of the rows where the compiled core made them.
    """

    rows: npt.NDArray[np.int64]
    total: int
    longest: int
    at: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def listed(self) -> list[Run]:
        """Returns the rows as tuples."""
        return list(map(tuple, self.rows.tolist()))


def runs_of(rows: npt.NDArray[np.int64]) -> Runs:
    """Returns rows with their lengths totalled."""
    lengths = rows[:, 1] - rows[:, 0]
    return Runs(rows, int(lengths.sum()), int(lengths.max(initial=0)))


def seed_runs(draft: TokenizedText, source: TokenizedText) -> Runs:
    """Returns maximal alignments without a change of at least a seed, by place in the draft."""
    first, second, lengths = _pairs(draft.seeds, draft.lookup, source.seeds)
    if not len(first):
        return Runs(np.zeros((0, 4), np.int64), 0, 0)
    order = np.lexsort((first, first - second))
    first, second, lengths = first[order], second[order], lengths[order]
    diagonal = first - second
    new = np.empty(len(first), bool)
    new[0] = True
    new[1:] = (np.diff(diagonal) != 0) | (np.diff(first) > 1)
    begins = np.flatnonzero(new)
    lasts = np.append(begins[1:], len(first)) - 1
    start, source_start = first[begins], second[begins]
    length = first[lasts] + lengths[lasts] - start
    if len(begins) > MOST_RUNS:
        longest = np.argsort(-length, kind="stable")[:MOST_RUNS]
        start, source_start, length = start[longest], source_start[longest], length[longest]
    by_place = np.lexsort((source_start, start))
    rows = np.stack((start, start + length, source_start, source_start + length), axis=1)
    return runs_of(rows[by_place])


def _pairs(
    draft: Grams, table: SeedTable, source: Grams
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places of equal seeds in both texts, and the length of the seed."""
    sieve = np.unpackbits(table.sieve, bitorder="little")
    maybe = np.flatnonzero(sieve[source.hashes & np.uint64(0xFFFF)])
    low = np.searchsorted(table.hashes, source.hashes[maybe], "left")
    high = np.searchsorted(table.hashes, source.hashes[maybe], "right")
    hit = high > low
    found, low = maybe[hit], low[hit]
    counts = high[hit] - low
    if int(counts.sum()) > PLENTY * (len(draft) + len(source)):
        low, counts = _by_rank(source.hashes[found], low, counts)
    second = np.repeat(found, counts)
    first = table.order[ranges(low, counts)]
    return first.astype(np.int64), second.astype(np.int64), draft.lengths[first].astype(np.int64)


def _by_rank(
    hashes: Numbers, low: npt.NDArray[np.intp], counts: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Fewer places for seeds that repeat on both sides: the n-th here with the n-th there.

    The first one there keeps all places here. So the number of pairs stays linear where a sentence
    stands a thousand times in both texts.
    """
    order = np.argsort(hashes, kind="stable")
    numbers = hashes[order]
    starts = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1]))
    sizes = np.diff(np.append(starts, len(numbers)))
    rank = np.empty(len(hashes), np.int64)
    rank[order] = np.arange(len(numbers)) - np.repeat(starts, sizes)
    in_source = np.empty(len(hashes), np.int64)
    in_source[order] = np.repeat(sizes, sizes)
    many = (counts * in_source > REPEATS * REPEATS) & (in_source > 2) & (counts > 2) & (rank > 0)
    low = np.where(many, low + np.minimum(rank, counts - 1), low)
    counts = np.where(many, (rank < counts).astype(counts.dtype), counts)
    return low, counts


def longest_run(runs: Runs, part: Run) -> int:
    """Returns the longest run within an alignment, whether built from it or grown over it."""
    rows = runs.rows
    inside = (rows[:, 0] >= part[0]) & (rows[:, 1] <= part[1])
    inside &= (rows[:, 2] >= part[2]) & (rows[:, 3] <= part[3])
    return int((rows[inside, 1] - rows[inside, 0]).max(initial=0))
