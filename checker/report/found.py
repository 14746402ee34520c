"""What an answer lists as found in the draft: markings, and the sources that it reuses."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.models.vocabulary import (
    AnchorKind,
    ClaimRole,
    Confidence,
    FindingScope,
    MatchEvidence,
    PassageClass,
)
from checker.report.scalars import Count, Share, Time
from checker.report.spans import (
    DraftQuote,
    End,
    InField,
    PageNumber,
    SourceEnd,
    SourceQuote,
    SourceStart,
    Start,
)

__all__ = [
    "Anchor",
    "Finding",
    "Match",
    "MatchedSource",
    "Passage",
    "Rejected",
]


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
    start: Start = UNSET
    end: End = UNSET
    in_: InField = UNSET
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
    quote: DraftQuote = UNSET
    holder: (
        Annotated[str, Meta(description="The holder's name, where no agency is known.")] | UnsetType
    ) = UNSET
    field: (
        Annotated[str, Meta(description="The metadata path that holds it, or `title`.")] | UnsetType
    ) = UNSET
    page: PageNumber = UNSET
    notes: Annotated[list[str], Meta(description="What qualifies it.")] = []
    experimental: Annotated[bool, Meta(description="The rule is still on trial.")] = False


class Passage(
    Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"cls": "class", "in_": "in"}
):
    """A span of the draft beside the span of the source that it was taken from."""

    start: Start = UNSET
    end: End = UNSET
    in_: InField = UNSET
    source_start: SourceStart = UNSET
    source_end: SourceEnd = UNSET
    cls: Annotated[PassageClass, Meta(description="How the text was reused.")]
    similarity: Annotated[Share, Meta(description="The similarity of both spans, 0 to 1.")]
    words: Annotated[Count, Meta(description="Its length in words.")]
    counted: Annotated[bool, Meta(description="Whether it counts as reuse.")]
    note: Annotated[str, Meta(description="Why it does not count.")] | UnsetType = UNSET
    field: (
        Annotated[
            str,
            Meta(description="If it is not in the text: `title`, or a metadata path."),
        ]
        | UnsetType
    ) = UNSET
    page: PageNumber = UNSET
    quote: DraftQuote = UNSET
    source_quote: SourceQuote = UNSET


class Anchor(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"in_": "in"}):
    """A figure or name in the draft, and the same one in the source, in whatever words."""

    kind: Annotated[AnchorKind, Meta(description="The kind of what both state.")]
    start: Start = UNSET
    end: End = UNSET
    in_: InField = UNSET
    source_start: SourceStart = UNSET
    source_end: SourceEnd = UNSET
    quote: DraftQuote = UNSET
    source_quote: SourceQuote = UNSET


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
    words: Annotated[Count, Meta(description="Words in the passages that count.")]
    quoted_words: Annotated[Count, Meta(description="Those of them in quotation marks.")]
    share_of_draft: Annotated[Share, Meta(description="Reused part of the draft, 0 to 1.")]
    share_of_source: Annotated[Share, Meta(description="Reused part of the source, 0 to 1.")]
    longest_run_words: Annotated[Count, Meta(description="The longest run of the same words.")]
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


class Rejected(Struct, frozen=True, kw_only=True):
    """A candidate that is not a match, with the reason."""

    source: Annotated[str, Meta(description="The source's id.")]
    reason: Annotated[str, Meta(description="The reason why it is not a match.")]
    words: Annotated[Count, Meta(description="The words in common.")]


class MatchedSource(Struct, frozen=True, kw_only=True):
    """A matched source, to be shown beside the draft."""

    owner: Annotated[str, Meta(description="The owner of the text.")]
    version: Annotated[str, Meta(description="The version that was compared.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    published: Annotated[Time | None, Meta(description="When it was published.")]
    language: Annotated[str | None, Meta(description="Its language (BCP 47).")]
    text: Annotated[str, Meta(description="Its text, to which the offsets of the source refer.")]
