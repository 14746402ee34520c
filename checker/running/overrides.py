"""Editors' overrides in force for the very text that is checked or shown."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from checker.licensing import Policy
from checker.models import ENFORCEMENTS
from checker.report import Answer
from checker.report.answer import Override as ShownOverride
from checker.store import Override, Overrides
from checker.times import rfc3339

__all__ = ["released", "shown_override", "with_overrides"]


def with_overrides(answer: Answer, overrides: Overrides, policy: Policy, now: datetime) -> Answer:
    """The answer with the overrides in force; if they cover all reasons, the text may go out.

    An override is bound to the text's hash, so the next revision is held again by itself. The
    verdict does not change: what changes is what the CMS does with it.
    """
    document = None if answer.id is None else str(answer.id)
    in_force = overrides.in_force(answer.text_sha256, now=now, document=document)
    if not in_force:
        return answer
    ranks = [ENFORCEMENTS.index(action) for action in _not_released(answer, in_force, policy)]
    return msgspec.structs.replace(
        answer,
        overrides=[shown_override(one) for one in in_force],
        enforcement=ENFORCEMENTS[max(ranks, default=0)],
    )


def released(overrides: Collection[object], enforcement: str) -> bool:
    """Whether the overrides of an answer cover every reason, so that nothing is left to do."""
    return bool(overrides) and enforcement == "allow"


def shown_override(override: Override) -> ShownOverride:
    """An override as it is in an answer."""
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
    """The enforcement of each reason that no override covers."""
    reasons = [(reason, claim.owner) for claim in answer.claims for reason in claim.reasons]
    reasons += [(reason, "") for reason in answer.reasons]
    return [
        policy.action(reason.code, reason.severity)
        for reason, owner in reasons
        if not any(one.releases(reason.code, owner) for one in in_force)
    ]
