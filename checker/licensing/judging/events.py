"""When a verdict will change: found by judging again at every moment that could matter.

Only moments at which something begins or ends are tried (embargo, expiry, agreement, retention,
allowlist), so the answer is exact: the verdict is the same until then, and another from then on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.embargo import field_end, line_end, line_item
from checker.licensing.judging.evidence import Evidence, Gathered, draft_lines
from checker.licensing.judging.item_prose import term_moments
from checker.licensing.judging.reasons import worst
from checker.licensing.judging.use_conditions import retention_end
from checker.models import VERDICTS, Claim, Item, NextEvent, Reason, VerdictName
from checker.times import aware

__all__ = ["with_events"]

Claims = tuple[Claim, ...]
Change = tuple[NextEvent, Claim, int]  # the event, the claim of now, the worse of both verdicts
Action = Literal["recheck", "unpublish", "remove_text", "publishable"]
MOST_MOMENTS = 64


def with_events(
    gathered: Gathered, q: Inquiry, claims: Claims, judged: Callable[[Inquiry], Claims]
) -> tuple[NextEvent | None, Claims]:
    """The document's next event, and the claims with theirs."""
    now = worst(claim.verdict for claim in claims)
    document: NextEvent | None = None
    found: dict[tuple[str, str], NextEvent] = {}
    for moment in _moments(gathered, q)[:MOST_MOMENTS]:
        later = judged(replace(q, at=moment))
        changes = list(_changes(claims, later, moment, q))
        for change, claim, _weight in changes:
            if claim in claims:
                found.setdefault((claim.owner, claim.role), change)
        if document is None and worst(claim.verdict for claim in later) != now:
            became = worst(claim.verdict for claim in later)
            document = _document_event(now, became, changes)
        if document is not None and len(found) == len(claims):
            break
    return document, tuple(replace(c, next_event=found.get((c.owner, c.role))) for c in claims)


def _changes(before: Claims, after: Claims, at: datetime, q: Inquiry) -> Iterator[Change]:
    now = {(claim.owner, claim.role): claim for claim in before}
    later = {(claim.owner, claim.role): claim for claim in after}
    for key in dict.fromkeys((*now, *later)):
        # A claim may be new (related text whose item is embargoed from then on) or gone.
        claim = now.get(key) or _clear(later[key])
        then = later.get(key) or _clear(claim)
        if then.verdict != claim.verdict:
            kept = claim if key in now else now.get((claim.owner, "mention"), claim)
            weight = max(VERDICTS.index(claim.verdict), VERDICTS.index(then.verdict))
            yield _event(claim, then, at, q), kept, weight


def _clear(claim: Claim) -> Claim:
    return replace(claim, verdict="clear", reasons=(), alternatives=(), agreement=None)


def _event(before: Claim, after: Claim, at: datetime, q: Inquiry) -> NextEvent:
    worse = VERDICTS.index(after.verdict) > VERDICTS.index(before.verdict)
    telling = _telling(before, after) if worse else _telling(after, before)
    code = telling[0].code if telling else "licence.ok"
    if not worse:
        action: Action = "publishable" if after.verdict == "clear" else "recheck"
        return NextEvent(at, action, code, before.owner)
    if code == "licence.retention_exceeded":
        agreement = next((a for a in q.agreements if a.id == telling[0].agreement), None)
        then = agreement.retention.then if agreement else "unpublish"
        return NextEvent(at, _ACTIONS[then], code, before.owner)
    return NextEvent(
        at, "unpublish" if after.verdict == "blocked" else "recheck", code, before.owner
    )


def _telling(better: Claim, worse: Claim) -> list[Reason]:
    """What the worse claim has that the better one has not, under the better one's agreement first.

    When one of several agreements ends, that is the news, not what the next best one lacks.
    """
    same = [c for c in (worse, *worse.alternatives) if c.agreement == better.agreement]
    known = {reason.code for reason in better.reasons}
    for claim in (*same, worse):
        new = [r for r in claim.reasons if r.code not in known and r.severity != "clear"]
        if new:
            return new
    return []


_ACTIONS: dict[str, Action] = {
    "unpublish": "unpublish",
    "remove_text": "remove_text",
    "recheck": "recheck",
}


def _document_event(
    before: VerdictName, became: VerdictName, changes: Sequence[Change]
) -> NextEvent | None:
    """The change of the claim that decides: the worst afterwards, or the worst that got better."""
    if not changes:
        return None
    event = max(changes, key=lambda change: change[2])[0]
    if VERDICTS.index(became) < VERDICTS.index(before):
        return replace(event, action="publishable" if became == "clear" else "recheck")
    return event


def _moments(gathered: Gathered, q: Inquiry) -> list[datetime]:
    """Everything that begins or ends after the moment of the check, ascending, each once."""
    found = {
        moment.astimezone(UTC)
        for moment in _all_moments(gathered, q)
        if moment is not None and moment > q.at
    }
    return sorted(found)


def _all_moments(gathered: Gathered, q: Inquiry) -> Iterator[datetime | None]:
    owners = {e.owner for e in gathered.evidence}
    for evidence in gathered.evidence:
        yield from _item_moments(evidence.item, q)
        for agreement in q.agreements:
            yield retention_end(agreement, evidence, q)
    yield from _item_moments(Item("", "generic", q.draft.rights), q)
    for agreement in q.agreements:
        if agreement.owner in owners or any(
            _sent_by(agreement.owner, e) for e in gathered.evidence
        ):
            yield agreement.valid.start
            yield agreement.valid.end
    for entry in q.policy.allowlist:
        yield entry.until
    for owner, finding in draft_lines(gathered):
        yield line_end(finding, line_item(owner, gathered.evidence, q.draft), q)


def _sent_by(owner: str, evidence: Evidence) -> bool:
    return evidence.item is not None and bool(evidence.item.provider) and bool(owner)


def _item_moments(item: Item | None, q: Inquiry) -> Iterator[datetime | None]:
    if item is None:
        return
    yield field_end(item, q)
    if item.rights.expires is not None:
        yield aware(item.rights.expires)
    yield from term_moments(item, q)
