"""The shapes of requests, and of answers as the OpenAPI document shows them."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

__all__ = [
    "CheckRequest",
    "ConfirmRequest",
    "DocumentFile",
    "Fields",
    "KillRequest",
    "MatrixRequest",
    "OverrideRequest",
    "SourceIn",
    "SourcesIn",
    "Text",
    "UseIn",
    "WebhookIn",
]


def _text(value: Any) -> str:
    """A string as it is: lone surrogates and NUL are input like any other."""
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
_ID = re.compile(r"[^\s\x00-\x1f\ud800-\udfff]([^\x00-\x1f\ud800-\udfff]*\S)?")


def _identifier(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    if not 1 <= len(value) <= 500 or not _ID.fullmatch(value):
        raise ValueError("must be 1 to 500 characters without control characters")
    return value


Identifier = Annotated[
    str,
    PlainValidator(_identifier),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 500, "examples": ["wp:4"]}),
]


def _short(value: Any) -> str:
    text = _identifier(value) if value != "" else ""
    if len(text) > 200:
        raise ValueError("must be at most 200 characters")
    return text


Short = Annotated[str, PlainValidator(_short), WithJsonSchema({"type": "string", "maxLength": 200})]


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("must be a time such as 2026-03-01T10:00:00Z")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("must be a time such as 2026-03-01T10:00:00Z") from None
    if moment.tzinfo is None:
        raise ValueError("needs an offset, as in 2026-03-01T10:00:00Z or +01:00")
    try:
        moment.timestamp()
    except (OverflowError, ValueError):
        raise ValueError("is out of range") from None
    return moment


Moment = Annotated[
    datetime,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Strict(BaseModel):
    """Unknown keys are refused: a mistyped key must not silently mean nothing."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class UseIn(Strict):
    """What the newsroom wants to do with the draft; what is left out is the service's default."""

    publisher: Short | None = Field(None, description="the licensee's id, as in agreements")
    site: Short | None = Field(None, description="the brand: a site or title")
    channel: Short | None = Field(None, description="web, app, newsletter, print, social ...")
    territories: list[Short] | None = Field(None, max_length=300, description="ISO 3166 codes")
    at: Moment | None = Field(None, description="when it is to be published; default now")
    first_published: Moment | None = Field(None, description="for retention of what is online")
    purpose: (
        Literal["publish", "ai_summary", "ai_input", "ai_training", "translation", "archive"] | None
    ) = None


class Fields(Strict):
    """A draft as a CMS holds it, field by field; spans come back a field each."""

    title: Text | None = None
    subtitle: Text | None = None
    byline: Text | None = None
    lead: Text | None = None
    body: Text | None = Field(None, description="plain text")
    body_html: Text | None = Field(None, description="HTML; spans count its visible text")
    captions: list[Text] | None = Field(None, max_length=500)
    credits: list[Text] | None = Field(None, max_length=500, description="picture credits")
    footer: Text | None = None


class DocumentFile(Strict):
    """A file of any type that Wirecheck reads."""

    name: Text = Field(description="its name; the suffix helps to tell the type")
    base64: Text = Field(description="its bytes")
    type: Short | None = Field(None, description="overrides what name and content say")


_INPUTS = ("text", "html", "fields", "document")


class DraftIn(Strict):
    """Exactly one of `text`, `html`, `fields`, `document`."""

    text: Text | None = None
    html: Text | None = None
    fields: Fields | None = None
    document: DocumentFile | None = None
    title: Text | None = None
    url: Text | None = None
    language: Short | None = None

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        given = [name for name in _INPUTS if getattr(self, name) is not None]
        if len(given) != 1:
            told = " and ".join(given) if given else "none"
            raise ValueError(f"exactly one of text, html, fields, document is needed, not {told}")
        return self


class CheckRequest(DraftIn):
    """A draft and what is to be done with it."""

    id: Identifier | None = Field(None, description="the caller's name for the piece")
    revision: Identifier | None = Field(None, description="the caller's name for the revision")
    use: UseIn | None = None
    units: Literal["codepoints", "utf16"] = "codepoints"
    mode: Literal["full", "fast"] = "full"
    with_text: bool = Field(False, description="return the text that offsets count")
    with_sources: bool = Field(False, description="return the matched sources' texts")
    record: bool = Field(True, description="keep the result, for recall and reports")

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "wp:4",
                    "revision": "17",
                    "text": "PARIS (AFP) - The minister resigned on Monday, his office said.",
                    "use": {"publisher": "pub:example", "channel": "web", "territories": ["FR"]},
                }
            ]
        },
    )


class MatrixRequest(DraftIn):
    """One draft against several channels and territories."""

    id: Identifier | None = None
    use: UseIn | None = Field(None, description="what all cells have in common")
    channels: list[Short] = Field(min_length=1, max_length=20, examples=[["web", "print"]])
    territories: list[Short] = Field(default_factory=list, max_length=60, examples=[["FR", "IT"]])

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        if len(self.channels) * max(1, len(self.territories)) > 300:
            raise ValueError("more than 300 cells")
        return self


class ConfirmRequest(DraftIn):
    """The text that is about to be published under an earlier check."""


class OverrideRequest(Strict):
    """A person lets a piece through; bound to the checked text and gone with the next revision."""

    codes: list[Short] = Field(min_length=1, max_length=50, examples=[["credit.missing"]])
    why: Text = Field(min_length=3, max_length=2000)
    role: Short | None = Field(None, description="one of the key's roles; default all of them")
    until: Moment | None = None
    text_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class SourceIn(Strict):
    """A licensed item."""

    id: Identifier
    owner: Identifier
    text: Text | None = None
    html: Text | None = None
    title: Text | None = None
    published: Text | None = None
    version: Text | int | None = None
    language: Short | None = None
    rights: dict[str, Any] | None = None

    model_config = ConfigDict(extra="allow")


class SourcesIn(Strict):
    """Items to be added, all or none; or one wire document in any known format."""

    items: list[dict[str, Any]] | None = Field(None, min_length=1, max_length=10000)
    document: DocumentFile | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.items is None) == (self.document is None):
            raise ValueError("exactly one of items, document is needed")
        return self


class KillRequest(Strict):
    """Why an item is withdrawn, and since when."""

    reason: Text = Field("", max_length=2000)
    at: Moment | None = None


class WebhookIn(Strict):
    """Where events go."""

    url: Annotated[str, Field(min_length=8, max_length=2000, pattern="^https?://")]
    events: list[
        Literal[
            "check.completed",
            "item.killed",
            "retention.due",
            "agreement.expiring",
            "audit.completed",
        ]
    ] = Field(min_length=1, max_length=10)
    description: Short = ""
