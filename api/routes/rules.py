"""Rules and agencies: what the engine looks for, and why."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from ..auth import Caller, Demand
from ..checking import in_pool
from ..openapi import ANSWER
from ..response_models import rules as out
from ..response_models.general import Page
from ..responses import Cursor, etag_of, json_response, page, read_cursor, with_etag
from ..route_guard import GuardedRoute
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["rules"], route_class=GuardedRoute)
May = Annotated[Caller, Depends(Demand("check"))]
Name = Annotated[str, Path(min_length=1, max_length=500)]


@router.get("/rules", responses=ANSWER(Page[out.RuleHead], 400, 401, 403, 422, 429, 503))
async def rules(
    request: Request,
    _caller: May,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    cursor: Cursor = "",
    agency: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """List all rules by id, with one line each."""
    found = await in_pool(of(request), "rules", agency=agency)
    after = read_cursor(cursor) or ""
    behind = [rule for rule in found if rule.id > after]
    more = behind[limit - 1].id if len(behind) > limit else None
    return json_response(page(behind[:limit], limit, more))


@router.get("/rules/{rule_id}", responses=ANSWER(out.Rule, 304, 401, 403, 404, 422, 429, 503))
async def rule(request: Request, rule_id: Name, _caller: May) -> Response:
    """Return one rule: what it matches, its examples and its notes."""
    found = await in_pool(of(request), "rule", rule=rule_id)
    return with_etag(request, etag_of("rule", found), found)


@router.get("/agencies", responses=ANSWER(Page[out.Agency], 401, 403, 422, 429, 503))
async def agencies(request: Request, _caller: May) -> Response:
    """List all owners that the rules know."""
    found = await in_pool(of(request), "agencies")
    return json_response(page(found, max(1, len(found)), None))
