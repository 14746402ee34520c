"""The values that the rooms exchange; all are frozen, and none knows a room.

Offsets are half-open and count Unicode code points of the text as given.
Times are aware datetimes. Owners are bare agency ids ("afp") or ids of a newsroom's own choosing.
"""

from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, get_args

from checker.values import dataclass

__all__ = [
    "CLAIM_ROLES",
    "CLAIM_VERDICTS",
    "CONFIDENCES",
    "ENFORCEMENTS",
    "EVENTS",
    "FINDING_SCOPES",
    "LOOKS",
    "MAX_LETTERS",
    "PURPOSES",
    "QUOTA_COUNTS",
    "STANDINGS",
    "VERDICTS",
    "ZONE_KINDS",
    "AnchorKind",
    "BudgetSpent",
    "Change",
    "CheckHead",
    "CheckRecord",
    "Claim",
    "Disguise",
    "Draft",
    "Edit",
    "Enforcement",
    "EventAction",
    "EventName",
    "Finding",
    "Incomplete",
    "IndexSeen",
    "Item",
    "LeftOut",
    "Look",
    "LookedAt",
    "Match",
    "MatchEvidence",
    "Metadatum",
    "NextEvent",
    "OffsetUnits",
    "OvertakenBy",
    "Passage",
    "Purpose",
    "QuotaCounts",
    "QuotaItem",
    "QuotaUse",
    "Reason",
    "RejectedMatch",
    "Rights",
    "RightsField",
    "RulesSeen",
    "ScanResult",
    "ScriptSeen",
    "SearchResult",
    "SharedAnchor",
    "Source",
    "SourceUse",
    "Span",
    "Standing",
    "StoredText",
    "Use",
    "Verdict",
    "VerdictName",
    "Zone",
    "owner_id",
    "plain_name",
]

VerdictName = Literal["clear", "credit_required", "unfinished", "licence_required", "blocked"]
VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)  # ascending
# A check may be unfinished, a claim is not: what was found has its own verdict.
CLAIM_VERDICTS = tuple(verdict for verdict in VERDICTS if verdict != "unfinished")
Enforcement = Literal["allow", "warn", "hold", "block"]  # what the CMS does with a draft
ENFORCEMENTS: tuple[Enforcement, ...] = get_args(Enforcement)  # ascending
Look = Literal["markings", "reuse"]  # what a check looks for
LOOKS: tuple[Look, ...] = get_args(Look)
Purpose = Literal[
    "publish",
    "non_commercial",  # published by somebody who earns nothing by it, for licences that ask so
    "ai_summary",
    "ai_input",
    "ai_training",
    "translation",
    "archive",
]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OvertakenBy = Literal[  # what came after a check and may have changed its verdict
    "kill",
    "release",
    "source",
    "version",
    "rights",
    "removal",
    "agreement",
    "policy",
    "rules",
    "event",
    "check",
]
EventName = Literal[
    "check.completed",
    "item.killed",
    "source.late",
    "retention.due",
    "agreement.expiring",
    "audit.completed",
]
EVENTS: tuple[EventName, ...] = get_args(EventName)  # what webhooks can subscribe to
QuotaCounts = Literal["confirmed", "checked"]  # which pieces use up a monthly quota
QUOTA_COUNTS: tuple[QuotaCounts, ...] = get_args(QuotaCounts)

MAX_LETTERS = 5_000_000  # of a text are checked unless set otherwise: a minified page has 3 million

OffsetUnits = Literal["codepoints", "utf16"]  # what offsets in an answer count
ZoneKind = Literal["head", "body", "caption", "tail", "furniture"]
ZONE_KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
ZoneRole = Literal[
    "",  # running text
    "headline",
    "byline",  # an author, agency or source element of the article
    "dateline",
    "credit",  # credit, source or rights line of the article
    "caption",  # words about a picture
    "picture_credit",
    "quote",  # blockquote
    "teaser",  # another story: related links, tickers, lists of headlines
    "comment",  # readers' words
    "biography",  # about the author
    "navigation",
    "site",  # the site's own footer, terms, partners
]
ClaimRole = Literal["text", "photo", "press_release", "mention"]
CLAIM_ROLES: tuple[ClaimRole, ...] = get_args(ClaimRole)  # in the order of their weight
FindingScope = Literal["article", "picture", "site", "other"]
FINDING_SCOPES: tuple[FindingScope, ...] = get_args(FindingScope)
Confidence = Literal["low", "medium", "high", "certain"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)  # ascending
EventAction = Literal["recheck", "unpublish", "remove_text", "publishable"]
# How far a checked piece is known to be out: somebody said so (it was confirmed, audited, or has a
# first publication); it has the name of a piece, and nobody did; or it was a look at a text.
Standing = Literal["published", "unconfirmed", "spot_check"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
AnchorKind = Literal["figure", "date", "time", "name", "term"]
MatchEvidence = Literal["copied", "related", "retold"]
PassageClass = Literal[
    "verbatim", "near", "derived", "quotation", "boilerplate", "names", "related"
]


def owner_id(name: str) -> str:
    """Returns the bare id of an owner: 'agency:afp' and 'AFP' both give 'afp'."""
    bare = name.strip()
    prefix = bare.casefold()
    return prefix.removeprefix("agency:") if prefix.startswith("agency:") else prefix


@lru_cache(maxsize=1024)  # a judgement asks with each message
def plain_name(given: str) -> str:
    """Returns an id as shown in a sentence without a known name: 'pub:lantern' gives 'lantern'."""
    kind, _, name = given.strip().partition(":")
    return name if kind.isalpha() and name and not name.startswith("/") else given.strip()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open part of a text, in code points as given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A block of the draft: its part of the page and its purpose.

    Zones are sorted, do not overlap, and cover the text but for white space between blocks.
    In HTML one zone is one block-level element's own text; in plain text one paragraph.
    `hint` keeps class, id, itemprop and rel of the elements around it, lower case, outermost first.
    """

    start: int
    end: int
    kind: ZoneKind
    role: ZoneRole = ""
    tag: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A machine-readable statement: `name` is its path, as in 'jsonld:NewsArticle.author.name'.

    `scope` is its subject. `start`/`end` are its place in `Draft.text`, or 0, 0 if it is
    not visible.
    """

    name: str
    value: str
    scope: FindingScope = "article"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class RightsField:
    """One rights field as the wire sent it: `path` in the source format, `value` verbatim."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Rights:
    """The provider's statements on one item; None or () means that it states nothing."""

    status: str | None = None  # usable, withheld, canceled (IPTC pubStatus), not_for_publication
    embargo_until: datetime | None = None
    embargo_raw: str | None = None
    expires: datetime | None = None
    copyright_holder: tuple[str, ...] = ()
    copyright_notice: tuple[str, ...] = ()
    usage_terms: tuple[str, ...] = ()
    credit_line: tuple[str, ...] = ()
    editors_note: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    data_mining: tuple[str, ...] = ()
    license_url: tuple[str, ...] = ()
    allow_territories: tuple[str, ...] = ()
    deny_territories: tuple[str, ...] = ()
    deny_channels: tuple[str, ...] = ()
    third_party: bool | None = None
    fields: tuple[RightsField, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters of a document that were not checked; `why` is a short stable word ("hidden")."""

    why: str
    characters: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be checked: its text as given, where its parts are, and what it states.

    `links` are hosts or URLs of the article's links and `pixels` of its pictures and scripts, for
    link and tracking duties. `damage` states what could not be read and `parts_unread` which parts
    (attachments, pages) were not: either makes the check incomplete. `left_out` counts characters
    that no reader sees and that the reading dropped, which does not. `pages` is where each page
    of a document with pages begins in the text; `inside` is the path of the file in the archive or
    the mail that it came in.
    """

    text: str
    zones: tuple[Zone, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    id: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    content_type: str = "text/plain"
    links: tuple[str, ...] = ()
    pixels: tuple[str, ...] = ()
    rights: Rights = Rights()
    truncated: bool = False
    damage: tuple[str, ...] = ()
    parts_unread: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    published: datetime | None = None  # as the document's format states it
    pages: tuple[int, ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article of an owner, as it goes into the store and the index.

    `descends_from` are ids that this item rewrites, translates, replaces or corrects; `kills` are
    ids that it withdraws (a NITF or NewsML management message, an advisory). `withdraws` are the
    words by which it names such an item where it states no id: a number, a slug, a headline.
    """

    id: str
    owner: str
    text: str
    title: str | None = None
    published: datetime | None = None
    version: str = "1"
    language: str | None = None
    media: str = "text"
    service: str | None = None
    provider: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    rights: Rights = Rights()
    descends_from: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    withdraws: tuple[str, ...] = ()
    origin: str = ""  # file or feed that it came from
    timezone: str | None = None  # the provider's IANA zone, for times that were given without one


@dataclass(frozen=True, slots=True)
class Item:
    """The registry's entry for a source at one moment: newest version and lasting statements."""

    source: str
    owner: str
    rights: Rights
    version: str = "1"
    newest_version: str = "1"
    media: str = "text"
    service: str | None = None
    language: str | None = None
    provider: str | None = None
    published: datetime | None = None
    received: datetime | None = None
    killed_at: datetime | None = None
    killed_by: str | None = None  # the id of the kill, or of the killed ancestor
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    timezone: str | None = None  # the provider's IANA zone, for times that were given without one
    first_published: datetime | None = None  # of its versions; None where one of them states none


@dataclass(frozen=True, slots=True)
class Finding:
    """A marking found in the draft.

    `role` is the role it proves, None for findings without effect on a claim (an exception, an
    advisory). `scope` is what it speaks of: `site` and `other` never make a claim. Metadata has
    start = end = 0 and its path in `field`.
    """

    rule: str
    agency: str  # an agency id or "generic"
    kind: str
    zone: str
    start: int
    end: int
    text: str
    confidence: Confidence
    key: str
    role: ClaimRole | None = "text"
    scope: FindingScope = "article"
    holder: str | None = None  # the holder's name as written, where no agency is known
    field: str | None = None
    notes: tuple[str, ...] = ()
    experimental: bool = False


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A step that did not finish: a `system.*` code and a description."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class IndexSeen:
    """The state of the index that a search used, and how far it is behind the store.

    `sequence` and `newest_sequence` are positions in the store's log of changes; `newest` is when
    the newest item was published.
    """

    database: str
    sequence: int
    newest_sequence: int
    items: int
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class RulesSeen:
    """The rule set that marked a draft: its digest, its agencies and how many are house rules.

    `problems` are why it is not what the folders of house rules hold now: the set that was accepted
    last is in force then.
    """

    digest: str
    agencies: int
    house_rules: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disguise:
    """Words of a draft that are written so that people read them and a comparison does not.

    `count` is how many words, or letters where these have no words.
    """

    kind: str
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The rule engine's findings in a draft, and its rule set; None if it did not run.

    `spent` is CPU time in seconds.
    """

    findings: tuple[Finding, ...]
    incomplete: tuple[Incomplete, ...] = ()
    rules: RulesSeen | None = None
    spent: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the store's append-only log that the index follows; `doc` is a text's number."""

    seq: int
    op: Literal["add", "remove"]
    doc: int


@dataclass(frozen=True, slots=True)
class StoredText:
    """One version of one source as the index needs it. `day` is a proleptic ordinal or None."""

    doc: int
    source: str
    version: str
    owner: str
    text: str
    day: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the draft beside the span of the source that it was taken from."""

    start: int
    end: int
    source_start: int
    source_end: int
    cls: PassageClass
    similarity: float  # 0-1
    words: int
    counted: bool = True
    note: str = ""  # why it is not counted
    field: str = ""  # outside of the text: "title" or a metadatum's name; then start = end = 0


@dataclass(frozen=True, slots=True)
class SharedAnchor:
    """A figure or name of the draft beside the same one in the source, in any words."""

    kind: AnchorKind
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A source that the draft reuses.

    Shares are 0-1 of units, from the union of counted passages; `quoted_words` of the `words` stand
    inside quotation marks. `earliest` and `newest` name versions or items of the same family.
    `chrome_words` and `chrome_share_of_source` measure the passages that would count if they were
    not in page chrome. A source that is reported in other words has `anchors` and no passage that
    counts, and `confidence` is how sure that is.
    """

    source: str
    version: str
    owner: str
    cls: PassageClass
    words: int
    share_of_draft: float
    share_of_source: float
    longest_run_words: int
    passages: tuple[Passage, ...]
    quoted_words: int = 0
    earliest: str | None = None
    newest: str | None = None
    also_in: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    translated: bool = False
    chrome_words: int = 0
    chrome_share_of_source: float = 0.0
    anchors: tuple[SharedAnchor, ...] = ()
    confidence: Confidence = "high"

    @property
    def evidence(self) -> MatchEvidence:
        """The basis of the match: the same words, similar sentences, or the same facts."""
        if self.anchors:
            return "retold"
        return "related" if self.cls == "related" else "copied"


@dataclass(frozen=True, slots=True)
class RejectedMatch:
    """A candidate that was not reported, with the reason."""

    source: str
    reason: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The matches of a draft and the state of the index; None if it was not searched."""

    matches: tuple[Match, ...]
    rejected: tuple[RejectedMatch, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    index: IndexSeen | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """The intended use of the draft."""

    publisher: str = ""
    site: str = ""
    channel: str = "web"
    territories: tuple[str, ...] = ()
    at: datetime | None = None
    first_published: datetime | None = None
    purpose: str = "publish"  # one of PURPOSES
    published_claimed: bool = False  # `first_published` is the document's own word and no more


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


@dataclass(frozen=True, slots=True)
class SourceUse:
    """The use of a source by a checked or audited piece; `recall` reads these.

    `late`: found by fingerprints, since the source came in after the check; it has no passages.
    """

    source: str
    version: str
    cls: PassageClass
    words: int
    passages: tuple[Passage, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class CheckHead:
    """The identity of a recorded check: piece, time, use and verdict.

    `document` and `revision` are the caller's names for the piece. `confirmed_at` is when somebody
    confirmed that this very text of the piece goes out.
    """

    check: str
    checked_at: datetime
    verdict: VerdictName
    complete: bool
    text_sha256: str
    use: Use
    document: str | None = None
    revision: str | None = None
    audit: str | None = None
    url: str | None = None
    title: str | None = None
    next_event: NextEvent | None = None
    confirmed_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        """Whether the piece is known to be published."""
        dated = self.use.first_published is not None and not self.use.published_claimed
        if dated or self.confirmed_at is not None or self.audit is not None:
            return "published"
        return "spot_check" if self.document is None else "unconfirmed"


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A check as it goes into the store.

    `result` is the answer's JSON. `fingerprints` are the draft's winnowed shingles as little-endian
    uint64, so that a source which arrives later finds the check; `text` is kept only where the
    policy says so.
    """

    head: CheckHead
    result: dict[str, Any]
    uses: tuple[SourceUse, ...] = ()
    fingerprints: bytes = b""
    text: str | None = None
