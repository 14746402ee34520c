"""What will change by itself: the rights desk's list for the days ahead."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from .. import response_models as out
from ..auth import Caller, Demand
from ..openapi import ANSWER
from ..responses import json_response, page
from ..route_guard import GuardedRoute
from ..serializers import shown_expiring
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["rights desk"], route_class=GuardedRoute)


@router.get("/expiring", responses=ANSWER(out.Page[out.ExpiringPiece], 401, 403, 422, 429))
async def expiring(
    request: Request,
    _caller: Annotated[Caller, Depends(Demand("check"))],
    days: Annotated[float, Query(ge=0, le=3660)] = 30,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
) -> Response:
    """Pieces whose verdict changes within `days`, the earliest first, what is overdue too."""
    service = of(request)
    until = datetime.now(UTC) + timedelta(days=days)
    found = await service.read(service.store.checks.expiring, until, limit=limit)
    items = [shown_expiring(piece) for piece in found]
    return json_response(page(items, limit, None))
