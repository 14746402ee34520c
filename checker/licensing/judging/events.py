"""When a verdict will change, found by judging again at each moment that can change it.

Each piece of evidence is judged again only when something begins or ends for it, so the answer is
exact: verdict and enforcement stay the same until then and differ from then on.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter

from checker.licensing.agreement.policy import Policy
from checker.licensing.agreement.policy_file import KEPT_BACK
from checker.licensing.judging.assessment import Assessment, assess
from checker.licensing.judging.claims import (
    Assessed,
    ClaimKey,
    assess_all,
    by_claim,
    claims_of,
    stated_in_draft,
)
from checker.licensing.judging.confidence import doubtful, reviewed
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Gathered
from checker.licensing.judging.moments import draft_moments, next_moment
from checker.licensing.judging.reasons import enforcement, without_grants, worst
from checker.models.verdict import Claim, NextEvent, Reason
from checker.models.vocabulary import ENFORCEMENTS, VERDICTS, EventAction, VerdictName
from checker.values import dataclass

__all__ = ["with_events"]

Claims = tuple[Claim, ...]
ReasonsByClaim = dict[ClaimKey, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict and the policy's action for it."""

    verdict: VerdictName
    enforcement: str

    @property
    def rank(self) -> tuple[int, int]:
        """A sort key, ascending by verdict, then by enforcement."""
        return (VERDICTS.index(self.verdict), ENFORCEMENTS.index(self.enforcement))


@dataclass(frozen=True, slots=True)
class Change:
    """An event of the present claim `key`; `weight` is the rank of the worse outcome."""

    event: NextEvent
    key: ClaimKey
    weight: tuple[int, int]


def with_events(
    claims: Claims,
    stated: Sequence[Reason],
    assessed: Assessed,
    gathered: Gathered,
    context: JudgementContext,
) -> tuple[NextEvent | None, Claims]:
    """Returns the document's next event, and the claims with theirs.

    Args:
        claims: the claims at the moment of the context.
        stated: the document's own reasons (`system.*`, `use.*`), the same at every moment.
        assessed: the assessments from which the claims were combined.
        gathered: the evidence.
        context: draft, use, moment and what the newsroom holds.
    """
    policy = context.policy
    now: ReasonsByClaim | None = None
    document: NextEvent | None = None
    found: dict[ClaimKey, NextEvent] = {}
    for at, current in _later(assessed, gathered, context):
        now = _reasons(assessed, policy) if now is None else now  # most verdicts never change
        then = _reasons(current, policy)
        before, after = (_outcome(all_.values(), policy, stated) for all_ in (now, then))
        turned = document is None and before != after
        changed = _changed(now, then, policy) - found.keys()
        if not turned and not changed:
            continue
        moved = replace(context, at=at)
        later = claims_of(assess_all(gathered, moved), moved)
        changes = list(_changes(claims, later, at, context))
        found |= {key: change.event for change in changes if (key := change.key) in changed}
        if turned and changes:
            document = _document_event(before, after, changes)
        if document is not None and len(found) == len(claims):
            break
    if not found:
        return document, claims
    return document, tuple(replace(c, next_event=found.get((c.owner, c.role))) for c in claims)


def _later(
    assessed: Assessed, gathered: Gathered, context: JudgementContext
) -> Iterator[tuple[datetime, Assessed]]:
    """The assessments after each moment at which one of them was made anew, moments ascending."""
    current = list(assessed)
    timelines = [_evidence_timeline(n, parts[0], context) for n, parts in enumerate(assessed[:-1])]
    timelines.append(_draft_timeline(len(timelines), gathered, context))
    merged = heapq.merge(*timelines, key=itemgetter(0))
    for at, renewed in groupby(merged, key=itemgetter(0)):
        for _, number, parts in renewed:
            current[number] = parts
        yield at, tuple(current)


Renewed = tuple[datetime, int, tuple[Assessment, ...]]


def _evidence_timeline(
    number: int, assessment: Assessment, context: JudgementContext
) -> Iterator[Renewed]:
    while (at := next_moment(assessment, context)) is not None:
        context = replace(context, at=at)
        assessment = assess(assessment.evidence, context)
        yield at, number, (assessment,)


def _draft_timeline(
    number: int, gathered: Gathered, context: JudgementContext
) -> Iterator[Renewed]:
    for at in draft_moments(gathered, context):
        yield at, number, stated_in_draft(gathered, replace(context, at=at))


def _reasons(assessed: Assessed, policy: Policy) -> ReasonsByClaim:
    found: ReasonsByClaim = {}
    for key, parts in by_claim(chain.from_iterable(assessed)).items():
        reasons = without_grants(tuple(reason for part in parts for reason in part.reasons))
        found[key] = reviewed(reasons) if doubtful(parts, policy) else reasons
    return found


def _outcome(
    claims: Iterable[Sequence[Reason]], policy: Policy, stated: Sequence[Reason] = ()
) -> Outcome:
    reasons = list(chain.from_iterable(claims))
    verdict = worst(r.severity for r in (*reasons, *stated))
    return Outcome(verdict, enforcement(reasons, stated, policy))


def _changed(now: ReasonsByClaim, then: ReasonsByClaim, policy: Policy) -> set[ClaimKey]:
    """The claims of now that are not what they were; one of them may be gone."""
    return now.keys() & {
        _of_now(key, now)
        for key in {*now, *then}
        if _outcome([now.get(key, ())], policy) != _outcome([then.get(key, ())], policy)
    }


def _of_now(key: ClaimKey, now: Iterable[ClaimKey]) -> ClaimKey:
    """The claim of now: related text that is embargoed from then on was only mentioned."""
    owner, _ = key
    return key if key in now else (owner, "mention")


def _changes(
    before: Claims, after: Claims, at: datetime, context: JudgementContext
) -> Iterator[Change]:
    now: dict[ClaimKey, Claim] = {(claim.owner, claim.role): claim for claim in before}
    later: dict[ClaimKey, Claim] = {(claim.owner, claim.role): claim for claim in after}
    for key in dict.fromkeys((*now, *later)):
        claim = now.get(key) or _clear(later[key])
        then = later.get(key) or _clear(claim)
        was, becomes = (_outcome([c.reasons], context.policy) for c in (claim, then))
        if was != becomes:
            event = _event(claim, then, becomes.rank > was.rank, at, context)
            yield Change(event, _of_now(key, now), max(was.rank, becomes.rank))


def _clear(claim: Claim) -> Claim:
    return replace(
        claim, verdict="clear", reasons=(), alternatives=(), agreement=None, agreements=()
    )


def _event(
    before: Claim, after: Claim, worse: bool, at: datetime, context: JudgementContext
) -> NextEvent:
    news = _news(before, after, context) if worse else _news(after, before, context)
    code = news[0].code if news else "licence.ok"
    if not worse:
        action: EventAction = "publishable" if after.verdict == "clear" else "recheck"
    elif code == "licence.retention_exceeded":
        action = _at_retention_end(news[0].agreement, context)
    else:
        action = "unpublish" if after.verdict == "blocked" else "recheck"
    return NextEvent(at, action, code, before.owner)


def _news(better: Claim, worse: Claim, context: JudgementContext) -> list[Reason]:
    """What the worse claim has that the better one has not, under the better one's agreement first.

    When one of several agreements ends, that is the news, not what the next best one lacks.
    """
    same = [c for c in (worse, *worse.alternatives) if c.agreement == better.agreement]
    known = {reason.code for reason in better.reasons}
    for claim in (*same, worse):
        new = [r for r in claim.reasons if r.code not in known and _weighs(r, context.policy)]
        if new:
            return new
    return []


def _weighs(reason: Reason, policy: Policy) -> bool:
    action = policy.action(reason.code, reason.severity, review=reason.review)
    return reason.severity != "clear" or action != policy.enforcement["clear"]


_ACTIONS: dict[str, EventAction] = {
    "unpublish": "unpublish",
    "remove_text": "remove_text",
    "recheck": "recheck",
}


def _at_retention_end(agreement: str | None, context: JudgementContext) -> EventAction:
    """What the agreement asks for; an item whose own time is over comes down."""
    held = chain.from_iterable(context.agreements.values())
    return next((_ACTIONS[a.retention.then] for a in held if a.id == agreement), "unpublish")


def _document_event(before: Outcome, after: Outcome, changes: Sequence[Change]) -> NextEvent:
    """The change of the claim that decides: the worst afterwards, or the worst that got better.

    Nobody can take down what must not go out now because of another claim: that is a recheck.
    """
    event = max(changes, key=lambda change: change.weight).event
    if after.rank < before.rank:
        return replace(event, action="publishable" if after.verdict == "clear" else "recheck")
    return replace(event, action="recheck") if before.enforcement in KEPT_BACK else event
