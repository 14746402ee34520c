"""The shapes of answers, for the OpenAPI document and for clients that generate code from it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

__all__ = ["ANSWER", "component_schemas", "problems"]

VerdictWord = Literal["clear", "credit_required", "licence_required", "blocked"]
Enforcement = Literal["allow", "warn", "hold", "block"]


class Open(BaseModel):
    """More members may come; none goes without a new schema number."""

    model_config = ConfigDict(extra="allow")


class FieldFault(Open):
    """One thing that is wrong, and where."""

    field: str
    detail: str
    hint: str | None = None


class ProblemDetails(Open):
    """An error (RFC 9457)."""

    type: str = Field(examples=["urn:wirecheck:problem:invalid-request"])
    title: str
    status: int
    detail: str
    errors: list[FieldFault] | None = None


class FindingOut(Open):
    """A marking in the draft; one in metadata has start = end = 0 and its path in `field`."""

    rule: str
    agency: str
    kind: str
    zone: str
    start: int | None = None
    end: int | None = None
    text: str
    confidence: str
    key: str
    role: str | None = None
    scope: str


class PassageOut(Open):
    """A stretch of the draft beside the stretch of the source."""

    start: int | None = None
    end: int | None = None
    source_start: int | None = None
    source_end: int | None = None
    similarity: float
    words: int
    counted: bool


class MatchOut(Open):
    """A licensed source that the draft reuses; shares are 0 to 1."""

    source: str
    version: str
    owner: str
    words: int
    share_of_draft: float
    share_of_source: float
    longest_run_words: int
    passages: list[PassageOut]


class ReasonOut(Open):
    """Why; `code` is stable."""

    code: str
    severity: VerdictWord
    message: str
    fix: list[dict[str, Any]] = []


class ClaimOut(Open):
    """All evidence about one owner in one role, and what follows."""

    owner: str
    role: Literal["text", "photo", "mention", "press_release"]
    verdict: VerdictWord
    agreement: str | None
    agreements: list[str] = []
    reasons: list[ReasonOut]


class NextEventOut(Open):
    """When the verdict will change, and what to do then."""

    at: str
    action: str
    reason: str


class Result(Open):
    """The result of a check, `wirecheck/1`."""

    schema_: Literal["wirecheck/1"] = Field(alias="schema")
    id: str | None
    check: str | None = None
    verdict: VerdictWord
    enforcement: Enforcement
    complete: bool
    message: str
    findings: list[FindingOut]
    matches: list[MatchOut]
    claims: list[ClaimOut]
    reasons: list[ReasonOut]
    next_event: NextEventOut | None
    versions: dict[str, Any]
    checked_at: str
    text_sha256: str
    units: Literal["codepoints", "utf16"]


class Cell(Open):
    """One use of a matrix."""

    channel: str
    territory: str | None
    verdict: VerdictWord
    enforcement: Enforcement
    complete: bool
    message: str
    reasons: list[str]


class Matrix(Open):
    """One draft against several uses."""

    channels: list[str]
    territories: list[str]
    cells: list[Cell]


class Listing(Open):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[dict[str, Any]]
    limit: int
    next_cursor: str | None


class Override(Open):
    """A release of a text by a named person."""

    id: str
    check: str
    who: str
    codes: list[str]
    why: str
    at: str
    text_sha256: str


class Confirmation(Open):
    """The verdict on the text that is about to be published."""

    confirmed: bool
    check: str | None
    verdict: VerdictWord
    complete: bool
    enforcement: Enforcement
    text_sha256: str


class StoredItem(Open):
    """What became of one item."""

    id: str
    outcome: Literal["added", "updated", "unchanged", "older"]
    version: str
    killed: list[str]
    killed_by: str | None


class Ingested(Open):
    """What became of items; `late` are stored checks that turn out to use one of them."""

    items: list[StoredItem]
    late: dict[str, list[str]]


class Thing(Open):
    """One resource."""

    id: str


class Killed(Open):
    """Ids that died by a kill, and the pieces that use one of them."""

    id: str
    killed: list[str]
    uses: list[dict[str, Any]]


class Document(Open):
    """A document as it was written."""

    digest: str
    document: dict[str, Any]


class Health(Open):
    """How the service is."""

    status: Literal["ok", "warming", "degraded"]


_MODELS = (
    ProblemDetails,
    Result,
    Matrix,
    Listing,
    Override,
    Confirmation,
    Ingested,
    Thing,
    Killed,
    Document,
    Health,
)
_ALIASES = {"CheckList": "Listing"}
_WORDS = {
    304: "Not modified",
    400: "Malformed request",
    401: "No valid key",
    403: "Not allowed",
    404: "Not found",
    408: "The body came too slowly",
    409: "Conflict",
    412: "Changed by somebody else meanwhile",
    413: "Body too large",
    415: "Type or encoding not supported",
    422: "Invalid request",
    429: "Too many requests",
    500: "A defect of the service",
    503: "Busy or stopping; try again after Retry-After",
    507: "The disk is full; nothing that was stored is lost",
}


def ANSWER(  # noqa: N802 - reads as a word of the declaration
    model: str, *codes: int, status: int = 200
) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: its answer's model and the problems it may give."""
    name = _ALIASES.get(model, model)
    good = {
        "description": "Success",
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
    return {status: good, **problems(*codes)}


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Problem responses of a route."""
    content = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    }
    return {
        code: {"description": _WORDS[code]} | ({} if code == 304 else {"content": content})
        for code in codes
    }


def component_schemas() -> dict[str, Any]:
    """The schemas that the routes refer to, for `components.schemas`."""
    pairs = [(model, "serialization") for model in _MODELS]
    _, top = models_json_schema(
        pairs,  # type: ignore[arg-type]
        ref_template="#/components/schemas/{model}",
    )
    schemas: dict[str, Any] = top["$defs"]
    return schemas
