"""Runs over archives that lie on the service's machine."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import FileResponse, Response

from ..auditing import (
    cancel_audit,
    file_of_run,
    files_of_run,
    progress_of_run,
    resume_audit,
    run_of,
    runs_of,
    start_audit,
)
from ..auth import Caller, Demand
from ..field_types import Strict, Text
from ..openapi import ANSWER, problems
from ..reader import reader_of
from ..request_models import UseIn
from ..response_models import audits as out
from ..response_models.checks import CheckHead
from ..response_models.general import Page
from ..responses import SCRIPTED_REPORT_POLICY, Cursor, json_response, page, read_number
from ..route_guard import GuardedRoute
from ..serializers import shown_audit
from ..service import of
from ..stored_result import check_heads

__all__ = ["AuditIn", "router"]

router = APIRouter(prefix="/v1/audits", tags=["audits"], route_class=GuardedRoute)
BYTES = "application/octet-stream"
May = Annotated[Caller, Depends(Demand("audit"))]
AuditId = Annotated[str, Path(min_length=1, max_length=500, examples=["aud_1"])]


class AuditIn(Strict):
    """A folder to be audited; it must be in one of the folders in `serve.audit_folders`."""

    path: Text = Field(examples=["/srv/archive/2024"])
    use: UseIn | None = None


@router.get("", responses=ANSWER(Page[out.Audit], 401, 403, 422, 429))
async def listed(
    request: Request, _caller: May, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> Response:
    """List the runs, the newest first."""
    found = await runs_of(of(request), limit)
    return json_response(page([shown_audit(one) for one in found], limit, None))


@router.post(
    "",
    status_code=202,
    responses=ANSWER(out.Audit, 400, 401, 403, 409, 413, 415, 422, 429, status=202),
)
async def add(request: Request, asked: AuditIn, _caller: May) -> Response:
    """Start a run; it continues in the background, and `audit.completed` reports its end."""
    audit = await start_audit(of(request), asked.path, asked.use)
    return json_response(shown_audit(audit), 202, {"Location": f"/v1/audits/{audit.id}"})


@router.get("/{audit_id}", responses=ANSWER(out.Audit, 401, 403, 404, 422, 429))
async def one(request: Request, audit_id: AuditId, _caller: May) -> Response:
    """Return one run: its progress, its figures, and the files that it has written."""
    service = of(request)
    run = await run_of(service, audit_id)
    progress = await progress_of_run(service, run)
    files = [path.name for path in await files_of_run(service, run)]
    return json_response(shown_audit(run, progress, files))


@router.post(
    "/{audit_id}/resume",
    status_code=202,
    responses=ANSWER(out.Audit, 401, 403, 404, 409, 422, 429, 503, status=202),
)
async def resume(request: Request, audit_id: AuditId, _caller: May) -> Response:
    """Resume an interrupted or cancelled run: nothing is lost or done twice."""
    audit = await resume_audit(of(request), audit_id)
    return json_response(shown_audit(audit), 202, {"Location": f"/v1/audits/{audit.id}"})


@router.post("/{audit_id}/cancel", responses=ANSWER(out.Audit, 401, 403, 404, 409, 422, 429, 503))
async def cancel(request: Request, audit_id: AuditId, _caller: May) -> Response:
    """Cancel a run, or mark an interrupted one as cancelled; its findings are kept."""
    return json_response(shown_audit(await cancel_audit(of(request), audit_id)))


@router.get(
    "/{audit_id}/files/{name}",
    response_class=FileResponse,
    responses={
        200: {"content": {"text/html": {}, BYTES: {}}},
        **problems(401, 403, 404, 422, 429),
    },
)
async def file(
    request: Request,
    audit_id: AuditId,
    name: Annotated[str, Path(max_length=100, examples=["report.html"])],
    _caller: May,
) -> Response:
    """Return a file of a run: the report, a table for spreadsheets, or all results."""
    path = await file_of_run(of(request), audit_id, name)
    if path.suffix == ".html":
        return FileResponse(path, headers={"Content-Security-Policy": SCRIPTED_REPORT_POLICY})
    return FileResponse(path, filename=f"{audit_id}-{name}", media_type=BYTES)


@router.get("/{audit_id}/checks", responses=ANSWER(Page[CheckHead], 401, 403, 404, 422, 429))
async def pieces(
    request: Request,
    audit_id: AuditId,
    _caller: May,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Cursor = "",
) -> Response:
    """List the pieces that the run checked, the newest first."""
    service = of(request)
    await service.read(service.store.audits.get, audit_id)
    found = await service.read(
        service.store.checks.page, read_number(cursor), limit + 1, audit=audit_id
    )
    more = str(found[limit - 1].number) if len(found) > limit else None
    shown = await service.read(
        check_heads, service.store, found[:limit], service.rules, reader_of(request)
    )
    return json_response(page(shown, limit, more))
