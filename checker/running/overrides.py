"""Editors' overrides in force for the very text that is checked or shown."""

from collections.abc import Collection, Sequence
from datetime import UTC

import msgspec

from checker.licensing import KEPT_BACK, Policy
from checker.models.verdict import NextEvent
from checker.models.vocabulary import ENFORCEMENTS
from checker.report import Answer, answer_from, shown_event
from checker.report.answer import Override as ShownOverride
from checker.report.judged import Claim, Reason
from checker.running.overrides_scope import ReleaseScope
from checker.store import Override
from checker.times import from_rfc3339, rfc3339
from checker.values import dataclass

__all__ = ["reasons_of", "release_end", "released", "shown_override", "with_overrides"]


def with_overrides(answer: Answer, in_force: Sequence[Override], policy: Policy) -> Answer:
    """Returns the answer with the overrides in force for its text.

    If they cover all reasons, the text may go out.

    An override is bound to the text's hash, so the next revision is held again by itself, and to
    what its check had found for the same use (`ReleaseScope`). The verdict does not change: what
    changes is what the CMS does with it, and when that changes again: at the end of a release.
    What is held or blocked is told to be `releasable`, or that nobody can release it.

    Args:
        answer: an answer whose offsets are those that are stored.
        in_force: the overrides of its text that have neither ended nor been revoked.
        policy: the policy in force.
    """
    given = _given(answer, in_force)
    if given:
        end = release_end(answer, in_force, policy)
        answer = msgspec.structs.replace(
            answer,
            overrides=[shown_override(one.override) for one in given],
            enforcement=_worst(_not_released(answer, given, policy)).action,
            next_event=shown_event(end) or answer.next_event,
        )
    if answer.enforcement not in KEPT_BACK:
        return answer
    return msgspec.structs.replace(
        answer, releasable=all(map(policy.releasable, reasons_of(answer)))
    )


def release_end(answer: Answer, in_force: Sequence[Override], policy: Policy) -> NextEvent | None:
    """Returns when the end of a release changes what the CMS does; None if something else is first.

    Args:
        answer: an answer with its own next event.
        in_force: as for `with_overrides`.
        policy: the policy in force.
    """
    given = _given(answer, in_force)
    now = _worst(_not_released(answer, given, policy)).action
    for end in sorted({one.override.until for one in given if one.override.until is not None}):
        if answer.next_event is not None and from_rfc3339(answer.next_event.at) <= end:
            return None
        left = [one for one in given if one.override.until is None or one.override.until > end]
        then = _worst(_not_released(answer, left, policy))
        if then.action != now:
            return NextEvent(end, "recheck", then.code, then.owner)
    return None


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


@dataclass(frozen=True, slots=True)
class _Held:
    """What the policy does for a reason that no override covers."""

    action: str
    code: str = ""
    owner: str = ""


def _given(answer: Answer, in_force: Sequence[Override]) -> list[_Given]:
    """The overrides that are given for the use of an answer."""
    given = [_Given.of(one) for one in in_force]
    return [one for one in given if one.scope is None or one.scope.covers_use(answer.use)]


def _worst(held: Sequence[_Held]) -> _Held:
    return max(held, key=lambda one: ENFORCEMENTS.index(one.action), default=_Held(ENFORCEMENTS[0]))


def _not_released(answer: Answer, given: Sequence[_Given], policy: Policy) -> list[_Held]:
    """The reasons that no override covers.

    An embargo that was released while nobody could read its end is not when somebody can.
    """
    return [
        _Held(
            policy.action(reason.code, reason.severity, review=reason.review),
            reason.code,
            "" if claim is None else claim.owner,
        )
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
