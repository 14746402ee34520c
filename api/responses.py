"""Responses that all routes share: JSON, ETags, pages with cursors."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request
from starlette.responses import Response

from checker.wording import worded

from .problems import ApiProblem, dumps
from .response_models.general import Page

__all__ = [
    "REPORT_POLICY",
    "SCRIPTED_REPORT_POLICY",
    "Cursor",
    "cursor_of",
    "etag_of",
    "json_response",
    "match_required",
    "page",
    "read_cursor",
    "read_number",
    "with_etag",
]


def json_response(
    value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Returns a value as an ASCII JSON response."""
    return Response(
        dumps(value), status_code=status, headers=headers, media_type="application/json"
    )


def etag_of(*parts: object) -> str:
    """Returns a strong entity tag from what identifies a state."""
    named = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return f'"{hashlib.sha256(named).hexdigest()[:32]}"'


def with_etag(
    request: Request, etag: str, value: Any, *, cache: str = "private, no-cache"
) -> Response:
    """Returns the value with its ETag, or 304 if the caller has it.

    `cache` is its Cache-Control.
    """
    headers = {"ETag": etag, "Cache-Control": cache}
    held = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in held or f"W/{etag}" in held or "*" in held:
        return Response(status_code=304, headers=headers)
    return json_response(value, headers=headers)


def match_required(request: Request, etag: str | None) -> bool:
    """Refuses to change a state that the caller has not seen.

    Returns whether the write has to compare too, in its own transaction: somebody else may write
    before it does.

    Raises:
        ApiProblem: 412 if the entity tag differs.
    """
    given = request.headers.get("if-match")
    if given is None:
        return False
    held = [tag.strip() for tag in given.split(",")]
    if etag is None or (etag not in held and "*" not in held):
        raise ApiProblem(412, "changed-meanwhile", "someone else changed it: read it again")
    return "*" not in held


T = TypeVar("T")
# Of pages that are kept as files: they bring their style along, and nothing of them runs.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox"
)
# The same for the report of an audit, whose script searches and sorts its own table: it has no
# origin and reaches nothing.
SCRIPTED_REPORT_POLICY = (
    REPORT_POLICY.replace("style-src", "script-src 'unsafe-inline'; style-src") + " allow-scripts"
)
# The query parameter of every route that lists page by page.
Cursor = Annotated[
    str, Query(max_length=4000, pattern="^([0-9a-f]{2})*$", description="from `next_cursor`")
]


def cursor_of(position: str) -> str:
    """Returns an opaque cursor after a position."""
    return position.encode("utf-8", "surrogatepass").hex()


def read_cursor(cursor: str | None) -> str | None:
    """Returns the position of a cursor; None at the start of a list.

    Any cursor of the right form is a position: the page begins after it in the list's order.
    """
    return bytes.fromhex(cursor).decode("utf-8", "replace") if cursor else None


def read_number(cursor: str | None) -> int | None:
    """Returns the number in a cursor, which survives the row that had it; None at the start.

    Raises:
        ApiProblem: 422 if the cursor is one of another list.
    """
    position = read_cursor(cursor)
    if position is None:
        return None
    if not (position.isascii() and position.isdecimal() and len(position) < 19):
        what = worded("this cursor belongs to another list: omit it to start from the beginning")
        raise ApiProblem(
            422, "invalid-request", what, errors=[{"field": "query/cursor", "detail": what}]
        )
    return int(position)


def page(items: Sequence[T], limit: int, next_position: str | None) -> Page[T]:
    """Returns one page of a list; `next_cursor` is null on the last."""
    cursor = cursor_of(next_position) if next_position is not None else None
    return Page(items=list(items), limit=limit, next_cursor=cursor)
