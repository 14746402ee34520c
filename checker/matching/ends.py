"""Extends the ends of an alignment over edited words while that gains (X-drop); what is equal."""

from rapidfuzz.distance import Indel

from checker.matching.alignment import Run
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["equal_stretches", "moved_ends"]


def equal_stretches(ids: list[int], source_ids: list[int], part: Run) -> list[Run]:
    """Returns the stretches that a part has unchanged on both sides, in order."""
    start, end, source_start, source_end = part
    return [
        (
            start + step.src_start,
            start + step.src_end,
            source_start + step.dest_start,
            source_start + step.dest_end,
        )
        for step in Indel.opcodes(ids[start:end], source_ids[source_start:source_end])
        if step.tag == "equal"
    ]


def moved_ends(
    ids: list[int], source_ids: list[int], part: Run, room: tuple[int, int], scale: float
) -> Run:
    """Returns the part with its ends extended, in the draft within `room` at most."""
    start, end, source_start, source_end = part
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
    return start, end, source_start, source_end


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
