"""The jobs that worker processes know; each takes the worker's newsroom and plain values."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from checker.checking import text_digest
from checker.languages import language_named
from checker.looked_at import words_digest
from checker.models.draft import Use
from checker.models.verdict import QuotaUse
from checker.models.vocabulary import Look
from checker.report import Answer, dumps
from checker.report.localised import localised
from checker.running.check import CheckOptions, check_document, check_uses
from checker.running.ledger import Ledger
from checker.store import EncodedCheck
from checker.text.units import units_of

from ..check_summary import CheckedBody, CheckSummary
from ..fault_fields import fields_of
from ..response_models.checks import MatrixCell
from ..stored_result import links_of
from .agreements import preview_agreement, put_agreement, put_policy
from .drafts import draft_of
from .mending import make_fixes, with_mended
from .opening import WorkerNewsroom
from .rules import agencies, agency_names, owner, rule, rules

__all__ = ["CHECK_JOBS"]


def check(
    worker: WorkerNewsroom,
    request: Mapping[str, Any],
    use: Use,
    pages: str = "",
    before: Sequence[QuotaUse] = (),
    known_as: str | None = None,
    language: str = "en",
) -> CheckedBody:
    """Checks a draft.

    Args:
        worker: the worker's newsroom.
        request: the draft, and how it is checked.
        use: the use to judge.
        pages: the public address of the editor's pages.
        before: what the drafts before it in one call use of monthly quotas.
        known_as: the hash of the form in which these words were checked before.
        language: the code of the reader's language.

    Returns:
        The answer's JSON and what the service needs to know of it.
    """
    newsroom = worker.for_mode(request["mode"])
    ledger = Ledger(newsroom) if before else None
    if ledger is not None:
        ledger.add(before)
    read = draft_of(request)
    options = CheckOptions(
        units=request["units"],
        with_text=request["with_text"],
        with_sources=request["with_sources"],
        record=request["record"],
        max_letters=worker.settings.max_letters,
        look=_look(request, worker.settings.look),
        language=language,
    )
    done = check_document(
        newsroom,
        read.draft,
        use,
        options,
        revision=request.get("revision"),
        fields=read.fields,
        ledger=ledger,
        known_as=known_as,
        store=False,  # the service does, which waits for nobody: see `api.recording`
    )
    answer = msgspec.structs.replace(
        done.answer,
        mode=request["mode"],
        timings_ms={stage: round(ms, 2) for stage, ms in done.verdict.timings.items()},
        links=links_of(None if done.record is None else done.record.head.check, pages),
    )
    if request["mend"]:
        mended = with_mended(answer, request, done.verdict, read.draft.text, request["units"])
        answer = localised(mended, language_named(language))
    agreements = newsroom.in_force().agreements
    counted = [one.owner for one in agreements if one.items_per_month is not None]
    summary = CheckSummary.of(
        answer, rule_files=worker.rule_files, counted=counted, quota=done.verdict.quota
    )
    record = None if done.record is None else EncodedCheck.of(done.record, summary.message_data())
    return CheckedBody(dumps(answer).encode(), summary, record)


def matrix(
    worker: WorkerNewsroom, request: Mapping[str, Any], uses: Sequence[Use], language: str = "en"
) -> list[MatrixCell]:
    """Judges one draft for many uses: verdict, enforcement, message and next event for each."""
    newsroom = worker.for_mode("full")
    draft = draft_of(request).draft
    settings = worker.settings
    options = CheckOptions(
        record=False,
        max_letters=settings.max_letters,
        look=_look(request, settings.look),
        language=language,
    )
    answers = check_uses(newsroom, draft, uses, options)
    return [_cell(use, answer) for use, answer in zip(uses, answers, strict=True)]


def fingerprint(_worker: WorkerNewsroom, request: Mapping[str, Any]) -> tuple[str, str]:
    """Returns the SHA-256 of the text that would be checked, and that of its words.

    A clearance is bound to the text; its words tell whether another form of it is the same.
    """
    text = draft_of(request).draft.text
    return text_digest(text), words_digest(units_of(text))


def health(worker: WorkerNewsroom) -> dict[str, Any]:
    """Returns the rule set, problems of refused rule files, and the state of index and items."""
    worker.follow_rules()
    newsroom = worker.newsroom
    condition, faults = newsroom.index.condition()
    return {
        "rules": newsroom.rules.digest,
        "rule_problems": fields_of(newsroom.rule_problems),
        "index": newsroom.index_version(),
        "index_state": condition,
        "index_problems": fields_of(faults),
    }


def _look(request: Mapping[str, Any], usual: tuple[Look, ...]) -> tuple[Look, ...]:
    asked = request.get("look")
    return tuple(asked) if asked else usual


def _cell(use: Use, answer: Answer) -> MatrixCell:
    reasons = list(chain(*(claim.reasons for claim in answer.claims), answer.reasons))
    weighty = [reason.message for reason in reasons if reason.severity != "clear"]
    return MatrixCell(
        channel=use.channel,
        territory=use.territories[0] if use.territories else None,
        verdict=answer.verdict,
        enforcement=answer.enforcement,
        complete=answer.complete,
        message=answer.message,
        reasons=sorted({reason.code for reason in reasons}),
        because=list(dict.fromkeys(weighty)),
        next_event=answer.next_event,
    )


CHECK_JOBS: Mapping[str, Callable[..., Any]] = {
    "agencies": agencies,
    "agency_names": agency_names,
    "check": check,
    "fingerprint": fingerprint,
    "health": health,
    "make_fixes": make_fixes,
    "matrix": matrix,
    "owner": owner,
    "preview_agreement": preview_agreement,
    "put_agreement": put_agreement,
    "put_policy": put_policy,
    "rule": rule,
    "rules": rules,
}
