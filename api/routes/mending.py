"""Fixes of a check made on the draft in the form in which it came."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from msgspec.structs import replace
from starlette.responses import Response

from ..auth import Caller, Demand
from ..checking import in_pool
from ..openapi import ANSWER
from ..reader import reader_of
from ..request_models import MendRequest
from ..response_models import checks as out
from ..responses import json_response
from ..route_guard import GuardedRoute, question
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1/mend", tags=["checks"], route_class=GuardedRoute)


@router.post("", responses=ANSWER(out.MadeFixes, 400, 401, 403, 413, 415, 422, 429, 503))
@question
async def mend(
    request: Request, asked: MendRequest, _caller: Annotated[Caller, Depends(Demand("check"))]
) -> Response:
    """Apply fixes of a check to the draft in the form in which it was sent; nothing is stored."""
    draft = asked.model_dump(exclude={"fixes"})
    fixes = [[step.model_dump() for step in fix] for fix in asked.fixes]
    made: out.MadeFixes = await in_pool(of(request), "make_fixes", request=draft, fixes=fixes)
    say = reader_of(request).text
    left = [replace(one, why=say(one.why)) for one in made.unmended]
    return json_response(replace(made, unmended=left))
