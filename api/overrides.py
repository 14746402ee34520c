"""Who may let a piece through, as the policy has it."""

from datetime import datetime

import msgspec

from checker.errors import Conflict
from checker.licensing import Policy
from checker.report.answer import Override
from checker.running.overrides import shown_override
from checker.store import Store, StoredCheck

from .auth import Caller
from .problems import ApiProblem
from .request_models import OverrideRequest

__all__ = ["release"]


def release(
    store: Store, held: StoredCheck, asked: OverrideRequest, caller: Caller, now: datetime
) -> Override:
    """Records an override of a check.

    Raises:
        ApiProblem: 422 for codes that the check does not have, 403 where the policy does not let
            this caller, 409 when the piece has another text by now.
    """
    policy = Policy.in_force(store.policy.get())
    codes = _codes(held)
    strange = [code for code in asked.codes if code not in codes]
    if strange:
        raise ApiProblem(
            422,
            "not-among-the-reasons",
            f"{strange[0]} is no reason of this check",
            errors=[{"field": "codes", "detail": f"{code} is no reason"} for code in strange],
        )
    roles = _roles(caller, asked)
    if not policy.may_override(asked.codes, roles):
        raise ApiProblem(
            403,
            "override-not-allowed",
            "the policy does not let this key release these reasons"
            + ("" if roles else "; releasing takes a role, and the key has none (role:NAME)"),
            extra={"roles": list(roles)},
        )
    try:
        given = store.overrides.add(
            held.head.check,
            by=caller.label or caller.id,
            why=asked.why,
            action="allow",
            at=now,
            role=asked.role or (roles[0] if roles else None),
            codes=asked.codes,
            until=asked.until,
        )
    except Conflict as error:
        raise ApiProblem(409, "other-text", error.problems[0].what) from None
    return msgspec.structs.replace(shown_override(given), check=held.head.check)


def _roles(caller: Caller, asked: OverrideRequest) -> tuple[str, ...]:
    if "role" not in asked.model_fields_set:
        return caller.roles
    if asked.role not in caller.roles:
        raise ApiProblem(
            403,
            "role-missing",
            "the key does not have this role",
            errors=[{"field": "role", "detail": "is not among the key's roles"}],
        )
    return (asked.role,)


def _codes(held: StoredCheck) -> set[str]:
    result = held.result
    every = [reason for claim in result["claims"] for reason in claim["reasons"]]
    return {reason["code"] for reason in every + result["reasons"]}
