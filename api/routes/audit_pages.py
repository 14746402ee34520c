"""The pages of runs over archives: begun, watched, read, gone on with, ended."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.audit.reports import FILES
from checker.errors import WirecheckError
from checker.licensing import InForce, publisher_names
from checker.models.draft import Use
from checker.models.vocabulary import CLAIM_VERDICTS, VERDICTS
from checker.report.use_words import use_words
from checker.store import Audit, Store

from ..auditing import (
    cancel_audit,
    files_of_run,
    progress_of_run,
    resume_audit,
    run_of,
    runs_of,
    start_audit,
)
from ..auth import Caller
from ..forms import Form, form_of
from ..owner_names import owner_names
from ..problems import ApiProblem, core_problem
from ..reader import reader_of
from ..request_models import UseIn
from ..service import Service, of
from ..stored_result import check_heads
from ..use_choices import choices
from .audits import AuditIn
from .frame import SHOWN, enter, moved_to, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]

PIECES = 200
TO_DO = [verdict for verdict in CLAIM_VERDICTS if verdict != "clear"] + ["unfinished"]


@router.get("/audits")
async def audits(request: Request) -> Response:
    """Shows the audits, and the form that starts one."""
    return await _list(request, await enter(request, "audit"), Form({}))


@router.post("/audits")
async def start(request: Request) -> Response:
    """Starts an audit, as `POST /v1/audits` does."""
    caller = await enter(request, "audit")
    form = await form_of(request)
    try:
        use = form.read(
            UseIn,
            publisher=form.text("publisher"),
            site=form.text("site"),
            channel=form.text("channel"),
            territories=form.text("territories").replace(",", " ").split(),
        )
        asked = form.read(AuditIn, path=form.text("path"))
        run = await start_audit(of(request), asked.path, use)
    except (ApiProblem, WirecheckError) as error:
        return await _list(request, caller, form, _problem(error))
    return moved_to(f"/audits/{run.id}")


@router.get("/audits/{audit_id}")
async def audit(request: Request, audit_id: str) -> Response:
    """Shows one audit: its progress, figures and files, and the pieces that need action."""
    return await _run(request, await enter(request, "audit"), audit_id)


@router.post("/audits/{audit_id}/resume")
async def resume(request: Request, audit_id: str) -> Response:
    """Resumes an audit, as `POST /v1/audits/{id}/resume` does."""
    return await _changed(request, audit_id, resume_audit)


@router.post("/audits/{audit_id}/cancel")
async def cancel(request: Request, audit_id: str) -> Response:
    """Cancels an audit, as `POST /v1/audits/{id}/cancel` does."""
    return await _changed(request, audit_id, cancel_audit)


async def _changed(
    request: Request, audit_id: str, operation: Callable[[Service, str], Awaitable[Audit]]
) -> Response:
    """Changes a run and shows it; a refusal is shown on its page."""
    caller = await enter(request, "audit")
    try:
        await operation(of(request), audit_id)
    except (ApiProblem, WirecheckError) as error:
        return await _run(request, caller, audit_id, _problem(error))
    return moved_to(f"/audits/{quote(audit_id, safe='')}")


def _problem(error: ApiProblem | WirecheckError) -> ApiProblem:
    return error if isinstance(error, ApiProblem) else core_problem(error)


async def _list(
    request: Request, caller: Caller, form: Form, problem: ApiProblem | None = None
) -> Response:
    service = of(request)
    use = service.settings.use
    usual = {
        "path": next(iter(service.serve.audit_folders), ""),
        "publisher": use.publisher,
        "site": use.site,
        "channel": use.channel,
        "territories": " ".join(use.territories),
    }
    return page(
        request,
        caller,
        "audits.html",
        "/audits",
        status=200 if problem is None else problem.status,
        audits=await runs_of(service, SHOWN),
        folders=service.serve.audit_folders,
        fields={name: form.text(name) or value for name, value in usual.items()},
        choices=await service.read(choices, service.store, use, reader_of(request)),
        problem=problem,
    )


async def _run(
    request: Request, caller: Caller, audit_id: str, problem: ApiProblem | None = None
) -> Response:
    service = of(request)
    run = await run_of(service, audit_id)
    checks = service.store.checks
    found = await service.read(checks.page, None, PIECES, audit=audit_id, verdicts=TO_DO)
    return page(
        request,
        caller,
        "audit.html",
        "/audits",
        status=200 if problem is None else problem.status,
        run=run,
        use=_use_words(run, await service.read(_publishers, service.store)),
        progress=await progress_of_run(service, run),
        files=[
            (path.name, FILES[path.name], path.stat().st_size)
            for path in await files_of_run(service, run)
        ],
        verdicts=VERDICTS,
        names=await owner_names(service),
        pieces=await service.read(
            check_heads, service.store, found, service.rules, reader_of(request)
        ),
        most=PIECES,
        problem=problem,
    )


def _publishers(store: Store) -> dict[str, str]:
    names: dict[str, str] = publisher_names(
        InForce.from_documents(store.agreements.all(), None).agreements
    )
    return names


def _use_words(run: Audit, names: Mapping[str, str]) -> str:
    """The use that a run judges; "" where an older program began it and wrote down none."""
    asked = run.parameters.get("use")
    return use_words(msgspec.convert(asked, Use), names) if asked else ""
