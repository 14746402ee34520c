"""Alignment of a draft with one source: seeds, runs, chains, ends.

Shared seeds (3 words) on one diagonal are joined to runs, runs that follow each other in both texts
to chains; a chain's ends are moved outwards over edited words while the gain outweighs the loss
(X-drop). Every alignment is counted in units; nothing is quadratic in the length of the texts.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from checker.matching.alignment import Alignment, Run, counted, grown
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import SeedTable, TokenizedText
from checker.text.ranges import ranges
from checker.text.sentences import are_whole
from checker.text.shingles import Grams
from checker.text.units import Numbers

__all__ = ["align", "chains", "seed_runs"]

_REPEATS = 8  # a seed that stands more often on both sides is paired by rank
_MAX_RUNS = 4000
_LOOK_BACK = 60
_MOST_SENTENCES = 100
_PLENTY = 4
_STRIP = 64


def seed_runs(draft: TokenizedText, source: TokenizedText) -> list[Run]:
    """Maximal alignments without a change of at least a seed, by place in the draft."""
    first, second, lengths = _pairs(draft.seeds, draft.lookup, source.seeds)
    if not len(first):
        return []
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
    if len(begins) > _MAX_RUNS:
        longest = np.argsort(-length, kind="stable")[:_MAX_RUNS]
        start, source_start, length = start[longest], source_start[longest], length[longest]
    by_place = np.lexsort((source_start, start))
    rows = np.stack((start, start + length, source_start, source_start + length), axis=1)
    return [(a, b, c, d) for a, b, c, d in rows[by_place].tolist()]


def _pairs(
    draft: Grams, table: SeedTable, source: Grams
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places of equal seeds in both texts, and the length of the seed."""
    maybe = np.flatnonzero(table.sieve[source.hashes & np.uint64(0xFFFF)])
    low = np.searchsorted(table.hashes, source.hashes[maybe], "left")
    high = np.searchsorted(table.hashes, source.hashes[maybe], "right")
    hit = high > low
    found, low = maybe[hit], low[hit]
    counts = high[hit] - low
    if int(counts.sum()) > _PLENTY * (len(draft) + len(source)):
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
    many = (counts * in_source > _REPEATS * _REPEATS) & (in_source > 2) & (counts > 2) & (rank > 0)
    low = np.where(many, low + np.minimum(rank, counts - 1), low)
    counts = np.where(many, (rank < counts).astype(counts.dtype), counts)
    return low, counts


def chains(runs: Sequence[Run], scale: float) -> list[list[Run]]:
    """Runs that follow each other in both texts, best chain first; a run is in one chain.

    Local colinear chaining: a chain's score is the length of its runs less the cost of its gaps.
    """
    max_gap, max_drift, cost = (
        T.max_gap * scale,
        T.max_drift * scale,
        T.gap_cost,
    )
    score: list[float] = []
    before: list[int] = []
    for place, (start, end, source_start, _) in enumerate(runs):
        best, link = 0.0, -1
        for other in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
            _, other_end, _, other_source_end = runs[other]
            gap, source_gap = start - other_end, source_start - other_source_end
            if gap > max_gap or source_gap > max_gap or abs(gap - source_gap) > max_drift:
                continue
            overlap = -min(gap, source_gap, 0)
            if overlap >= min(end - start, 4 * scale):
                continue
            drift = abs(gap - source_gap)
            gain = score[other] - overlap - cost * max(gap, source_gap, 0) - cost * drift
            if gain > best:
                best, link = gain, other
        score.append(best + end - start)
        before.append(link)
    used = [False] * len(runs)
    out: list[list[Run]] = []
    for last in sorted(range(len(runs)), key=lambda at: -score[at]):
        if used[last]:
            continue
        chain, at = [], last
        while at >= 0 and not used[at]:
            used[at] = True
            chain.append(runs[at])
            at = before[at]
        out.append(chain[::-1])
    return out


def align(draft: TokenizedText, source: TokenizedText) -> list[Alignment]:
    """All alignments that the two texts share, longest first; they may cross, not repeat."""
    runs = seed_runs(draft, source)
    scale = max(draft.scale, source.scale)
    lengths = [run[1] - run[0] for run in runs]
    size = len(draft.units)
    if runs == [(0, size, 0, len(source.units))]:  # the same text, however short
        return [Alignment(0, size, 0, size, size, (runs[0],), size)]
    if not runs or (max(lengths) < T.least_run * scale and sum(lengths) < T.least_runs * scale):
        return []
    ids, source_ids = draft.ids, source.ids
    least = min(T.least_chain * scale, 0.6 * len(source_ids))
    sized = [
        (part, sum(run[1] - run[0] for run in part))
        for chain in chains(runs, scale)
        for part in _parted(draft, source, chain, scale)
    ]
    small = [part[0] for part, size in sized if len(part) == 1 and size < T.foreign_words * scale]
    moved = (
        _moved(draft, source, small, scale) if sum(lengths) >= T.much_in_common * scale else set()
    )
    parts = [(part, size) for part, size in sized if size >= least or part[0] in moved]
    large = [
        (part[0], part[-1])
        for part, size in parts
        if size >= T.foreign_words * scale or part[0] in moved
    ][:_LOOK_BACK]
    found = [
        Alignment(*part[0], size, (part[0],))
        if part[0] in moved
        else grown(ids, source_ids, part, _room(part, large, scale), scale)
        for part, size in parts
        if not _eclipsed(part, large)
    ]
    out: list[Alignment] = []
    places = np.array(runs, np.int64)
    over: defaultdict[int, list[Alignment]] = defaultdict(list)
    for alignment in _joined(ids, source_ids, found, scale):
        middle = (alignment.start + alignment.end) // 2  # what covers more than half covers this
        if not any(_inside(alignment, other) for other in over[middle // _STRIP]):
            longest = _longest(places, alignment)
            out.append(
                Alignment(
                    alignment.start,
                    alignment.end,
                    alignment.source_start,
                    alignment.source_end,
                    alignment.equal,
                    alignment.runs,
                    longest,
                )
            )
            for strip in range(alignment.start // _STRIP, alignment.end // _STRIP + 1):
                over[strip].append(alignment)
    return out


def _moved(
    draft: TokenizedText, source: TokenizedText, runs: Sequence[Run], scale: float
) -> set[Run]:
    """Short runs that are whole sentences in both texts: one that was moved, not grown over."""
    out: set[Run] = set()
    asked = [run for run in runs if run[1] - run[0] >= T.least_sentence * scale]
    for run in asked[:_MOST_SENTENCES]:
        if all(
            are_whole(text.text, int(text.units.starts[first]), int(text.units.ends[end - 1]))
            for text, first, end in ((draft, *run[:2]), (source, *run[2:]))
        ):
            out.add(run)
    return out


def _longest(runs: npt.NDArray[np.int64], alignment: Alignment) -> int:
    """The longest run within an alignment, whether its chain was built of it or grew over it."""
    inside = (runs[:, 0] >= alignment.start) & (runs[:, 1] <= alignment.end)
    inside &= (runs[:, 2] >= alignment.source_start) & (runs[:, 3] <= alignment.source_end)
    return int((runs[inside, 1] - runs[inside, 0]).max(initial=0))


def _joined(
    ids: list[int], source_ids: list[int], found: Sequence[Alignment], scale: float
) -> list[Alignment]:
    """Alignments that touch in both texts after their ends were moved, as one; longest first."""
    out: list[Alignment] = []
    for alignment in sorted(found, key=lambda one: (one.start, one.source_start)):
        at = next((at for at in _newest(len(out)) if _touch(out[at], alignment, scale)), None)
        if at is None:
            out.append(alignment)
        else:
            out[at] = counted(
                ids,
                source_ids,
                (out[at].start, max(out[at].end, alignment.end)),
                (out[at].source_start, max(out[at].source_end, alignment.source_end)),
                (*out[at].runs, *alignment.runs),
            )
    return sorted(out, key=lambda one: -one.equal)


def _newest(count: int) -> range:
    return range(count - 1, max(-1, count - 1 - _LOOK_BACK // 4), -1)


def _touch(before: Alignment, after: Alignment, scale: float) -> bool:
    """Whether an alignment goes on where another one ends, in both texts and about as far."""
    gap, source_gap = after.start - before.end, after.source_start - before.source_end
    if after.end <= before.end or after.source_end <= before.source_end:
        return False
    near = (
        max(gap, source_gap) <= T.touching * scale and min(gap, source_gap) >= -T.touching * scale
    )
    return near and abs(gap - source_gap) <= T.wide_gap * scale


def _parted(
    draft: TokenizedText, source: TokenizedText, chain: list[Run], scale: float
) -> list[list[Run]]:
    """A chain cut where a wide gap holds next to nothing in common: other words, or a cut."""
    parts = [[chain[0]]]
    for before, after in pairwise(chain):
        gap, source_gap = after[0] - before[1], after[2] - before[3]
        wide = max(gap, source_gap)
        uneven = min(gap, source_gap) < T.uneven * wide
        if wide >= (T.wide_gap if uneven else T.even_gap) * scale and (
            uneven or not _same_characters(draft, source, before, after, scale)
        ):
            parts.append([])
        parts[-1].append(after)
    return parts


def _same_characters(
    draft: TokenizedText, source: TokenizedText, before: Run, after: Run, scale: float
) -> bool:
    """Whether the words between two runs are one text, edited or damaged."""
    here = draft.text[draft.units.starts[before[1]] : draft.units.starts[after[0]]]
    there = source.text[source.units.starts[before[3]] : source.units.starts[after[2]]]
    return fuzz.ratio(here.casefold(), there.casefold()) * scale >= T.gap_likeness


def _inside(one: Alignment, other: Alignment) -> bool:
    """Whether an alignment is a repetition within a better one, on either side."""
    draft = min(one.end, other.end) - max(one.start, other.start)
    source = min(one.source_end, other.source_end) - max(one.source_start, other.source_start)
    return draft > 0.5 * (one.end - one.start) and (
        source > 0.5 * (one.source_end - one.source_start) or other.equal >= one.equal
    )


def _eclipsed(part: list[Run], large: Sequence[tuple[Run, Run]]) -> bool:
    """Whether a part lies in the draft within a much longer one: a phrase in a copied sentence."""
    start, end = part[0][0], part[-1][1]
    return any(
        begin[0] <= start and end <= last[1] and last[1] - begin[0] >= 2 * (end - start)
        for begin, last in large
    )


def _room(part: list[Run], large: Sequence[tuple[Run, Run]], scale: float) -> tuple[int, int]:
    """How far a part may grow in the draft: to where a part from elsewhere in the source lies."""
    first, last = part[0], part[-1]
    low, high = 0, 1 << 60
    for begin, end in large:
        if begin[0] >= last[1]:
            shift = (begin[2] - last[3]) - (begin[0] - last[1])
            if abs(shift) > T.max_drift * scale or begin[2] < last[3]:
                high = min(high, begin[0])
        elif end[1] <= first[0]:
            shift = (first[2] - end[3]) - (first[0] - end[1])
            if abs(shift) > T.max_drift * scale or end[3] > first[2]:
                low = max(low, end[1])
    return low, high
