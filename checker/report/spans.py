"""The places in an answer: spans, the quotes beside them, and the steps of a fix.

A member of the types `Start`, `End` and so on is absent where its text is not known.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.report.scalars import DraftOffset, FieldOffset, SentOffset, SourceOffset

__all__ = [
    "Delete",
    "DraftQuote",
    "End",
    "FieldPlace",
    "FieldSpan",
    "InField",
    "Insert",
    "PageNumber",
    "Quote",
    "Replace",
    "SentStep",
    "SourceEnd",
    "SourceQuote",
    "SourceStart",
    "Span",
    "Start",
    "Step",
    "Unmended",
]


class Quote(Struct, frozen=True, kw_only=True):
    """The words of a span and the text around it, so that an editor finds the place again.

    Source: W3C Web Annotation Data Model, section 4.2.4 (TextQuoteSelector).
    """

    exact: Annotated[str, Meta(description="The words of the span.")]
    prefix: Annotated[str, Meta(description="Up to 32 code points before it.")]
    suffix: Annotated[str, Meta(description="Up to 32 code points after it.")]


class Span(Struct, frozen=True, kw_only=True):
    """A half-open span of the draft."""

    start: Annotated[DraftOffset, Meta(description="Where it starts in the draft.")]
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")]


class FieldSpan(Struct, frozen=True, kw_only=True):
    """A span within one field of a draft that was sent as fields.

    A span that continues in the next field is given by the field that it starts in.
    """

    field: Annotated[str, Meta(description="The field, as in `body` or `captions[1]`.")]
    start: Annotated[FieldOffset, Meta(description="Where it starts in the field's own text.")]
    end: Annotated[FieldOffset, Meta(description="Where it ends there, exclusive.")]


class FieldPlace(Struct, frozen=True, kw_only=True):
    """Where one field is in the joined text of a draft that was sent as fields."""

    field: Annotated[str, Meta(description="The field, as in `body` or `captions[1]`.")]
    start: Annotated[DraftOffset, Meta(description="Where the field starts in the joined text.")]
    end: Annotated[DraftOffset, Meta(description="Where it ends there, exclusive.")]
    words: Annotated[
        int, Meta(ge=0, description="Its words; if few or none, check the field's name.")
    ] = 0


Start = (
    Annotated[DraftOffset, Meta(description="Where it starts; absent where that is not known.")]
    | UnsetType
)
End = Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")] | UnsetType
SourceStart = (
    Annotated[
        SourceOffset,
        Meta(description="Where it starts in the source; absent where that is not known."),
    ]
    | UnsetType
)
SourceEnd = (
    Annotated[SourceOffset, Meta(description="Where it ends in the source, exclusive.")] | UnsetType
)
InField = (
    Annotated[FieldSpan, Meta(description="The same place in its field, for drafts as fields.")]
    | UnsetType
)
PageNumber = (
    Annotated[int, Meta(ge=1, description="The page it starts on, of a document with pages.")]
    | UnsetType
)
DraftQuote = (
    Annotated[Quote, Meta(description="The words of the span, where the text is known.")]
    | UnsetType
)
SourceQuote = (
    Annotated[Quote, Meta(description="The source's words, where its text is known.")] | UnsetType
)


class Insert(Struct, frozen=True, kw_only=True, tag_field="op", tag="insert", rename={"in_": "in"}):
    """A step of a fix that adds text."""

    at: Annotated[DraftOffset, Meta(description="Where the text goes.")]
    text: Annotated[str, Meta(description="The text to insert.")]
    in_: InField = UNSET


class Replace(
    Struct, frozen=True, kw_only=True, tag_field="op", tag="replace", rename={"in_": "in"}
):
    """A step of a fix that replaces a span."""

    start: Annotated[DraftOffset, Meta(description="Where the replaced text starts.")]
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")]
    text: Annotated[str, Meta(description="The new text.")]
    in_: InField = UNSET


class Delete(Struct, frozen=True, kw_only=True, tag_field="op", tag="delete", rename={"in_": "in"}):
    """A step of a fix that removes a span."""

    start: Annotated[DraftOffset, Meta(description="Where the removed text starts.")]
    end: Annotated[DraftOffset, Meta(description="Where it ends, exclusive.")]
    in_: InField = UNSET


Step = Insert | Replace | Delete


class SentStep(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"in_": "in"}):
    """A step of a fix on the content as sent: HTML source, a field, a string of an editor's JSON.

    Its place is `at`, or `start` and `end`; in `fields` and `blocks` it is `in`, whose offsets
    count in that string as it was sent. `add` puts a block into a list, as JSON Patch does
    (RFC 6902); make such steps after the others, from the last one on.
    """

    op: Annotated[Literal["insert", "replace", "delete", "add"], Meta(description="What it does.")]
    at: Annotated[SentOffset, Meta(description="Where the text goes.")] | UnsetType = UNSET
    start: Annotated[SentOffset, Meta(description="Where the removed text starts.")] | UnsetType = (
        UNSET
    )
    end: Annotated[SentOffset, Meta(description="Where it ends, exclusive.")] | UnsetType = UNSET
    text: Annotated[str, Meta(description="The new text; markup if markup was sent.")] = ""
    path: Annotated[str, Meta(description="Where a block is added.")] | UnsetType = UNSET
    value: Annotated[Any, Meta(description="The block that is added.")] | UnsetType = UNSET
    in_: (
        Annotated[
            FieldSpan, Meta(description="The field or the JSON pointer, and the place there.")
        ]
        | UnsetType
    ) = UNSET


class Unmended(Struct, frozen=True, kw_only=True):
    """A fix that cannot be placed in the content as sent."""

    code: Annotated[str, Meta(description="The reason whose fix it is.")]
    why: Annotated[str, Meta(description="Why it was not made.")]
