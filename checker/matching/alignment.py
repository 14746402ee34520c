"""What alignment finds, and how its ends are extended.

An alignment is a part of the draft beside the part of a source that it agrees with. Its ends move
outwards over edited words while the gain outweighs the loss (X-drop).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel, LCSseq

from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["Alignment", "Run", "by_sentence", "counted", "grown"]

_LONG = 6000


Run = tuple[int, int, int, int]  # draft start, draft end, source start, source end, in units


@dataclass(frozen=True, slots=True)
class Alignment:
    """An alignment of the draft beside one of the source, in units.

    `equal` units stand on both sides in this order; `runs` are the alignments without a change that
    it was built of, `longest` the units of the longest one in it.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int
    runs: tuple[Run, ...]
    longest: int = 0

    @property
    def similarity(self) -> float:
        """0-1: equal units by all units of both sides."""
        both = self.end - self.start + self.source_end - self.source_start
        return 2 * self.equal / both if both else 0.0


def grown(
    ids: list[int], source_ids: list[int], chain: list[Run], room: tuple[int, int], scale: float
) -> Alignment:
    """Move the ends outwards, then count what is equal."""
    start, end = chain[0][0], max(run[1] for run in chain)
    source_start, source_end = chain[0][2], max(run[3] for run in chain)
    reach = round(T.reach * scale)
    for _ in range(T.most_reaches):
        more, more_source = _extend(
            ids[max(room[0], start - reach) : start][::-1],
            source_ids[max(0, source_start - reach) : source_start][::-1],
            scale,
        )
        start, source_start = start - more, source_start - more_source
        if more < reach // 2:
            break
    for _ in range(T.most_reaches):
        more, more_source = _extend(
            ids[end : min(room[1], end + reach)],
            source_ids[source_end : source_end + reach],
            scale,
        )
        end, source_end = end + more, source_end + more_source
        if more < reach // 2:
            break
    return counted(ids, source_ids, (start, end), (source_start, source_end), tuple(chain))


def counted(
    ids: list[int],
    source_ids: list[int],
    here: tuple[int, int],
    there: tuple[int, int],
    runs: tuple[Run, ...],
) -> Alignment:
    """An alignment with its equal units counted."""
    if max(here[1] - here[0], there[1] - there[0]) > _LONG:
        equal = sum(run[1] - run[0] for run in runs)
    else:
        equal = LCSseq.similarity(ids[slice(*here)], source_ids[slice(*there)])
    return Alignment(*here, *there, equal, runs)


def by_sentence(
    ids: list[int], source_ids: list[int], sentences: Iterable[tuple[int, int]], whole: Alignment
) -> Iterator[Alignment]:
    """The parts of an alignment in each sentence of the draft that it touches."""
    here = ids[whole.start : whole.end]
    there = source_ids[whole.source_start : whole.source_end]
    if max(len(here), len(there)) > _LONG:
        return
    equal: list[Run] = [
        (
            whole.start + op.src_start,
            whole.start + op.src_end,
            whole.source_start + op.dest_start,
            whole.source_start + op.dest_end,
        )
        for op in Indel.opcodes(here, there)
        if op.tag == "equal" and op.src_end - op.src_start > 1
    ]
    for first, last in sentences:
        runs = tuple(
            _clipped(run, first, last) for run in equal if run[0] < last and run[1] > first
        )
        if not runs:
            continue
        part = counted(ids, source_ids, (runs[0][0], runs[-1][1]), (runs[0][2], runs[-1][3]), runs)
        yield replace(part, longest=max(run[1] - run[0] for run in runs))


def _clipped(run: Run, first: int, last: int) -> Run:
    """The part of a run between two units of the draft."""
    start, end = max(run[0], first), min(run[1], last)
    return start, end, run[2] + start - run[0], run[3] - (run[1] - end)


def _extend(here: list[int], there: list[int], scale: float) -> tuple[int, int]:
    """How far equal units go on, in reading order from the end of a chain; X-drop on the score."""
    if not here or not there:
        return 0, 0
    score = best = 0.0
    ends = (0, 0)
    at = at_source = 0
    for step in Indel.opcodes(here, there):
        if step.tag != "equal":
            continue
        first, last = step.src_start, step.src_end
        first_there, last_there = step.dest_start, step.dest_end
        skipped = max(first - at, first_there - at_source)
        score -= T.skip_cost * skipped
        if score < best - T.x_drop * scale:
            break
        score += last - first
        at, at_source = last, last_there
        if score > best:
            best, ends = score, (at, at_source)
    return ends
