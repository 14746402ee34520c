"""The shapes of requests."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    WithJsonSchema,
    model_validator,
)

from checker.models.vocabulary import EventName, Look, OffsetUnits, Purpose

from .field_types import (
    ABSENT,
    Base64,
    Filled,
    Identifier,
    Json,
    Moment,
    Remark,
    Short,
    Strict,
    Text,
    TypeName,
    Why,
    tidy,
)

__all__ = [
    "MANY",
    "ONE",
    "Asked",
    "CheckRequest",
    "ConfirmRequest",
    "DocumentFile",
    "DraftIn",
    "DraftsRequest",
    "Fields",
    "KillRequest",
    "MatrixRequest",
    "MendRequest",
    "OverrideRequest",
    "SourcesIn",
    "UseIn",
    "WebhookIn",
]


class UseIn(Strict):
    """How the newsroom wants to use the draft; members left out have the service's defaults."""

    publisher: Short = Field(ABSENT, description="the licensee's id, as in agreements")
    site: Short = Field(ABSENT, description="the brand: a site or title")
    channel: Short = Field(ABSENT, description="web, app, newsletter, print, social ...")
    territories: list[Short] = Field(ABSENT, max_length=300, description="ISO 3166 codes")
    at: Moment = Field(ABSENT, description="when it is to be published; default now")
    first_published: Moment = Field(ABSENT, description="for retention of what is online")
    purpose: Purpose = Field(ABSENT)


class Fields(Strict):
    """A draft as a CMS stores it, field by field; each span in the answer names its field."""

    title: Text = Field(ABSENT)
    subtitle: Text = Field(ABSENT)
    byline: Text = Field(ABSENT)
    lead: Text = Field(ABSENT)
    body: Text = Field(ABSENT, description="plain text")
    body_html: Text = Field(ABSENT, description="HTML; spans count its visible text")
    captions: list[Text] = Field(ABSENT, max_length=500)
    credits: list[Text] = Field(ABSENT, max_length=500, description="picture credits")
    footer: Text = Field(ABSENT)


class DocumentFile(Strict):
    """A file of any type that Wirecheck reads."""

    name: Short = Field(description="its name; the suffix helps to detect the type")
    base64: Base64 = Field(description="its bytes")
    type: TypeName = Field(ABSENT, description="overrides the type detected from name and content")


_INPUTS = ("text", "html", "fields", "blocks", "document")


def _one_of(*names: str) -> Callable[[dict[str, Any]], None]:
    def extend(schema: dict[str, Any]) -> None:
        tidy(schema)
        schema["oneOf"] = [{"required": [name]} for name in names]

    return extend


class DraftIn(Strict):
    """Exactly one of `text`, `html`, `fields`, `blocks`, `document`."""

    text: Filled = Field(ABSENT)
    html: Text = Field(ABSENT)
    fields: Fields = Field(ABSENT)
    blocks: Json = Field(ABSENT, description="an editor's JSON as it is saved, or as a string")
    document: DocumentFile = Field(ABSENT)
    title: Text = Field(ABSENT)
    url: Text = Field(ABSENT)
    language: Short = Field(ABSENT)

    model_config = ConfigDict(extra="forbid", json_schema_extra=_one_of(*_INPUTS))

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        given = [name for name in _INPUTS if getattr(self, name) is not None]
        if len(given) != 1:
            told = " and ".join(given) if given else "none"
            raise ValueError(f"exactly one of {', '.join(_INPUTS)} is needed, not {told}")
        return self


Mode = Literal["full", "fast"]
Offset = Annotated[StrictInt, Field(ge=0)]
Looks = Annotated[list[Look], Field(min_length=1, max_length=2)]


class CheckRequest(DraftIn):
    """A draft, and how it is to be checked."""

    id: Identifier = Field(ABSENT, description="the caller's name for the piece")
    revision: Identifier = Field(ABSENT, description="the caller's name for the revision")
    use: UseIn = Field(ABSENT)
    units: OffsetUnits = "codepoints"
    mode: Mode = "full"
    with_text: StrictBool = Field(False, description="return the text that offsets count")
    with_sources: StrictBool = Field(False, description="return the matched sources' texts")
    record: StrictBool = Field(True, description="keep the result, for recall and reports")
    look: Looks = Field(ABSENT, description="what to look for; default: what the service is set to")
    mend: StrictBool = Field(False, description="return the fixes made on what was sent")


_COMMON = ("units", "mode", "with_text", "with_sources", "record", "look", "mend")


class DraftsRequest(Strict):
    """Several drafts in one call, and what they have in common; a draft's own members win."""

    drafts: list[CheckRequest] = Field(min_length=1, max_length=100)
    use: UseIn = Field(ABSENT, description="merged member by member with that of a draft")
    units: OffsetUnits = Field(ABSENT)
    mode: Mode = Field(ABSENT)
    with_text: StrictBool = Field(ABSENT)
    with_sources: StrictBool = Field(ABSENT)
    record: StrictBool = Field(ABSENT)
    look: Looks = Field(ABSENT)
    mend: StrictBool = Field(ABSENT)

    def each(self) -> Iterator[CheckRequest]:
        """Yields the drafts as if each had been sent alone."""
        common = {name: getattr(self, name) for name in _COMMON if name in self.model_fields_set}
        for draft in self.drafts:
            given = {name: common[name] for name in common.keys() - draft.model_fields_set}
            yield draft.model_copy(update={**given, "use": _merged(self.use, draft.use)})


def _merged(common: UseIn | None, own: UseIn | None) -> UseIn | None:
    if common is None or own is None:
        return own or common
    named = {name: getattr(own, name) for name in own.model_fields_set}
    return common.model_copy(update=named)


ONE, MANY = "(one draft)", "(many drafts)"  # no key of a request is called so


def _which(value: Any) -> str:
    return MANY if isinstance(value, dict) and "drafts" in value else ONE


Asked = Annotated[
    Annotated[CheckRequest, Tag(ONE)] | Annotated[DraftsRequest, Tag(MANY)], Discriminator(_which)
]


class MatrixRequest(DraftIn):
    """One draft to be checked for several channels and territories."""

    id: Identifier = Field(ABSENT)
    use: UseIn = Field(ABSENT, description="what all cells have in common")
    look: Looks = Field(ABSENT, description="what to look for; default: what the service is set to")
    channels: list[Short] = Field(min_length=1, max_length=20, examples=[["web", "print"]])
    territories: list[Short] = Field(default_factory=list, max_length=60, examples=[["FR", "IT"]])

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        if len(self.channels) * max(1, len(self.territories)) > 300:
            raise ValueError("more than 300 cells")
        return self


class FixStep(Strict):
    """A step of a fix, as in the answer to a check."""

    op: Literal["insert", "replace", "delete"]
    at: Offset = Field(ABSENT, description="where the text goes, for `insert`")
    start: Offset = Field(
        ABSENT, description="where the replaced or deleted text starts, for the others"
    )
    end: Offset = Field(ABSENT)
    text: Text = Field("")

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if self.op == "insert":
            if self.at is None:
                raise ValueError("an insert needs at")
        elif self.start is None or self.end is None or self.start >= self.end:
            raise ValueError(f"a {self.op} needs a start before its end")
        return self


class MendRequest(DraftIn):
    """The draft as it was checked, and the fixes that are to be applied to it."""

    units: OffsetUnits = "codepoints"
    fixes: list[Annotated[list[FixStep], Field(min_length=1, max_length=50)]] = Field(
        min_length=1, max_length=40, description="the `fix` of one reason or of several"
    )


class ConfirmRequest(DraftIn):
    """The text that is about to be published under an earlier check.

    `id` and `revision` name the piece from now on if it had none when it was checked.
    """

    id: Identifier = Field(ABSENT, description="default: that of the check")
    revision: Identifier = Field(ABSENT, description="default: that of the check")
    mode: Mode = "full"


class OverrideRequest(Strict):
    """A person's release of a piece: it holds for the checked text, not for the next revision."""

    codes: list[Short] = Field(min_length=1, max_length=50, examples=[["credit.missing"]])
    why: Why
    role: Short = Field(ABSENT, description="one of the key's roles; default all of them")
    until: Moment = Field(ABSENT)
    text_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


# Readers are lenient with what wires send: the schema says the names, the answer says the faults.
_ITEM_SCHEMA = {
    "type": "object",
    "properties": {
        "id": {"description": "stable id; needed"},
        "owner": {"description": "agency id or an id of your own; needed"},
        "text": {"description": "the text; `html` may stand in its place"},
        "title": {"description": "headline"},
        "published": {"description": "RFC 3339"},
        "version": {"description": "a number or a time; the newest counts"},
        "language": {"description": "BCP 47"},
        "rights": {"description": "an object: what the provider says of the item"},
    },
    "description": "Other members of ninjs are read too.",
    "examples": [{"id": "urn:afp:1", "owner": "afp", "text": "The harbour reopened."}],
}
ItemIn = Annotated[dict[str, Any], WithJsonSchema(_ITEM_SCHEMA)]


class SourcesIn(Strict):
    """Items to be added, all or none; or one wire document in any known format."""

    items: list[ItemIn] = Field(ABSENT, min_length=1, max_length=10000)
    document: DocumentFile = Field(ABSENT)
    owner: Short = Field(
        ABSENT,
        description="the owner of all items, overriding their own statements: an id, a name or "
        "an alias",
    )

    model_config = ConfigDict(extra="forbid", json_schema_extra=_one_of("items", "document"))

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.items is None) == (self.document is None):
            raise ValueError("exactly one of items, document is needed")
        return self


class KillRequest(Strict):
    """Why an item is withdrawn, and since when."""

    reason: Remark = ""
    at: Moment = Field(ABSENT)


class RightsPatch(Strict):
    """Rights of an item that are to be changed: fields of `rights`, as in a source."""

    rights: Annotated[
        dict[str, Any], Field(min_length=1, max_length=50, examples=[{"status": "withheld"}])
    ]


class WebhookIn(Strict):
    """A subscription to be created: the address that receives events, and which."""

    url: Annotated[str, Field(min_length=8, max_length=2000, pattern="^https?://")]
    events: list[EventName] = Field(min_length=1, max_length=10)
    description: Short = ""
