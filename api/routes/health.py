"""Whether the service lives, whether it can check, and its figures."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from msgspec import UNSET
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from ..auth import Caller, Demand
from ..openapi import ANSWER, problems
from ..response_models import service as out
from ..responses import json_response
from ..route_guard import GuardedRoute
from ..service import of

__all__ = ["gated", "open_router"]

open_router = APIRouter(tags=["health"])
gated = APIRouter(tags=["health"], route_class=GuardedRoute)


@open_router.get("/healthz", responses=ANSWER(out.Health))
async def healthz(request: Request) -> Response:
    """Report that the process is alive, with refused rules and checks that cannot be stored."""
    service = of(request)
    told = await service.health() if service.ready else {}
    problems_found = told.get("rule_problems", [])
    recorder = service.recorder
    return json_response(
        out.Health(
            status="degraded" if problems_found or recorder.held_up else service.status,
            unrecorded=recorder.waiting or UNSET,
            recording=recorder.held_up or UNSET,
            rules=told.get("rules"),
            rule_problems=problems_found,
        )
    )


@open_router.get("/readyz", responses={**ANSWER(out.Health), **ANSWER(out.Health, status=503)})
async def readyz(request: Request) -> Response:
    """Report whether the process can check: 503 while it warms up, stops or has no worker.

    With a faulty index it is degraded: checks continue, find only markings and are unfinished.
    """
    service = of(request)
    pool = service.pool.state() if service.ready else None
    answers = pool is None or await service.store_answers()
    ready = pool is not None and pool.ready > 0 and answers and not service.draining
    health = out.Health(
        status="degraded" if service.status == "ok" and not ready else service.status,
        store=UNSET if answers else "not answering",
    )
    if pool is not None and answers:
        told = await service.health()
        faulty = told.get("index_state") == "faulty"
        health = msgspec.structs.replace(
            health,
            status="degraded" if faulty else health.status,
            workers=out.Workers(
                size=pool.size,
                ready=pool.ready,
                busy=pool.busy,
                waiting=pool.waiting,
                replaced=pool.replaced,
            ),
            rules=told.get("rules", UNSET),
            index=told.get("index", UNSET),
            index_state=told.get("index_state", UNSET),
            index_problems=told.get("index_problems", UNSET),
        )
    return json_response(health, 200 if ready else 503, {} if ready else {"Retry-After": "2"})


@gated.get(
    "/metrics",
    responses={200: {"content": {"text/plain": {}}}, **problems(401, 403, 422, 429)},
)
async def metrics(
    request: Request, _caller: Annotated[Caller, Depends(Demand("admin"))]
) -> Response:
    """Return the metrics for Prometheus."""
    service = of(request)
    holdings = await service.read(service.store.holdings)
    words = service.metrics.exposition(
        service.pool.state(), int(holdings["items"]), service.recorder.waiting
    )
    return Response(words, media_type=CONTENT_TYPE_LATEST)
