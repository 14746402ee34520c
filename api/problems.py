"""Errors as RFC 9457 problem details, whatever and wherever the cause.

No response ever repeats the input: a validation error names the field, states what is wrong and
what is expected, and omits the value, since drafts are confidential until they are published.
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match

from checker.errors import (
    AgreementError,
    Busy,
    ConfigurationError,
    Conflict,
    DiskFull,
    IndexFault,
    InputError,
    LicencesUnreadable,
    NotFound,
    PolicyError,
    Refused,
    RuleError,
    Stale,
    StoreError,
    UnknownName,
    UnsupportedFormat,
    WirecheckError,
)
from checker.languages import Language
from checker.report.encode import json_values
from checker.wording import Message, plural, worded, worded_as

from .reader import reader_of
from .request_models import MANY, ONE

__all__ = [
    "PROBLEM_TYPE",
    "ApiProblem",
    "core_problem",
    "dumps",
    "install",
    "problem_in",
    "problem_response",
    "validation_problem",
]

PROBLEM_TYPE = "application/problem+json"

_STATUS_OF: tuple[tuple[type[WirecheckError], int, str], ...] = (
    (NotFound, 404, "not-found"),
    (Stale, 412, "changed-meanwhile"),
    (Conflict, 409, "conflict"),
    (Refused, 422, "invalid-request"),
    (Busy, 503, "busy"),
    (DiskFull, 507, "disk-full"),
    (UnsupportedFormat, 415, "unsupported-format"),
    (InputError, 422, "unreadable-document"),
    (AgreementError, 422, "agreement-refused"),
    (PolicyError, 422, "policy-refused"),
    (RuleError, 503, "rules-refused"),  # of ours: no request brings rules
    (UnknownName, 422, "invalid-request"),
    (ConfigurationError, 422, "configuration-refused"),
    (IndexFault, 503, "index-unavailable"),
    (LicencesUnreadable, 503, "licences-unreadable"),
    (StoreError, 503, "store-unavailable"),  # last: what it is not is above
)


class ApiProblem(Exception):
    """A problem that a route raises deliberately.

    Args:
        status: HTTP status.
        slug: last part of the problem's type URI; stable.
        detail: one sentence for a person.
        errors: fields at fault, each `{"field", "detail", "hint"?}`.
        headers: additional response headers.
        extra: additional members of the problem object.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})


def dumps(value: Any) -> bytes:
    """Returns ASCII JSON: a lone surrogate, which UTF-8 cannot encode, is returned as received."""
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, separators=(",", ":"), default=json_values
    ).encode()


def problem_body(
    status: int, slug: str, detail: str, errors: Sequence[Mapping[str, str]] = (), **extra: Any
) -> bytes:
    """Returns the problem object as JSON."""
    body: dict[str, Any] = {
        "type": f"urn:wirecheck:problem:{slug}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **extra,
    }
    if errors:
        body["errors"] = list(errors)
    return dumps(body)


def problem_response(problem: ApiProblem) -> Response:
    """Returns the HTTP response for a problem."""
    body = problem_body(
        problem.status, problem.slug, problem.detail, problem.errors, **problem.extra
    )
    return Response(
        body, status_code=problem.status, headers=problem.headers, media_type=PROBLEM_TYPE
    )


def problem_in(problem: ApiProblem, language: Language) -> ApiProblem:
    """Returns a problem in the reader's language; types, fields and members for programs stay."""
    return ApiProblem(
        problem.status,
        problem.slug,
        language.text(problem.detail),
        errors=[_error_in(one, language) for one in problem.errors],
        headers=problem.headers,
        extra=problem.extra,
    )


def _error_in(error: Mapping[str, str], language: Language) -> dict[str, str]:
    return {
        name: value if name == "field" else language.text(value) for name, value in error.items()
    }


def install(app: FastAPI) -> None:
    """Makes `app` answer every error with a problem."""
    app.add_exception_handler(ApiProblem, _own)
    app.add_exception_handler(WirecheckError, _core)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)


_TITLES = {  # of pages, for people
    403: worded("Your key does not allow this"),
    404: worded("There is nothing at this address"),
    422: worded("This address or form cannot be read"),
    429: worded("Too many requests at once"),
    503: worded("The service is busy, starting or stopping"),
}


def _told(request: Request, raised: ApiProblem) -> Response:
    """Returns a problem as a page for browsers and as JSON for programs."""
    language = reader_of(request)
    problem = problem_in(raised, language)
    if request.url.path.startswith("/v1") or "text/html" not in request.headers.get("accept", ""):
        return problem_response(problem)
    service = request.app.state.service
    phrase = HTTPStatus(problem.status).phrase
    words = (
        service.pages[language.code]
        .get_template("problem.html")
        .render(
            problem=problem,
            title=_TITLES.get(problem.status, phrase),
            onward=_onward(request.url.path),
            detail="" if raised.detail in (phrase, _HTTP.get(problem.status)) else problem.detail,
            pages=(),
            here="",
            who="",
            signed_in=False,
            version=request.app.version,
            asset=service.assets,
        )
    )
    return HTMLResponse(words, status_code=problem.status, headers=problem.headers)


# Where somebody may have come from, by the first part of an address.
_ONWARD: Mapping[str, Message] = {
    "agreements": worded("All agreements"),
    "audits": worded("All audits"),
    "sources": worded("All sources"),
    "recall": worded("Recall"),
    "expiring": worded("Expiring"),
    "keys": worded("Keys"),
}


def _onward(path: str) -> tuple[str, Message]:
    """The page to continue from one that is not there, and its name."""
    section = path.strip("/").partition("/")[0]
    if section in _ONWARD and path.strip("/") != section:
        return f"/{section}", _ONWARD[section]
    return "/", worded("Check a draft")


async def _own(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiProblem)
    return _told(request, error)


async def _core(request: Request, error: Exception) -> Response:
    assert isinstance(error, WirecheckError)
    return _told(request, core_problem(error))


def core_problem(error: WirecheckError) -> ApiProblem:
    """Returns the problem for an error of the core."""
    status, slug = next(
        ((status, slug) for cls, status, slug in _STATUS_OF if isinstance(error, cls)),
        (500, "internal"),
    )
    errors = [
        {"field": problem.place, "detail": problem.what}
        | ({"hint": problem.hint} if problem.hint else {})
        for problem in error.problems
    ]
    detail = errors[0]["detail"] if errors else "the service could not do this"
    if isinstance(error, NotFound) and errors and errors[0]["field"]:
        detail = worded("{thing} {detail}", thing=errors[0]["field"], detail=worded_as(detail))
    headers = {"Retry-After": "2"} if status == 503 else {}
    # Not a service that is away, but one that cannot judge: `on_unavailable` has no say then.
    extra = {"enforcement": "hold"} if status >= 500 and not isinstance(error, Busy) else {}
    return ApiProblem(status, slug, detail, errors=errors, headers=headers, extra=extra)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _told(request, validation_problem(error.errors()))


def validation_problem(entries: Sequence[Any]) -> ApiProblem:
    """Returns the problem for an invalid request, from the validation library's errors."""
    errors = [_field_error(entry) for entry in entries]
    first = errors[0] if errors else {"field": "", "detail": "the request is not valid"}
    detail = f"{first['field']}: {first['detail']}" if first["field"] else first["detail"]
    return ApiProblem(422, "invalid-request", detail, errors=errors)


# What the validation library says in words of its own code, and in ours.
_WORDS: Mapping[str, Message] = {
    "extra_forbidden": worded("this key is not known"),
    "missing": worded("is required"),
    "model_attributes_type": worded("must be a JSON object"),
    "model_type": worded("must be a JSON object"),
    "dict_type": worded("must be a JSON object"),
    "list_type": worded("must be a list"),
    "string_type": worded("must be a string"),
    "bool_type": worded("must be true or false"),
    "bool_parsing": worded("must be true or false"),
    "int_type": worded("must be a whole number"),
    "int_parsing": worded("must be a whole number"),
    "int_from_float": worded("must be a whole number"),
    "float_type": worded("must be a number"),
    "float_parsing": worded("must be a number"),
    "string_pattern_mismatch": worded("does not have the required form"),
}


def _bounds(entry: Mapping[str, Any]) -> Message | None:
    """What a limit or a list of words says, in our words; None for another fault."""
    limits = entry.get("ctx") or {}
    match str(entry.get("type")):
        case "greater_than_equal":
            return worded("must be at least {least}", least=limits["ge"])
        case "less_than_equal":
            return worded("must be at most {most}", most=limits["le"])
        case "too_short":
            return plural(
                "must have at least {n} entry",
                "must have at least {n} entries",
                limits["min_length"],
            )
        case "too_long":
            most = limits["max_length"]
            return plural("must have at most {n} entry", "must have at most {n} entries", most)
        case "string_too_short":
            return plural(
                "must have at least {n} character",
                "must have at least {n} characters",
                limits["min_length"],
            )
        case "string_too_long":
            return plural(
                "must have at most {n} character",
                "must have at most {n} characters",
                limits["max_length"],
            )
        case "literal_error":
            allowed = str(limits["expected"]).replace("'", "")
            return worded("must be one of these: {allowed}", allowed=allowed)
    return None


def _field_error(entry: Mapping[str, Any]) -> dict[str, str]:
    place = [str(part) for part in entry.get("loc", ()) if part not in (ONE, MANY)]
    where = place[0] if place else ""
    field = ".".join(place[1:]) if where == "body" else "/".join(place)
    said = str(entry.get("msg", "is not valid")).removeprefix("Value error, ")
    message = _bounds(entry) or _WORDS.get(str(entry.get("type")), worded_as(said))
    if not field and entry.get("type") == "missing":
        message = worded("the body is empty")
    return {"field": _printable(field), "detail": _printable(message)}


def _printable(text: str) -> str:
    """A key that the client made up, truncated."""
    return text if len(text) <= 200 else text[:200] + "..."


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slug = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(sorted(_methods(request)))
    detail = _HTTP.get(error.status_code, worded_as(str(error.detail)))
    return _told(request, ApiProblem(error.status_code, slug, detail, headers=headers))


_HTTP = {  # of addresses that no route knows
    404: worded("there is nothing at this address"),
    405: worded("this address does not accept this method"),
}


def _methods(request: Request) -> set[str]:
    """All methods of a path; a route of its own knows its own alone."""
    matching = [
        route
        for route in request.app.state.routes
        if route.matches(request.scope)[0] is not Match.NONE
    ]
    same = [route for route in matching if route.path == matching[0].path]
    declared = [route for route in same if getattr(route, "include_in_schema", True)]
    return {method for route in declared for method in route.methods or ()}
