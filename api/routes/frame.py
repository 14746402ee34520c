"""What all pages share: the frame around them, and who may enter."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from checker.wording import worded

from ..auth import Caller
from ..problems import ApiProblem
from ..reader import code_of
from ..route_guard import let_in
from ..service import of

__all__ = ["FORM_HEADERS", "SHOWN", "bare_page", "enter", "moved_to", "page"]

PAGES = (
    ("/", worded("Check")),
    ("/sources", worded("Sources")),
    ("/agreements", worded("Agreements")),
    ("/recall", worded("Recall")),
    ("/expiring", worded("Expiring")),
    ("/audits", worded("Audits")),
    ("/keys", worded("Keys")),
)
SHOWN = 50
# With no referrer at all a browser names no origin in what a form sends, and it would be refused.
FORM_HEADERS = {"Referrer-Policy": "same-origin"}


def page(
    request: Request, caller: Caller, name: str, here: str, *, status: int = 200, **values: Any
) -> Response:
    """Returns a page of the desk, with its menu and the caller's name."""
    frame = {
        "pages": PAGES,
        "here": here,
        "who": "" if caller.id == "local" else caller.label,
        "signed_in": caller.by_cookie and caller.id != "local",
    }
    return _drawn(request, name, status, FORM_HEADERS, {**frame, **values})


def bare_page(
    request: Request, name: str, *, status: int, headers: Mapping[str, str], **values: Any
) -> Response:
    """Returns a page for somebody whom nobody knows yet: it has no menu and no name."""
    frame = {"pages": (), "here": "", "who": "", "signed_in": False}
    return _drawn(request, name, status, headers, {**frame, **values})


def _drawn(
    request: Request, name: str, status: int, headers: Mapping[str, str], values: Mapping[str, Any]
) -> Response:
    service = of(request)
    template = service.pages[code_of(request.scope)].get_template(name)
    words = template.render(version=request.app.version, asset=service.assets, **values)
    return Response(
        words.encode("utf-8", "replace"),
        status_code=status,
        media_type="text/html; charset=utf-8",
        headers=headers,
    )


def moved_to(path: str) -> Response:
    """Returns the redirect after a form, so that a reload does not send the form again."""
    return Response(status_code=303, headers={"Location": path})


async def enter(request: Request, scope: str) -> Caller:
    """Returns the caller of a page, who is identified as by the API.

    Raises:
        HTTPException: 303 to the sign-in page if there is no key.
        ApiProblem: 403 without the scope.
    """
    try:
        caller = await let_in(request)
    except ApiProblem as problem:
        if problem.status != 401:
            raise
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        there = {"Location": f"/sign-in?next={quote(here, safe='')}"}
        raise HTTPException(303, "sign in first", there) from None
    if not caller.may(scope):
        raise ApiProblem(
            403, "scope-missing", worded("the key lacks the scope {scope}", scope=scope)
        )
    return caller
