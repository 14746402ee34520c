"""The jobs that worker processes know; each takes the desk and plain values."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.models import Use, Verdict
from checker.newsroom import Newsroom, new_check_id
from checker.report import result

from ..problems import dumps
from .contracts import put_agreement, put_policy
from .drafts import draft_of
from .field_offsets import place_in_fields
from .opening import Desk
from .overrides import release_shown
from .presentation import names_of, sources_shown
from .rules import agencies, rule, rules

__all__ = ["CHECK_JOBS"]


def check(desk: Desk, request: Mapping[str, Any], use: Use) -> dict[str, Any]:
    """Checks a draft; returns the answer's JSON and what the service needs to know of it."""
    newsroom = desk.for_mode(request["mode"])
    read = draft_of(request)
    verdict = newsroom.check(read.draft, use, record=False)
    name = new_check_id()
    names = names_of(newsroom, verdict)
    if request["record"]:
        record = newsroom.check_record(
            read.draft, verdict, check=name, revision=request.get("revision")
        )
        told = {**record.result, "names": names}
        newsroom.store.checks.record([replace(record, result=told)])
    document = _answer(newsroom, verdict, request, name)
    document["names"] = names
    if read.fields:
        place_in_fields(document, read.fields, read.draft.text, request["units"])
    return _parcel(desk, verdict, document)


def matrix(desk: Desk, request: Mapping[str, Any], uses: Sequence[Use]) -> list[dict[str, Any]]:
    """One draft against many uses: verdict, enforcement, message and next event of each."""
    newsroom = desk.for_mode("full")
    draft = draft_of(request).draft
    return [_cell(verdict) for verdict in newsroom.check_matrix(draft, uses)]


def fingerprint(_desk: Desk, request: Mapping[str, Any]) -> str:
    """The SHA-256 of the text that would be checked: what a clearance is bound to."""
    text = draft_of(request).draft.text
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def health(desk: Desk) -> dict[str, Any]:
    """Rule set, problems of refused rule files, index and items."""
    desk.follow_rules()
    return {
        "rules": desk.newsroom.rules.digest,
        "rule_problems": [
            {"field": p.place, "detail": p.what} | ({"hint": p.hint} if p.hint else {})
            for p in desk.rule_problems
        ],
        "index": desk.newsroom.index_version(),
    }


def _answer(
    newsroom: Newsroom, verdict: Verdict, request: Mapping[str, Any], name: str
) -> dict[str, Any]:
    sources = newsroom.source_texts(verdict) if verdict.matches else {}
    texts = {source: found.text for source, found in sources.items()}
    document = result(
        verdict, units=request["units"], with_text=request["with_text"], sources=texts
    )
    document["check"] = name if request["record"] else None
    document["revision"] = request.get("revision")
    document["mode"] = request["mode"]
    document["timings_ms"] = {stage: round(ms, 2) for stage, ms in verdict.timings.items()}
    document["links"] = _links(name) if request["record"] else {}
    if request["with_sources"]:
        document["sources"] = sources_shown(sources)
    release_shown(newsroom.store, newsroom.contracts().policy, document)
    return document


def _links(name: str) -> dict[str, str]:
    return {
        "self": f"/v1/checks/{name}",
        "report": f"/v1/checks/{name}/report.html",
        "page": f"/checks/{name}",
    }


def _parcel(desk: Desk, verdict: Verdict, document: dict[str, Any]) -> dict[str, Any]:
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
            "rule_files": desk.rule_files,
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
