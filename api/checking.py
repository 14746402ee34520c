"""Runs one check from request to answer: cache, worker, time limit, record."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from msgspec import UNSET

from checker.languages import language_named
from checker.models.draft import Use
from checker.models.verdict import QuotaUse
from checker.report import Answer, answer_from, dumps
from checker.report.localised import localised
from checker.running.recording import NOT_RECORDED, not_recorded
from checker.running.workers.async_pool import Overloaded, WorkerLost
from checker.store import Store
from checker.times import rfc3339

from .cache import cache_key
from .check_summary import CheckedBody, CheckSummary
from .problems import ApiProblem
from .request_models import CheckRequest, UseIn
from .service import Service
from .timeout_result import unfinished
from .workers.serving import Job

__all__ = ["check_draft", "in_pool", "overloaded", "use_of"]

RECORD_SECONDS = 1.0  # that an answer waits until its check is stored
LEAST_SECONDS = 0.1  # the same, where the check took all the time there was


def use_of(given: UseIn | None, base: Use) -> Use:
    """Returns the requested use, completed by the service's default."""
    if given is None:
        return base
    values: dict[str, Any] = {
        name: value for name in UseIn.model_fields if (value := getattr(given, name)) is not None
    }
    if "territories" in values:
        values["territories"] = tuple(values["territories"])
    return replace(base, **values)


def overloaded(service: Service, error: Overloaded) -> ApiProblem:
    """Returns the problem with which a request is refused while all workers are busy."""
    service.metrics.refused.labels("busy").inc()
    return ApiProblem(
        503,
        "overloaded",
        "all workers are busy; nothing was checked",
        headers={"Retry-After": str(error.retry_after)},
    )


async def check_draft(
    service: Service,
    request: CheckRequest,
    *,
    use: Use | None = None,
    anew: bool = False,
    pages: str = "",
    before: Sequence[QuotaUse] = (),
    known_as: str | None = None,
    language: str = "en",
) -> CheckedBody:
    """Checks a draft in a worker; returns the answer as JSON with its summary.

    Args:
        service: the service.
        request: the draft, and how it is checked.
        use: the use to judge, if it differs from the request's.
        anew: do not answer from the cache.
        pages: the public address of the editor's pages.
        before: what the drafts before it in one call use of monthly quotas; an answer that is kept
            in memory uses none.
        known_as: the hash of the form in which these words were checked before; only `anew`.
        language: the code of the reader's language.

    Raises:
        ApiProblem: 503 if all workers are busy.
        WirecheckError: the draft cannot be read.
    """
    use = use or use_of(request.use, service.settings.use)
    asked = request.model_dump(exclude={"use"})
    files = await service.aside(service.rule_files.signature)
    named = {**_named(asked, use), "pages": pages, "language": language}
    key = cache_key(named, await service.read(_state_of, service.store), files)
    held = None if anew else service.cache.get(key)
    if held is not None and await _is_newest(service, held.summary):
        service.metrics.cached.inc()
        return replace(held, summary=replace(held.summary, cached=True))
    checked = await _checked(
        service, asked, use, language, pages=pages, before=before, known_as=known_as
    )
    _count(service, checked.summary)
    service.rules = checked.summary.rules
    stored = checked.summary.recorded or not request.record
    if stored and checked.summary.rule_files == files:  # else the rules have just changed
        service.cache.put(key, checked)
    return checked


def _state_of(store: Store) -> str:
    """Which state of which database: a backup that was put back counts on from an older one."""
    return f"{store.database_id} {store.state()}"


async def _is_newest(service: Service, held: CheckSummary) -> bool:
    """Whether the piece was not checked with another text since, which recall must not miss."""
    if not held.recorded or held.document is None:
        return True
    newest = await service.read(service.store.checks.newest_text, str(held.document))
    return newest == held.text_sha256


def _named(asked: dict[str, Any], use: Use) -> dict[str, Any]:
    return {
        **asked,
        "use": [
            use.publisher,
            use.site,
            use.channel,
            list(use.territories),
            rfc3339(use.at),
            rfc3339(use.first_published),
            use.purpose,
        ],
    }


async def _checked(
    service: Service, asked: dict[str, Any], use: Use, language: str, **more: Any
) -> CheckedBody:
    serve = service.serve
    seconds = serve.fast_seconds if asked["mode"] == "fast" else serve.check_seconds
    end = time.monotonic() + seconds
    job = Job("check", {"request": asked, "use": use, "language": language, **more})
    try:
        checked: CheckedBody = await service.pool.run(job, seconds)
    except Overloaded as error:
        raise overloaded(service, error) from None
    except WorkerLost as error:
        return await _unfinished(service, asked, use, language, error.outcome.what)
    return await _recorded(service, checked, language, end - time.monotonic())


async def _recorded(
    service: Service, checked: CheckedBody, language: str, left: float
) -> CheckedBody:
    """The answer once its check is stored, or soon, with the note that it is not stored yet."""
    if checked.record is None:
        return checked
    seconds = min(RECORD_SECONDS, max(LEAST_SECONDS, left))
    why = await service.recorder.keep(checked.record, seconds)
    if not why:
        return replace(checked, record=None)
    later = service.recorder.awaits(checked.record.check)
    noted = not_recorded(answer_from(json.loads(checked.body)), why, later=later)
    answer = localised(noted, language_named(language))
    summary = replace(checked.summary, check=None if answer.check is UNSET else answer.check)
    codes = tuple(sorted({*summary.codes, NOT_RECORDED}))
    summary = replace(summary, recorded=False, codes=codes)
    return CheckedBody(dumps(answer).encode(), summary)


async def _unfinished(
    service: Service, asked: dict[str, Any], use: Use, language: str, what: str
) -> CheckedBody:
    made: Answer = await service.read(unfinished, service.store, asked, use, what, service.rules)
    answer = localised(made, language_named(language))
    return CheckedBody(dumps(answer).encode(), CheckSummary.of(answer))


def _count(service: Service, summary: CheckSummary) -> None:
    complete = "true" if summary.complete else "false"
    service.metrics.checks.labels(summary.verdict, complete).inc()
    for stage, milliseconds in summary.timings_ms.items():
        service.metrics.stage.labels(stage).observe(milliseconds / 1000)


async def in_pool(service: Service, name: str, **arguments: Any) -> Any:
    """Runs a job in a check worker and returns its value; a failure is a problem of the request.

    Raises:
        ApiProblem: 503 if all are busy or the job did not end in time.
    """
    try:
        return await service.pool.run(Job(name, arguments), service.serve.check_seconds)
    except Overloaded as error:
        raise overloaded(service, error) from None
    except WorkerLost:
        raise ApiProblem(
            503, "timeout", "it did not finish in time", headers={"Retry-After": "10"}
        ) from None
