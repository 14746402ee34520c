"""Editors' overrides in force for the very text that is checked or shown."""

from collections.abc import Collection, Sequence
from datetime import UTC

import msgspec

from checker.licensing import KEPT_BACK, Policy
from checker.models.vocabulary import ENFORCEMENTS
from checker.report import Answer
from checker.report.answer import Override as ShownOverride
from checker.report.judged import Reason
from checker.store import Override
from checker.times import rfc3339

__all__ = ["reasons_of", "released", "shown_override", "with_overrides"]


def with_overrides(answer: Answer, in_force: Sequence[Override], policy: Policy) -> Answer:
    """Returns the answer with the overrides in force for its text.

    If they cover all reasons, the text may go out.

    An override is bound to the text's hash, so the next revision is held again by itself. The
    verdict does not change: what changes is what the CMS does with it. What is held or blocked is
    told to be `releasable`, or that nobody can release it.
    """
    if in_force:
        ranks = [ENFORCEMENTS.index(action) for action in _not_released(answer, in_force, policy)]
        answer = msgspec.structs.replace(
            answer,
            overrides=[shown_override(one) for one in in_force],
            enforcement=ENFORCEMENTS[max(ranks, default=0)],
        )
    if answer.enforcement not in KEPT_BACK:
        return answer
    return msgspec.structs.replace(
        answer, releasable=all(map(policy.releasable, reasons_of(answer)))
    )


def released(overrides: Collection[object], enforcement: str) -> bool:
    """Returns whether the overrides of an answer cover every reason, so nothing is left to do."""
    return bool(overrides) and enforcement == "allow"


def shown_override(override: Override) -> ShownOverride:
    """Returns an override as in an answer."""
    return ShownOverride(
        id=override.id,
        who=override.by,
        role=override.role,
        codes=list(override.codes),
        why=override.why,
        at=rfc3339(override.at, UTC),
        until=rfc3339(override.until, UTC),
        text_sha256=override.text_sha256,
    )


def _not_released(answer: Answer, in_force: Sequence[Override], policy: Policy) -> list[str]:
    """The enforcement of each reason that no override covers.

    An embargo that was released while nobody could read its end is not when somebody can.
    """
    return [
        policy.action(reason.code, reason.severity, review=reason.review)
        for reason, owner in _owned(answer)
        if not (
            policy.releasable(reason) and any(one.releases(reason.code, owner) for one in in_force)
        )
    ]


def reasons_of(answer: Answer) -> list[Reason]:
    """Returns all reasons of an answer, those of its claims first."""
    return [reason for reason, _ in _owned(answer)]


def _owned(answer: Answer) -> list[tuple[Reason, str]]:
    """Each reason with the owner of its claim; "" is the document's own."""
    reasons = [(reason, claim.owner) for claim in answer.claims for reason in claim.reasons]
    return reasons + [(reason, "") for reason in answer.reasons]
