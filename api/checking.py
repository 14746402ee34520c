"""One check from request to answer: cache, worker, time limit, events."""

import asyncio
from dataclasses import replace
from typing import Any

from checker.models import Use
from checker.running.workers.async_pool import Overloaded, WorkerLost

from .cache import cache_key
from .problems import ApiProblem, dumps
from .request_models import CheckRequest, UseIn
from .service import Service
from .timeout_result import unfinished
from .workers.serving import Job

__all__ = ["check_draft", "in_pool", "overloaded", "use_of"]


def use_of(given: UseIn | None, base: Use) -> Use:
    """The use asked for, over the service's default."""
    if given is None:
        return base
    values: dict[str, Any] = {
        name: value for name in UseIn.model_fields if (value := getattr(given, name)) is not None
    }
    if "territories" in values:
        values["territories"] = tuple(values["territories"])
    return replace(base, **values)


def overloaded(service: Service, error: Overloaded) -> ApiProblem:
    """What a client is told when all workers are busy."""
    service.metrics.refused.labels("busy").inc()
    return ApiProblem(
        503,
        "overloaded",
        "all workers are busy; nothing was checked",
        headers={"Retry-After": str(error.retry_after)},
    )


async def check_draft(
    service: Service, request: CheckRequest, *, use: Use | None = None
) -> tuple[bytes, dict[str, Any]]:
    """The answer's JSON and what the service knows of it.

    Raises:
        ApiProblem: 503 when all workers are busy.
        WirecheckError: the draft cannot be read.
    """
    use = use or use_of(request.use, service.settings.use)
    asked = request.model_dump(exclude={"use"})
    files = service.rule_files.signature()
    key = cache_key(_named(asked, use), service.store.state(), files)
    held = service.cache.get(key)
    if held is not None:
        service.metrics.cached.inc()
        return held[0], {**held[1], "cached": True}
    parcel = await _checked(service, asked, use)
    body: bytes = parcel["body"]
    meta: dict[str, Any] = parcel["meta"]
    _count(service, meta)
    service.rules = meta["rules"]
    if meta["rule_files"] == files:  # else the worker has not seen the newest rules yet
        service.cache.put(key, body, meta)
    if meta["check"] is not None:
        await _announce(service, meta)
    return body, {**meta, "cached": False}


def _named(asked: dict[str, Any], use: Use) -> dict[str, Any]:
    return {
        **asked,
        "use": [
            use.publisher,
            use.site,
            use.channel,
            list(use.territories),
            use.at.isoformat() if use.at else None,
            use.first_published.isoformat() if use.first_published else None,
            use.purpose,
        ],
    }


async def _checked(service: Service, asked: dict[str, Any], use: Use) -> dict[str, Any]:
    serve = service.serve
    seconds = serve.fast_seconds if asked["mode"] == "fast" else serve.check_seconds
    job = Job("check", {"request": asked, "use": use})
    try:
        parcel: dict[str, Any] = await service.pool.run(job, seconds)
    except Overloaded as error:
        raise overloaded(service, error) from None
    except WorkerLost as error:
        return await _unfinished(service, asked, use, error.outcome.what)
    return parcel


async def _unfinished(
    service: Service, asked: dict[str, Any], use: Use, what: str
) -> dict[str, Any]:
    rules = service.rules
    document = await service.read(unfinished, service.store, asked, use, what, rules)
    event = document["next_event"]
    return {
        "body": dumps(document),
        "meta": {
            "check": None,
            "document": document["id"],
            "verdict": document["verdict"],
            "complete": False,
            "enforcement": document["enforcement"],
            "text_sha256": document["text_sha256"],
            "rules": rules,
            "rule_files": "",
            "next_event_at": event["at"] if event else None,
            "timings": {},
        },
    }


def _count(service: Service, meta: dict[str, Any]) -> None:
    complete = "true" if meta["complete"] else "false"
    service.metrics.checks.labels(meta["verdict"], complete).inc()
    for stage, milliseconds in meta["timings"].items():
        service.metrics.stage.labels(stage).observe(milliseconds / 1000)


async def _announce(service: Service, meta: dict[str, Any]) -> None:
    if not await asyncio.to_thread(service.has_subscribers):
        return
    told = ("check", "verdict", "complete", "enforcement", "text_sha256", "next_event_at")
    data = {name: meta[name] for name in told} | {"id": meta["document"]}
    await service.courier.send("check.completed", data)


async def in_pool(service: Service, name: str, **arguments: Any) -> Any:
    """A job of the checks' workers that has no answer of its own when it fails.

    Raises:
        ApiProblem: 503 when all are busy or the job did not end in time.
    """
    try:
        return await service.pool.run(Job(name, arguments), service.serve.check_seconds)
    except Overloaded as error:
        raise overloaded(service, error) from None
    except WorkerLost:
        raise ApiProblem(
            503, "timeout", "it did not end in time", headers={"Retry-After": "10"}
        ) from None
