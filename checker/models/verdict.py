"""What a check concludes: claims with their reasons, the basis, and the verdict."""

from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from checker.models.draft import LeftOut, Span, Use
from checker.models.evidence import Finding, IndexSeen, Match, RejectedMatch, RulesSeen
from checker.models.vocabulary import ClaimRole, Confidence, EventAction, QuotaCounts, VerdictName
from checker.values import dataclass

__all__ = [
    "BudgetSpent",
    "Claim",
    "Edit",
    "LookedAt",
    "NextEvent",
    "QuotaItem",
    "QuotaUse",
    "Reason",
    "ScriptSeen",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a fix, offsets in the draft as given; a replacement has start < end and text."""

    op: Literal["insert", "replace", "delete"]
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim has its verdict; `code` is one of docs/licensing.md and stays stable."""

    code: str
    severity: VerdictName
    message: str
    owner: str = ""
    agreement: str | None = None
    contract_ref: str | None = None
    passages: tuple[Span, ...] = ()
    expected: str | None = None
    found: str | None = None
    fix: tuple[Edit, ...] = ()
    parsed: bool | None = None
    review: bool = False  # a person decides: what it rests on is below the policy's confidence


@dataclass(frozen=True, slots=True)
class NextEvent:
    """The earliest time at which the verdict will change, and what to do then."""

    at: datetime
    action: EventAction
    reason: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """All evidence about one owner in one role, and what follows.

    `agreements` are the ids of all agreements behind the claim: several where they cover
    the territories between them, or each another source. `agreement` is the first of them, the
    one to report, and `contract_ref` its contract.
    """

    owner: str
    role: ClaimRole
    verdict: VerdictName
    reasons: tuple[Reason, ...] = ()
    agreement: str | None = None
    agreements: tuple[str, ...] = ()
    contract_ref: str | None = None
    sources: tuple[str, ...] = ()
    measures: dict[str, float] = field(default_factory=dict)
    next_event: NextEvent | None = None
    alternatives: tuple["Claim", ...] = ()
    holder: str | None = None
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class QuotaItem:
    """An item that a text uses, and its position among the items of the month, from 1."""

    item: str
    number: int


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """The items that a text uses of the monthly quota of an agreement.

    `month` is as in "2026-05", in the agreement's zone; `used` are the items that other pieces use
    in it, and `items` those of the text, which may be among them, by their numbers.
    """

    agreement: str
    items_per_month: int
    month: str
    counts: QuotaCounts
    used: int
    items: tuple[QuotaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptSeen:
    """A script in the draft (its Unicode name), and whether copied text in it can be found."""

    script: str
    supported: bool


@dataclass(frozen=True, slots=True)
class BudgetSpent:
    """The time that a stage of a check used and its limit, in seconds."""

    what: str
    spent: float
    limit: float


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The basis of a verdict; `complete` follows from all of it but `recorded`.

    `markings` and `reuse` are the looks that were taken. `characters` were read, with so
    many `words`, whose digest is `words_sha256`; `left_out` says which were not, and `zones` how
    many of those read are in each kind of zone.
    """

    markings: bool
    reuse: bool
    index: IndexSeen | None
    rules: RulesSeen | None
    characters: int
    left_out: tuple[LeftOut, ...] = ()
    words: int = 0
    words_sha256: str = ""
    zones: dict[str, int] = field(default_factory=dict)
    scripts: tuple[ScriptSeen, ...] = ()
    parts_unread: tuple[str, ...] = ()
    budgets: tuple[BudgetSpent, ...] = ()
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check; one that is not complete is never clear.

    `complete` follows from `looked_at`, and the document's `system.*` reasons say what is missing.
    """

    verdict: VerdictName
    enforcement: str
    complete: bool
    message: str
    findings: tuple[Finding, ...]
    matches: tuple[Match, ...]
    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    next_event: NextEvent | None
    versions: dict[str, Any]
    looked_at: LookedAt
    checked_at: datetime
    text_sha256: str
    id: str | None = None
    use: Use = Use()
    rejected: tuple[RejectedMatch, ...] = ()
    quota: tuple[QuotaUse, ...] = ()
    text: str | None = None
    pages: tuple[int, ...] = ()  # where each page begins in the text, of a document with pages
    timings: dict[str, float] = field(default_factory=dict)  # milliseconds a stage
