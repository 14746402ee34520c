"""Pages of what the newsroom holds: sources, agreements, recall, audits."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.errors import NotFound, UnknownName
from checker.licensing import Policy

from ..auditing import run_of, runs_of
from ..queries import Cursor
from ..response_models import ExpiringPiece
from ..responses import cursor_of, read_cursor
from ..serializers import (
    shown_agreement,
    shown_audit,
    shown_expiring,
    shown_item,
    shown_recalled,
    shown_rights,
)
from ..service import Service, of
from ..stored_result import check_heads
from .frame import SHOWN, enter, page, pretty
from .sources import no_item, sources_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]


@router.get("/sources")
async def sources(request: Request, owner: Asked = "", cursor: Cursor = "") -> Response:
    """Licensed items."""
    caller = await enter(request, "check")
    service = of(request)
    after = read_cursor(cursor)
    unknown = ""
    try:
        found = await sources_of(service, owner.strip() or None, after, SHOWN + 1)
    except UnknownName as error:
        found, unknown = [], error.problems[0].hint
    more = cursor_of(found[SHOWN - 1].item.source) if len(found) > SHOWN else None
    holdings = await service.read(service.store.holdings)
    return page(
        request,
        caller,
        "sources.html",
        "/sources",
        items=[shown_item(one) for one in found[:SHOWN]],
        more=more,
        owner=owner,
        unknown=unknown,
        holdings=holdings,
        may_write=caller.may("sources"),
    )


@router.get("/sources/{source_id:path}")
async def source(request: Request, source_id: str) -> Response:
    """One item with its text, versions and uses."""
    caller = await enter(request, "check")
    service = of(request)
    try:
        entry = await service.read(service.store.sources.registered, source_id)
        held = await service.read(service.store.sources.get, source_id)
    except NotFound as error:
        raise no_item(error) from None
    versions = await service.read(service.store.sources.versions, source_id)
    uses = await service.read(service.store.checks.recall, source_id, SHOWN)
    return page(
        request,
        caller,
        "source.html",
        "/sources",
        item=shown_item(entry),
        rights=msgspec.to_builtins(shown_rights(entry.item.rights)),
        text=held.text,
        versions=versions,
        uses=[shown_recalled(piece) for piece in uses],
        may_write=caller.may("sources"),
    )


@router.get("/agreements")
async def agreements(request: Request) -> Response:
    """The agreements in force and the policy."""
    caller = await enter(request, "check")
    service = of(request)
    documents = await service.read(service.store.agreements.all)
    written = await service.read(service.store.policy.get)
    return page(
        request,
        caller,
        "agreements.html",
        "/agreements",
        agreements=documents,
        policy=Policy.in_force(written),
        built_in=written is None,
        may_write=caller.may("agreements"),
    )


@router.get("/agreements/{agreement_id:path}")
async def agreement(request: Request, agreement_id: str) -> Response:
    """One agreement as counsel wrote it, and its history."""
    caller = await enter(request, "check")
    service = of(request)
    contract = await service.read(service.store.agreements.get, agreement_id)
    history = await service.read(service.store.agreements.history, agreement_id)
    return page(
        request,
        caller,
        "agreement.html",
        "/agreements",
        agreement=shown_agreement(contract),
        written=pretty(contract.document),
        history=list(reversed(history)),
        may_write=caller.may("agreements"),
    )


@router.get("/recall")
async def recall(request: Request, id: Asked = "", days: int = 30) -> Response:  # noqa: A002
    """Which pieces use an item, and what must come down soon."""
    caller = await enter(request, "check")
    service = of(request)
    asked = id.strip()
    try:
        pieces = await service.read(service.store.checks.recall, asked, 500) if asked else []
        unknown = None
    except NotFound as error:
        pieces, unknown = [], error.problems[0].hint
    kills = await service.read(service.store.sources.kills, asked) if asked else []
    expiring = await service.read(_expiring, service, days)
    return page(
        request,
        caller,
        "recall.html",
        "/recall",
        id=asked,
        pieces=[shown_recalled(piece) for piece in pieces],
        unknown=unknown,
        kills=kills,
        days=days,
        expiring=expiring,
        may_write=caller.may("sources"),
    )


def _expiring(service: Service, days: int) -> list[ExpiringPiece]:
    until = datetime.now(UTC) + timedelta(days=min(max(days, 0), 3660))
    return [shown_expiring(one) for one in service.store.checks.expiring(until, limit=200)]


@router.get("/audits")
async def audits(request: Request) -> Response:
    """Runs over archives."""
    caller = await enter(request, "audit")
    service = of(request)
    found = await runs_of(service, SHOWN)
    return page(
        request,
        caller,
        "audits.html",
        "/audits",
        audits=[shown_audit(one) for one in found],
        folders=service.serve.audit_folders,
    )


@router.get("/audits/{audit_id}")
async def audit(request: Request, audit_id: str) -> Response:
    """One run: its figures and the pieces that need something."""
    caller = await enter(request, "audit")
    service = of(request)
    held = await run_of(service, audit_id)
    checked = await service.read(service.store.checks.page, None, 200, audit=audit_id)
    return page(
        request,
        caller,
        "audit.html",
        "/audits",
        audit=shown_audit(held),
        summary=pretty(held.summary),
        pieces=await service.read(check_heads, service.store, checked, service.rules),
    )
