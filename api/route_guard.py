"""The checks that every API request passes before its route: caller, rate, scope, body.

A body is read only after the first three, so that the body of an unauthorised caller is not kept in
memory. A repeated write is answered from its Idempotency-Key.
"""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from checker.strict import hint
from checker.wording import worded

from .auth import SAFE, Caller, Demand, identify, own_page
from .problems import ApiProblem
from .repetition import once
from .requests import json_body
from .service import of

__all__ = ["GuardedRoute", "count_requests", "let_in", "question"]

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def question(endpoint: Endpoint) -> Endpoint:
    """Marks a route that changes nothing, so that a repeated request is answered again.

    An answer of a minute ago may be out of date, so an Idempotency-Key has no effect.
    """
    endpoint.__dict__["is_question"] = True
    return endpoint


async def let_in(request: Request) -> Caller:
    """Identifies the caller and counts the request.

    Raises:
        ApiProblem: 401, 403, 429, 503 while the service starts or stops.
    """
    service = of(request)
    if service.draining:
        raise ApiProblem(503, "stopping", "the service is stopping", headers={"Retry-After": "5"})
    if not service.ready:
        again = {"Retry-After": "2", "Refresh": "2"}  # a browser that waits loads the page itself
        what = worded("the service is starting and will be ready in a moment")
        raise ApiProblem(503, "warming", what, headers=again)
    caller = await service.read(identify, request, service.book)  # keys are in the store
    if caller.by_cookie:
        own_page(request)
    count_requests(request, caller, 1)
    request.state.caller = caller
    return caller


def count_requests(request: Request, caller: Caller, count: int) -> None:
    """Counts a caller's requests: one, or as many as a batch contains.

    Raises:
        ApiProblem: 429.
    """
    service = of(request)
    rate = service.limiter.take(_bucket(request, caller), count=count)
    request.state.rate_headers = rate.headers()
    if rate.wait:
        service.metrics.refused.labels("rate").inc()
        raise ApiProblem(429, "too-many-requests", worded("try again in {wait} s", wait=rate.wait))


def _bucket(request: Request, caller: Caller) -> str:
    if caller.id != "local":
        return caller.id
    return f"local:{request.client.host if request.client else ''}"


def query_parameters(dependant: Dependant) -> Iterator[str]:
    """Yields the query parameters that a route and its dependencies read."""
    yield from (one.alias for one in dependant.query_params)
    for inner in dependant.dependencies:
        yield from query_parameters(inner)


def refuse_unknown(request: Request, parameters: Sequence[str]) -> None:
    """Refuses a query parameter that the route does not read, which would be ignored.

    Raises:
        ApiProblem: 422 with every such parameter and the one that was probably meant.
    """
    strange = [name for name in request.query_params if name not in parameters]
    if not strange:
        return
    what = worded("this parameter is not known")
    errors = [
        {"field": f"query/{name[:200]}", "detail": what}
        | ({"hint": hint(name, parameters)} if parameters else {})
        for name in dict.fromkeys(strange)
    ]
    detail = worded("{field}: {detail}", field=errors[0]["field"], detail=what)
    raise ApiProblem(422, "invalid-request", detail, errors=errors)


class GuardedRoute(APIRoute):
    """A route of the API behind its guards."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Returns the guarded handler of the route."""
        inner = super().get_route_handler()
        takes_body = self.body_field is not None
        parameters = list(query_parameters(self.dependant))
        is_question = self.endpoint.__dict__.get("is_question", False)
        demands = [one.call for one in self.dependant.dependencies if isinstance(one.call, Demand)]

        async def handle(request: Request) -> Response:
            caller = await let_in(request)
            for demand in demands:
                demand(request)
            if self.include_in_schema:  # the others only say that there is no such method
                refuse_unknown(request, parameters)
            if takes_body:
                value = await json_body(request)
                request._json = value
            if is_question or request.method in SAFE:
                return await inner(request)
            return await once(request, caller, inner)

        return handle
