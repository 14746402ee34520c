"""Alignment of a draft with one source: seeds, runs, chains, ends.

Shared seeds (3 words) on one diagonal are joined into runs, and runs that follow each other in both
texts into chains; a chain's ends are extended over edited words while the gain outweighs the loss
(X-drop). Every alignment is counted in units; nothing is quadratic in the length of the texts.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from checker.matching.alignment import Alignment, Run
from checker.matching.chains import LOOK_BACK, MOST_SENTENCES
from checker.matching.core import Core, core
from checker.matching.counting import counted
from checker.matching.letters import are_one_text
from checker.matching.seeds import Runs
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = ["align", "align_all"]

_STRIP = 64


def align(
    draft: TokenizedText, source: TokenizedText, within: Core | None = None
) -> list[Alignment]:
    """Returns all alignments that the two texts share, longest first.

    They may cross but do not repeat.
    """
    within = within or core()
    little = within.align(draft, source)
    if little is not None:
        return little
    runs = within.seed_runs(draft, source)
    scale = max(draft.scale, source.scale)
    size = len(draft.units)
    if _is_whole(runs, size, len(source.units)):  # the same text, however short
        return [Alignment(0, size, 0, size, size, ((0, size, 0, size),), size)]
    if runs.longest < T.least_run * scale and runs.total < T.least_runs * scale:
        return []
    found = _found(within, draft, source, runs, scale)
    out: list[Alignment] = []
    over: defaultdict[int, list[Alignment]] = defaultdict(list)
    for alignment in _joined(within, draft, source, found, scale):
        middle = (alignment.start + alignment.end) // 2  # what covers more than half covers this
        if not any(_inside(alignment, other) for other in over[middle // _STRIP]):
            out.append(alignment._replace(longest=within.longest_run(runs, alignment.part)))
            for strip in range(alignment.start // _STRIP, alignment.end // _STRIP + 1):
                over[strip].append(alignment)
    return out


def align_all(
    draft: TokenizedText, sources: Sequence[TokenizedText], within: Core | None = None
) -> list[list[Alignment]]:
    """Returns the alignments of a draft with each source."""
    within = within or core()
    found = within.align_all(draft, sources)
    return [
        align(draft, source, within) if its is None else its
        for source, its in zip(sources, found, strict=True)
    ]


def _is_whole(runs: Runs, size: int, source_size: int) -> bool:
    """Whether the one run is all of both texts."""
    return runs.total == size and runs.listed() == [(0, size, 0, source_size)]


def _found(
    within: Core, draft: TokenizedText, source: TokenizedText, runs: Runs, scale: float
) -> list[Alignment]:
    """Chains with their ends moved, those left out that are too short and no moved sentence."""
    least = min(T.least_chain * scale, 0.6 * len(source.units))
    much = runs.total >= T.much_in_common * scale  # only then do shorter ones matter
    sized = [
        (part, sum(run[1] - run[0] for run in part))
        for chain in within.chains(runs, scale, 0.0 if much else least)
        for part in _parted(draft, source, chain, scale)
    ]
    small = [part[0] for part, size in sized if len(part) == 1 and size < T.foreign_words * scale]
    moved = _moved(draft, source, small, scale) if much else set()
    parts = [(part, size) for part, size in sized if size >= least or part[0] in moved]
    large = [
        (part[0], part[-1])
        for part, size in parts
        if size >= T.foreign_words * scale or part[0] in moved
    ][:LOOK_BACK]
    return [
        Alignment(*part[0], size, (part[0],))
        if part[0] in moved
        else _grown(within, draft, source, part, _room(part, large, scale), scale)
        for part, size in parts
        if not _eclipsed(part, large)
    ]


def _grown(
    within: Core,
    draft: TokenizedText,
    source: TokenizedText,
    part: list[Run],
    room: tuple[int, int],
    scale: float,
) -> Alignment:
    """A part of a chain with its ends moved outwards, and what is equal counted."""
    whole = (part[0][0], max(run[1] for run in part), part[0][2], max(run[3] for run in part))
    ends = within.moved_ends(draft, source, whole, room, scale)
    return counted(within, draft, source, ends, tuple(part))


def _moved(
    draft: TokenizedText, source: TokenizedText, runs: Sequence[Run], scale: float
) -> set[Run]:
    """Short runs that are whole sentences in both texts: one that was moved, not grown over."""
    asked = [run for run in runs if run[1] - run[0] >= T.least_sentence * scale][:MOST_SENTENCES]
    mine, theirs = draft.opens_sentence, source.opens_sentence
    return {
        run
        for run in asked
        if run[0] in mine and run[2] in theirs
        if _is_whole_in(draft, run[0], run[1]) and _is_whole_in(source, run[2], run[3])
    }


def _is_whole_in(text: TokenizedText, first: int, end: int) -> bool:
    """Whether units first..end are whole sentences."""
    units = text.units
    return text.borders.are_whole(int(units.starts[first]), int(units.ends[end - 1]))


def _joined(
    within: Core,
    draft: TokenizedText,
    source: TokenizedText,
    found: Sequence[Alignment],
    scale: float,
) -> list[Alignment]:
    """Alignments that touch in both texts after their ends were moved, as one; longest first."""
    out: list[Alignment] = []
    for alignment in sorted(found, key=lambda one: (one.start, one.source_start)):
        at = next((at for at in _newest(len(out)) if _touch(out[at], alignment, scale)), None)
        if at is None:
            out.append(alignment)
        else:
            end = max(out[at].end, alignment.end)
            source_end = max(out[at].source_end, alignment.source_end)
            part = (out[at].start, end, out[at].source_start, source_end)
            runs = (*out[at].runs, *alignment.runs)
            out[at] = counted(within, draft, source, part, runs)
    return sorted(out, key=lambda one: -one.equal)


def _newest(count: int) -> range:
    return range(count - 1, max(-1, count - 1 - LOOK_BACK // 4), -1)


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
            uneven
            or not are_one_text(draft, source, (before[1], after[0], before[3], after[2]), scale)
        ):
            parts.append([])
        parts[-1].append(after)
    return parts


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
