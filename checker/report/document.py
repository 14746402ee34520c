"""The result of a check as JSON values: `"schema": "wirecheck/1"`.

Others build on these names; add freely, rename or remove nothing without a new schema number.
All other renderings start from this document, so a stored result can be shown again later.
"""

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any

from checker.models import (
    Claim,
    Edit,
    Finding,
    Match,
    NextEvent,
    Passage,
    Reason,
    Use,
    Verdict,
)
from checker.report.selectors import Units, offset_map, quote
from checker.times import rfc3339

__all__ = ["SCHEMA", "failure", "result"]

SCHEMA = "wirecheck/1"

Offsets = Callable[[int], int]


def result(
    verdict: Verdict,
    *,
    units: Units = "codepoints",
    with_text: bool = False,
    sources: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The document of one verdict.

    Args:
        verdict: what the check found.
        units: what the draft's and the sources' offsets count.
        with_text: whether the draft's text goes along (for HTML: its visible text).
        sources: the matched sources' texts by id, for their quotes and UTF-16 offsets; else
            `verdict.source_excerpts`.
    """
    return _Writer(verdict, units, verdict.source_excerpts if sources is None else sources).write(
        with_text
    )


def failure(
    what: str,
    *,
    id: str | None = None,  # noqa: A002 - the contract's word
    place: str = "",
    hint: str = "",
    line: int | None = None,
) -> dict[str, Any]:
    """The document of an input that could not be checked; it has no verdict and is not complete."""
    error: dict[str, Any] = {"what": what, "hint": hint}
    if place:
        error["place"] = place
    if line is not None:
        error["line"] = line
    return {"schema": SCHEMA, "id": id, "verdict": None, "complete": False, "error": error}


class _Writer:
    """Holds the offset maps of one document while it is written."""

    def __init__(self, verdict: Verdict, units: Units, sources: Mapping[str, str]) -> None:
        self._verdict = verdict
        self._units = units
        self._sources = sources
        self._text = verdict.text
        self._at = offset_map(verdict.text, units) if verdict.text is not None else _unknown(units)

    def write(self, with_text: bool) -> dict[str, Any]:
        verdict = self._verdict
        document: dict[str, Any] = {
            "schema": SCHEMA,
            "id": verdict.id,
            "verdict": verdict.verdict,
            "enforcement": verdict.enforcement,
            "complete": verdict.complete,
            "message": verdict.message,
            "findings": [self._finding(finding) for finding in verdict.findings],
            "matches": [self._match(match) for match in verdict.matches],
            "claims": [self._claim(claim) for claim in verdict.claims],
            "reasons": [self._reason(reason) for reason in verdict.reasons],
            "next_event": _event(verdict.next_event),
            "use": use_document(verdict.use),
            "versions": verdict.versions,
            "checked_at": rfc3339(verdict.checked_at, UTC),
            "text_sha256": verdict.text_sha256,
            "units": self._units,
        }
        if verdict.rejected:
            document["rejected"] = [
                {"source": other.source, "reason": other.reason, "words": other.words}
                for other in verdict.rejected
            ]
        if with_text and self._text is not None:
            document["text"] = self._text
        return document

    def _finding(self, finding: Finding) -> dict[str, Any]:
        document: dict[str, Any] = {
            "rule": finding.rule,
            "agency": finding.agency,
            "kind": finding.kind,
            "zone": finding.zone,
            **self._span(finding.start, finding.end),
            "text": finding.text,
            "confidence": finding.confidence,
            "key": finding.key,
            "role": finding.role,
            "scope": finding.scope,
        }
        if self._text is not None and finding.start < finding.end:
            document["quote"] = quote(self._text, finding.start, finding.end)
        if finding.holder is not None:
            document["holder"] = finding.holder
        if finding.field is not None:
            document["field"] = finding.field
        if finding.notes:
            document["notes"] = list(finding.notes)
        if finding.experimental:
            document["experimental"] = True
        return document

    def _match(self, match: Match) -> dict[str, Any]:
        source = self._sources.get(match.source)
        source_at = offset_map(source, self._units) if source is not None else None
        document: dict[str, Any] = {
            "source": match.source,
            "version": match.version,
            "owner": match.owner,
            "class": match.cls,
            "words": match.words,
            "quoted_words": match.quoted_words,
            "share_of_draft": round(match.share_of_draft, 4),
            "share_of_source": round(match.share_of_source, 4),
            "longest_run_words": match.longest_run_words,
            "passages": [self._passage(p, source, source_at) for p in match.passages],
        }
        for name in ("earliest", "newest"):
            if (value := getattr(match, name)) is not None:
                document[name] = value
        if match.also_in:
            document["also_in"] = list(match.also_in)
        if match.notes:
            document["notes"] = list(match.notes)
        if match.translated:
            document["translated"] = True
        return document

    def _passage(
        self, passage: Passage, source: str | None, source_at: Offsets | None
    ) -> dict[str, Any]:
        document: dict[str, Any] = self._span(passage.start, passage.end)
        if source_at is not None:
            document["source_start"] = source_at(passage.source_start)
            document["source_end"] = source_at(passage.source_end)
        elif self._units == "codepoints":
            document["source_start"] = passage.source_start
            document["source_end"] = passage.source_end
        document |= {
            "class": passage.cls,
            "similarity": round(passage.similarity, 4),
            "words": passage.words,
            "counted": passage.counted,
        }
        if passage.note:
            document["note"] = passage.note
        if self._text is not None:
            document["quote"] = quote(self._text, passage.start, passage.end)
        if source is not None:
            document["source_quote"] = quote(source, passage.source_start, passage.source_end)
        return document

    def _claim(self, claim: Claim) -> dict[str, Any]:
        document: dict[str, Any] = {
            "owner": claim.owner,
            "role": claim.role,
            "verdict": claim.verdict,
            "agreement": claim.agreement,
            "agreements": list(claim.agreements),
            "contract_ref": claim.contract_ref,
            "reasons": [self._reason(reason) for reason in claim.reasons],
            "sources": list(claim.sources),
            "measures": dict(claim.measures),
            "next_event": _event(claim.next_event),
        }
        if claim.holder is not None:
            document["holder"] = claim.holder
        if claim.alternatives:
            document["alternatives"] = [self._claim(other) for other in claim.alternatives]
        return document

    def _reason(self, reason: Reason) -> dict[str, Any]:
        document: dict[str, Any] = {
            "code": reason.code,
            "severity": reason.severity,
            "message": reason.message,
        }
        if reason.owner:
            document["owner"] = reason.owner
        for name in ("agreement", "contract_ref", "expected", "found", "parsed"):
            if (value := getattr(reason, name)) is not None:
                document[name] = value
        if reason.passages:
            document["passages"] = [self._span(span.start, span.end) for span in reason.passages]
        document["fix"] = [self._edit(edit) for edit in reason.fix]
        return document

    def _edit(self, edit: Edit) -> dict[str, Any]:
        if edit.op == "insert":
            return {"op": "insert", "at": self._at(edit.start), "text": edit.text}
        step: dict[str, Any] = {"op": edit.op, **self._span(edit.start, edit.end)}
        if edit.op == "replace":
            step["text"] = edit.text
        return step

    def _span(self, start: int, end: int) -> dict[str, int]:
        return {"start": self._at(start), "end": self._at(end)}


def _unknown(units: Units) -> Offsets:
    """Offsets of a verdict whose text was not kept: only code points can be told."""
    return offset_map(None, units)


def _event(event: NextEvent | None) -> dict[str, Any] | None:
    if event is None:
        return None
    document: dict[str, Any] = {
        "at": rfc3339(event.at, UTC),
        "action": event.action,
        "reason": event.reason,
    }
    if event.owner:
        document["owner"] = event.owner
    return document


def use_document(use: Use) -> dict[str, Any]:
    """A use as JSON."""
    return {
        "publisher": use.publisher,
        "site": use.site,
        "channel": use.channel,
        "territories": list(use.territories),
        "at": rfc3339(use.at, UTC),
        "first_published": rfc3339(use.first_published, UTC),
        "purpose": use.purpose,
    }
