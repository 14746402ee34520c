"""The page of keys: made and shown once, listed, revoked; and who receives webhooks."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from checker.errors import WirecheckError
from checker.wording import worded

from ..auth import Caller
from ..forms import Form, form_of
from ..key_making import KeyIn, make_key, revoke_key
from ..problems import ApiProblem, core_problem
from ..service import of
from ..tokens import SCOPES
from .frame import enter, moved_to, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

SCOPE_WORDS = {
    "check": worded("check drafts; read everything except keys"),
    "sources": worded("add, kill and remove items"),
    "agreements": worded("contracts and policy"),
    "audit": worded("audits of archives"),
    "admin": worded("everything, including keys and webhooks"),
}


@router.get("/keys")
async def keys(request: Request) -> Response:
    """Shows keys and webhooks."""
    return await _page(request, await enter(request, "admin"), Form({}))


@router.post("/keys")
async def make(request: Request) -> Response:
    """Creates a key, as `POST /v1/keys` does, and shows its secret this once."""
    caller = await enter(request, "admin")
    form = await form_of(request)
    roles = form.text("roles").replace(",", " ").split()
    day = form.text("expires")
    try:
        asked = form.read(
            KeyIn,
            label=form.text("label"),
            scopes=[*form.texts("scopes"), *(f"role:{role}" for role in roles)],
            expires=f"{day}T23:59:59Z" if day else "",
        )
        key, token = await make_key(of(request), asked)
    except ApiProblem as problem:
        return await _page(request, caller, form, problem=problem)
    return await _page(request, caller, Form({}), made=(key.label, token))


@router.post("/keys/{key_id}/revoke")
async def revoke(request: Request, key_id: str) -> Response:
    """Revokes a key, as `DELETE /v1/keys/{id}` does."""
    caller = await enter(request, "admin")
    form = await form_of(request)
    try:
        await revoke_key(of(request), key_id, last=form.text("last") == "true")
    except ApiProblem as problem:
        return await _page(request, caller, form, problem=problem)
    except WirecheckError as error:
        return await _page(request, caller, form, problem=core_problem(error))
    return moved_to("/keys")


async def _page(
    request: Request,
    caller: Caller,
    form: Form,
    *,
    made: tuple[str, str] | None = None,
    problem: ApiProblem | None = None,
) -> Response:
    service = of(request)
    now = datetime.now(UTC)
    found = await service.read(service.store.keys.all)
    return page(
        request,
        caller,
        "keys.html",
        "/keys",
        status=200 if problem is None else problem.status,
        keys=[(key, _state(key.revoked_at, key.expires, now)) for key in found],
        hooks=await service.read(service.store.webhooks.all),
        scopes=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        form=form,
        made=made,
        problem=problem,
        was_last=problem is not None and problem.slug == "last-admin-key",
    )


def _state(revoked: datetime | None, expires: datetime | None, now: datetime) -> str:
    if revoked is not None:
        return "revoked"
    return "lapsed" if expires is not None and expires <= now else "in force"
