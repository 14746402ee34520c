"""Creates and revokes keys, for both the API and the page."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from checker.errors import Conflict
from checker.store import Key
from checker.wording import worded

from .field_types import Moment, Short, Strict
from .problems import ApiProblem
from .service import Service
from .tokens import SCOPES, is_role, new_token, token_hash

__all__ = ["KeyIn", "make_key", "revoke_key"]


class KeyIn(Strict):
    """A key to be created; scopes may name roles for overrides, as in `role:rights-desk`."""

    label: Short
    scopes: Annotated[list[Short], Field(min_length=1, max_length=20, examples=[["check"]])]
    expires: Moment | None = None


async def make_key(service: Service, asked: KeyIn) -> tuple[Key, str]:
    """Creates a key; returns its record and the secret, which is not stored.

    Raises:
        ApiProblem: 422 for an unknown scope, for a first key without admin, and for one that would
            already have expired.
    """
    strange = [s for s in asked.scopes if s not in SCOPES and not is_role(s)]
    if strange:
        allowed = ", ".join(SCOPES)
        raise ApiProblem(
            422,
            "invalid-request",
            "scopes: one of them does not exist",
            errors=[
                {
                    "field": "scopes",
                    "detail": worded("allowed: {allowed}, role:<name>", allowed=allowed),
                }
            ],
        )
    now = datetime.now(UTC)
    if asked.expires is not None and asked.expires <= now:
        what = worded("is in the past")
        raise ApiProblem(
            422,
            "invalid-request",
            worded("expires: {what}", what=what),
            errors=[{"field": "expires", "detail": what}],
        )
    if await service.read(service.book.open) and "admin" not in asked.scopes:
        raise ApiProblem(
            422,
            "invalid-request",
            "the first key must include admin: after that, every caller needs a key",
            errors=[{"field": "scopes", "detail": "must include admin"}],
        )
    token = new_token()
    key = Key(
        id=f"key_{secrets.token_hex(6)}",
        label=asked.label,
        scopes=tuple(asked.scopes),
        created=now,
        expires=asked.expires,
        hash=token_hash(token),
    )
    await service.change(service.store.keys.add, key)
    service.book.forget()
    return key, token


async def revoke_key(service: Service, key_id: str, *, last: bool) -> None:
    """Revokes a key permanently; the last key with the scope admin only with `last`.

    Raises:
        ApiProblem: 409 for the last key with the scope admin.
        NotFound: there is no such key.
    """
    try:
        await service.change(
            service.store.keys.revoke, key_id, at=datetime.now(UTC), keep_admin=not last
        )
    except Conflict as error:
        raise ApiProblem(
            409,
            "last-admin-key",
            worded(
                "it {what}: without it, keys can be created only on the server itself "
                "(wirecheck keys add); last=true revokes it anyway",
                what=error.problems[0].what,
            ),
        ) from None
    service.book.forget()
