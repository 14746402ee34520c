"""What will change by itself: the rights desk's list for the days ahead."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from checker.models.vocabulary import STANDINGS, Standing

from ..auth import Caller, Demand
from ..openapi import ANSWER, problems
from ..response_models import pieces as out
from ..response_models.general import Page
from ..responses import Cursor, json_response, page, read_cursor
from ..route_guard import GuardedRoute
from ..serializers import shown_expiring
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["rights desk"], route_class=GuardedRoute)


@router.get("/expiring", responses=ANSWER(Page[out.ExpiringPiece], 401, 403, 404, 422, 429))
async def expiring(
    request: Request,
    _caller: Annotated[Caller, Depends(Demand("check"))],
    days: Annotated[float, Query(ge=0, le=3660)] = 30,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
    standing: Annotated[list[Standing] | None, Query(description="default: all")] = None,
    cursor: Cursor = "",
) -> Response:
    """List pieces whose verdict changes within `days` or is overdue, the earliest first.

    Entries marked as done are left out; see `POST /v1/expiring/{check}/done`.
    """
    service = of(request)
    until = datetime.now(UTC) + timedelta(days=days)
    found = await service.read(
        service.store.checks.expiring,
        until,
        limit=limit + 1,
        standings=standing or STANDINGS,
        after=read_cursor(cursor),
    )
    more = found[limit - 1].head.check if len(found) > limit else None
    return json_response(page([shown_expiring(piece) for piece in found[:limit]], limit, more))


@router.post(
    "/expiring/{check_id}/done",
    status_code=204,
    responses=problems(401, 403, 404, 422, 429, 503),
)
async def done(
    request: Request,
    check_id: Annotated[str, Path(min_length=1, max_length=500, examples=["chk_0f3a"])],
    caller: Annotated[Caller, Depends(Demand("check"))],
) -> Response:
    """Mark the next event of a check as done, which removes it from the list."""
    service = of(request)
    await service.change(service.store.checks.done, check_id, at=datetime.now(UTC), by=caller.label)
    return Response(status_code=204)
