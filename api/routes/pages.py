"""The editor's page, and what it asks while somebody chooses a use or releases a text."""

from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from checker.models.draft import Use
from checker.models.vocabulary import PURPOSES, Purpose

from ..overrides import release_offer
from ..reader import reader_of
from ..responses import json_response
from ..service import of
from ..use_choices import choices, said
from .frame import enter, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]
Places = Annotated[Sequence[str], Query(max_length=300)]
CheckId = Annotated[str, Path(pattern="^[A-Za-z0-9_.-]{1,120}$")]


@router.get("/")
async def editor(request: Request) -> Response:
    """Show the editor's page without a draft."""
    return await _editor(request, None)


@router.get("/checks/{check_id}")
async def shown(request: Request, check_id: CheckId) -> Response:
    """Show the editor's page with a stored check."""
    return await _editor(request, check_id)


async def _editor(request: Request, check_id: str | None) -> Response:
    caller = await enter(request, "check")
    service = of(request)
    return page(
        request,
        caller,
        "check.html",
        "/",
        check=check_id,
        use=service.settings.use,
        choices=await service.read(
            choices, service.store, service.settings.use, reader_of(request)
        ),
        samples=service.samples,
    )


@router.get("/use")
async def use_in_words(
    request: Request,
    publisher: Asked = "",
    site: Asked = "",
    channel: Asked = "",
    territories: Places = (),
    purpose: Asked = "",
) -> Response:
    """Describe a use in plain words, for a person who is choosing one."""
    await enter(request, "check")
    service = of(request)
    use = Use(
        publisher, site, channel, tuple(territories), purpose=cast(Purpose, purpose or PURPOSES[0])
    )
    return json_response(await service.read(said, service.store, use, reader_of(request)))


@router.get("/checks/{check_id}/release")
async def release(request: Request, check_id: CheckId) -> Response:
    """Report whether the caller may release a check, and which of its reasons."""
    caller = await enter(request, "check")
    service = of(request)
    held = await service.read(service.store.checks.get, check_id)
    offer = await service.read(release_offer, service.store, held, caller)
    return json_response({**offer, "why": reader_of(request).text(offer["why"])})
