"""How certain a claim is, and which claims need review by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.assessment import Assessment
from checker.models.verdict import Reason
from checker.models.vocabulary import CONFIDENCES, Confidence

__all__ = ["confidence_of", "doubtful", "reviewed"]

_COPIED: Confidence = "high"  # of a passage found in a source, or of the provider's own word


def confidence_of(parts: Sequence[Assessment]) -> Confidence:
    """Returns the highest confidence of the evidence: one reliable marking is enough."""
    sure = (
        finding.confidence
        for part in parts
        for finding in part.evidence.findings
        if part.evidence.match is None
    )
    copied = (
        _COPIED if part.evidence.match is None else part.evidence.match.confidence
        for part in parts
        if part.evidence.match is not None or not part.evidence.findings
    )
    return CONFIDENCES[max(map(CONFIDENCES.index, (*sure, *copied)))]


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
