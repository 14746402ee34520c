"""The jobs that worker processes know; each takes the worker's newsroom and plain values."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.checking import text_digest
from checker.models import Use, Verdict
from checker.running.check import CheckedDocument, CheckOptions, check_document, check_uses

from ..problems import dumps
from .contracts import put_agreement, put_policy
from .drafts import draft_of
from .field_offsets import place_in_fields
from .opening import WorkerNewsroom
from .rules import agencies, rule, rules

__all__ = ["CHECK_JOBS"]


def check(worker: WorkerNewsroom, request: Mapping[str, Any], use: Use) -> dict[str, Any]:
    """Checks a draft; returns the answer's JSON and what the service needs to know of it."""
    newsroom = worker.for_mode(request["mode"])
    read = draft_of(request)
    options = CheckOptions(
        units=request["units"],
        with_text=request["with_text"],
        with_sources=request["with_sources"],
        record=request["record"],
        max_letters=worker.settings.max_letters,
    )
    done = check_document(newsroom, read.draft, use, options, revision=request.get("revision"))
    document = done.answer
    document["mode"] = request["mode"]
    document["timings_ms"] = {stage: round(ms, 2) for stage, ms in done.verdict.timings.items()}
    document["links"] = _links(done.record.check) if done.record is not None else {}
    if read.fields:
        place_in_fields(document, read.fields, read.draft.text, request["units"])
    return _payload(worker, done)


def matrix(
    worker: WorkerNewsroom, request: Mapping[str, Any], uses: Sequence[Use]
) -> list[dict[str, Any]]:
    """One draft against many uses: verdict, enforcement, message and next event of each."""
    newsroom = worker.for_mode("full")
    draft = draft_of(request).draft
    return [
        _cell(verdict) for verdict in check_uses(newsroom, draft, uses, worker.settings.max_letters)
    ]


def fingerprint(_worker: WorkerNewsroom, request: Mapping[str, Any]) -> str:
    """The SHA-256 of the text that would be checked: what a clearance is bound to."""
    return text_digest(draft_of(request).draft.text)


def health(worker: WorkerNewsroom) -> dict[str, Any]:
    """Rule set, problems of refused rule files, index and items."""
    worker.follow_rules()
    return {
        "rules": worker.newsroom.rules.digest,
        "rule_problems": [
            {"field": p.place, "detail": p.what} | ({"hint": p.hint} if p.hint else {})
            for p in worker.rule_problems
        ],
        "index": worker.newsroom.index_version(),
    }


def _links(name: str) -> dict[str, str]:
    return {
        "self": f"/v1/checks/{name}",
        "report": f"/v1/checks/{name}/report.html",
        "page": f"/checks/{name}",
    }


def _payload(worker: WorkerNewsroom, done: CheckedDocument) -> dict[str, Any]:
    verdict, document = done.verdict, done.answer
    event = verdict.next_event
    return {
        "body": dumps(document),
        "meta": {
            "check": document["check"],
            "document": verdict.id,
            "verdict": verdict.verdict,
            "complete": verdict.complete,
            "enforcement": document["enforcement"],
            "text_sha256": verdict.text_sha256,
            "rules": verdict.versions["rules"],
            "rule_files": worker.rule_files,
            "next_event_at": event.at.isoformat() if event else None,
            "timings": dict(verdict.timings),
        },
    }


def _cell(verdict: Verdict) -> dict[str, Any]:
    event = verdict.next_event
    return {
        "verdict": verdict.verdict,
        "enforcement": verdict.enforcement,
        "complete": verdict.complete,
        "message": verdict.message,
        "reasons": sorted({reason.code for reason in verdict.reasons}),
        "next_event": None
        if event is None
        else {"at": event.at.isoformat(), "action": event.action, "reason": event.reason},
    }


CHECK_JOBS: Mapping[str, Callable[..., Any]] = {
    "agencies": agencies,
    "check": check,
    "fingerprint": fingerprint,
    "health": health,
    "matrix": matrix,
    "put_agreement": put_agreement,
    "put_policy": put_policy,
    "rule": rule,
    "rules": rules,
}
