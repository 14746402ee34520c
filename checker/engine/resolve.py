"""From candidates to findings: exceptions cancel, overlaps of one agency become one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.engine.model import CONFIDENCES, RuleSet
from checker.models import ClaimRole, Confidence, Finding, FindingScope

__all__ = ["Candidate", "resolved"]

_ROLE_RANK = {"text": 0, "press_release": 1, "photo": 2, None: 3, "mention": 4}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding on its way, with the number of its zone."""

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
    holder: str | None = None

    def finding(self) -> Finding:
        """The candidate as others see it."""
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
            self.holder,
            None,
            self.notes,
            self.experimental,
        )


def resolved(
    candidates: Sequence[Candidate], metadata: Iterable[Finding], rules: RuleSet
) -> list[Finding]:
    """Sorted by place; one finding an agency and stretch, the others told in its notes."""
    cancelled = [c for c in candidates if c.kind == "exception"]
    alive = [c for c in candidates if c.kind != "exception" and not _covered(c, cancelled)]
    required = {rule.id: rule.requires for rule in rules.rules if rule.requires}
    present = {c.rule for c in alive}
    alive = [c for c in alive if not required.get(c.rule) or required[c.rule] in present]
    kept: dict[str, _Kept] = {}
    for candidate in sorted(alive, key=_order):
        kept.setdefault(candidate.agency, _Kept()).add(candidate)
    found = [candidate.finding() for one in kept.values() for candidate in one.all]
    found += metadata
    found = _with_conflicts(found)
    return sorted(found, key=lambda f: (f.start, f.end, f.rule, f.field or "", f.text))


def _with_conflicts(found: list[Finding]) -> list[Finding]:
    """Tells where metadata and visible marks name different agencies for the same text."""
    text = [f for f in found if f.role == "text" and f.scope == "article"]
    said = {f.agency for f in text if f.kind == "metadata"}
    shown = {f.agency for f in text if f.kind != "metadata"}
    if not said or not shown or said & shown:
        return found
    notes = {
        True: f"conflict: the visible marks name {', '.join(sorted(shown))}",
        False: f"conflict: the metadata name {', '.join(sorted(said))}",
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


def _covered(candidate: Candidate, exceptions: Sequence[Candidate]) -> bool:
    return any(e.agency == candidate.agency and _overlap(e, candidate) for e in exceptions)
