"""The OpenAPI document: the responses of each route, and the components from the types."""

from typing import Any, get_args, get_origin

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from checker.report import Answer
from checker.report.answer import Failure, Override

from .response_models.agreements import Agreement, AgreementEntry, AgreementPreview, Policy
from .response_models.audits import Audit
from .response_models.checks import Checked, CheckHead, Confirmation, MadeFixes, Matrix
from .response_models.general import Page, Problem
from .response_models.items import Ingested, Item
from .response_models.pieces import ExpiringPiece, Killed, RecalledPiece
from .response_models.rules import Agency, Rule, RuleHead
from .response_models.service import Health, Key, Webhook

__all__ = ["ANSWER", "openapi_of", "problems"]

_TYPES = (
    Agreement,
    AgreementPreview,
    Answer,
    Audit,
    Checked,
    Confirmation,
    Failure,
    Health,
    Ingested,
    Item,
    Key,
    Killed,
    MadeFixes,
    Matrix,
    Override,
    Policy,
    Problem,
    Rule,
    Webhook,
    Page[Agency],
    Page[AgreementEntry],
    Page[Audit],
    Page[CheckHead],
    Page[ExpiringPiece],
    Page[Item],
    Page[Key],
    Page[RecalledPiece],
    Page[RuleHead],
    Page[Webhook],
)
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
_SCHEMA = "#/components/schemas/{name}"


def ANSWER(  # noqa: N802 - reads as a word of the declaration
    kind: Any, *codes: int, status: int = 200, other: Any = None
) -> dict[int | str, dict[str, Any]]:
    """Returns the `responses` of a route: its response type, and its problems."""
    schema: dict[str, Any] = _schema(kind)
    if other is not None:
        schema = {"oneOf": [schema, _schema(other)]}
    content = {"application/json": {"schema": schema}}
    answer = {"description": _WORDS.get(status, "Success"), "content": content}
    return {status: answer, **problems(*codes)}


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Returns the problem responses of a route."""
    content = {"application/problem+json": {"schema": _schema(Problem)}}
    return {
        code: {"description": _WORDS[code]} | ({} if code == 304 else {"content": content})
        for code in codes
    }


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Returns the OpenAPI document of the service."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        description=app.description,
        routes=app.routes,
    )
    components = document.setdefault("components", {})
    _, schemas = msgspec.json.schema_components(_TYPES, ref_template=_SCHEMA)
    components.setdefault("schemas", {}).update(schemas)
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"key": []}, {}]
    return document


def _schema(kind: Any) -> dict[str, str]:
    """A reference to the component of a type, under the name that msgspec gives it."""
    names = [(get_origin(kind) or kind).__name__, *(one.__name__ for one in get_args(kind))]
    name = names[0] if len(names) == 1 else f"{names[0]}_{'_'.join(names[1:])}_"
    return {"$ref": _SCHEMA.format(name=name)}
