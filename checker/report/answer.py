"""The answer to a check, declared once: `"schema": "wirecheck/2"`.

The JSON of every door, the OpenAPI components of the service and the tables of docs/api.md follow
from these types. Others build on the names: add freely, rename or remove nothing without a new
schema number. A member with a default is absent where it has nothing to state; all others are
always present.
"""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.models import (
    AnchorKind,
    ClaimRole,
    Confidence,
    Enforcement,
    EventAction,
    FindingScope,
    MatchEvidence,
    OffsetUnits,
    OvertakenBy,
    PassageClass,
    Purpose,
    QuotaCounts,
    VerdictName,
)
from checker.report.spans import (
    DraftOffset,
    FieldPlace,
    FieldSpan,
    Quote,
    SentStep,
    SourceOffset,
    Span,
    Step,
    Unmended,
)

__all__ = [
    "SCHEMA",
    "Anchor",
    "Answer",
    "BudgetSpent",
    "Characters",
    "Claim",
    "Failure",
    "Fault",
    "Finding",
    "IndexSeen",
    "IndexVersion",
    "LeftOut",
    "Links",
    "LookedAt",
    "Match",
    "MatchedSource",
    "NextEvent",
    "Override",
    "Overtaken",
    "Passage",
    "QuotaItem",
    "QuotaUse",
    "Reason",
    "Rejected",
    "RulesSeen",
    "ScriptSeen",
    "Use",
    "Versions",
    "Wording",
]

SCHEMA = "wirecheck/2"

_Time = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
_Share = Annotated[float, Meta(ge=0, le=1)]
_Count = Annotated[int, Meta(ge=0)]
_In = Annotated[FieldSpan, Meta(description="The same place in its field, for drafts as fields.")]
_Quote = Annotated[Quote, Meta(description="The words of the span, where the text is known.")]


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"in_": "in"}):
    """A marking in the draft.

    A marking in metadata has `start` and `end` 0 and its path in `field`.
    """

    rule: Annotated[str, Meta(description="The rule that found it; see `/v1/rules/{id}`.")]
    agency: Annotated[str, Meta(description="The agency's id, or `generic`.")]
    kind: Annotated[str, Meta(description="What it is, as in `dateline` or `copyright_notice`.")]
    zone: Annotated[
        str, Meta(description="Where it is: `head`, `body`, `caption`, `tail` or `furniture`.")
    ]
    start: (
        Annotated[DraftOffset, Meta(description="Where it starts; absent where that is not known.")]
        | UnsetType
    ) = UNSET
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")] | UnsetType = UNSET
    in_: _In | UnsetType = UNSET
    text: Annotated[str, Meta(description="The marking's words.")]
    confidence: Annotated[Confidence, Meta(description="How sure the rule is.")]
    key: Annotated[str, Meta(description="Lasting: depends on rule and words, not on the place.")]
    role: Annotated[
        ClaimRole | None,
        Meta(description="What it is evidence of; null: it has no effect on a claim."),
    ]
    scope: Annotated[
        FindingScope,
        Meta(description="What it refers to; `site` and `other` never make a claim."),
    ]
    quote: _Quote | UnsetType = UNSET
    holder: (
        Annotated[str, Meta(description="The holder's name, where no agency is known.")] | UnsetType
    ) = UNSET
    field: (
        Annotated[str, Meta(description="The metadata path that holds it, or `title`.")] | UnsetType
    ) = UNSET
    page: (
        Annotated[int, Meta(ge=1, description="The page it starts on, of a document with pages.")]
        | UnsetType
    ) = UNSET
    notes: Annotated[list[str], Meta(description="What qualifies it.")] = []
    experimental: Annotated[bool, Meta(description="The rule is still on trial.")] = False


class Passage(
    Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"cls": "class", "in_": "in"}
):
    """A span of the draft beside the span of the source that it was taken from."""

    start: (
        Annotated[DraftOffset, Meta(description="Where it starts; absent where that is not known.")]
        | UnsetType
    ) = UNSET
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")] | UnsetType = UNSET
    in_: _In | UnsetType = UNSET
    source_start: (
        Annotated[
            SourceOffset,
            Meta(description="Where it starts in the source; absent where that is not known."),
        ]
        | UnsetType
    ) = UNSET
    source_end: (
        Annotated[SourceOffset, Meta(description="Where it ends in the source, exclusive.")]
        | UnsetType
    ) = UNSET
    cls: Annotated[PassageClass, Meta(description="How the text was reused.")]
    similarity: Annotated[_Share, Meta(description="The similarity of both spans, 0 to 1.")]
    words: Annotated[_Count, Meta(description="Its length in words.")]
    counted: Annotated[bool, Meta(description="Whether it counts as reuse.")]
    note: Annotated[str, Meta(description="Why it does not count.")] | UnsetType = UNSET
    field: (
        Annotated[
            str,
            Meta(description="If it is not in the text: `title`, or a metadata path."),
        ]
        | UnsetType
    ) = UNSET
    page: (
        Annotated[int, Meta(ge=1, description="The page it starts on, of a document with pages.")]
        | UnsetType
    ) = UNSET
    quote: _Quote | UnsetType = UNSET
    source_quote: (
        Annotated[Quote, Meta(description="The source's words, where its text is known.")]
        | UnsetType
    ) = UNSET


class Anchor(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"in_": "in"}):
    """A figure or name in the draft, and the same one in the source, in whatever words."""

    kind: Annotated[AnchorKind, Meta(description="The kind of what both state.")]
    start: (
        Annotated[DraftOffset, Meta(description="Where it starts; absent where that is not known.")]
        | UnsetType
    ) = UNSET
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")] | UnsetType = UNSET
    in_: _In | UnsetType = UNSET
    source_start: (
        Annotated[
            SourceOffset,
            Meta(description="Where it starts in the source; absent where that is not known."),
        ]
        | UnsetType
    ) = UNSET
    source_end: (
        Annotated[SourceOffset, Meta(description="Where it ends in the source, exclusive.")]
        | UnsetType
    ) = UNSET
    quote: _Quote | UnsetType = UNSET
    source_quote: (
        Annotated[Quote, Meta(description="The source's words, where its text is known.")]
        | UnsetType
    ) = UNSET


class Match(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"cls": "class"}):
    """A licensed source that the draft reuses."""

    source: Annotated[str, Meta(description="The source's id.")]
    version: Annotated[str, Meta(description="The version that was compared.")]
    owner: Annotated[str, Meta(description="The owner of the text.")]
    cls: Annotated[PassageClass, Meta(description="How most of the text was reused.")]
    evidence: Annotated[
        MatchEvidence,
        Meta(
            description="Its basis: the same words, sentences that say the same, or the same"
            " figures and names in order (`anchors`)."
        ),
    ] = "copied"
    confidence: Annotated[
        Confidence, Meta(description="How sure it is that the source was used.")
    ] = "high"
    words: Annotated[_Count, Meta(description="Words in the passages that count.")]
    quoted_words: Annotated[_Count, Meta(description="Those of them in quotation marks.")]
    share_of_draft: Annotated[_Share, Meta(description="Reused part of the draft, 0 to 1.")]
    share_of_source: Annotated[_Share, Meta(description="Reused part of the source, 0 to 1.")]
    longest_run_words: Annotated[_Count, Meta(description="The longest run of the same words.")]
    passages: Annotated[list[Passage], Meta(description="The reused passages.")]
    anchors: Annotated[
        list[Anchor], Meta(description="The figures and names in common, where it is retold.")
    ] = []
    earliest: (
        Annotated[str, Meta(description="The oldest version or item of the same family.")]
        | UnsetType
    ) = UNSET
    newest: (
        Annotated[str, Meta(description="The newest version or item of the same family.")]
        | UnsetType
    ) = UNSET
    also_in: Annotated[
        list[str], Meta(description="Other sources that contain the same words.")
    ] = []
    notes: Annotated[list[str], Meta(description="What qualifies the match.")] = []
    translated: Annotated[bool, Meta(description="The draft translates the source.")] = False


class NextEvent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When the verdict changes by itself, and what to do then."""

    at: Annotated[_Time, Meta(description="When it changes (RFC 3339, UTC).")]
    action: Annotated[
        EventAction,
        Meta(description="What to do then."),
    ]
    reason: Annotated[str, Meta(description="The code of the reason that appears or disappears.")]
    owner: Annotated[str, Meta(description="The owner whose claim changes.")] | UnsetType = UNSET


class Reason(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reason for a verdict; its `code` is stable."""

    code: Annotated[str, Meta(description="The stable code, as in `credit.missing`.")]
    severity: Annotated[VerdictName, Meta(description="The verdict that it alone leads to.")]
    message: Annotated[str, Meta(description="The reason as a sentence for an editor.")]
    owner: Annotated[str, Meta(description="The owner whom it concerns.")] | UnsetType = UNSET
    agreement: (
        Annotated[str, Meta(description="The agreement that it follows from.")] | UnsetType
    ) = UNSET
    contract_ref: (
        Annotated[str, Meta(description="The reference to the written contract.")] | UnsetType
    ) = UNSET
    expected: Annotated[str, Meta(description="The required content.")] | UnsetType = UNSET
    found: Annotated[str, Meta(description="The content found instead.")] | UnsetType = UNSET
    parsed: (
        Annotated[
            bool,
            Meta(description="Whether the provider's prose on which it is based was understood."),
        ]
        | UnsetType
    ) = UNSET
    review: Annotated[
        bool,
        Meta(description="True if a person decides, because the evidence is below `review_below`."),
    ] = False
    passages: Annotated[list[Span], Meta(description="The spans that it concerns.")] = []
    fix: Annotated[
        list[Step],
        Meta(description="Steps that correct the text; apply them from the last to the first."),
    ]


class Wording(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The template of a message, from which it can be worded in another language."""

    template: Annotated[str, Meta(description="The English template, with places as `{name}`.")]
    values: Annotated[
        dict[str, "str | int | float | Wording"], Meta(description="The values of the places.")
    ] = {}
    many: Annotated[str, Meta(description="The template for all numbers except 1.")] = ""
    number: Annotated[int, Meta(description="The number that decides between the two.")] = 1
    finish: Annotated[
        str, Meta(description="What is done to its first letter: `capital`, `lower` or nothing.")
    ] = ""


class Claim(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All evidence about one owner in one role, and what follows from it."""

    owner: Annotated[str, Meta(description="The owner's id.")]
    role: Annotated[ClaimRole, Meta(description="What belongs to the owner in the piece.")]
    verdict: Annotated[VerdictName, Meta(description="The verdict on this claim.")]
    agreement: Annotated[str | None, Meta(description="The agreement that decides, if any.")]
    agreements: Annotated[
        list[str],
        Meta(description="All agreements on which the claim is based; the decisive one is first."),
    ]
    contract_ref: Annotated[str | None, Meta(description="The reference to the written contract.")]
    reasons: Annotated[list[Reason], Meta(description="Why the claim has its verdict.")]
    sources: Annotated[list[str], Meta(description="The matched sources on which it is based.")]
    measures: Annotated[
        dict[str, float], Meta(description="The figures that were compared with limits.")
    ]
    next_event: Annotated[
        NextEvent | None, Meta(description="When the claim's verdict changes by itself.")
    ]
    holder: (
        Annotated[str, Meta(description="The holder's name, where no agency is known.")] | UnsetType
    ) = UNSET
    confidence: Annotated[
        Confidence, Meta(description="How sure the surest evidence of the claim is.")
    ] = "high"
    alternatives: Annotated[
        list["Claim"], Meta(description="The claim under other agreements.")
    ] = []


class Use(Struct, frozen=True, kw_only=True):
    """The use that was judged."""

    publisher: Annotated[str, Meta(description="Who publishes.")]
    site: Annotated[str, Meta(description="Where it is published.")]
    channel: Annotated[str, Meta(description="How it is published, as in `web` or `print`.")]
    territories: Annotated[
        list[str], Meta(description="ISO 3166-1 codes or `*`; empty: none named.")
    ]
    at: Annotated[_Time | None, Meta(description="The moment that was judged.")]
    first_published: Annotated[
        _Time | None, Meta(description="When the piece was published first.")
    ]
    purpose: Annotated[Purpose, Meta(description="What the text is used for.")]
    words: Annotated[str, Meta(description="The use as one sentence, with its times in UTC.")]


class IndexVersion(Struct, frozen=True, kw_only=True):
    """What the draft was compared with."""

    items: Annotated[_Count, Meta(description="Licensed items.")]
    texts: Annotated[_Count, Meta(description="Their texts, all versions.")]
    newest: Annotated[str | None, Meta(description="When the newest of them arrived.")]


class Versions(Struct, frozen=True, kw_only=True):
    """The basis of the verdict: the same versions give the same verdict."""

    wirecheck: Annotated[str, Meta(description="The version of Wirecheck.")]
    rules: Annotated[str, Meta(description="The digest of the rule set.")]
    agreements: Annotated[str, Meta(description="The digest of the agreements.")]
    policy: Annotated[str, Meta(description="The digest of the policy.")]
    index: Annotated[IndexVersion, Meta(description="The licensed items.")]


class Rejected(Struct, frozen=True, kw_only=True):
    """A candidate that is not a match, with the reason."""

    source: Annotated[str, Meta(description="The source's id.")]
    reason: Annotated[str, Meta(description="The reason why it is not a match.")]
    words: Annotated[_Count, Meta(description="The words in common.")]


class QuotaItem(Struct, frozen=True, kw_only=True):
    """An item that the text uses."""

    item: Annotated[
        str,
        Meta(description="The source's id; `piece:` and a name if only markings refer to it."),
    ]
    number: Annotated[
        int, Meta(ge=1, description="Its position among the items of the month, from 1.")
    ]


class QuotaUse(Struct, frozen=True, kw_only=True):
    """What the text uses of the items that an agreement allows in a month."""

    agreement: Annotated[str, Meta(description="The agreement.")]
    items_per_month: Annotated[int, Meta(ge=1, description="The items that it allows.")]
    month: Annotated[str, Meta(description="The month in the agreement's zone, as in `2026-05`.")]
    counts: Annotated[
        QuotaCounts,
        Meta(
            description="Which pieces were counted: `confirmed` (or audited as published), or"
            " `checked` and clear."
        ),
    ]
    used: Annotated[_Count, Meta(description="Items that other pieces use in that month.")]
    items: Annotated[
        list[QuotaItem],
        Meta(description="The items that this text uses; others may use them."),
    ]


class IndexSeen(Struct, frozen=True, kw_only=True):
    """The state of the index that a check used."""

    database: Annotated[str, Meta(description="The database that the index belongs to.")]
    sequence: Annotated[_Count, Meta(description="The last change that it contains.")]
    newest_sequence: Annotated[
        _Count,
        Meta(description="The newest change when the check began; if higher, the index is behind."),
    ]
    items: Annotated[_Count, Meta(description="How many items it can find.")]
    newest: Annotated[_Time | None, Meta(description="When the newest item was received.")]


class RulesSeen(Struct, frozen=True, kw_only=True):
    """The rules that a check used."""

    digest: Annotated[str, Meta(description="Identifies the rule set.")]
    agencies: Annotated[_Count, Meta(description="How many agencies it knows.")]
    house_rules: Annotated[_Count, Meta(description="The number of definitions from house rules.")]
    problems: Annotated[
        list[str],
        Meta(description="The reasons why the present house rule files are not in force."),
    ] = []


class LeftOut(Struct, frozen=True, kw_only=True):
    """Characters of the document that were not checked."""

    why: Annotated[str, Meta(description="Why not, as in `hidden` or `over_limit`.")]
    characters: Annotated[_Count, Meta(description="How many.")]


class Characters(Struct, frozen=True, kw_only=True):
    """How much of the document was checked."""

    read: Annotated[_Count, Meta(description="Characters (code points) that were checked.")]
    left_out: Annotated[list[LeftOut], Meta(description="Characters that were not, and why.")]


class ScriptSeen(Struct, frozen=True, kw_only=True):
    """A writing system of the document."""

    script: Annotated[str, Meta(description="Its Unicode name.")]
    supported: Annotated[bool, Meta(description="Whether copied text in it is found.")]


class BudgetSpent(Struct, frozen=True, kw_only=True):
    """What a stage of the check spent of its budget."""

    what: Annotated[str, Meta(description="`markings`: CPU time; `check`: time of the whole.")]
    spent: Annotated[float, Meta(description="Seconds.")]
    limit: Annotated[float, Meta(description="Its limit in seconds.")]


class LookedAt(Struct, frozen=True, kw_only=True):
    """The basis of the verdict; `complete` depends on all of it except `recorded`."""

    markings: Annotated[bool, Meta(description="The rules looked for markings.")]
    reuse: Annotated[bool, Meta(description="The text was compared with licensed sources.")]
    index: Annotated[IndexSeen | None, Meta(description="The index; null: it was not searched.")]
    rules: Annotated[RulesSeen | None, Meta(description="The rules; null: none were used.")]
    characters: Annotated[Characters, Meta(description="How much was checked.")]
    words: Annotated[
        _Count,
        Meta(
            description="Words that were checked; if the story has far more, a field was sent under"
            " a wrong name."
        ),
    ] = 0
    zones: Annotated[dict[str, int], Meta(description="Characters of each kind of zone.")]
    scripts: Annotated[list[ScriptSeen], Meta(description="The writing systems of its characters.")]
    parts_unread: Annotated[list[str], Meta(description="Parts and attachments not read.")]
    budgets: Annotated[list[BudgetSpent], Meta(description="What was spent of each budget.")]
    recorded: Annotated[
        bool, Meta(description="Whether the check was stored, so that a kill finds it.")
    ]


class Links(Struct, frozen=True, kw_only=True, rename={"self_": "self"}):
    """The links of a stored check; all are absent if nothing was stored."""

    self_: Annotated[str, Meta(description="The stored result.")] | UnsetType = UNSET
    report: Annotated[str, Meta(description="The page that can be kept.")] | UnsetType = UNSET
    page: Annotated[str, Meta(description="The editor's page.")] | UnsetType = UNSET


class MatchedSource(Struct, frozen=True, kw_only=True):
    """A matched source, to be shown beside the draft."""

    owner: Annotated[str, Meta(description="The owner of the text.")]
    version: Annotated[str, Meta(description="The version that was compared.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    published: Annotated[_Time | None, Meta(description="When it was published.")]
    language: Annotated[str | None, Meta(description="Its language (BCP 47).")]
    text: Annotated[str, Meta(description="Its text, to which the offsets of the source refer.")]


class Override(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A release of this very text by a named person."""

    id: Annotated[str, Meta(description="The override's id.")]
    who: Annotated[str, Meta(description="Who gave it.")]
    role: Annotated[str | None, Meta(description="The role in which it was given.")]
    codes: Annotated[list[str], Meta(description="The reasons that it covers; none: all.")]
    why: Annotated[str, Meta(description="The reason for it.")]
    at: Annotated[_Time, Meta(description="When it was given.")]
    until: Annotated[_Time | None, Meta(description="When it ends.")]
    text_sha256: Annotated[str, Meta(description="The SHA-256 of the released text.")]
    check: (
        Annotated[str, Meta(description="The check; only in the answer to its `POST`.")] | UnsetType
    ) = UNSET


class Overtaken(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened after a stored check and may have changed its verdict."""

    by: Annotated[OvertakenBy, Meta(description="Its kind.")]
    at: Annotated[_Time, Meta(description="When it happened.")] | UnsetType = UNSET
    what: Annotated[str, Meta(description="Its id, or the code of the event's reason.")]
    message: Annotated[str, Meta(description="The same as a sentence for an editor.")]


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="schema", tag=SCHEMA):
    """The answer to a check."""

    id: Annotated[str | int | None, Meta(description="The caller's name of the piece.")]
    check: (
        Annotated[str | None, Meta(description="The stored check; null: nothing was stored.")]
        | UnsetType
    ) = UNSET
    revision: (
        Annotated[str | None, Meta(description="The caller's name of the revision.")] | UnsetType
    ) = UNSET
    verdict: Annotated[VerdictName, Meta(description="The worst verdict of all claims.")]
    enforcement: Annotated[
        Enforcement, Meta(description="What the CMS does, by the policy and the overrides.")
    ]
    complete: Annotated[
        bool,
        Meta(
            description="Whether every requested search was completed; if not, `reasons` has "
            "the cause."
        ),
    ]
    message: Annotated[str, Meta(description="The verdict as a sentence for an editor.")]
    findings: Annotated[list[Finding], Meta(description="Markings in the draft.")]
    matches: Annotated[list[Match], Meta(description="Licensed sources that it reuses.")]
    claims: Annotated[
        list[Claim], Meta(description="The owners of the text, and the consequences.")
    ]
    reasons: Annotated[
        list[Reason], Meta(description="Reasons that belong to no claim, `system.*` above all.")
    ]
    next_event: Annotated[NextEvent | None, Meta(description="When the verdict changes by itself.")]
    use: Annotated[Use, Meta(description="The use that was judged.")]
    versions: Annotated[Versions, Meta(description="The versions on which the verdict is based.")]
    looked_at: Annotated[LookedAt, Meta(description="What was searched.")]
    checked_at: Annotated[_Time, Meta(description="When it was checked (RFC 3339, UTC).")]
    text_sha256: Annotated[
        str, Meta(description="The SHA-256 of the text; empty where it was never read.")
    ]
    words_sha256: Annotated[
        str,
        Meta(description="The SHA-256 of its words, in each form that a system keeps it in."),
    ] = ""
    units: Annotated[OffsetUnits, Meta(description="What offsets count.")]
    quota: Annotated[
        list[QuotaUse],
        Meta(description="What it uses of the quotas of agreements that come into question."),
    ] = []
    rejected: Annotated[list[Rejected], Meta(description="Candidates that are no matches.")] = []
    text: (
        Annotated[str, Meta(description="The text that was checked, with `with_text`.")] | UnsetType
    ) = UNSET
    fields: (
        Annotated[list[FieldPlace], Meta(description="The fields' places in the joined text.")]
        | UnsetType
    ) = UNSET
    sources: (
        Annotated[
            dict[str, MatchedSource],
            Meta(description="The matched sources by id, with `with_sources`."),
        ]
        | UnsetType
    ) = UNSET
    names: (
        Annotated[
            dict[str, str],
            Meta(description="Names of owners and of the publisher by id, where known."),
        ]
        | UnsetType
    ) = UNSET
    releasable: (
        Annotated[
            bool,
            Meta(
                description="Of a text that is held or blocked: whether a person with a role that"
                " the policy names can release it."
            ),
        ]
        | UnsetType
    ) = UNSET
    overrides: Annotated[
        list[Override], Meta(description="Releases of this very text in force.")
    ] = []
    overtaken: Annotated[
        list[Overtaken],
        Meta(description="What a stored check does not know of: check the piece again."),
    ] = []
    edits: (
        Annotated[
            list[SentStep],
            Meta(
                description="The fixes for the request's content, with `mend`; apply them from "
                "the last to the first."
            ),
        ]
        | UnsetType
    ) = UNSET
    html: Annotated[str, Meta(description="The corrected HTML, with `mend`.")] | UnsetType = UNSET
    mended_text: (
        Annotated[str, Meta(description="The corrected text, with `mend`.")] | UnsetType
    ) = UNSET
    mended_fields: (
        Annotated[
            dict[str, str | list[str]], Meta(description="The corrected fields, with `mend`.")
        ]
        | UnsetType
    ) = UNSET
    mended_blocks: (
        Annotated[Any, Meta(description="The corrected JSON of the editor, with `mend`.")]
        | UnsetType
    ) = UNSET
    unmended: Annotated[
        list[Unmended],
        Meta(description="Fixes that cannot be placed in the request's content, with `mend`."),
    ] = []
    mode: Annotated[str, Meta(description="`full` or `fast`.")] | UnsetType = UNSET
    timings_ms: (
        Annotated[dict[str, float], Meta(description="Milliseconds of each stage.")] | UnsetType
    ) = UNSET
    links: Annotated[Links, Meta(description="Where the stored check is found.")] | UnsetType = (
        UNSET
    )
    line: (
        Annotated[int, Meta(description="The line of a batch, where it has no id.")] | UnsetType
    ) = UNSET
    wording: Annotated[
        dict[str, Wording],
        Meta(
            description="In a stored result only: the template of each message, by the message, so"
            " that it can be shown in any language."
        ),
    ] = {}


class Fault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why an input could not be checked."""

    what: Annotated[str, Meta(description="What is wrong.")]
    hint: Annotated[str, Meta(description="The remedy; may be empty.")]
    place: Annotated[str, Meta(description="Where it is wrong.")] | UnsetType = UNSET
    line: Annotated[int, Meta(description="The line of a batch.")] | UnsetType = UNSET
    status: (
        Annotated[int, Meta(description="The HTTP status if it had been sent alone.")] | UnsetType
    ) = UNSET
    enforcement: (
        Annotated[Enforcement, Meta(description="What to do, if the service states it.")]
        | UnsetType
    ) = UNSET


class Failure(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="schema", tag=SCHEMA
):
    """An input that could not be checked: it has no verdict and is not complete."""

    id: Annotated[str | int | None, Meta(description="The caller's name of the piece.")]
    verdict: Annotated[None, Meta(description="Always null.")]
    complete: Annotated[bool, Meta(description="Always false.")]
    error: Annotated[Fault, Meta(description="Why it could not be checked.")]
