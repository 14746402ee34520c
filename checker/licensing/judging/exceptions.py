"""Counsel's exceptions in the newsroom's policy: short quotations, short extracts, the allowlist.

They never apply if the owner's own notice was copied with the text. The numbers are policy, not
law, and every message says so.
"""

from collections.abc import Iterator
from datetime import datetime

from checker.licensing.agreement.policy_file import Allowance, Extract
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.open_licences import waiver
from checker.licensing.judging.reasons import reason
from checker.models.verdict import Reason
from checker.wording import plural, worded

__all__ = ["allowance_end", "allowlisted", "excepted", "public_domain"]


def allowlisted(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Returns a standing exception of the policy for this owner, source or marking."""
    for entry in _allowances(evidence, context) if context.policy.allowlist else ():
        if entry.until is None or context.at < entry.until:
            return reason(
                "exception.allowlisted",
                worded("Allowed by the newsroom's policy: {reason}", reason=entry.reason),
                evidence.owner,
            )
    return None


def allowance_end(evidence: Evidence, context: JudgementContext) -> datetime | None:
    """Returns when the last standing exception for this evidence ends; None if none does."""
    if not context.policy.allowlist:
        return None
    ends = [entry.until for entry in _allowances(evidence, context)]
    return None if None in ends else max((end for end in ends if end), default=None)


def _allowances(evidence: Evidence, context: JudgementContext) -> Iterator[Allowance]:
    keys = {finding.key for finding in evidence.findings}
    for entry in context.policy.allowlist:
        if (
            entry.owner in (None, evidence.owner)
            and entry.source in (None, evidence.source)
            and (entry.key is None or (keys == {entry.key} and evidence.source is None))
        ):
            yield entry


def public_domain(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Checks whether the owner put the item into the public domain (CC0, PDM, wording)."""
    given_up = waiver(evidence.item, context) if evidence.item is not None else None
    if given_up is None:
        return None
    return reason(
        "exception.public_domain",
        worded("The owner has placed this item in the public domain."),
        evidence.owner,
        found=given_up.spdx,
    )


def excepted(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Returns the exception that applies, the missing attribution that it needs, or None."""
    if evidence.own_notice or evidence.role != "text" or evidence.match is None:
        return None
    if evidence.match.evidence == "retold":  # it has no words in common that could be few
        return None
    policy = context.policy
    name = context.name(evidence.owner)
    if _within(evidence, policy.very_short_extract):
        return reason(
            "exception.very_short_extract",
            plural(
                "{n} word from {owner}: a very short extract under the newsroom's policy (up "
                "to {most} words; a policy, not the law).",
                "{n} words from {owner}: a very short extract under the newsroom's policy (up "
                "to {most} words; a policy, not the law).",
                evidence.words,
                owner=name,
                most=policy.very_short_extract.max_words,
            ),
            evidence.owner,
            passages=evidence.passages,
        )
    if evidence.use_kind != "quotation" or not _within(evidence, policy.quotation):
        return None
    if policy.quotation.needs_attribution and not evidence.attributed:
        return reason(
            "attribution.missing",
            plural(
                "A quotation of {n} word from {owner} is within the newsroom's policy, but "
                "its source must be named.",
                "A quotation of {n} words from {owner} is within the newsroom's policy, but "
                "its source must be named.",
                evidence.words,
                owner=name,
            ),
            evidence.owner,
            passages=evidence.passages,
            expected=name,
        )
    return reason(
        "exception.quotation",
        plural(
            "A quotation of {n} word from {owner}, with its source named: within the "
            "newsroom's policy (up to {most} words; a policy, not the law).",
            "A quotation of {n} words from {owner}, with its source named: within the "
            "newsroom's policy (up to {most} words; a policy, not the law).",
            evidence.words,
            owner=name,
            most=policy.quotation.max_words,
        ),
        evidence.owner,
        passages=evidence.passages,
    )


def _within(evidence: Evidence, bounds: Extract) -> bool:
    percent = evidence.share_of_source * 100
    return evidence.words <= bounds.max_words and percent <= bounds.max_percent_of_source
