"""Claims: the assessments of one owner in one role, put together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.licensing.judging.agreement_choice import Option
from checker.licensing.judging.assessment import Assessment, assess
from checker.licensing.judging.context import Inquiry, Step
from checker.licensing.judging.embargo import line_item, term_reasons
from checker.licensing.judging.evidence import Evidence, Gathered, draft_lines, text_owner
from checker.licensing.judging.provider import line_statements, provider_reasons
from checker.licensing.judging.reasons import distinct, worst
from checker.models import CLAIM_ROLES, VERDICTS, Claim, ClaimRole, Item, Reason

__all__ = ["claims_of"]

Key = tuple[str, ClaimRole]


def claims_of(gathered: Gathered, q: Inquiry, steps: list[Step]) -> tuple[Claim, ...]:
    """All claims, the worst first."""
    assessed = [assess(e, q, steps) for e in gathered.evidence]
    assessed += _spoken(gathered, q, steps)
    grouped: dict[Key, list[Assessment]] = {}
    for assessment in assessed:
        evidence = assessment.evidence
        role = evidence.role
        if role == "mention" and assessment.verdict != "clear":
            role = "text"  # related text of a killed item: more than a mention
        grouped.setdefault((evidence.owner, role), []).append(assessment)
    _fold_mentions(grouped)
    claims = [_claim(owner, role, parts) for (owner, role), parts in grouped.items()]
    return tuple(
        sorted(
            claims, key=lambda c: (-VERDICTS.index(c.verdict), CLAIM_ROLES.index(c.role), c.owner)
        )
    )


def _fold_mentions(grouped: dict[Key, list[Assessment]]) -> None:
    """An owner whose text it is needs no claim of being mentioned as well."""
    for owner in [owner for owner, role in grouped if role == "mention"]:
        if (owner, "text") in grouped:
            mentioned = grouped.pop((owner, "mention"))
            grouped[(owner, "text")] += [a for a in mentioned if a.reasons]


def _spoken(gathered: Gathered, q: Inquiry, steps: list[Step]) -> Iterable[Assessment]:
    """The provider's word in the draft itself: its lines, and what its own metadata say."""
    heir = text_owner(gathered)
    by_owner: dict[str, list[Reason]] = {}
    for owner, finding in draft_lines(gathered):
        item = line_item(owner, gathered.evidence, q.draft)
        by_owner.setdefault(owner, []).extend(line_statements(finding, item, owner, q))
    draft = q.draft
    rights = draft.rights
    if "html" in draft.content_type:
        rights = replace(rights, expires=None)  # a page's own expiry is no provider's word
    item = Item(source=draft.id or "this text", owner=heir, rights=rights)
    own = Evidence(heir, "text", source=item.source, item=item)
    told = by_owner.setdefault(heir, [])
    told += provider_reasons(own, q)
    if "html" not in draft.content_type:
        told += term_reasons(own, q)
    for owner in sorted(by_owner):
        reasons = distinct(by_owner[owner])
        if not reasons:
            continue
        codes = tuple(r.code for r in reasons)
        because = " ".join(r.message for r in reasons)
        question = "Does the draft itself carry the provider's word?"
        steps.append(Step("provider", question, "yes", owner, codes=codes, because=because))
        yield Assessment(Evidence(owner, "text"), reasons)


def _claim(owner: str, role: ClaimRole, parts: Sequence[Assessment]) -> Claim:
    verdict = worst(part.verdict for part in parts)
    leading = min((p for p in parts if p.verdict == verdict), key=_weight)
    reasons = distinct(r for part in parts for r in part.reasons)
    if verdict != "clear":
        # Covered for one source says nothing while another source of the owner is not.
        reasons = tuple(
            r for r in reasons if r.code not in ("licence.ok", "exception.open_licence")
        )
    agreement = leading.agreement
    sources = sorted({p.evidence.source for p in parts if p.evidence.source is not None})
    return Claim(
        owner=owner,
        role=role,
        verdict=verdict,
        reasons=reasons,
        agreement=agreement.id if agreement else None,
        contract_ref=agreement.contract.ref if agreement else None,
        sources=tuple(sources),
        measures=_measures(parts),
        alternatives=tuple(_alternative(owner, role, option) for option in leading.options),
        holder=next((p.evidence.holder for p in parts if p.evidence.holder), None),
    )


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
        contract_ref=agreement.contract.ref,
    )
