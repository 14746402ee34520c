"""Checks: run, look up, compare uses, release, confirm before publishing, show as a page."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from checker.errors import NotFound
from checker.models.draft import Use
from checker.models.vocabulary import OffsetUnits
from checker.report import Answer, values_of
from checker.report.answer import Override
from checker.report.page import html
from checker.report.use_words import use_words
from checker.store import StoredCheck
from checker.wording import worded

from ..auth import Caller, Demand
from ..check_summary import CheckSummary
from ..checking import check_draft, in_pool, use_of
from ..confirming import confirmed
from ..many import check_each
from ..openapi import ANSWER, problems
from ..overrides import release
from ..problems import ApiProblem
from ..reader import code_of, reader_of
from ..request_models import (
    Asked,
    CheckRequest,
    ConfirmRequest,
    DraftsRequest,
    MatrixRequest,
    OverrideRequest,
)
from ..response_models import checks as out
from ..response_models.general import Page
from ..responses import REPORT_POLICY, Cursor, json_response, page, read_number, with_etag
from ..route_guard import GuardedRoute, count_requests, question
from ..service import Service, of, pages_address
from ..stored_result import check_heads, shown_check

__all__ = ["router"]

router = APIRouter(prefix="/v1/checks", tags=["checks"], route_class=GuardedRoute)
CheckId = Annotated[str, Path(min_length=1, max_length=500, examples=["chk_0f3a"])]
May = Annotated[Caller, Depends(Demand("check"))]

CONFIRMING = 3  # looks at a text while others use up the quota that it was within


@router.post(
    "",
    responses=ANSWER(Answer, 400, 401, 403, 413, 415, 422, 429, 503, other=out.Checked),
)
@question
async def check(request: Request, draft: Asked, caller: May) -> Response:
    """Check a draft for a use; the status is 200 whatever the verdict.

    With `drafts`, check many at once: a result or a failure per draft, in their order.
    """
    pages = pages_address(request)
    if isinstance(draft, DraftsRequest):
        count_requests(request, caller, len(draft.drafts) - 1)
        body = await check_each(of(request), draft.each(), pages, code_of(request.scope))
        return Response(body, media_type="application/json")
    checked = await check_draft(of(request), draft, pages=pages, language=code_of(request.scope))
    headers = {"X-Cache": "hit" if checked.summary.cached else "miss"}
    return Response(checked.body, media_type="application/json", headers=headers)


@router.post("/matrix", responses=ANSWER(out.Matrix, 400, 401, 403, 413, 415, 422, 429, 503))
@question
async def matrix(request: Request, asked: MatrixRequest, _caller: May) -> Response:
    """Compare channels and territories for one draft; nothing is stored."""
    service = of(request)
    base = use_of(asked.use, service.settings.use)
    places: list[str | None] = list(asked.territories) or [None]
    uses = [_cell_use(base, channel, place) for channel in asked.channels for place in places]
    draft = asked.model_dump(exclude={"use", "channels", "territories"})
    reader = reader_of(request)
    found = await in_pool(service, "matrix", request=draft, uses=uses, language=reader.code)
    return json_response(
        out.Matrix(
            channels=asked.channels,
            territories=asked.territories,
            words=reader.text(
                use_words(replace(base, at=base.at or datetime.now(UTC)), places=False)
            ),
            cells=found,
        )
    )


def _cell_use(base: Use, channel: str, place: str | None) -> Use:
    return replace(base, channel=channel, territories=(place,) if place else ())


@router.get("", responses=ANSWER(Page[out.CheckHead], 400, 401, 403, 404, 422, 429))
async def checks(
    request: Request,
    _caller: May,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Cursor = "",
    id: Annotated[str | None, Query(max_length=500)] = None,  # noqa: A002 - the public name
) -> Response:
    """List stored checks, the newest first; with `id`, those of one piece.

    404 if no check of that piece is stored, with the id that was probably meant.
    """
    service = of(request)
    found = await service.read(
        service.store.checks.page, read_number(cursor), limit + 1, document=id
    )
    if id is not None and not found and not cursor:
        hint = await service.read(service.store.checks.piece_meant, id)
        nothing: str = worded("no check of this piece is stored")
        if hint:
            nothing = worded("no check of this piece is stored: {hint}", hint=hint)
        raise ApiProblem(404, "not-found", nothing)
    more = str(found[limit - 1].number) if len(found) > limit else None
    shown = await service.read(
        check_heads, service.store, found[:limit], service.rules, reader_of(request)
    )
    return json_response(page(shown, limit, more))


@router.get("/{check_id}", responses=ANSWER(Answer, 304, 401, 403, 404, 422, 429, 503))
async def stored(
    request: Request,
    check_id: CheckId,
    _caller: May,
    units: OffsetUnits = "codepoints",
    with_sources: bool = False,
) -> Response:
    """Return a stored result with the overrides in force."""
    service = of(request)
    held = await _held(service, check_id)
    document, etag = await service.read(
        shown_check,
        service.store,
        held,
        units,
        with_sources,
        service.rules,
        pages_address(request),
        language=reader_of(request),
    )
    return with_etag(request, etag, document)


@router.get(
    "/{check_id}/report.html",
    responses={200: {"content": {"text/html": {}}}, **problems(401, 403, 404, 422, 429, 503)},
)
async def report(request: Request, check_id: CheckId, _caller: May) -> Response:
    """Return the result and the overrides in force as a self-contained page that can be kept."""
    service = of(request)
    held = await _held(service, check_id)
    language = reader_of(request)
    answer, _ = await service.read(
        shown_check, service.store, held, "codepoints", False, service.rules, language=language
    )
    words = await run_in_threadpool(
        partial(html, values_of(answer), draft=held.text, language=language)
    )
    headers = {"Content-Security-Policy": REPORT_POLICY}
    return Response(
        words.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers
    )


@router.post(
    "/{check_id}/overrides",
    status_code=201,
    responses=ANSWER(Override, 400, 401, 403, 404, 409, 413, 415, 422, 429, 503, status=201),
)
async def override(
    request: Request, check_id: CheckId, asked: OverrideRequest, caller: May
) -> Response:
    """Release a checked text by name, with a reason; the override holds for this text only."""
    service = of(request)
    held = await _held(service, check_id)
    if asked.text_sha256 != held.head.text_sha256:
        raise ApiProblem(
            409,
            "other-text",
            "the override is for another text than the one that was checked",
            errors=[{"field": "text_sha256", "detail": "is not the hash of the checked text"}],
        )
    given = await service.change(_override, service, held, asked, caller)
    return json_response(given, 201, {"Location": f"/v1/checks/{check_id}"})


def _override(
    service: Service, held: StoredCheck, asked: OverrideRequest, caller: Caller
) -> Override:
    return release(service.store, held, asked, caller, datetime.now(UTC))


@router.post(
    "/{check_id}/confirm",
    responses=ANSWER(out.Confirmation, 400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
)
@question
async def confirm(
    request: Request, check_id: CheckId, draft: ConfirmRequest, _caller: May
) -> Response:
    """Confirm that this very text is the one that was checked and may be published now.

    A verdict belongs to a text, not to a document id: publishing another revision under it is
    409. The same words in the form that the CMS stores are the same text. The text is checked
    again for the same use; it is confirmed if that check is complete and stored, and nothing holds
    the text.
    """
    service = of(request)
    held = await _held(service, check_id)
    digest, words = await in_pool(service, "fingerprint", request=draft.model_dump())
    if digest != held.head.text_sha256 and words != held.result.get("words_sha256"):
        raise ApiProblem(
            409,
            "other-text",
            "this is not the text that was checked: check this text first",
            errors=[{"field": "text", "detail": "has a different hash from the checked text"}],
            extra={"checked": held.head.text_sha256, "given": digest},
        )
    head = held.head  # its title was looked at too, and names the piece for the rights desk
    names = {"id": head.document, "revision": head.revision, "title": head.title, "url": head.url}
    named = {name: value for name, value in names.items() if value is not None}
    again = CheckRequest.model_validate({**named, **draft.model_dump(exclude_none=True)})
    use = replace(held.head.use, at=None)  # as of now, whatever moment was asked about then
    for _ in range(CONFIRMING):
        now = (
            await check_draft(
                service,
                again,
                use=use,
                anew=True,
                known_as=held.head.text_sha256,
                language=code_of(request.scope),
            )
        ).summary
        lacks = _lacks(now)
        if lacks or now.check is None:
            break
        if await service.change(confirmed, service.store, now.check):
            break  # it is recorded: from now on it uses up quotas
        lacks = worded("other texts that are being confirmed now fill the quota; try again")
    message = now.message
    if lacks:
        refused = worded("Not confirmed: {lacks}. {message}", lacks=lacks, message=now.message)
        message = reader_of(request).text(refused)
    return json_response(
        out.Confirmation(
            confirmed=not lacks,
            check=now.check,
            verdict=now.verdict,
            complete=now.complete,
            enforcement=now.enforcement,
            recorded=now.recorded,
            message=message,
            reasons=list(now.codes),
            text_sha256=digest,
            same_as=check_id,
            next_event=now.next_event,
        )
    )


def _lacks(now: CheckSummary) -> str:
    """What a check of now lacks to let its text out; empty when it lacks nothing."""
    if now.enforcement not in {"allow", "warn"}:
        return worded(
            "the text must not be published as it is ({enforcement})", enforcement=now.enforcement
        )
    if not (now.complete or now.released):
        return worded("the check could not be finished, so the text may contain anything")
    if not now.recorded:
        return worded("the check is not stored yet, so a kill would not find the text; try again")
    return ""


async def _held(service: Service, check_id: str) -> StoredCheck:
    try:
        return await service.read(service.store.checks.get, check_id)
    except NotFound as error:
        if service.recorder.awaits(check_id):
            wait = {"Retry-After": "1"}
            what = worded("the check is not stored yet")
            raise ApiProblem(503, "not-stored-yet", what, headers=wait) from None
        hint = error.problems[0].hint
        detail: str = worded("there is no such check")
        if hint:
            detail = worded("there is no such check: {hint}", hint=hint)
        raise ApiProblem(404, "not-found", detail) from None
