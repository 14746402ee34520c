"""Editors' overrides in force for the very text that is checked or shown."""

from collections.abc import Collection, Sequence
from datetime import UTC

import msgspec

from checker.licensing import KEPT_BACK, Policy
from checker.models.vocabulary import ENFORCEMENTS
from checker.report import Answer, answer_from
from checker.report.answer import Override as ShownOverride
from checker.report.judged import Claim, Reason
from checker.running.overrides_scope import ReleaseScope
from checker.store import Override
from checker.times import rfc3339
from checker.values import dataclass

__all__ = ["reasons_of", "released", "shown_override", "with_overrides"]


def with_overrides(answer: Answer, in_force: Sequence[Override], policy: Policy) -> Answer:
    """Returns the answer with the overrides in force for its text.

    If they cover all reasons, the text may go out.

    An override is bound to the text's hash, so the next revision is held again by itself, and to
    what its check had found for the same use (`ReleaseScope`). The verdict does not change: what
    changes is what the CMS does with it. What is held or blocked is told to be `releasable`, or
    that nobody can release it.

    Args:
        answer: an answer whose offsets are those that are stored.
        in_force: the overrides of its text that have neither ended nor been revoked.
        policy: the policy in force.
    """
    given = [_Given.of(one) for one in in_force]
    given = [one for one in given if one.scope is None or one.scope.covers_use(answer.use)]
    if given:
        ranks = [ENFORCEMENTS.index(action) for action in _not_released(answer, given, policy)]
        answer = msgspec.structs.replace(
            answer,
            overrides=[shown_override(one.override) for one in given],
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


@dataclass(frozen=True, slots=True)
class _Given:
    """An override, and what it covers; None, which is nothing, if its check is no longer kept."""

    override: Override
    scope: ReleaseScope | None

    @classmethod
    def of(cls, override: Override) -> "_Given":
        seen = override.seen
        return cls(override, None if seen is None else ReleaseScope(answer_from(seen)))

    def covers(self, answer: Answer, claim: Claim | None, reason: Reason) -> bool:
        codes = self.override.codes
        named = not codes or reason.code in codes
        return named and self.scope is not None and self.scope.covers(answer, claim, reason)


def _not_released(answer: Answer, given: Sequence[_Given], policy: Policy) -> list[str]:
    """The enforcement of each reason that no override covers.

    An embargo that was released while nobody could read its end is not when somebody can.
    """
    return [
        policy.action(reason.code, reason.severity, review=reason.review)
        for claim, reason in _with_claims(answer)
        if not (
            policy.releasable(reason) and any(one.covers(answer, claim, reason) for one in given)
        )
    ]


def reasons_of(answer: Answer) -> list[Reason]:
    """Returns all reasons of an answer, those of its claims first."""
    return [reason for _, reason in _with_claims(answer)]


def _with_claims(answer: Answer) -> list[tuple[Claim | None, Reason]]:
    """Each reason with its claim; those without one are the document's own."""
    reasons: list[tuple[Claim | None, Reason]] = [
        (claim, reason) for claim in answer.claims for reason in claim.reasons
    ]
    return reasons + [(None, reason) for reason in answer.reasons]
