"""Counts the equal units of an alignment, and of each of its sentences."""

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from checker.matching.alignment import LONGEST_PART, Alignment, Run
from checker.matching.core import Core, core
from checker.matching.tokens import TokenizedText

__all__ = ["by_sentence", "clipped", "counted"]


def counted(
    within: Core, draft: TokenizedText, source: TokenizedText, part: Run, runs: tuple[Run, ...]
) -> Alignment:
    """Returns the part of both texts as an alignment, with its equal units counted."""
    if max(part[1] - part[0], part[3] - part[2]) > LONGEST_PART:
        equal = sum(run[1] - run[0] for run in runs)
    else:
        equal = within.equal(draft, source, part)
    return Alignment(*part, equal, runs)


def by_sentence(
    draft: TokenizedText,
    source: TokenizedText,
    whole: Alignment,
    least: float = 0.0,
) -> Iterator[Alignment]:
    """Returns the parts of an alignment in each sentence of the draft that it touches.

    Parts shorter than `least` words of the draft are left out.
    """
    sentences = [
        (first, last)
        for first, last in draft.sentences_touching(whole.start, whole.end)
        if draft.words(max(first, whole.start), min(last, whole.end)) >= least
    ]
    if not sentences:
        return
    here = draft.ids[whole.start : whole.end]
    there = source.ids[whole.source_start : whole.source_end]
    if max(len(here), len(there)) > LONGEST_PART:
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
        runs = tuple(clipped(run, first, last) for run in equal if run[0] < last and run[1] > first)
        if not runs:
            continue
        within = (runs[0][0], runs[-1][1], runs[0][2], runs[-1][3])
        if draft.words(*within[:2]) < least:
            continue
        part = counted(core(), draft, source, within, runs)
        yield part._replace(longest=max(run[1] - run[0] for run in runs))


def clipped(run: Run, first: int, last: int) -> Run:
    """Returns the part of a run between two units of the draft."""
    start, end = max(run[0], first), min(run[1], last)
    return start, end, run[2] + start - run[0], run[3] - (run[1] - end)
