"""A draft cut into pieces at the borders of markings and passages, so that spans may overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["Mark", "Piece", "marks_of", "pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show: what sort it is, its number in the legend, and a title."""

    start: int
    end: int
    sort: str  # finding, quiet, or a passage class
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the marks that cover it whole; `opens` are those that begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """Names for the style sheet, sorted and each once."""
        return " ".join(sorted({f"m-{mark.sort}" for mark in self.marks}))

    @property
    def title(self) -> str:
        """What all marks here say."""
        return "; ".join(mark.title for mark in self.marks)


def marks_of(document: Mapping[str, Any]) -> list[Mark]:
    """All visible markings and passages of a result, numbered in the order of its lists."""
    marks: list[Mark] = []
    for number, finding in enumerate(document.get("findings") or [], 1):
        quiet = finding.get("role") is None or finding.get("scope") in ("site", "other")
        title = f"{finding['kind'].replace('_', ' ')}: {finding['agency']} ({finding['rule']})"
        sort = "quiet" if quiet else "finding"
        marks.append(Mark(finding["start"], finding["end"], sort, number, title))
    for number, match in enumerate(document.get("matches") or [], 1):
        for passage in match["passages"]:
            title = f"{passage['class']}: {match['owner']}, {match['source']}"
            marks.append(Mark(passage["start"], passage["end"], passage["class"], number, title))
    return [mark for mark in marks if mark.start < mark.end]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """`text` cut at all borders of `marks`, in order; joined again it is `text`."""
    inside = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: (mark.start, -mark.end, mark.sort, mark.number),
    )
    borders = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    cut: list[Piece] = []
    active: list[Mark] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for start, end in pairwise(borders):
        active = [mark for mark in active if mark.end > start]
        opened: list[Mark] = []
        while following is not None and following.start == start:
            opened.append(following)
            following = next(waiting, None)
        active += opened
        cut.append(Piece(text[start:end], tuple(active), _numbered(opened)))
    return cut


def _numbered(opened: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks that get a number in the text: one for each sort and number."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for mark in opened:
        if (mark.sort, mark.number) not in seen:
            seen.add((mark.sort, mark.number))
            kept.append(mark)
    return tuple(kept)
