"""What every API request passes before its route: caller, rate, scope, body, repetition.

A body is read only after the first three: nobody without the right to send it has it held here.
"""

import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from checker.store import IdempotentAnswer

from .auth import SAFE, Caller, Demand, identify, own_page
from .problems import ApiProblem
from .requests import json_body
from .service import Service, of

__all__ = ["GuardedRoute", "let_in"]

STALE = timedelta(minutes=10)
MOST_KEY_LETTERS = 255
KEPT_HEADERS = ("content-type", "location", "etag")


def let_in(request: Request) -> Caller:
    """Identifies the caller and counts the request.

    Raises:
        ApiProblem: 401, 403, 429, 503 while the service stops.
    """
    service = of(request)
    if service.draining or not service.ready:
        raise ApiProblem(503, "stopping", "the service stops", headers={"Retry-After": "5"})
    caller = identify(request, service.book)
    if caller.by_cookie:
        own_page(request)
    rate = service.limiter.take(_bucket(request, caller))
    request.state.rate_headers = rate.headers()
    if rate.wait:
        service.metrics.refused.labels("rate").inc()
        raise ApiProblem(429, "too-many-requests", f"try again in {rate.wait} s")
    request.state.caller = caller
    return caller


def _bucket(request: Request, caller: Caller) -> str:
    if caller.id != "local":
        return caller.id
    return f"local:{request.client.host if request.client else ''}"


class GuardedRoute(APIRoute):
    """A route of the API behind its guards."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, gated."""
        inner = super().get_route_handler()
        takes_body = self.body_field is not None
        demands = [one.call for one in self.dependant.dependencies if isinstance(one.call, Demand)]

        async def handle(request: Request) -> Response:
            caller = let_in(request)
            for demand in demands:
                demand(request)
            if takes_body:
                value = await json_body(request)
                request._json = value
            return await _once(request, caller, inner)

        return handle


async def _once(
    request: Request, caller: Caller, inner: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Runs a write with an Idempotency-Key once; asked again, it gets the same answer."""
    key = request.headers.get("idempotency-key")
    if key is None or request.method in SAFE:
        return await inner(request)
    if not 1 <= len(key) <= MOST_KEY_LETTERS:
        raise ApiProblem(
            400,
            "bad-idempotency-key",
            "Idempotency-Key must have 1 to 255 characters",
            errors=[{"field": "Idempotency-Key", "detail": "must have 1 to 255 characters"}],
        )
    service = of(request)
    digest = await _digest(request)
    now = datetime.now(UTC)
    keys = service.store.idempotency
    known = await service.change(keys.begin, caller.id, key, digest, at=now, stale=STALE)
    if known is not None:
        return _again(known, digest)
    try:
        response = await inner(request)
    except BaseException:
        await service.change(keys.abandon, caller.id, key)
        raise
    await _keep(service, caller, key, response)
    return response


async def _digest(request: Request) -> bytes:
    named = f"{request.method}\n{request.url.path}\n{request.url.query}\n".encode()
    return hashlib.sha256(named + await request.body()).digest()


def _again(known: IdempotentAnswer, digest: bytes) -> Response:
    if known.request != digest:
        raise ApiProblem(
            422, "idempotency-key-reused", "this Idempotency-Key was used for another request"
        )
    if known.status is None:
        raise ApiProblem(
            409,
            "still-in-progress",
            "the request with this Idempotency-Key is still being done",
            headers={"Retry-After": "1"},
        )
    headers = {**known.headers, "Idempotency-Replayed": "true"}
    return Response(known.body, status_code=known.status, headers=headers)


async def _keep(service: Service, caller: Caller, key: str, response: Response) -> None:
    keys = service.store.idempotency
    if response.status_code >= 500:
        await service.change(keys.abandon, caller.id, key)
        return
    headers = {
        name: value for name in KEPT_HEADERS if (value := response.headers.get(name)) is not None
    }
    await service.change(
        keys.finish,
        caller.id,
        key,
        status=response.status_code,
        headers=headers,
        body=bytes(response.body),
    )
