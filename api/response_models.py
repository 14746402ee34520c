"""What the service answers beside the answer to a check; the OpenAPI components follow from it.

A member with a default is absent where it has nothing to state; all others are always present.
Times are RFC 3339.
"""

from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from checker.index import Condition
from checker.models import (
    Enforcement,
    EventName,
    OvertakenBy,
    PassageClass,
    Standing,
    VerdictName,
)
from checker.report.answer import SCHEMA
from checker.report.basis import IndexVersion
from checker.report.judged import NextEvent, Use
from checker.report.spans import SentStep
from checker.store import AuditState, Outcome

__all__ = [
    "Agency",
    "Agreement",
    "AgreementEntry",
    "AgreementPreview",
    "AllowedUse",
    "Audit",
    "AuditProgress",
    "CheckHead",
    "Checked",
    "Confirmation",
    "Delivery",
    "ExpiringPiece",
    "FieldFault",
    "Health",
    "IngestNote",
    "Ingested",
    "Item",
    "ItemVersion",
    "Key",
    "Killed",
    "MadeFixes",
    "Matrix",
    "MatrixCell",
    "Page",
    "Policy",
    "Problem",
    "RecalledPassage",
    "RecalledPiece",
    "RecalledUse",
    "RightsPath",
    "Rule",
    "RuleHead",
    "StatedRights",
    "StoredItem",
    "UnmadeFix",
    "Webhook",
    "Workers",
]

T = TypeVar("T")
Time = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


class FieldFault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fault in a request, and the field that has it."""

    field: str
    detail: str
    hint: str | UnsetType = UNSET


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error (RFC 9457)."""

    type: Annotated[str, Meta(examples=["urn:wirecheck:problem:invalid-request"])]
    title: str
    status: int
    detail: str
    errors: list[FieldFault] = []
    request: Annotated[str, Meta(description="The name of the request in the log.")] | UnsetType = (
        UNSET
    )
    enforcement: (
        Annotated[
            Enforcement,
            Meta(description="To be done whatever `on_unavailable` says: nothing can be judged."),
        ]
        | UnsetType
    ) = UNSET
    limit: Annotated[int, Meta(description="The largest body in bytes.")] | UnsetType = UNSET
    roles: Annotated[list[str], Meta(description="The key's roles.")] | UnsetType = UNSET
    checked: Annotated[str, Meta(description="The checked text's hash.")] | UnsetType = UNSET
    given: Annotated[str, Meta(description="The given text's hash.")] | UnsetType = UNSET


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[T]
    limit: int
    next_cursor: str | None


class CheckHead(Struct, frozen=True, kw_only=True):
    """A stored check in a list.

    `latest` is true until the same piece is checked again for the same use. `overtaken` lists the
    kinds of changes since then that may affect the verdict; the check itself names them.
    """

    check: str
    id: str | None
    revision: str | None
    title: str | None
    url: str | None
    checked_at: Time
    verdict: VerdictName
    complete: bool
    message: str | None
    text_sha256: str
    use: Use
    next_event: NextEvent | None
    latest: bool
    overtaken: list[OvertakenBy]


class MatrixCell(Struct, frozen=True, kw_only=True):
    """The verdict on one use of a matrix.

    `reasons` are the codes of all reasons, `because` the sentences of those that keep it from
    being clear.
    """

    channel: str
    territory: str | None
    verdict: VerdictName
    enforcement: Enforcement
    complete: bool
    message: str
    reasons: list[str]
    because: list[str]
    next_event: NextEvent | None


class Matrix(Struct, frozen=True, kw_only=True):
    """One draft judged for several uses; `words` describes what all cells have in common."""

    channels: list[str]
    territories: list[str]
    words: str
    cells: list[MatrixCell]


_RESULTS = [{"$ref": f"#/components/schemas/{name}"} for name in ("Answer", "Failure")]


class Checked(Struct, frozen=True, kw_only=True, tag_field="schema", tag=SCHEMA):
    """The results of several drafts, one for each, in their order."""

    results: list[Annotated[Raw, Meta(extra_json_schema={"oneOf": _RESULTS})]]


class UnmadeFix(Struct, frozen=True, kw_only=True):
    """A fix that cannot be placed in the request's content."""

    fix: int
    why: str


class MadeFixes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A draft with fixes applied, in the form in which it was sent.

    `edits` are the steps on the content as sent. A fix that would not read as intended is left out;
    `unmended` gives the reason, with the number of the fix in the request.
    """

    edits: list[SentStep]
    unmended: list[UnmadeFix]
    html: str | UnsetType = UNSET
    mended_text: str | UnsetType = UNSET
    mended_fields: dict[str, Any] | UnsetType = UNSET
    mended_blocks: Any | UnsetType = UNSET


class Confirmation(Struct, frozen=True, kw_only=True):
    """The current verdict on a text that is about to be published.

    `same_as` is the check that the text was compared with; `check` is the new one, `recorded`
    is whether it is already stored, and `reasons` are its reason codes. `message` states why the
    text is not confirmed.
    """

    confirmed: bool
    check: str | None
    verdict: VerdictName
    complete: bool
    enforcement: Enforcement
    recorded: bool
    message: str
    reasons: list[str]
    text_sha256: str
    same_as: str
    next_event: NextEvent | None


class RightsPath(Struct, frozen=True, kw_only=True):
    """One rights field as it was received, by its path."""

    path: str
    value: str


class StatedRights(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the provider states about one item."""

    status: str | UnsetType = UNSET
    embargo_until: Time | UnsetType = UNSET
    embargo_raw: str | UnsetType = UNSET
    expires: Time | UnsetType = UNSET
    copyright_holder: list[str] = []
    copyright_notice: list[str] = []
    usage_terms: list[str] = []
    credit_line: list[str] = []
    editors_note: list[str] = []
    signals: list[str] = []
    data_mining: list[str] = []
    license_url: list[str] = []
    allow_territories: list[str] = []
    deny_territories: list[str] = []
    deny_channels: list[str] = []
    third_party: bool | UnsetType = UNSET
    fields: list[RightsPath] = []
    conflicts: list[str] = []


class ItemVersion(Struct, frozen=True, kw_only=True):
    """One version of an item."""

    version: str
    received: Time
    published: Time | None
    newest: bool


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A licensed item; a list does not contain `text`, `origin` and `versions`.

    `status` is what a check would report now: `killed`, `withheld`, `not_for_publication`,
    `embargoed`, `expired`, `superseded`, `unknown` (a status that Wirecheck does not know) or
    `usable`. `rights` is what the provider states.
    """

    id: str
    owner: str
    title: str | None
    version: str
    published: Time | None
    received: Time | None
    media: str
    language: str | None
    status: str
    killed_at: Time | None
    killed_by: str | None
    rights: StatedRights
    revision: int
    text: str | UnsetType = UNSET
    origin: str | UnsetType = UNSET
    versions: list[ItemVersion] | UnsetType = UNSET


class StoredItem(Struct, frozen=True, kw_only=True):
    """The outcome for one item that was sent."""

    id: str
    outcome: Outcome
    version: str
    killed: list[str]
    killed_by: str | None


class IngestNote(Struct, frozen=True, kw_only=True):
    """A doubt about an item that was kept, or why a part of a document is not an item."""

    place: str
    what: str
    id: str | None


class Ingested(Struct, frozen=True, kw_only=True):
    """The outcome for the items; `late` are stored checks that turn out to use one of them."""

    items: list[StoredItem]
    late: dict[str, list[str]]
    notes: list[IngestNote]


class RecalledPassage(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """A reused span, in code points of the text that was checked."""

    start: int
    end: int
    source_start: int
    source_end: int
    cls: PassageClass
    words: int


class RecalledUse(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """The use of one source in a piece; `late` uses were found when the source arrived later."""

    source: str
    version: str
    cls: PassageClass
    words: int
    late: bool
    passages: list[RecalledPassage]


class RecalledPiece(Struct, frozen=True, kw_only=True):
    """A piece that uses an item; `current` until it is checked again with another text.

    `standing` is whether it is known to be published: `published` (confirmed, audited, or with a
    first publication), `unconfirmed` (a piece of the CMS), or `spot_check` (a text without an id).
    """

    check: str
    id: str | None
    revision: str | None
    audit: str | None
    url: str | None
    title: str | None
    checked_at: Time
    verdict: VerdictName
    complete: bool
    text_sha256: str
    current: bool
    standing: Standing
    uses: list[RecalledUse]


class Killed(Struct, frozen=True, kw_only=True):
    """The ids that a kill withdrew, and the pieces that use one of them.

    `notes` report that no item with that id has arrived yet, so that the kill waits for it.
    """

    id: str
    killed: list[str]
    uses: list[RecalledPiece]
    notes: list[str]


class ExpiringPiece(Struct, frozen=True, kw_only=True):
    """A piece whose verdict changes by itself; `standing` is as for a recalled piece."""

    check: str
    id: str | None
    revision: str | None
    audit: str | None
    url: str | None
    title: str | None
    verdict: VerdictName
    complete: bool
    use: Use
    at: Time
    next_event: NextEvent
    standing: Standing


class AgreementEntry(Struct, frozen=True, kw_only=True):
    """An agreement in a list."""

    id: str
    document: dict[str, Any]


class Agreement(Struct, frozen=True, kw_only=True):
    """An agreement in force, since when and by whom."""

    id: str
    digest: str
    at: Time
    by: str | None
    document: dict[str, Any]


class AllowedUse(Struct, frozen=True, kw_only=True):
    """Whether an agreement allows one use; `why` is the reason if it does not."""

    channel: str
    territory: str
    allowed: bool
    verdict: VerdictName
    why: str


class AgreementPreview(Struct, frozen=True, kw_only=True):
    """An agreement that is not yet in force: its words, what it allows, and doubts about it.

    `uses` judges a story of the owner under this agreement alone, as of `at`; `credit_required` is
    allowed once its duties are met. `state` is `in force`, `begins later`, `ended` or `offer`.
    """

    id: str
    owner: str
    state: str
    facts: list[tuple[str, str]]
    warnings: list[FieldFault]
    at: Time
    uses: list[AllowedUse]


class Policy(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The policy in force; only its digest and document after a change."""

    digest: str
    document: dict[str, Any]
    built_in: bool | UnsetType = UNSET
    enforcement: dict[VerdictName, Enforcement] | UnsetType = UNSET
    on_unavailable: Enforcement | UnsetType = UNSET
    keep_texts: bool | UnsetType = UNSET
    retold_counts: bool | UnsetType = UNSET


class RuleHead(Struct, frozen=True, kw_only=True):
    """A rule in a list."""

    id: str
    agency: str
    kind: str
    confidence: str
    status: str
    version: int
    languages: list[str]


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule: what it matches, where, and its examples.

    An agency's own rule has `keywords` and `patterns`; a rule of the shared grammar has `names`.
    """

    id: str
    agency: str
    kind: str
    confidence: str
    status: str
    version: int
    agency_name: str
    languages: list[str] = []
    source: str = ""
    note: str | UnsetType = UNSET
    replaced_by: str | UnsetType = UNSET
    keywords: list[str] | UnsetType = UNSET
    patterns: list[str] | UnsetType = UNSET
    names: list[str] | UnsetType = UNSET
    zones: list[str] | UnsetType = UNSET
    examples: list[str] | UnsetType = UNSET
    counter_examples: list[str] | UnsetType = UNSET


class Agency(Struct, frozen=True, kw_only=True):
    """An owner that the rules know."""

    id: str
    name: str
    aliases: list[str]
    country: str
    business: str
    languages: list[str]
    note: str


class AuditProgress(Struct, frozen=True, kw_only=True):
    """The progress of a run; `planned` is null until all files have been found."""

    done: int
    pieces: int
    planned: int | None


class Audit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A run over an archive; `summary` contains its figures.

    A run is `interrupted` if its process has died; it can be resumed, like a cancelled one. A list
    does not contain `progress` and `files`; both are absent if the service cannot read the folder.
    """

    id: str
    status: AuditState
    started: Time
    finished: Time | None
    parameters: dict[str, Any]
    summary: dict[str, Any]
    progress: AuditProgress | UnsetType = UNSET
    files: list[str] = []


class Delivery(Struct, frozen=True, kw_only=True):
    """The outcome of one message; `due` is null once it is delivered or given up."""

    id: str
    event: EventName
    created: Time
    attempts: int
    due: Time | None
    delivered_at: Time | None
    status: int | None
    error: str | None


class Webhook(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A subscription; `secrets` counts its secrets; `secret` is shown only when it is new."""

    id: str
    url: str
    events: list[EventName]
    created: Time
    disabled_at: Time | None
    secrets: int
    secret: str | UnsetType = UNSET
    deliveries: list[Delivery] | UnsetType = UNSET


class Key(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An API key; `key`, the secret itself, is shown only when it is created."""

    id: str
    label: str
    scopes: list[str]
    created: Time
    expires: Time | None
    revoked_at: Time | None
    used_at: Time | None
    key: str | UnsetType = UNSET


class Workers(Struct, frozen=True, kw_only=True):
    """The worker processes; `waiting` counts requests, `replaced` processes that died."""

    size: int
    ready: int
    busy: int
    waiting: int
    replaced: int


class Health(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The state of the service; `rule_problems` state why changed rule files are not in force.

    `store` is present while the newsroom's database cannot be read in time. `unrecorded` checks
    were answered and wait to be stored; `recording` states why. The index is `checking` until all
    of its files have been compared with their checksums, and `faulty` if they cannot be searched:
    `index_problems` state why, and what repairs it.
    """

    status: Literal["ok", "warming", "degraded"]
    store: Literal["not answering"] | UnsetType = UNSET
    unrecorded: int | UnsetType = UNSET
    recording: str | UnsetType = UNSET
    rules: str | UnsetType | None = UNSET
    rule_problems: list[FieldFault] | UnsetType = UNSET
    workers: Workers | UnsetType = UNSET
    index: IndexVersion | UnsetType = UNSET
    index_state: Condition | UnsetType = UNSET
    index_problems: list[FieldFault] | UnsetType = UNSET
