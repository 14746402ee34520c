"""API keys: made, listed, revoked."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from ..auth import Caller, Demand
from ..key_making import KeyIn, make_key, revoke_key
from ..openapi import ANSWER, problems
from ..repetition import without_secret
from ..response_models import service as out
from ..response_models.general import Page
from ..responses import json_response, page
from ..route_guard import GuardedRoute
from ..serializers import shown_key
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1/keys", tags=["keys"], route_class=GuardedRoute)
May = Annotated[Caller, Depends(Demand("admin"))]


@router.get("", responses=ANSWER(Page[out.Key], 401, 403, 422, 429))
async def keys(request: Request, _caller: May) -> Response:
    """List all keys, including revoked ones, without their secrets."""
    service = of(request)
    found = [shown_key(key) for key in await service.read(service.store.keys.all)]
    return json_response(page(found, max(1, len(found)), None))


@router.post(
    "",
    status_code=201,
    responses=ANSWER(out.Key, 400, 401, 403, 413, 415, 422, 429, status=201),
)
async def add(request: Request, asked: KeyIn, _caller: May) -> Response:
    """Create a key; only this answer ever contains the secret.

    Repeated with its Idempotency-Key, the answer lacks it: if it was lost, create another key.
    """
    key, token = await make_key(of(request), asked)
    without_secret(request, shown_key(key))
    shown = msgspec.structs.replace(shown_key(key), key=token)
    return json_response(shown, 201, {"Location": f"/v1/keys/{key.id}"})


@router.delete("/{key_id}", status_code=204, responses=problems(401, 403, 404, 409, 422, 429))
async def revoke(
    request: Request,
    key_id: Annotated[str, Path(min_length=1, max_length=500)],
    _caller: May,
    last: Annotated[bool, Query()] = False,
) -> Response:
    """Revoke a key permanently; the last one with the scope admin only with `last=true`."""
    await revoke_key(of(request), key_id, last=last)
    return Response(status_code=204)
