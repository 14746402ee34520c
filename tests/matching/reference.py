"""Slow and obvious versions of what the index does quickly."""

from collections.abc import Sequence


def winnowed(hashes: Sequence[int], window: int) -> list[int]:
    """The rightmost smallest of every window, as in the paper; of a short text the smallest."""
    if not hashes:
        return []
    picks: list[int] = []
    for start in range(max(1, len(hashes) - window + 1)):
        part = list(hashes[start : start + window])
        smallest = min(part)
        place = start + max(at for at, one in enumerate(part) if one == smallest)
        if place not in picks:
            picks.append(place)
    return sorted(picks)


def common_runs(
    first: Sequence[int], second: Sequence[int], least: int
) -> set[tuple[int, int, int, int]]:
    """Maximal alignments that two sequences share, of at least so many units."""
    out = set()
    for a in range(len(first)):
        for b in range(len(second)):
            if a and b and first[a - 1] == second[b - 1]:
                continue
            length = 0
            while (
                a + length < len(first)
                and b + length < len(second)
                and first[a + length] == second[b + length]
            ):
                length += 1
            if length >= least:
                out.add((a, a + length, b, b + length))
    return out


def longest_common(first: Sequence[int], second: Sequence[int]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for one in first:
        before = 0
        for at, other in enumerate(second):
            kept = row[at + 1]
            row[at + 1] = before + 1 if one == other else max(row[at + 1], row[at])
            before = kept
    return row[-1]
