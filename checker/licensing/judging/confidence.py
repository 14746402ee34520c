"""How certain a claim is, and which claims need review by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.assessment import Assessment
from checker.licensing.judging.evidence import Evidence
from checker.models.verdict import Reason
from checker.models.vocabulary import CONFIDENCES, Confidence

__all__ = ["confidence_of", "doubtful", "reviewed"]

_STATED: Confidence = "high"  # of the provider's own word about an item


def confidence_of(parts: Sequence[Assessment]) -> Confidence:
    """Returns the highest confidence of the evidence: one reliable marking is enough.

    A provider's line that has no effect, such as a note to editors, is no evidence beside markings.
    """
    found = [
        finding.confidence
        for part in parts
        for finding in part.evidence.findings
        if part.evidence.match is None
    ]
    found += [part.evidence.match.confidence for part in parts if part.evidence.match is not None]
    if not found or any(_is_stated(part.evidence) and part.verdict != "clear" for part in parts):
        found.append(_STATED)
    return CONFIDENCES[max(map(CONFIDENCES.index, found))]


def _is_stated(evidence: Evidence) -> bool:
    """Whether a provider's own words are all that it has."""
    return evidence.match is None and not evidence.findings


def doubtful(parts: Sequence[Assessment], policy: Policy) -> bool:
    """Returns whether the evidence of a claim is less certain than the policy's `review_below`."""
    return CONFIDENCES.index(confidence_of(parts)) < CONFIDENCES.index(policy.review_below)


def reviewed(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Marks the reasons of a doubtful claim that have an effect for review.

    The provider's statements about an item are not in doubt.
    """
    return tuple(
        r if r.severity == "clear" or r.code.startswith("status.") else replace(r, review=True)
        for r in reasons
    )
