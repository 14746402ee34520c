"""Who may release a piece, according to the policy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from checker.errors import Conflict
from checker.licensing import ADMIN, Policy
from checker.report import answer_from
from checker.report.answer import Override
from checker.report.judged import Reason
from checker.running.overrides import reasons_of, release_end, shown_override
from checker.store import Store, StoredCheck
from checker.wording import worded

from .auth import Caller
from .problems import ApiProblem
from .request_models import OverrideRequest

__all__ = ["release", "release_offer"]


def release(
    store: Store, held: StoredCheck, asked: OverrideRequest, caller: Caller, now: datetime
) -> Override:
    """Records an override of a check.

    Raises:
        ApiProblem: 422 for codes that the check does not have, 403 if the policy does not allow
            it to this caller, 409 if the piece has another text now.
    """
    policy = Policy.in_force(store.policy.get())
    answer = answer_from(held.result)
    reasons = reasons_of(answer)
    codes = {reason.code for reason in reasons}
    strange = [code for code in asked.codes if code not in codes]
    if strange:
        raise ApiProblem(
            422,
            "not-among-the-reasons",
            worded("{strange} is not a reason of this check", strange=strange[0]),
            errors=[
                {
                    "field": "codes",
                    "detail": worded("{strange} is not a reason of this check", strange=code),
                }
                for code in strange
            ],
        )
    roles = _roles(caller, asked)
    given_for = [reason for reason in reasons if reason.code in asked.codes]
    if not policy.may_override(given_for, roles):
        raise ApiProblem(
            403,
            "override-not-allowed",
            _refusal(policy, given_for, caller),
            extra={"roles": list(roles)},
        )
    try:
        given = store.overrides.add(
            held.head.check,
            by=caller.label or caller.id,
            why=asked.why,
            action="allow",
            at=now,
            role=_acting(policy, given_for, roles),
            codes=asked.codes,
            until=asked.until,
        )
    except Conflict as error:
        raise ApiProblem(409, "other-text", error.problems[0].what) from None
    head = held.head
    released = store.overrides.in_force(head.text_sha256, now=now, document=head.document)
    if end := release_end(answer, released, policy):
        store.overrides.expect_end(head.check, end)
    return msgspec.structs.replace(shown_override(given), check=head.check)


def release_offer(store: Store, held: StoredCheck, caller: Caller) -> dict[str, Any]:
    """Returns the codes that the caller may release of a check, or why not."""
    policy = Policy.in_force(store.policy.get())
    reasons = [one for one in reasons_of(answer_from(held.result)) if one.severity != "clear"]
    roles = (*caller.roles, ADMIN) if caller.may(ADMIN) else caller.roles
    may = bool(reasons) and policy.may_override(reasons, roles)
    return {
        "may": may,
        "codes": sorted({one.code for one in reasons}),
        "why": "" if may else _refusal(policy, reasons, caller),
    }


def _refusal(policy: Policy, reasons: Sequence[Reason], caller: Caller) -> str:
    if not all(map(policy.releasable, reasons)):
        return worded("a kill, or an embargo with a known end, cannot be released")
    what = worded("the policy does not let this key release these reasons")
    if caller.roles:
        return what
    return worded("{what}; a release requires a role, and the key has none (role:NAME)", what=what)


def _acting(policy: Policy, reasons: Sequence[Reason], roles: Sequence[str]) -> str:
    """The role that is recorded: the first that would have done alone."""
    return next((role for role in roles if policy.may_override(reasons, [role])), roles[0])


def _roles(caller: Caller, asked: OverrideRequest) -> tuple[str, ...]:
    """The roles in which the caller asks; the scope `admin` is one, behind those of the key."""
    held = (*caller.roles, ADMIN) if caller.may(ADMIN) else caller.roles
    if "role" not in asked.model_fields_set:
        return held
    if asked.role not in held:
        raise ApiProblem(
            403,
            "role-missing",
            "the key does not have this role",
            errors=[{"field": "role", "detail": "is not among the key's roles"}],
        )
    return (asked.role,)
