"""Claims: the assessments of one owner in one role, combined."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.agreement_choice import Option
from checker.licensing.judging.assessment import Assessment, assess
from checker.licensing.judging.confidence import confidence_of, doubtful, reviewed
from checker.licensing.judging.context import JudgementContext, Step
from checker.licensing.judging.draft_terms import restricted_in_draft
from checker.licensing.judging.embargo import line_item, sent_at, term_reasons
from checker.licensing.judging.evidence import (
    Evidence,
    Gathered,
    draft_lines,
    states_rights,
    text_owner,
)
from checker.licensing.judging.observations import low_confidence
from checker.licensing.judging.provider import line_statements, provider_reasons
from checker.licensing.judging.reasons import distinct, without_grants, worst
from checker.models.source import Item
from checker.models.verdict import Claim, Reason
from checker.models.vocabulary import CLAIM_ROLES, VERDICTS, ClaimRole

__all__ = [
    "Assessed",
    "ClaimKey",
    "assess_all",
    "by_claim",
    "claims_of",
    "draft_item",
    "stated_in_draft",
]

ClaimKey = tuple[str, ClaimRole]
Assessed = tuple[tuple[Assessment, ...], ...]


def assess_all(
    gathered: Gathered, context: JudgementContext, steps: list[Step] | None = None
) -> Assessed:
    """Judges all evidence: an entry for each piece, in order, then the draft's own statements."""
    assessed = [(assess(evidence, context, steps),) for evidence in gathered.evidence]
    return (*assessed, stated_in_draft(gathered, context, steps))


def claims_of(assessed: Assessed, context: JudgementContext) -> tuple[Claim, ...]:
    """Returns all claims, the worst first; those below the policy's confidence ask for review."""
    grouped = by_claim(chain.from_iterable(assessed))
    claims = [_claim(owner, role, parts, context) for (owner, role), parts in grouped.items()]
    return tuple(
        sorted(
            claims, key=lambda c: (-VERDICTS.index(c.verdict), CLAIM_ROLES.index(c.role), c.owner)
        )
    )


def by_claim(assessed: Iterable[Assessment]) -> dict[ClaimKey, list[Assessment]]:
    """Groups the assessments by owner and role."""
    grouped: dict[ClaimKey, list[Assessment]] = {}
    for assessment in assessed:
        evidence = assessment.evidence
        role = evidence.role
        if evidence.use_kind == "listed" and not assessment.reasons:
            continue
        if role == "mention" and assessment.verdict != "clear":
            role = "text"  # related text of a killed item: more than a mention
        grouped.setdefault((evidence.owner, role), []).append(assessment)
    _fold_mentions(grouped)
    return grouped


def _fold_mentions(grouped: dict[ClaimKey, list[Assessment]]) -> None:
    """An owner whose text it is needs no claim of being mentioned as well."""
    for owner in [owner for owner, role in grouped if role == "mention"]:
        if (owner, "text") in grouped:
            mentioned = grouped.pop((owner, "mention"))
            grouped[(owner, "text")] += [a for a in mentioned if a.reasons]


def stated_in_draft(
    gathered: Gathered, context: JudgementContext, steps: list[Step] | None = None
) -> tuple[Assessment, ...]:
    """Returns the provider's statements in the draft itself: in its lines and in its metadata."""
    stated_by: dict[ClaimKey, list[Reason]] = {}
    for owner, finding in draft_lines(gathered):
        item = line_item(owner, gathered.evidence, context.draft)
        # What is not to be published blocks the text; a note may be about a picture alone.
        noted = finding.kind == "advisory" and finding.role == "photo"
        reasons = stated_by.setdefault((owner, "photo" if noted else "text"), [])
        reasons += line_statements(finding, item, owner, context)
    if states_rights(context.draft):
        item = draft_item(gathered, context)
        own = Evidence(item.owner, "text", source=item.source, item=item)
        stated = stated_by.setdefault((item.owner, "text"), [])
        stated += provider_reasons(own, context)
        if "html" not in context.draft.content_type:
            stated += term_reasons(own, context)
    assessed: list[Assessment] = []
    for (owner, role), found in sorted(stated_by.items()):
        told = distinct(found)
        if not told:
            continue
        if steps is not None:
            codes = tuple(r.code for r in told)
            because = " ".join(r.message for r in told)
            question = "Does the draft itself contain a status notice of the provider?"
            steps.append(Step("provider", question, "yes", owner, codes=codes, because=because))
        assessed.append(Assessment(Evidence(owner, role), told))
    return (*assessed, *restricted_in_draft(gathered, context, steps))


def draft_item(gathered: Gathered, context: JudgementContext) -> Item:
    """Returns the draft's own metadata as an item of the owner whose text it is."""
    draft = context.draft
    rights = draft.rights
    if "html" in draft.content_type:
        rights = replace(rights, expires=None)  # a page's own expiry is no provider's word
    owner = text_owner(gathered)
    return Item(
        source=draft.id or "this text", owner=owner, rights=rights, published=sent_at(draft)
    )


def _claim(
    owner: str, role: ClaimRole, parts: Sequence[Assessment], context: JudgementContext
) -> Claim:
    verdicts = [part.verdict for part in parts]
    verdict = worst(verdicts)
    held = (p for p, its in zip(parts, verdicts, strict=True) if its == verdict)
    leading = min(held, key=_weight)
    agreements = _agreements(leading, parts)
    agreement = agreements[0] if agreements else None
    sources = sorted({p.evidence.source for p in parts if p.evidence.source is not None})
    return Claim(
        owner=owner,
        role=role,
        verdict=verdict,
        reasons=_reasons(parts, context),
        agreement=agreement.id if agreement else None,
        agreements=tuple(a.id for a in agreements),
        contract_ref=agreement.contract.ref if agreement else None,
        sources=tuple(sources),
        measures=_measures(parts),
        alternatives=tuple(_alternative(owner, role, option) for option in leading.choice.others),
        holder=next((p.evidence.holder for p in parts if p.evidence.holder), None),
        confidence=confidence_of(parts),
    )


def _reasons(parts: Sequence[Assessment], context: JudgementContext) -> tuple[Reason, ...]:
    """Why a claim has its verdict, and that a person is asked where its evidence is doubtful."""
    # That one source is covered says nothing while another is not.
    reasons = without_grants(distinct(r for part in parts for r in part.reasons))
    if worst(r.severity for r in reasons) == "clear" or not doubtful(parts, context.policy):
        return reasons
    return distinct((*reviewed(reasons), low_confidence(parts[0].evidence, context)))


def _agreements(leading: Assessment, parts: Sequence[Assessment]) -> tuple[Agreement, ...]:
    """What the claim rests on, the one to report first; () where none decides the verdict."""
    first = leading.choice.agreements
    if not first:
        return ()
    more = (a for part in parts for a in part.choice.agreements)
    others = {a.id: a for a in sorted(more, key=lambda a: a.id)}
    return tuple(({a.id: a for a in first} | others).values())


def _weight(assessment: Assessment) -> tuple[int, int, str]:
    """The assessment that speaks for the claim: the one with most words of the draft."""
    evidence = assessment.evidence
    return (-evidence.words, -len(assessment.reasons), evidence.source or "")


def _measures(parts: Sequence[Assessment]) -> dict[str, float]:
    """The four numbers of the source that most was taken of; empty without a match."""
    matched = [p.evidence for p in parts if p.evidence.match is not None]
    if not matched:
        return {}
    most = max(matched, key=lambda e: (e.words, e.share_of_source, e.source or ""))
    return {
        "words": most.words,
        "share_of_source": most.share_of_source,
        "share_of_draft": most.share_of_draft,
        "longest_run_words": most.longest_run,
    }


def _alternative(owner: str, role: ClaimRole, option: Option) -> Claim:
    agreement = option.agreement
    return Claim(
        owner=owner,
        role=role,
        verdict=option.verdict,
        reasons=option.reasons,
        agreement=agreement.id,
        agreements=(agreement.id,),
        contract_ref=agreement.contract.ref,
    )
