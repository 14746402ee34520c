"""What the service knows of an answer that it passes on as bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import UNSET

from checker.models import Enforcement, VerdictName
from checker.report import Answer

__all__ = ["CheckSummary", "CheckedBody"]


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The members of an answer that the service acts on.

    `check` is None where nothing was stored. `rules` is the digest of the rule set and
    `rule_files` the signature of the rule files that the worker had read ("" if none did the
    check). `timings_ms` are milliseconds of each stage. `cached` is whether the answer was kept
    from an earlier request.
    """

    check: str | None
    document: str | int | None
    verdict: VerdictName
    complete: bool
    enforcement: Enforcement
    text_sha256: str
    next_event_at: str | None  # RFC 3339
    timings_ms: Mapping[str, float]
    rules: str
    rule_files: str = ""
    cached: bool = False

    @classmethod
    def of(cls, answer: Answer, *, rule_files: str = "") -> "CheckSummary":
        """The summary of an answer."""
        return cls(
            check=None if answer.check is UNSET else answer.check,
            document=answer.id,
            verdict=answer.verdict,
            complete=answer.complete,
            enforcement=answer.enforcement,
            text_sha256=answer.text_sha256,
            next_event_at=None if answer.next_event is None else answer.next_event.at,
            timings_ms={} if answer.timings_ms is UNSET else answer.timings_ms,
            rules=answer.versions.rules,
            rule_files=rule_files,
        )


@dataclass(frozen=True, slots=True)
class CheckedBody:
    """An answer as JSON, and what the service knows of it."""

    body: bytes
    summary: CheckSummary
