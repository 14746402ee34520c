"""Joins runs that follow each other in both texts into chains."""

from checker.matching.alignment import Run
from checker.matching.seeds import Runs
from checker.matching.thresholds import THRESHOLDS as T

__all__ = ["LOOK_BACK", "MOST_SENTENCES", "chains"]

LOOK_BACK = 60  # runs before a run that it may follow
MOST_SENTENCES = 100  # short runs that are asked whether they are whole sentences


def chains(found: Runs, scale: float, least: float = 0.0) -> list[list[Run]]:
    """Returns chains of runs that follow each other in both texts, best first.

    Each run is in one chain. Local colinear chaining: a chain's score is the length of its runs
    less the cost of its gaps. Chains whose runs have fewer than `least` units in total are left
    out.
    """
    runs = found.listed()
    max_gap, max_drift, cost = (
        T.max_gap * scale,
        T.max_drift * scale,
        T.gap_cost,
    )
    score: list[float] = []
    before: list[int] = []
    for place, (start, end, source_start, _) in enumerate(runs):
        best, link = 0.0, -1
        for other in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
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
        if sum(run[1] - run[0] for run in chain) >= least:
            out.append(chain[::-1])
    return out
