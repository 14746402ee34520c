"""Errors as RFC 9457 problem details, whatever and wherever the cause.

No response ever repeats the input, since drafts are confidential until they are published.
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

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
from checker.wording import worded, worded_as

from .fault_fields import fields_of

__all__ = [
    "PROBLEM_TYPE",
    "ApiProblem",
    "core_problem",
    "dumps",
    "problem_body",
    "problem_in",
    "problem_response",
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


def core_problem(error: WirecheckError) -> ApiProblem:
    """Returns the problem for an error of the core."""
    status, slug = next(
        ((status, slug) for cls, status, slug in _STATUS_OF if isinstance(error, cls)),
        (500, "internal"),
    )
    errors = fields_of(error.problems)
    detail = errors[0]["detail"] if errors else "the service could not do this"
    if isinstance(error, NotFound) and errors and errors[0]["field"]:
        detail = worded("{thing} {detail}", thing=errors[0]["field"], detail=worded_as(detail))
    headers = {"Retry-After": "2"} if status == 503 else {}
    # Not a service that is away, but one that cannot judge: `on_unavailable` has no say then.
    extra = {"enforcement": "hold"} if status >= 500 and not isinstance(error, Busy) else {}
    return ApiProblem(status, slug, detail, errors=errors, headers=headers, extra=extra)
