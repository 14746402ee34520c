"""The editor's page, keys, and the sign-in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from checker.models import PURPOSES, Purpose, Use

from ..overrides import release_offer
from ..responses import json_response
from ..serializers import shown_key
from ..service import of
from ..tokens import SCOPES
from ..use_choices import choices, said
from .frame import enter, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]
Places = Annotated[Sequence[str], Query(max_length=300)]
CheckId = Annotated[str, Path(pattern="^[A-Za-z0-9_.-]{1,120}$")]


@router.get("/")
async def editor(request: Request) -> Response:
    """The editor's page, empty."""
    return await _editor(request, None)


@router.get("/checks/{check_id}")
async def shown(request: Request, check_id: CheckId) -> Response:
    """The editor's page with a stored check."""
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
        choices=await service.read(choices, service.store, service.settings.use),
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
    """A use in plain words, for who is choosing one."""
    await enter(request, "check")
    service = of(request)
    use = Use(
        publisher, site, channel, tuple(territories), purpose=cast(Purpose, purpose or PURPOSES[0])
    )
    return json_response(await service.read(said, service.store, use))


@router.get("/checks/{check_id}/release")
async def release(request: Request, check_id: CheckId) -> Response:
    """Whether the caller may release a check, and which of its reasons."""
    caller = await enter(request, "check")
    service = of(request)
    held = await service.read(service.store.checks.get, check_id)
    return json_response(await service.read(release_offer, service.store, held, caller))


@router.get("/keys")
async def keys(request: Request) -> Response:
    """Keys and webhooks."""
    caller = await enter(request, "admin")
    service = of(request)
    now = datetime.now(UTC)
    found = await service.read(service.store.keys.all)
    hooks = await service.read(service.store.webhooks.all)
    return page(
        request,
        caller,
        "keys.html",
        "/keys",
        keys=[shown_key(key) for key in found],
        in_force={key.id for key in found if key.in_force(now)},
        hooks=hooks,
        scopes=SCOPES,
    )


@router.get("/sign-in")
async def sign_in(request: Request, next: Asked = "/") -> Response:  # noqa: A002
    """Where a key is typed in."""
    service = of(request)
    words = service.pages.get_template("sign_in.html").render(
        pages=(),
        here="",
        who="",
        signed_in=False,
        version=request.app.version,
        asset=service.assets,
        next=_own_path(next),
    )
    return Response(words.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")


def _own_path(path: str) -> str:
    """A path of ours, never another site's address."""
    own = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if own and all(letter > " " for letter in path) else "/"
