"""Pages of what the newsroom holds: sources, agreements, recall, audits."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..auditing import run_of, runs_of
from ..serializers import (
    shown_audit,
)
from ..service import of
from ..stored_result import check_heads
from .frame import SHOWN, enter, page, pretty

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]


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
