"""API keys: made, listed, revoked."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from checker.errors import Conflict
from checker.store import Key

from .. import response_models as out
from ..auth import Caller, Demand
from ..field_types import Moment, Short, Strict
from ..openapi import ANSWER, problems
from ..problems import ApiProblem
from ..responses import json_response, page
from ..route_guard import GuardedRoute
from ..serializers import shown_key
from ..service import of
from ..tokens import SCOPES, is_role, new_token, token_hash

__all__ = ["router"]

router = APIRouter(prefix="/v1/keys", tags=["keys"], route_class=GuardedRoute)
May = Annotated[Caller, Depends(Demand("admin"))]


class KeyIn(Strict):
    """A key to be made; scopes may name roles for overrides, as in `role:rights-desk`."""

    label: Short
    scopes: Annotated[list[Short], Field(min_length=1, max_length=20, examples=[["check"]])]
    expires: Moment | None = None


@router.get("", responses=ANSWER(out.Page[out.Key], 401, 403, 422, 429))
async def keys(request: Request, _caller: May) -> Response:
    """All keys, revoked ones too; never the keys themselves."""
    service = of(request)
    found = [shown_key(key) for key in await service.read(service.store.keys.all)]
    return json_response(page(found, max(1, len(found)), None))


@router.post(
    "",
    status_code=201,
    responses=ANSWER(out.Key, 400, 401, 403, 413, 415, 422, 429, status=201),
)
async def add(request: Request, asked: KeyIn, _caller: May) -> Response:
    """Make a key; this answer is the only place where it is ever shown."""
    strange = [s for s in asked.scopes if s not in SCOPES and not is_role(s)]
    if strange:
        allowed = ", ".join(SCOPES)
        raise ApiProblem(
            422,
            "invalid-request",
            "scopes: one of them is not known",
            errors=[{"field": "scopes", "detail": f"allowed: {allowed}, role:<name>"}],
        )
    service = of(request)
    if await service.read(service.book.open) and "admin" not in asked.scopes:
        raise ApiProblem(
            422,
            "invalid-request",
            "the first key must hold admin: from then on every caller needs a key",
            errors=[{"field": "scopes", "detail": "must hold admin"}],
        )
    token = new_token()
    key = Key(
        id=f"key_{secrets.token_hex(6)}",
        label=asked.label,
        scopes=tuple(asked.scopes),
        created=datetime.now(UTC),
        expires=asked.expires,
        hash=token_hash(token),
    )
    await service.change(service.store.keys.add, key)
    service.book.forget()
    shown = msgspec.structs.replace(shown_key(key), key=token)
    return json_response(shown, 201, {"Location": f"/v1/keys/{key.id}"})


@router.delete("/{key_id}", status_code=204, responses=problems(401, 403, 404, 409, 422, 429))
async def revoke(
    request: Request,
    key_id: Annotated[str, Path(min_length=1, max_length=500)],
    _caller: May,
    last: Annotated[bool, Query()] = False,
) -> Response:
    """End a key for good; the last one that holds admin only with `last=true`."""
    service = of(request)
    try:
        await service.change(
            service.store.keys.revoke, key_id, at=datetime.now(UTC), keep_admin=not last
        )
    except Conflict as error:
        raise ApiProblem(
            409,
            "last-admin-key",
            f"it {error.problems[0].what}: without it keys are made on the machine alone "
            "(wirecheck keys add); last=true revokes it all the same",
        ) from None
    service.book.forget()
    return Response(status_code=204)
