"""What an answer concludes: claims with their reasons, the use, quotas, the next event."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.models.vocabulary import (
    ClaimRole,
    Confidence,
    EventAction,
    Purpose,
    QuotaCounts,
    VerdictName,
)
from checker.report.scalars import Count, Time
from checker.report.spans import Span, Step

__all__ = [
    "Claim",
    "NextEvent",
    "QuotaItem",
    "QuotaUse",
    "Reason",
    "Use",
]


class NextEvent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When the verdict changes by itself, and what to do then."""

    at: Annotated[Time, Meta(description="When it changes (RFC 3339, UTC).")]
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
    at: Annotated[Time | None, Meta(description="The moment that was judged.")]
    first_published: Annotated[Time | None, Meta(description="When the piece was published first.")]
    purpose: Annotated[Purpose, Meta(description="What the text is used for.")]
    words: Annotated[str, Meta(description="The use as one sentence, with its times in UTC.")]


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
    used: Annotated[Count, Meta(description="Items that other pieces use in that month.")]
    items: Annotated[
        list[QuotaItem],
        Meta(description="The items that this text uses; others may use them."),
    ]
