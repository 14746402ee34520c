"""Counts the equal units of an alignment, and of each of its sentences."""

from collections.abc import Iterator

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
    if max(whole.end - whole.start, whole.source_end - whole.source_start) > LONGEST_PART:
        return
    stretches = core().equal_stretches(draft, source, whole.part)
    equal = [run for run in stretches if run[1] - run[0] > 1]
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
