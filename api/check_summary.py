"""What the service knows about an answer that it passes on as bytes."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from msgspec import UNSET

from checker.models.verdict import QuotaUse
from checker.models.vocabulary import Enforcement, VerdictName
from checker.report import Answer
from checker.report.judged import NextEvent
from checker.running.recording import NOT_RECORDED
from checker.store import EncodedCheck
from checker.values import dataclass

__all__ = ["CheckSummary", "CheckedBody"]


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The parts of an answer on which the service acts.

    `check` is None where nothing is stored, and `recorded` is whether it is already. `codes` are
    those of all reasons. `rules` is the digest of the rule set and `rule_files` the signature of
    the rule files that the worker had read ("" if none did the check). `timings_ms` are
    milliseconds of each stage. `cached` is whether the answer was kept from an earlier request.

    `released` is whether editors released by name all that the check lacks to be complete.
    `lasting` is whether it holds until the state of the newsroom changes or a time comes: what
    overrides allow and what a quota leaves changes with other checks, too.
    """

    check: str | None
    document: str | int | None
    verdict: VerdictName
    complete: bool
    enforcement: Enforcement
    text_sha256: str
    next_event: NextEvent | None
    message: str
    codes: tuple[str, ...]
    timings_ms: Mapping[str, float]
    rules: str
    rule_files: str = ""
    cached: bool = False
    recorded: bool = False
    released: bool = False
    lasting: bool = True
    quota: tuple[QuotaUse, ...] = ()

    @classmethod
    def of(
        cls,
        answer: Answer,
        *,
        rule_files: str = "",
        counted: Collection[str] = (),
        quota: tuple[QuotaUse, ...] = (),
    ) -> "CheckSummary":
        """Returns the summary of an answer.

        Args:
            answer: the answer.
            rule_files: the signature of the rule files that the worker had read.
            counted: the owners whose agreements have a quota.
            quota: what the text uses of these.
        """
        owners = set(counted)
        reasons = [*chain(*(claim.reasons for claim in answer.claims)), *answer.reasons]
        named = {code for override in answer.overrides for code in override.codes}
        lacking = {one.code for one in answer.reasons} - {NOT_RECORDED}
        return cls(
            check=None if answer.check is UNSET else answer.check,
            document=answer.id,
            verdict=answer.verdict,
            complete=answer.complete,
            enforcement=answer.enforcement,
            text_sha256=answer.text_sha256,
            next_event=answer.next_event,
            message=answer.message,
            codes=tuple(sorted({reason.code for reason in reasons})),
            timings_ms={} if answer.timings_ms is UNSET else answer.timings_ms,
            rules=answer.versions.rules,
            rule_files=rule_files,
            recorded=answer.looked_at.recorded,
            released=bool(answer.overrides) and lacking <= named,
            lasting=not (
                answer.overrides or answer.quota or owners & {one.owner for one in answer.claims}
            ),
            quota=quota,
        )

    @property
    def next_event_at(self) -> str | None:
        """The time at which the verdict changes by itself (RFC 3339), or None."""
        return None if self.next_event is None else self.next_event.at

    def message_data(self) -> dict[str, Any]:
        """Returns the data of the event `check.completed`."""
        return {
            "id": self.document,
            "check": self.check,
            "verdict": self.verdict,
            "complete": self.complete,
            "enforcement": self.enforcement,
            "text_sha256": self.text_sha256,
            "next_event_at": self.next_event_at,
        }


@dataclass(frozen=True, slots=True)
class CheckedBody:
    """An answer as JSON, its summary, and the record that is still to be stored."""

    body: bytes
    summary: CheckSummary
    record: EncodedCheck | None = None
