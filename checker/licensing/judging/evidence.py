"""The evidence that a judgement is about: what speaks for one owner, and all of a draft."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from checker.models.draft import Draft, Rights, Span
from checker.models.evidence import Finding, Match
from checker.models.source import Item
from checker.models.vocabulary import ClaimRole
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "Evidence",
    "Gathered",
    "UseKind",
    "covered",
    "draft_lines",
    "states_rights",
    "text_owner",
]

_NO_RIGHTS = Rights()

UseKind = Literal[
    "substantial",
    "derived",
    "quotation",
    "related",
    "retold",
    "third_party_quote",
    "page_chrome",
    "listed",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All evidence for one source of one owner in one role; shares are 0-1.

    `source` is None if there are only markings. `own_notice` states that a marking of the owner was
    copied with the text, `attributed` that the owner is named in prose or by a marking.
    `covered_by` are sources of the same owner that contain these very words and of which more was
    taken; `substitutes` are those that came after its kill and that the draft has in its place;
    `copies` are all other items with these words, None for an unknown one; `house` are the
    sources of other owners that the draft matches, with their places in it.
    """

    owner: str
    role: ClaimRole
    use_kind: UseKind = "substantial"
    source: str | None = None
    item: Item | None = None
    family: tuple[Item, ...] = ()
    match: Match | None = None
    findings: tuple[Finding, ...] = ()
    media: str = "text"
    words: int = 0
    share_of_source: float = 0.0
    share_of_draft: float = 0.0
    longest_run: int = 0
    paragraphs: int = 0
    own_notice: bool = False
    attributed: bool = False
    translated: bool = False
    shortened: bool = False
    edited: bool = False
    combined: bool = False
    passages: tuple[Span, ...] = ()
    language: str | None = None
    holder: str | None = None
    covered_by: tuple[tuple[str, Item | None], ...] = ()
    substitutes: tuple[tuple[str, Item | None], ...] = ()
    copies: tuple[Item | None, ...] = ()
    house: tuple[tuple[str, Item, tuple[Span, ...]], ...] = ()

    @property
    def label(self) -> str:
        """The name of the evidence in messages."""
        return self.source or worded("this text")


def covered(spans: Sequence[Span], by: Iterable[Span]) -> float:
    """Returns the share of some spans that lies within others, 0-1; 0 if they are empty."""
    length = sum(span.end - span.start for span in spans)
    others = sorted(by)
    return sum(chain.from_iterable(_inside(s, others) for s in spans)) / length if length else 0.0


def _inside(span: Span, others: Iterable[Span]) -> Iterator[int]:
    at = span.start
    for other in others:
        start, end = max(at, other.start), min(span.end, other.end)
        if start < end:
            yield end - start
            at = end


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence in a stable order, and the provider's statements found in the draft itself.

    `restrictions` are limits of use in the draft's own lines; they count as evidence too.
    """

    evidence: tuple[Evidence, ...]
    provider_lines: tuple[Finding, ...]
    restrictions: tuple[Finding, ...] = ()


def text_owner(gathered: Gathered) -> str:
    """Returns the one owner for whom the text is evidence; "generic" otherwise."""
    owners = {e.owner for e in gathered.evidence if e.role == "text"} - {"generic"}
    return owners.pop() if len(owners) == 1 else "generic"


def draft_lines(gathered: Gathered) -> list[tuple[str, Finding]]:
    """Returns the provider's lines in the draft, each with the owner it speaks for."""
    owner = text_owner(gathered)
    return [
        (owner if finding.agency == "generic" else finding.agency, finding)
        for finding in gathered.provider_lines
    ]


def states_rights(draft: Draft) -> bool:
    """Returns whether a draft's own metadata state anything about its rights."""
    return draft.rights != _NO_RIGHTS
