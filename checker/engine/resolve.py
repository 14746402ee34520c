"""From candidates to findings: exceptions cancel, overlaps of one agency are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.engine.model import RuleSet
from checker.engine.unnamed import named_first
from checker.models.evidence import Finding
from checker.models.vocabulary import CONFIDENCES, ClaimRole, Confidence, FindingScope
from checker.orders import ORDER_KINDS, RESTRICTION_RULES
from checker.values import dataclass

__all__ = ["Candidate", "resolved"]

_ROLE_RANK = {"text": 0, "press_release": 1, "photo": 2, None: 3, "mention": 4}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding before exceptions and overlaps.

    `names` are the [start, end) of the agency's names in it, counted in the view; for an own rule,
    of the whole.
    """

    rule: str
    agency: str
    kind: str
    zone: str
    start: int
    end: int
    text: str
    confidence: Confidence
    key: str
    role: ClaimRole | None
    scope: FindingScope
    notes: tuple[str, ...] = ()
    experimental: bool = False
    own: bool = False
    names: tuple[tuple[int, int], ...] = ()

    def finding(self) -> Finding:
        """Returns the candidate as a finding."""
        return Finding(
            self.rule,
            self.agency,
            self.kind,
            self.zone,
            self.start,
            self.end,
            self.text,
            self.confidence,
            self.key,
            self.role,
            self.scope,
            None,
            None,
            self.notes,
            self.experimental,
        )


def resolved(
    candidates: Sequence[Candidate], metadata: Iterable[Finding], rules: RuleSet
) -> list[Finding]:
    """Returns findings sorted by position, one per agency and span; notes name the others."""
    exceptions = [c for c in candidates if c.kind == "exception"]
    marks = [c for c in candidates if c.kind != "exception"]
    alive = list(_not_excepted(marks, exceptions)) if exceptions else marks
    required = {rule.id: rule.requires for rule in rules.rules if rule.requires}
    present = {c.rule for c in alive}
    alive = [c for c in alive if not required.get(c.rule) or required[c.rule] in present]
    kept: dict[tuple[str, bool, bool], _Kept] = {}
    for candidate in sorted(alive, key=_order):
        # A sign-off inside a notice or a restriction is a marking beside it: neither hides the
        # other, since a restriction may turn out to be none when all its words are read.
        limits = candidate.rule in RESTRICTION_RULES
        key = (candidate.agency, candidate.kind in ORDER_KINDS, limits)
        kept.setdefault(key, _Kept()).add(candidate)
    found = [candidate.finding() for one in kept.values() for candidate in one.all]
    found += metadata
    found = _with_conflicts(named_first(found, rules.agencies))
    return sorted(found, key=lambda f: (f.start, f.end, f.rule, f.field or "", f.text))


def _with_conflicts(found: list[Finding]) -> list[Finding]:
    """Notes where metadata and visible marks name different agencies for the same text."""
    text = [f for f in found if f.role == "text" and f.scope == "article"]
    stated = {f.agency for f in text if f.kind == "metadata"}
    shown = {f.agency for f in text if f.kind != "metadata"}
    if not stated or not shown or stated & shown:
        return found
    notes = {
        True: f"conflict: the visible marks name {', '.join(sorted(shown))}",
        False: f"conflict: the metadata name {', '.join(sorted(stated))}",
    }
    return [
        replace(f, notes=(*f.notes, notes[f.kind == "metadata"]))
        if f.role == "text" and f.scope == "article"
        else f
        for f in found
    ]


class _Kept:
    """One agency's findings, none over another; the first to come is the primary one."""

    def __init__(self) -> None:
        self.all: list[Candidate] = []
        self._starts: list[int] = []

    def add(self, candidate: Candidate) -> None:
        """Keeps the candidate, or notes it with the finding that it lies over."""
        at = bisect_right(self._starts, candidate.start)
        for number in (at - 1, at):
            if 0 <= number < len(self.all) and _overlap(self.all[number], candidate):
                first, note = self.all[number], f"also {candidate.rule}"
                if first.rule != candidate.rule and note not in first.notes:
                    self.all[number] = replace(first, notes=(*first.notes, note))
                return
        self.all.insert(at, candidate)
        self._starts.insert(at, candidate.start)


def _order(candidate: Candidate) -> tuple[int, int, int, int, int, str]:
    return (
        candidate.experimental,
        _ROLE_RANK[candidate.role],
        -CONFIDENCES.index(candidate.confidence),
        candidate.start - candidate.end,
        candidate.start,
        candidate.rule,
    )


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _not_excepted(
    candidates: Iterable[Candidate], exceptions: Sequence[Candidate]
) -> Iterator[Candidate]:
    """What no exception of the same agency covers; one on trial leaves a note only."""
    for candidate in candidates:
        covering = [e for e in exceptions if _covers(e, candidate)]
        if any(not e.experimental for e in covering):
            continue
        notes = tuple(f"the experimental {e.rule} would cancel it" for e in covering)
        yield replace(candidate, notes=(*candidate.notes, *notes)) if notes else candidate


def _covers(exception: Candidate, candidate: Candidate) -> bool:
    """Whether every name of the agency in the marking lies within the exception."""
    if exception.agency != candidate.agency:
        return False
    low, high = exception.names[0]
    return all(low <= start and end <= high for start, end in candidate.names)
