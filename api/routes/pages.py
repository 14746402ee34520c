"""The pages: the editor's desk, sources, agreements, recall, audits, keys."""

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from checker.errors import NotFound

from ..answers import cursor_of, read_cursor
from ..auth import Caller
from ..documents import (
    agreement_document,
    audit_document,
    check_head,
    event_document,
    key_document,
    recalled_document,
    source_document,
)
from ..gate import let_in
from ..problems import ApiProblem
from ..service import Service, of
from ..shown import policy_of
from ..tokens import SCOPES

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
CHANNELS = ("web", "app", "newsletter", "print", "social", "syndication", "archive")
PAGES = (
    ("/", "Check"),
    ("/sources", "Sources"),
    ("/agreements", "Agreements"),
    ("/recall", "Recall"),
    ("/audits", "Audits"),
    ("/keys", "Keys"),
)
SHOWN = 50
Asked = Annotated[str, Query(max_length=500)]


def _page(request: Request, caller: Caller, name: str, here: str, **values: Any) -> Response:
    """A rendered page."""
    service = of(request)
    words = service.pages.get_template(name).render(
        pages=PAGES,
        here=here,
        who="" if caller.id == "local" else caller.label,
        signed_in=caller.by_cookie and caller.id != "local",
        version=request.app.version,
        asset=service.assets,
        **values,
    )
    return Response(words.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")


def _enter(request: Request, scope: str) -> Caller | Response:
    """The caller of a page, or the way to the sign-in."""
    try:
        caller = let_in(request)
    except ApiProblem as problem:
        if problem.status != 401:
            raise
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", 303)
    if scope not in caller.scopes and "admin" not in caller.scopes:
        raise ApiProblem(403, "scope-missing", f"the key lacks the scope {scope}")
    return caller


@router.get("/")
async def desk(request: Request) -> Response:
    """The editor's desk, empty."""
    return await _desk(request, None)


@router.get("/checks/{check_id}")
async def shown(
    request: Request, check_id: Annotated[str, Path(pattern="^[A-Za-z0-9_.-]{1,120}$")]
) -> Response:
    """The desk with a stored check."""
    return await _desk(request, check_id)


async def _desk(request: Request, check_id: str | None) -> Response:
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    return _page(
        request,
        caller,
        "check.html",
        "/",
        check=check_id,
        use=service.settings.use,
        channels=CHANNELS,
        samples=service.samples,
    )


@router.get("/sources")
async def sources(request: Request, owner: Asked = "", cursor: Asked = "") -> Response:
    """Licensed items."""
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    after = read_cursor(cursor)
    found = await service.read(service.store.sources, after, SHOWN + 1, owner or None)
    more = cursor_of(found[SHOWN - 1].item.source) if len(found) > SHOWN else None
    holdings = await service.read(service.store.holdings)
    return _page(
        request,
        caller,
        "sources.html",
        "/sources",
        items=[source_document(one) for one in found[:SHOWN]],
        more=more,
        owner=owner,
        holdings=holdings,
        may_write=_may(caller, "sources"),
    )


@router.get("/sources/{source_id:path}")
async def source(request: Request, source_id: str) -> Response:
    """One item with its text, versions and uses."""
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    try:
        entry = await service.read(service.store.registered, source_id)
        held = await service.read(service.store.source, source_id)
    except NotFound:
        raise ApiProblem(404, "not-found", "there is no such item") from None
    versions = await service.read(service.store.versions, source_id)
    uses = await service.read(service.store.recall, source_id, SHOWN)
    return _page(
        request,
        caller,
        "source.html",
        "/sources",
        item=source_document(entry),
        text=held.text,
        versions=versions,
        uses=[recalled_document(piece) for piece in uses],
        may_write=_may(caller, "sources"),
    )


@router.get("/agreements")
async def agreements(request: Request) -> Response:
    """Contracts in force and the policy."""
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    documents = await service.read(service.store.agreements)
    written = await service.read(service.store.policy)
    policy = await service.read(policy_of, service.store)
    return _page(
        request,
        caller,
        "agreements.html",
        "/agreements",
        agreements=documents,
        policy=policy,
        built_in=written is None,
        may_write=_may(caller, "agreements"),
    )


@router.get("/agreements/{agreement_id:path}")
async def agreement(request: Request, agreement_id: str) -> Response:
    """One contract as counsel wrote it, and its history."""
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    contract = await service.read(service.store.agreement, agreement_id)
    history = await service.read(service.store.agreement_history, agreement_id)
    return _page(
        request,
        caller,
        "agreement.html",
        "/agreements",
        agreement=agreement_document(contract),
        written=_pretty(contract.document),
        history=list(reversed(history)),
        may_write=_may(caller, "agreements"),
    )


@router.get("/recall")
async def recall(request: Request, id: Asked = "", days: int = 30) -> Response:  # noqa: A002
    """Which pieces use an item, and what must come down soon."""
    caller = _enter(request, "check")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    pieces = await service.read(service.store.recall, id, 500) if id else []
    kills = await service.read(service.store.kills, id) if id else []
    expiring = await service.read(_expiring, service, days)
    return _page(
        request,
        caller,
        "recall.html",
        "/recall",
        id=id,
        pieces=[recalled_document(piece) for piece in pieces],
        kills=kills,
        days=days,
        expiring=expiring,
        may_write=_may(caller, "sources"),
    )


def _expiring(service: Service, days: int) -> list[dict[str, Any]]:
    until = datetime.now(UTC) + timedelta(days=min(max(days, 0), 3660))
    found = service.store.expiring(until, limit=200)
    return [
        {
            "check": piece.check,
            "id": piece.document,
            "title": piece.title,
            "verdict": piece.verdict,
            "next_event": event_document(piece.event),
        }
        for piece in found
    ]


@router.get("/audits")
async def audits(request: Request) -> Response:
    """Runs over archives."""
    caller = _enter(request, "audit")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    found = await service.read(service.store.audits.page, SHOWN)
    return _page(
        request,
        caller,
        "audits.html",
        "/audits",
        audits=[audit_document(one) for one in found],
        folders=service.serve.audit_folders,
    )


@router.get("/audits/{audit_id}")
async def audit(request: Request, audit_id: str) -> Response:
    """One run: its figures and the pieces that need something."""
    caller = _enter(request, "audit")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    held = await service.read(service.store.audits.get, audit_id)
    checked = await service.read(service.store.checks, None, 200, audit=audit_id)
    return _page(
        request,
        caller,
        "audit.html",
        "/audits",
        audit=audit_document(held),
        summary=_pretty(held.summary),
        pieces=[check_head(one) for one in checked],
    )


@router.get("/keys")
async def keys(request: Request) -> Response:
    """Keys and webhooks."""
    caller = _enter(request, "admin")
    if isinstance(caller, Response):
        return caller
    service = of(request)
    found = await service.read(service.store.keys.all)
    hooks = await service.read(service.store.webhooks.all)
    return _page(
        request,
        caller,
        "keys.html",
        "/keys",
        keys=[key_document(key) for key in found],
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


def _may(caller: Caller, scope: str) -> bool:
    return scope in caller.scopes or "admin" in caller.scopes


def _pretty(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
