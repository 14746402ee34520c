"""Reasons: the one place for their wording, bounds and ranking."""

from collections.abc import Iterable, Sequence

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy, strictest
from checker.models.draft import Span
from checker.models.verdict import Edit, Reason
from checker.models.vocabulary import VERDICTS, VerdictName
from checker.values import replaced
from checker.wording import clip

__all__ = [
    "GRANTS",
    "distinct",
    "enforcement",
    "reason",
    "severity_of",
    "without_grants",
    "worst",
]

_SEVERITY: dict[str, VerdictName] = {
    "status.superseded": "clear",
    "licence.ok": "clear",
    "licence.retention_exceeded": "blocked",
    "notice.removed": "clear",
    "system.not_recorded": "clear",
}
_RANKS = {verdict: rank for rank, verdict in enumerate(VERDICTS)}  # from "clear" to the worst
_GROUP: dict[str, VerdictName] = {
    "status": "blocked",
    "licence": "licence_required",
    "credit": "credit_required",
    "attribution": "credit_required",
    "notice": "credit_required",
    "byline": "credit_required",
    "dateline": "credit_required",
    "link": "credit_required",
    "tracking": "credit_required",
    "ai_disclosure": "credit_required",
    "detect": "clear",
    "exception": "clear",
    "use": "clear",
    "system": "unfinished",
}


def severity_of(code: str) -> VerdictName:
    """Returns the verdict that a reason code alone leads to, unless a rule states otherwise."""
    return _SEVERITY.get(code) or _GROUP[code.partition(".")[0]]


def reason(
    code: str,
    message: str,
    owner: str,
    *,
    severity: VerdictName | None = None,
    agreement: Agreement | None = None,
    passages: tuple[Span, ...] = (),
    expected: str | None = None,
    found: str | None = None,
    fix: tuple[Edit, ...] = (),
    parsed: bool | None = None,
) -> Reason:
    """Returns a reason with the severity of its code and a message that fits everywhere."""
    return Reason(
        code=code,
        severity=severity or severity_of(code),
        message=clip(message),
        owner=owner,
        agreement=agreement.id if agreement else None,
        contract_ref=agreement.contract.ref if agreement else None,
        passages=passages,
        expected=expected,
        found=found,
        fix=fix,
        parsed=parsed,
    )


def worst(severities: Iterable[VerdictName]) -> VerdictName:
    """Returns the worst of the verdicts; `clear` if there are none."""
    return VERDICTS[max(map(_RANKS.__getitem__, severities), default=0)]


GRANTS = ("licence.ok", "exception.open_licence")


def without_grants(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Returns the reasons without grants, unless everything is clear."""
    if worst(r.severity for r in reasons) == "clear":
        return reasons
    return tuple(r for r in reasons if r.code not in GRANTS)


def enforcement(reasons: Sequence[Reason], stated: Sequence[Reason], policy: Policy) -> str:
    """Returns the strictest action of all reasons; an unfinished check is never passed.

    Args:
        reasons: the reasons of all claims.
        stated: the document's own, `system.*` and `use.*`.
        policy: gives the action for each reason.
    """
    actions = [policy.action(r.code, r.severity, review=r.review) for r in (*reasons, *stated)]
    if not reasons:
        actions.append(policy.enforcement["clear"])
    return strictest(actions)


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Removes duplicate reasons; sorts the worst first, independently of the input order.

    Two reasons with the same code and message are one; their passages are merged.
    """
    given = tuple(reasons)
    if len({r.code for r in given}) == len(given):
        return tuple(sorted(given, key=_rank))
    alike: dict[tuple[str, str, str, str], list[Reason]] = {}
    seen: set[int] = set()
    shared: set[int] = set()  # what several sources have in common
    for new in given:
        number = id(new)
        if number in seen:
            shared.add(number)
            continue
        seen.add(number)
        alike.setdefault((new.code, new.message, new.owner, new.agreement or ""), []).append(new)
    merged = [
        same[0] if len(same) == 1 and id(same[0]) not in shared else _merged(same)
        for same in alike.values()
    ]
    return tuple(sorted(merged, key=_rank))


def _merged(same: Sequence[Reason]) -> Reason:
    """Several reasons of one code and message as one, with the passages of all."""
    fixed = min(same, key=lambda r: (not r.fix, [(e.start, e.end, e.text) for e in r.fix]))
    spans: set[Span] = set()
    return replaced(fixed, passages=tuple(sorted(spans.union(*[r.passages for r in same]))))


def _rank(r: Reason) -> tuple[int, bool, str, str]:
    """What was merely seen comes last."""
    return (-_RANKS[r.severity], r.code.startswith("detect."), r.code, r.message)
