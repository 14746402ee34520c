"""Turns a verdict into its answer, with offsets in code points of the original text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any, cast

import msgspec
from msgspec import UNSET, UnsetType

from checker.models.evidence import Finding, Match, Passage, SharedAnchor
from checker.models.verdict import Claim, Edit, LookedAt, NextEvent, QuotaUse, Reason, Verdict
from checker.models.vocabulary import Enforcement, OffsetUnits
from checker.report import basis, found, judged
from checker.report.answer import Answer, Failure, Fault
from checker.report.localised import wordings
from checker.report.offsets import in_utf16
from checker.report.quotes import quote_of
from checker.report.spans import Delete, Insert, Replace, Span, Step
from checker.report.stored import values_of
from checker.report.use_words import use_of
from checker.times import rfc3339
from checker.wording import encoded

__all__ = ["answer_of", "failure", "quota_values", "result"]


def answer_of(
    verdict: Verdict,
    *,
    with_text: bool = False,
    sources: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Answer:
    """Returns the answer for one verdict, with offsets in code points.

    Args:
        verdict: the outcome of a check.
        with_text: whether the answer contains the draft's text (for HTML: its visible text).
        sources: the matched sources' texts by id, for the quotes from them.
        names: names of owners and of the publisher by id.
    """
    text = verdict.text
    known = sources or {}
    return Answer(
        id=verdict.id,
        verdict=verdict.verdict,
        enforcement=cast(Enforcement, verdict.enforcement),
        complete=verdict.complete,
        message=str(verdict.message),
        findings=[_finding(finding, text, verdict.pages) for finding in verdict.findings],
        matches=[
            _match(match, text, known.get(match.source), verdict.pages) for match in verdict.matches
        ],
        claims=[_claim(claim) for claim in verdict.claims],
        reasons=_reasons(verdict.reasons),
        next_event=shown_event(verdict.next_event),
        use=use_of(verdict.use, names),
        versions=msgspec.convert(verdict.versions, basis.Versions),
        looked_at=_looked_at(verdict.looked_at),
        checked_at=rfc3339(verdict.checked_at, UTC),
        text_sha256=verdict.text_sha256,
        units="codepoints",
        quota=quota_values(verdict.quota),
        rejected=[
            found.Rejected(source=other.source, reason=str(other.reason), words=other.words)
            for other in verdict.rejected
        ],
        text=text if with_text and text is not None else UNSET,
        wording=wordings(_messages(verdict)),
        names=UNSET if names is None else dict(names),
    )


def _messages(verdict: Verdict) -> Iterator[str | None]:
    """All texts of a verdict that may be messages."""
    yield verdict.message
    claims = [*verdict.claims, *(other for one in verdict.claims for other in one.alternatives)]
    for reason in (*(one for claim in claims for one in claim.reasons), *verdict.reasons):
        yield from (reason.message, reason.expected, reason.found)
    yield from (other.reason for other in verdict.rejected)
    for match in verdict.matches:
        yield from (*match.notes, *(passage.note for passage in match.passages))
    for finding in verdict.findings:
        yield from finding.notes


def result(
    verdict: Verdict,
    *,
    units: OffsetUnits = "codepoints",
    with_text: bool = False,
    sources: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Returns the answer for one verdict, as JSON values.

    Args:
        verdict: the outcome of a check.
        units: the unit of offsets in the draft and the sources; offsets in an unknown text are
            absent in UTF-16.
        with_text: whether the answer contains the draft's text (for HTML: its visible text).
        sources: the matched sources' texts by id, for their quotes and UTF-16 offsets.
    """
    answer = answer_of(verdict, with_text=with_text, sources=sources)
    if units == "utf16":
        answer = in_utf16(answer, verdict.text, sources or {})
    return values_of(answer)


def quota_values(quota: Iterable[QuotaUse]) -> list[judged.QuotaUse]:
    """Returns what a text uses of quotas, as in an answer."""
    return [msgspec.convert(msgspec.to_builtins(use), judged.QuotaUse) for use in quota]


def failure(
    what: str,
    *,
    id: str | None = None,  # noqa: A002 - the JSON member's name
    place: str = "",
    hint: str = "",
    line: int | None = None,
    status: int | None = None,
    enforcement: Enforcement | None = None,
) -> dict[str, Any]:
    """Returns the answer to an input that could not be checked, as JSON values.

    It has no verdict.
    """
    fault = Fault(
        what=str(what),
        hint=str(hint),
        place=place or UNSET,
        line=UNSET if line is None else line,
        status=UNSET if status is None else status,
        enforcement=UNSET if enforcement is None else enforcement,
    )
    failed = Failure(id=id, verdict=None, complete=False, error=fault)
    document: dict[str, Any] = msgspec.to_builtins(failed, enc_hook=encoded)
    # A message stays one: it is shown in the reader's language.
    return {**document, "error": {**document["error"], "what": what, "hint": hint}}


def _looked_at(looked: LookedAt) -> basis.LookedAt:
    values = msgspec.to_builtins(looked, enc_hook=encoded)
    values["characters"] = {"read": looked.characters, "left_out": values.pop("left_out")}
    if looked.index is not None:
        values["index"]["newest"] = rfc3339(looked.index.newest, UTC)
    return msgspec.convert(values, basis.LookedAt)


def _page(pages: Sequence[int], start: int) -> int | UnsetType:
    """The number of the page that an offset is on, where there are pages."""
    return bisect_right(pages, start) if pages else UNSET


def _finding(finding: Finding, text: str | None, pages: Sequence[int]) -> found.Finding:
    visible = text is not None and finding.start < finding.end
    return found.Finding(
        rule=finding.rule,
        agency=finding.agency,
        kind=finding.kind,
        zone=finding.zone,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        confidence=finding.confidence,
        key=finding.key,
        role=finding.role,
        scope=finding.scope,
        quote=quote_of(text, finding.start, finding.end) if visible else UNSET,
        holder=_known(finding.holder),
        field=_known(finding.field),
        page=UNSET if finding.field else _page(pages, finding.start),
        notes=list(map(str, finding.notes)),
        experimental=finding.experimental,
    )


def _match(match: Match, text: str | None, source: str | None, pages: Sequence[int]) -> found.Match:
    return found.Match(
        source=match.source,
        version=match.version,
        owner=match.owner,
        cls=match.cls,
        words=match.words,
        quoted_words=match.quoted_words,
        share_of_draft=round(match.share_of_draft, 4),
        share_of_source=round(match.share_of_source, 4),
        longest_run_words=match.longest_run_words,
        evidence=match.evidence,
        confidence=match.confidence,
        passages=[_passage(passage, text, source, pages) for passage in match.passages],
        anchors=[_anchor(anchor, text, source) for anchor in match.anchors],
        earliest=_known(match.earliest),
        newest=_known(match.newest),
        also_in=list(match.also_in),
        notes=list(map(str, match.notes)),
        translated=match.translated,
    )


def _passage(
    passage: Passage, text: str | None, source: str | None, pages: Sequence[int]
) -> found.Passage:
    return found.Passage(
        start=passage.start,
        end=passage.end,
        source_start=passage.source_start,
        source_end=passage.source_end,
        cls=passage.cls,
        similarity=round(passage.similarity, 4),
        words=passage.words,
        counted=passage.counted,
        note=str(passage.note) or UNSET,
        field=passage.field or UNSET,
        page=UNSET if passage.field else _page(pages, passage.start),
        quote=UNSET if passage.field else quote_of(text, passage.start, passage.end),
        source_quote=quote_of(source, passage.source_start, passage.source_end),
    )


def _anchor(anchor: SharedAnchor, text: str | None, source: str | None) -> found.Anchor:
    return found.Anchor(
        kind=anchor.kind,
        start=anchor.start,
        end=anchor.end,
        source_start=anchor.source_start,
        source_end=anchor.source_end,
        quote=quote_of(text, anchor.start, anchor.end),
        source_quote=quote_of(source, anchor.source_start, anchor.source_end),
    )


def _claim(claim: Claim) -> judged.Claim:
    return judged.Claim(
        owner=claim.owner,
        role=claim.role,
        verdict=claim.verdict,
        agreement=claim.agreement,
        agreements=list(claim.agreements),
        contract_ref=claim.contract_ref,
        reasons=_reasons(claim.reasons),
        sources=list(claim.sources),
        measures=dict(claim.measures),
        next_event=shown_event(claim.next_event),
        holder=_known(claim.holder),
        confidence=claim.confidence,
        alternatives=[_claim(other) for other in claim.alternatives],
    )


def _reasons(reasons: Sequence[Reason]) -> list[judged.Reason]:
    return [
        judged.Reason(
            code=reason.code,
            severity=reason.severity,
            message=str(reason.message),
            owner=reason.owner or UNSET,
            agreement=_known(reason.agreement),
            contract_ref=_known(reason.contract_ref),
            expected=_text(reason.expected),
            found=_text(reason.found),
            parsed=UNSET if reason.parsed is None else reason.parsed,
            review=reason.review,
            passages=[Span(start=span.start, end=span.end) for span in reason.passages],
            fix=[_step(edit) for edit in reason.fix],
        )
        for reason in reasons
    ]


def _step(edit: Edit) -> Step:
    if edit.op == "insert":
        return Insert(at=edit.start, text=edit.text)
    if edit.op == "replace":
        return Replace(start=edit.start, end=edit.end, text=edit.text)
    return Delete(start=edit.start, end=edit.end)


def shown_event(event: NextEvent | None) -> judged.NextEvent | None:
    """Returns the next event as in an answer."""
    if event is None:
        return None
    return judged.NextEvent(
        at=rfc3339(event.at, UTC),
        action=event.action,
        reason=event.reason,
        owner=event.owner or UNSET,
    )


def _known(value: str | None) -> str | UnsetType:
    return UNSET if value is None else value


def _text(value: str | None) -> str | UnsetType:
    """A text that may be a message, as a plain string."""
    return UNSET if value is None else str(value)
