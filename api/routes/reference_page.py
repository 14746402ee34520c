"""The page of the API's reference, made of the OpenAPI document without a script from anywhere."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..reference import operations, types
from .frame import enter, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def reference(request: Request) -> Response:
    """Shows every operation and type of the API."""
    caller = await enter(request, "check")
    document = request.app.openapi()
    return page(
        request,
        caller,
        "reference.html",
        "/docs",
        about=document["info"]["description"].split("\n\n"),
        tags=operations(document),
        types=types(document),
    )
