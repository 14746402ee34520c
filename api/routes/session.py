"""Signing in to the pages: the key becomes a cookie that scripts cannot read."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..auth import COOKIE, own_page, scheme_of
from ..problems import ApiProblem
from ..requests import json_body
from ..service import of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.post("/session", status_code=204)
async def sign_in(request: Request) -> Response:
    """Takes a key and sets the cookie."""
    own_page(request)  # else another site could sign the editor in with a key of its own
    service = of(request)
    rate = service.limiter.take(f"sign-in:{request.client.host if request.client else ''}")
    if rate.wait:
        raise ApiProblem(429, "too-many-requests", "too many tries", headers=rate.headers())
    value = await json_body(request)
    key = value.get("key") if isinstance(value, dict) else None
    if not isinstance(key, str) or await service.read(service.book.caller, key.strip()) is None:
        raise ApiProblem(401, "unauthorized", "this is not a valid key")
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        key.strip(),
        httponly=True,
        samesite="strict",
        secure=scheme_of(request) == "https",
        path="/",
    )
    return response


@router.delete("/session", status_code=204)
async def sign_out(request: Request) -> Response:
    """Forgets the key."""
    own_page(request)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response
