"""Passages that follow one another and take the same stretch of a source again, as one."""

from collections.abc import Sequence
from dataclasses import replace

from checker.models import Passage

__all__ = ["joined"]

_BLANKS = 40  # letters between two passages that follow one another


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Passages by their place in the draft; repetitions of one stretch of the source are joined.

    A draft that says a thing a thousand times has one passage of it, not a thousand.
    """
    out: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.source_start)):
        before = out[-1] if out else None
        if before is not None and _goes_on(before, passage):
            out[-1] = _both(before, passage)
        else:
            out.append(passage)
    return out


def _goes_on(before: Passage, after: Passage) -> bool:
    """Whether a passage follows another one and takes the same stretch of the source again."""
    if after.start > before.end + _BLANKS or after.counted != before.counted:
        return False
    common = min(before.source_end, after.source_end) - max(before.source_start, after.source_start)
    shorter = min(before.source_end - before.source_start, after.source_end - after.source_start)
    return common >= 0.3 * shorter


def _both(before: Passage, after: Passage) -> Passage:
    """Two passages as one."""
    better = before if before.words >= after.words else after
    total = before.words + after.words
    alike = (before.similarity * before.words + after.similarity * after.words) / max(1, total)
    overlap = max(0, before.end - after.start) / max(1, after.end - after.start)
    return replace(
        better,
        start=before.start,
        end=max(before.end, after.end),
        source_start=min(before.source_start, after.source_start),
        source_end=max(before.source_end, after.source_end),
        similarity=round(alike, 4),
        words=before.words + round(after.words * max(0.0, 1 - overlap)),
    )
