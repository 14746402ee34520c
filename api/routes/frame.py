"""What all pages share: the frame around them, and who may enter."""

import json
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ..auth import Caller
from ..problems import ApiProblem
from ..route_guard import let_in
from ..service import of

__all__ = ["SHOWN", "enter", "page", "pretty"]

PAGES = (
    ("/", "Check"),
    ("/sources", "Sources"),
    ("/agreements", "Agreements"),
    ("/recall", "Recall"),
    ("/audits", "Audits"),
    ("/keys", "Keys"),
)
SHOWN = 50


def page(request: Request, caller: Caller, name: str, here: str, **values: Any) -> Response:
    """A rendered page."""
    service = of(request)
    words = service.pages.get_template(name).render(
        pages=PAGES,
        here=here,
        who="" if caller.id == "local" else caller.label,
        signed_in=caller.by_cookie and caller.id != "local",
        version=request.app.version,
        asset=service.assets,
        **values,
    )
    return Response(words.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")


async def enter(request: Request, scope: str) -> Caller:
    """The caller of a page, let in as to the API.

    Raises:
        HTTPException: 303 to the sign-in, for who shows no key.
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
        raise ApiProblem(403, "scope-missing", f"the key lacks the scope {scope}")
    return caller


def pretty(document: Any) -> str:
    """JSON for people."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
