"""The store's return values for which checker.models has no type."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Literal, get_args

from checker.models.record import CheckHead, SourceUse
from checker.models.source import Item
from checker.models.verdict import NextEvent
from checker.models.vocabulary import OvertakenBy
from checker.values import dataclass
from checker.wording import Message

__all__ = [
    "AUDIT_STATES",
    "OUTCOMES",
    "SETTLEMENT_STATES",
    "Audit",
    "AuditState",
    "Behind",
    "Delivery",
    "DocumentChange",
    "Expiring",
    "IdempotentAnswer",
    "Key",
    "Kill",
    "MonthLimit",
    "Outcome",
    "Override",
    "Overtaken",
    "Pulse",
    "Recalled",
    "Registered",
    "Settlement",
    "SettlementState",
    "Stored",
    "StoredCheck",
    "VersionNote",
    "Webhook",
]

# What an audit reports as its state: `interrupted` is running with nobody who runs it, and is never
# stored; the last two stay until somebody goes on with it.
AuditState = Literal["running", "interrupted", "cancelled", "finished"]
AUDIT_STATES: tuple[AuditState, ...] = get_args(AuditState)
SettlementState = Literal["open", "settled", "disputed"]
SETTLEMENT_STATES: tuple[SettlementState, ...] = get_args(SettlementState)
Outcome = Literal["added", "updated", "unchanged", "older"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of storing one source.

    `updated`: it is the newest version now (or a silent correction of the same version); `older`:
    kept as history, the newest version stays; `unchanged`: this content was known. `killed` are the
    ids that this message withdrew, itself and descendants included; `killed_by` is set if the
    source is dead on arrival. `not_found` are the words by which it withdraws an item that the
    registry does not contain, or contains more than once: a person must look. `waits` are notes on
    the kills of ids that no item has.
    """

    source: str
    outcome: Outcome
    version: str
    doc: int
    killed: tuple[str, ...] = ()
    killed_by: str | None = None
    not_found: tuple[str, ...] = ()
    waits: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Pulse:
    """Numbers that differ after a change.

    `state` after any that may change a verdict, `contracts` after one of agreements and policy,
    `newest` after one of the searchable texts, which it numbers; 0 if there are none.
    """

    state: int
    contracts: int
    newest: int


@dataclass(frozen=True, slots=True)
class VersionNote:
    """One version in a source's history; the suffix '#2' in `label` marks a silent correction."""

    label: str
    doc: int
    received: datetime
    published: datetime | None
    newest: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the list of sources; `revision` counts its changes, for ETags."""

    item: Item
    title: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Kill:
    """The death of `source` because of `root`: itself, an ancestor, or an item of the same text."""

    source: str
    root: str
    at: datetime
    reason: str | None
    cleared_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthLimit:
    """The maximum number of items of an agreement in [since, until), and the items of one piece."""

    agreement: str
    since: datetime
    until: datetime
    limit: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document (agreement or policy) put in force or taken out of force, and by whom."""

    id: str
    op: Literal["put", "remove"]
    digest: str
    at: datetime
    by: str | None
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredCheck:
    """A check as recorded; `latest` until the same piece is checked again for the same use.

    `number` is that of the order in which checks were stored; no other check ever gets it.
    """

    head: CheckHead
    result: dict[str, Any]
    number: int
    text: str | None = None
    latest: bool = True


@dataclass(frozen=True, slots=True)
class Behind:
    """Recorded checks that had not seen the newest items.

    `checks` has the last change of the sources that each of them saw, and `newest` the newest
    change when they were recorded: whoever adds items after that finds these checks itself.
    """

    checks: Mapping[str, int]
    newest: int


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A change since a check; `what` names it, `at` is None if its moment is unknown.

    `by` is "kill", "release" (of a kill), "source" (an item that came later and that it uses),
    "version", "rights" or "removal" (of an item that it uses), "agreement" or "policy" (put in
    force or taken out), "rules", "event" (the check's own next event) or "check" (a later one of
    the same piece for the same use).
    """

    by: OvertakenBy
    at: datetime | None
    what: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """A checked or audited piece that uses an item or a descendant of it.

    `current` is False if the piece was later checked with another text.
    """

    head: CheckHead
    uses: tuple[SourceUse, ...]
    current: bool = True


@dataclass(frozen=True, slots=True)
class Expiring:
    """A piece whose verdict changes at `event.at`."""

    head: CheckHead
    event: NextEvent


@dataclass(frozen=True, slots=True)
class Override:
    """Who released a text, when, why and until when; it applies to this exact text only.

    `seen` is the result of the check that it was given for, which is all that it can cover; None
    where it was not looked up, or if that check is no longer kept.
    """

    id: str
    check: str
    text_sha256: str
    by: str
    why: str
    action: str
    at: datetime
    document: str | None = None
    role: str | None = None
    codes: tuple[str, ...] = ()
    until: datetime | None = None
    revoked_at: datetime | None = None
    seen: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A run over an archive; `folder` is its output folder.

    `status` is the last status recorded: that of a crashed run is still "running".
    `checker.audit.control.seen` gives its actual state.
    """

    id: str
    status: AuditState
    started: datetime
    finished: datetime | None
    parameters: dict[str, Any] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The state of a claim found by an audit; `key` names it in every audit's claims.csv."""

    key: str
    state: SettlementState
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Key:
    """An API key as the store knows it: never the key itself."""

    id: str
    label: str
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    hash: bytes = field(default=b"", repr=False)

    def in_force(self, now: datetime) -> bool:
        """Returns whether the key is neither revoked nor expired at that moment."""
        return self.revoked_at is None and (self.expires is None or now < self.expires)


@dataclass(frozen=True, slots=True)
class Webhook:
    """A subscriber; `secrets` newest first (two during rotation); no events means all."""

    id: str
    url: str
    events: tuple[str, ...]
    secrets: tuple[str, ...] = field(repr=False)
    created: datetime
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one webhook; `due` is None once it is delivered or given up."""

    id: str
    webhook: str
    event: str
    body: bytes
    created: datetime
    attempts: int = 0
    due: datetime | None = None
    delivered_at: datetime | None = None
    status: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class IdempotentAnswer:
    """The earlier answer to a key; `status` is None while the request is in progress."""

    request: bytes
    status: int | None
    headers: dict[str, str]
    body: bytes
    at: datetime
