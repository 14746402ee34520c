"""Agreements and the policy in YAML or JSON; problems name the line that counsel wrote."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from checker.errors import NotFound
from checker.licensing import Policy
from checker.store.agreements import document_digest
from checker.wording import worded

from ..auth import Caller, Demand
from ..checking import in_pool
from ..openapi import ANSWER, problems
from ..problems import ApiProblem, dumps
from ..reader import reader_of
from ..response_models import agreements as out
from ..response_models.general import Page
from ..responses import Cursor, etag_of, json_response, match_required, page, read_cursor, with_etag
from ..route_guard import GuardedRoute, question
from ..serializers import shown_agreement, shown_preview
from ..service import of

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["agreements"], route_class=GuardedRoute)
AgreementId = Annotated[str, Path(min_length=1, max_length=500, examples=["lic:afp:2026-web"])]
May = Annotated[Caller, Depends(Demand("agreements"))]
MayCheck = Annotated[Caller, Depends(Demand("check"))]

KEPT = "private, max-age=60, stale-if-error=604800"  # a week without the service

_TYPES = ("application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/plain")


def _document_body(example: dict[str, Any]) -> dict[str, Any]:
    content = {
        "application/json": {"schema": {"type": "object"}, "example": example},
        "application/yaml": {"schema": {"type": "object"}},
    }
    return {"requestBody": {"required": True, "content": content}}


_AGREEMENT = _document_body(
    {
        "schema": "licence/1",
        "id": "lic:afp:2026-web",
        "kind": "agreement",
        "owner": {"id": "afp"},
        "licensee": {"id": "pub:example", "brands": ["*"]},
        "channels": {"allow": ["web"]},
        "territories": {"allow": ["*"]},
        "credit": {"text": ["AFP"], "where": ["any"], "required_when": "substantial"},
    }
)
_POLICY = _document_body({"schema": "policy/1", "enforcement": {"credit_required": "hold"}})


async def _written(request: Request) -> str:
    """The document as it was written, so that problems can name its lines."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in _TYPES:
        raise ApiProblem(
            415,
            "unsupported-media-type",
            worded("Content-Type is {kind}", kind=kind[:100] or "missing"),
            errors=[
                {"field": "Content-Type", "detail": "must be application/json or application/yaml"}
            ],
        )
    try:
        text = (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ApiProblem(400, "malformed-document", "the document is not UTF-8") from None
    if not text.strip():
        raise ApiProblem(422, "invalid-request", "the body contains no document")
    return text


@router.get("/agreements", responses=ANSWER(Page[out.AgreementEntry], 400, 401, 403, 422, 429))
async def agreements(
    request: Request,
    _caller: MayCheck,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Cursor = "",
) -> Response:
    """List the agreements in force, ordered by id."""
    service = of(request)
    after = read_cursor(cursor) or ""
    documents = await service.read(service.store.agreements.all)
    behind = [one for one in documents if str(one["id"]) > after]
    more = str(behind[limit - 1]["id"]) if len(behind) > limit else None
    items = [out.AgreementEntry(id=str(one["id"]), document=one) for one in behind[:limit]]
    return json_response(page(items, limit, more))


@router.post(
    "/agreements",
    status_code=201,
    responses=ANSWER(out.Agreement, 400, 401, 403, 409, 413, 415, 422, 429, 503, status=201),
    openapi_extra=_AGREEMENT,
)
async def add(request: Request, caller: May) -> Response:
    """Activate an agreement; it replaces one with the same id, which stays in the history."""
    service = of(request)
    text = await _written(request)
    told = await in_pool(service, "put_agreement", text=text, by=caller.label)
    stored = await service.read(service.store.agreements.get, told["id"])
    etag = etag_of("agreement", stored.id, stored.digest)
    return json_response(shown_agreement(stored), 201, {"ETag": etag})


@router.post(
    "/agreements/preview",
    responses=ANSWER(out.AgreementPreview, 400, 401, 403, 413, 415, 422, 429, 503),
    openapi_extra=_AGREEMENT,
)
@question
async def previewed(request: Request, _caller: May) -> Response:
    """Show what an agreement would allow; nothing is activated."""
    read = await in_pool(of(request), "preview_agreement", text=await _written(request))
    return json_response(shown_preview(read, reader_of(request)))


@router.get(
    "/agreements/{agreement_id:path}", responses=ANSWER(out.Agreement, 304, 401, 403, 404, 422, 429)
)
async def one(request: Request, agreement_id: AgreementId, _caller: MayCheck) -> Response:
    """Return one agreement in force."""
    service = of(request)
    stored = await service.read(service.store.agreements.get, agreement_id)
    etag = etag_of("agreement", stored.id, stored.digest)
    return with_etag(request, etag, shown_agreement(stored))


@router.put(
    "/agreements/{agreement_id:path}",
    responses=ANSWER(out.Agreement, 400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
    openapi_extra=_AGREEMENT,
)
async def put(request: Request, agreement_id: AgreementId, caller: May) -> Response:
    """Replace an agreement; If-Match guards against overwriting another person's change."""
    service = of(request)
    seen = None
    try:
        held = await service.read(service.store.agreements.get, agreement_id)
        if match_required(request, etag_of("agreement", held.id, held.digest)):
            seen = held.digest
    except NotFound:
        match_required(request, None)
    text = await _written(request)
    told = await in_pool(
        service,
        "put_agreement",
        text=text,
        by=caller.label,
        expected=agreement_id,
        if_digest=seen,
    )
    stored = await service.read(service.store.agreements.get, told["id"])
    etag = etag_of("agreement", stored.id, stored.digest)
    return json_response(shown_agreement(stored), headers={"ETag": etag})


@router.delete(
    "/agreements/{agreement_id:path}",
    status_code=204,
    responses=problems(401, 403, 404, 412, 422, 429, 503),
)
async def remove(request: Request, agreement_id: AgreementId, caller: May) -> Response:
    """Deactivate an agreement; it stays in the history."""
    service = of(request)
    held = await service.read(service.store.agreements.get, agreement_id)
    seen = match_required(request, etag_of("agreement", held.id, held.digest))
    await service.change(
        service.store.agreements.remove,
        agreement_id,
        at=datetime.now(UTC),
        by=caller.label,
        if_digest=held.digest if seen else None,
    )
    return Response(status_code=204)


@router.get("/policy", responses=ANSWER(out.Policy, 304, 401, 403, 422, 429))
async def policy(request: Request, _caller: MayCheck) -> Response:
    """Return the policy in force, or the built-in one.

    Clients keep it for when the service does not respond: `on_unavailable` applies then.
    """
    service = of(request)
    shown = _shown_policy(await service.read(service.store.policy.get))
    return with_etag(request, etag_of("policy", dumps(shown)), shown, cache=KEPT)


def _shown_policy(document: dict[str, Any] | None) -> out.Policy:
    held = Policy.in_force(document)
    values = {
        "digest": held.digest,
        "built_in": document is None,
        "document": document or dict(held.document),
        "enforcement": dict(held.enforcement),
        "on_unavailable": held.on_unavailable,
        "keep_texts": held.keep_texts,
        "retold_counts": held.retold_counts,
    }
    return msgspec.convert(values, out.Policy)


@router.put(
    "/policy",
    responses=ANSWER(out.Policy, 400, 401, 403, 409, 412, 413, 415, 422, 429, 503),
    openapi_extra=_POLICY,
)
async def put_policy(request: Request, _caller: May) -> Response:
    """Activate a policy; the previous one stays in the history."""
    service = of(request)
    seen = None
    if "if-match" in request.headers:
        held = await service.read(service.store.policy.get)
        if match_required(request, etag_of("policy", dumps(_shown_policy(held)))):
            seen = "" if held is None else document_digest(held)
    text = await _written(request)
    told = await in_pool(service, "put_policy", text=text, if_digest=seen)
    document = await service.read(service.store.policy.get)
    return json_response(out.Policy(digest=told["digest"], document=document or {}))
