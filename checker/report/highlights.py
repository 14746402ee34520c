"""Splits a draft where highlights begin and end, so that markings and passages may overlap."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from checker.report.code_words import class_words, code_words, owner_words
from checker.values import dataclass
from checker.wording import joined, worded

__all__ = ["Highlight", "Piece", "highlights_of", "is_quiet", "pieces"]

# A provider's orders: of no role, since they do not say whose text it is, and yet they bind.
_BINDING = frozenset({"embargo", "kill_notice", "hold_notice", "not_for_publication"})


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span of the draft to show: its sort, its number in the lists below it, and a title."""

    start: int
    end: int
    sort: str  # finding, quiet, or a passage class
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the draft and the highlights over all of it; `opens` are those that begin here."""

    text: str
    highlights: tuple[Highlight, ...] = ()
    opens: tuple[Highlight, ...] = ()

    @property
    def classes(self) -> str:
        """The CSS classes of its highlights, sorted, each once."""
        return " ".join(sorted({f"m-{one.sort}" for one in self.highlights}))

    @property
    def title(self) -> str:
        """The titles of all its highlights."""
        return joined([one.title for one in self.highlights], "; ")


def is_quiet(finding: Mapping[str, Any]) -> bool:
    """Returns whether a marking has no effect on the verdict."""
    if finding.get("scope") in ("site", "other"):
        return True
    return finding.get("role") is None and finding["kind"] not in _BINDING


def highlights_of(document: Mapping[str, Any]) -> list[Highlight]:
    """Returns all visible markings and passages of an answer, numbered in list order."""
    found: list[Highlight] = []
    for number, finding in enumerate(document.get("findings") or [], 1):
        title = worded(
            "{kind}: {owner} ({rule})",
            kind=code_words(finding["kind"]),
            owner=owner_words(document, finding["agency"]),
            rule=finding["rule"],
        )
        sort = "quiet" if is_quiet(finding) else "finding"
        found.append(Highlight(finding["start"], finding["end"], sort, number, title))
    for number, match in enumerate(document.get("matches") or [], 1):
        for passage in match["passages"]:
            title = worded(
                "{kind}: {owner}, {source}",
                kind=class_words(passage),
                owner=owner_words(document, match["owner"]),
                source=match["source"],
            )
            place = passage["start"], passage["end"]
            found.append(Highlight(*place, passage["class"], number, title))
    return [one for one in found if one.start < one.end]


def pieces(text: str, highlights: Iterable[Highlight]) -> list[Piece]:
    """Splits `text` wherever a highlight begins or ends; the joined pieces are `text`."""
    inside = sorted(
        (one for one in highlights if 0 <= one.start < one.end <= len(text)),
        key=lambda one: (one.start, -one.end, one.sort, one.number),
    )
    bounds = sorted({0, len(text), *(one.start for one in inside), *(one.end for one in inside)})
    cut: list[Piece] = []
    active: list[Highlight] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for start, end in pairwise(bounds):
        active = [one for one in active if one.end > start]
        opened: list[Highlight] = []
        while following is not None and following.start == start:
            opened.append(following)
            following = next(waiting, None)
        active += opened
        cut.append(Piece(text[start:end], tuple(active), _numbered(opened)))
    return cut


def _numbered(opened: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """The highlights that get a number in the text: one for each sort and number."""
    first: dict[tuple[str, int], Highlight] = {}
    for one in opened:
        first.setdefault((one.sort, one.number), one)
    return tuple(first.values())
