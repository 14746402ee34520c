"""Webhooks: who receives events, with which secrets, and what became of the messages."""

import base64
import secrets
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from checker.store import Webhook

from ..auth import Caller, Demand
from ..openapi import ANSWER, problems
from ..request_models import WebhookIn
from ..response_models import service as out
from ..response_models.general import Page
from ..responses import json_response, page
from ..route_guard import GuardedRoute
from ..serializers import shown_delivery, shown_webhook
from ..service import of
from ..webhooks.guard import resolve_target

__all__ = ["router"]

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"], route_class=GuardedRoute)
May = Annotated[Caller, Depends(Demand("admin"))]
HookId = Annotated[str, Path(min_length=1, max_length=500, examples=["whk_1f"])]


def new_secret() -> str:
    """Returns a new signing secret in the format of Standard Webhooks."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


@router.get("", responses=ANSWER(Page[out.Webhook], 401, 403, 422, 429))
async def listed(request: Request, _caller: May) -> Response:
    """List all webhooks, without their secrets."""
    service = of(request)
    found = [shown_webhook(hook) for hook in await service.read(service.store.webhooks.all)]
    return json_response(page(found, max(1, len(found)), None))


@router.post(
    "",
    status_code=201,
    responses=ANSWER(out.Webhook, 400, 401, 403, 413, 415, 422, 429, status=201),
)
async def add(request: Request, asked: WebhookIn, _caller: May) -> Response:
    """Subscribe an endpoint; only this answer ever contains the secret."""
    service = of(request)
    await service.aside(resolve_target, asked.url, private=service.serve.private_webhooks)
    secret = new_secret()
    hook = Webhook(
        id=f"whk_{secrets.token_hex(6)}",
        url=asked.url,
        events=tuple(dict.fromkeys(asked.events)),
        secrets=(secret,),
        created=datetime.now(UTC),
    )
    await service.change(service.store.webhooks.add, hook)
    shown = msgspec.structs.replace(shown_webhook(hook), secret=secret)
    return json_response(shown, 201, {"Location": f"/v1/webhooks/{hook.id}"})


@router.get("/{hook_id}", responses=ANSWER(out.Webhook, 401, 403, 404, 422, 429))
async def one(request: Request, hook_id: HookId, _caller: May) -> Response:
    """Return one webhook and its newest messages."""
    service = of(request)
    hook = await service.read(service.store.webhooks.get, hook_id)
    sent = await service.read(service.store.webhooks.deliveries, hook_id)
    deliveries = [shown_delivery(one) for one in sent]
    return json_response(msgspec.structs.replace(shown_webhook(hook), deliveries=deliveries))


@router.post("/{hook_id}/rotate", responses=ANSWER(out.Webhook, 401, 403, 404, 422, 429))
async def rotate(request: Request, hook_id: HookId, _caller: May) -> Response:
    """Create a new secret; messages are signed with it and the previous one until the next."""
    service = of(request)
    secret = new_secret()
    rotated = await service.change(service.store.webhooks.rotate, hook_id, secret)
    return json_response(msgspec.structs.replace(shown_webhook(rotated), secret=secret))


@router.delete("/{hook_id}", status_code=204, responses=problems(401, 403, 404, 422, 429))
async def remove(request: Request, hook_id: HookId, _caller: May) -> Response:
    """End a subscription; waiting messages are dropped."""
    service = of(request)
    await service.change(service.store.webhooks.remove, hook_id)
    return Response(status_code=204)
