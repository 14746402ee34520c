"""The judgement: derives a verdict from evidence, agreements, items and policy, step by step.

Pure and deterministic: the same values give the same answer, in any order of agreements, sources
and findings. The order of the steps is that of docs/licensing.md.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.claims import assess_all, claims_of
from checker.licensing.judging.context import (
    JudgementContext,
    MonthUse,
    Step,
    Wordings,
    asked_territories,
)
from checker.licensing.judging.doubtful_names import doubtful_names
from checker.licensing.judging.events import with_events
from checker.licensing.judging.evidence import Gathered
from checker.licensing.judging.gathering import NOTICE_KINDS, gather
from checker.licensing.judging.observations import disguised
from checker.licensing.judging.parties import in_ids
from checker.licensing.judging.placement import Layout
from checker.licensing.judging.quotas import numbered, quota_uses
from checker.licensing.judging.reasons import distinct, enforcement, reason, worst
from checker.licensing.judging.summary import document_message
from checker.models.draft import Draft, Use
from checker.models.evidence import Disguise, Incomplete, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.verdict import Claim, LookedAt, NextEvent, QuotaUse, Reason
from checker.models.vocabulary import VerdictName
from checker.times import aware
from checker.values import dataclass
from checker.wording import capital, joined, worded, worded_as

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result of judging a draft for one use.

    `reasons` are the document's own (`system.*`, `use.*`, `detect.disguise`); each claim has those
    of its owner. `trace` lists every step in the order in which it was taken, if it was asked for.
    """

    verdict: VerdictName
    enforcement: str
    message: str
    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    next_event: NextEvent | None
    trace: tuple[Step, ...] = ()
    at: datetime | None = None
    quota: tuple[QuotaUse, ...] = ()


def judge(
    draft: Draft,
    scan: ScanResult,
    search: SearchResult,
    use: Use,
    *,
    agreements: Iterable[Agreement],
    policy: Policy,
    items: Mapping[str, Item],
    names: Mapping[str, str],
    now: datetime,
    used: Mapping[str, MonthUse] | None = None,
    piece: str = "",
    revised: bool = False,
    confirmed: datetime | None = None,
    naming: Mapping[str, str] | None = None,
    holders: Mapping[str, str] | None = None,
    changed: Container[str] = (),
    lacking: Sequence[Incomplete] = (),
    looked: LookedAt | None = None,
    disguises: Sequence[Disguise] = (),
    wordings: Wordings | None = None,
    traced: bool = True,
) -> Judgement:
    """Judges one draft for one use, as of `use.at` or else `now`.

    Args:
        draft: the draft as given; fixes have offsets in its text.
        scan: the markings; experimental ones and those of scope site or other raise nothing.
        search: the licensed sources that it reuses.
        use: who publishes it, where, when and how.
        agreements: all agreements of the newsroom, in any order.
        policy: the newsroom's policy.
        items: the registry's entries for the sources that `search` names.
        names: owner ids to names, for messages.
        now: the moment of the check; a naive time is read as UTC.
        used: the month's use under each agreement with a quota, by agreement id.
        revised: whether the piece has had another text since it first appeared.
        confirmed: when the piece was first confirmed, which counts where the use does not say when
            it was first published.
        naming: the sources that name the newsroom, with the words around its name.
        holders: own items whose text has another owner's markings, with that owner.
        changed: the sources of which the draft changes words; see `words_changed`.
        piece: a name for the piece, which counts as the item where no source is known.
        lacking: what the check lacked to be complete; see `checker.looked_at`.
        looked: what the check looked at, for the message.
        disguises: words of the draft that are disguised from comparison.
        wordings: those of these agreements and names, where an earlier judgement made them.
        traced: keep every step; without it the trace is empty, and the rest the same.
    """
    given = tuple(agreements)
    if wordings is None:
        wordings = Wordings.of(names, given)
    search, items = in_ids(search, items, wordings)
    layout = Layout.of(draft, scan.findings)
    gathered = gather(
        draft,
        scan,
        search,
        layout=layout,
        items=items,
        policy=policy,
        names=wordings,
        changed=changed,
    )
    at = aware(use.at or now)
    codes, unknown = asked_territories(use)
    context = JudgementContext(
        draft=draft,
        layout=layout,
        use=use,
        at=at,
        first_published=aware(use.first_published)
        if use.first_published
        else _online(confirmed, at),
        asked_at=at,
        agreements=wordings.agreements,
        policy=policy,
        names=wordings,
        territories=codes,
        unknown_territories=unknown,
        used=used or {},
        piece=piece,
        naming=naming or {},
        holders=holders or {},
        dated=not (use.published_claimed or revised),
        undated=use.published_claimed and use.first_published is None and confirmed is None,
        marked_owners=_marked_owners(gathered),
    )
    context = numbered(gathered, context)
    trace: list[Step] | None = [] if traced else None
    unfinished = distinct(
        reason(entry.code, capital(worded_as(entry.what)), "") for entry in lacking
    )
    told = distinct(map(disguised, disguises))
    assessed = assess_all(gathered, context, trace)
    stated = (*unfinished, *doubtful_names(use, wordings, policy.own), *told)
    event, claims = with_events(claims_of(assessed, context), stated, assessed, gathered, context)
    verdict = worst([*(claim.verdict for claim in claims), *(r.severity for r in unfinished)])
    action = enforcement([r for claim in claims for r in claim.reasons], stated, policy)
    if trace is not None:
        trace.append(_closing(verdict, action, claims, stated))
    return Judgement(
        verdict=verdict,
        enforcement=action,
        message=document_message(claims, unfinished, told, looked, context),
        claims=claims,
        reasons=stated,
        next_event=event,
        trace=tuple(trace or ()),
        at=at,
        quota=quota_uses(assessed, context),
    )


def _online(confirmed: datetime | None, at: datetime) -> datetime:
    """Since when a piece is online that is judged for a moment: at the latest since then."""
    return at if confirmed is None else min(aware(confirmed), at)


def _marked_owners(gathered: Gathered) -> tuple[str, ...]:
    owners = {
        evidence.owner
        for evidence in gathered.evidence
        if evidence.role == "text" and any(f.kind in NOTICE_KINDS for f in evidence.findings)
    }
    return tuple(sorted(owners))


def _closing(
    verdict: VerdictName,
    action: str,
    claims: Sequence[Claim],
    unfinished: Sequence[Reason],
) -> Step:
    parts = [f"{claim.owner} ({claim.role}): {claim.verdict}" for claim in claims]
    parts += [worded("{code}: {message}", code=r.code, message=r.message) for r in unfinished]
    return Step(
        "document",
        worded("What is the verdict of the worst claim, and what does the policy do?"),
        f"{verdict}, {action}",
        codes=tuple(r.code for r in unfinished),
        because=joined(parts, "; ") or worded("nothing was found"),
    )
