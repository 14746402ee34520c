"""JSON bodies, parsed strictly: inputs that FastAPI would accept are refused here."""

import json
from typing import Any

from fastapi import Request

from checker.strict import TwiceGiven
from checker.wording import worded

from .problems import ApiProblem

__all__ = ["json_body", "parse_json"]


async def json_body(request: Request) -> Any:
    """Returns the JSON value of a request's body; None when there is no body.

    Raises:
        ApiProblem: 415 for another media type, 400 for invalid JSON.
    """
    body = await request.body()
    if not body:
        return None
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not (
        kind.startswith("application/") and kind.endswith("+json")
    ):
        raise ApiProblem(
            415,
            "unsupported-media-type",
            worded("Content-Type is {kind}", kind=kind[:100] or "missing"),
            errors=[{"field": "Content-Type", "detail": "must be application/json"}],
            headers={"Accept": "application/json"},
        )
    return parse_json(body)


def parse_json(body: bytes) -> Any:
    """Returns the JSON value of a body.

    Python's parser accepts NaN and Infinity, which are not JSON and break the answer, and the last
    of two equal keys; a body nested a thousand levels deep exceeds the recursion limit. All these
    are 400, as is invalid UTF-8.
    """
    twice = TwiceGiven()
    try:
        value = json.loads(
            body.decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=twice
        )
        doubled = [".".join(map(str, path)) for path in twice.paths(value)]
    except UnicodeDecodeError as error:
        raise _malformed(
            worded("the body is not UTF-8 (byte {start})", start=error.start)
        ) from None
    except json.JSONDecodeError as error:
        raise _malformed(
            worded(
                "the body is not JSON: {msg} (line {lineno}, column {colno})",
                msg=error.msg,
                lineno=error.lineno,
                colno=error.colno,
            )
        ) from None
    except RecursionError:
        raise _malformed(worded("the body is nested too deeply")) from None
    except ValueError as error:
        raise _malformed(worded("the body is not JSON: {error}", error=error)) from None
    if doubled:
        detail = worded("this key is given twice")
        raise ApiProblem(
            400,
            "malformed-json",
            worded("{doubled}: {detail}", doubled=doubled[0][:200], detail=detail),
            errors=[{"field": field[:200], "detail": detail} for field in doubled[:50]],
        )
    return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(worded("{name} is not a JSON value", name=name))


def _malformed(detail: str) -> ApiProblem:
    return ApiProblem(400, "malformed-json", detail, errors=[{"field": "", "detail": detail}])
