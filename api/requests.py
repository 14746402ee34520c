"""JSON bodies read strictly: what FastAPI's own reading lets through is refused here."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from .problems import ApiProblem

__all__ = ["StrictRequest", "StrictRoute", "parse_json"]


def parse_json(body: bytes) -> Any:
    """The JSON value of a body.

    Python's reader takes NaN and Infinity, which are not JSON and break the answer; a body nested
    a thousand deep runs into the recursion limit. Both are 400, as is what is not UTF-8.
    """
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _malformed(f"the body is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise _malformed(
            f"the body is not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        ) from None
    except RecursionError:
        raise _malformed("the body is nested too deeply") from None
    except ValueError as error:
        raise _malformed(f"the body is not JSON: {error}") from None


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def _malformed(detail: str) -> ApiProblem:
    return ApiProblem(400, "malformed-json", detail, errors=[{"field": "", "detail": detail}])


class StrictRequest(Request):
    """A request whose `json()` is strict JSON."""

    async def json(self) -> Any:
        """The body as JSON; see `parse_json`."""
        return parse_json(await self.body())


class StrictRoute(APIRoute):
    """A route whose body must be declared as JSON and is read strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler behind the checks of type and form."""
        inner = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if takes_body:
                await _parse_ahead(strict)
            return await inner(strict)

        return handle


async def _parse_ahead(request: StrictRequest) -> None:
    """Parses before FastAPI does, which would turn our problem into a bare 400."""
    body = await request.body()
    if not body:
        return
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not (
        kind.startswith("application/") and kind.endswith("+json")
    ):
        raise ApiProblem(
            415,
            "unsupported-media-type",
            f"Content-Type is {kind or 'missing'}",
            errors=[{"field": "Content-Type", "detail": "must be application/json"}],
            headers={"Accept": "application/json"},
        )
    request._json = parse_json(body)
    request.json = _known(request._json)  # type: ignore[method-assign]


def _known(value: Any) -> Callable[[], Coroutine[Any, Any, Any]]:
    async def json_value() -> Any:
        return value

    return json_value
