"""Signing in to the pages: the key becomes a cookie that scripts cannot read."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.languages import LANGUAGES

from ..auth import COOKIE, own_page, scheme_of
from ..forms import form_of
from ..problems import ApiProblem
from ..reader import CHOICE
from ..requests import json_body
from ..service import of
from .frame import FORM_HEADERS, bare_page, moved_to

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
YEAR = 366 * 24 * 3600  # seconds that a choice of language is remembered


@router.post("/session", status_code=204)
async def open_session(request: Request) -> Response:
    """Signs in with a key sent as JSON, and sets the cookie."""
    _admit(request)
    value = await json_body(request)
    key = await _checked(request, value.get("key") if isinstance(value, dict) else None)
    return _signed_in(request, Response(status_code=204), key)


@router.delete("/session", status_code=204)
async def sign_out(request: Request) -> Response:
    """Signs out: deletes the cookie with the key."""
    own_page(request)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response


@router.get("/sign-in")
async def ask(
    request: Request,
    next: Annotated[str, Query(max_length=500)] = "/",  # noqa: A002 - the public name
) -> Response:
    """Shows the page on which a key is entered."""
    return _form(request, next)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Signs in with the key from the form, sets the cookie, and returns to the requested page."""
    try:
        _admit(request)
        form = await form_of(request)
        key = await _checked(request, form.text("key"))
    except ApiProblem as problem:
        return _form(request, "/", problem)
    return _signed_in(request, moved_to(_own_path(form.text("next"))), key)


@router.get("/language/{code}")
async def choose_language(request: Request, code: str) -> Response:
    """Remembers the language that a person chose for the pages, and returns to the page."""
    back = urlsplit(request.headers.get("referer", ""))
    response = moved_to(_own_path(back.path or "/"))
    if code in LANGUAGES:
        response.set_cookie(
            CHOICE,
            code,
            max_age=YEAR,
            httponly=True,
            samesite="lax",
            secure=scheme_of(request) == "https",
            path="/",
        )
    return response


def _admit(request: Request) -> None:
    """Limits attempts, and prevents other sites from signing an editor in with a key of theirs.

    Raises:
        ApiProblem: 403, 429.
    """
    own_page(request)
    rate = of(request).limiter.take(f"sign-in:{request.client.host if request.client else ''}")
    if rate.wait:
        raise ApiProblem(
            429,
            "too-many-requests",
            "too many attempts; wait before you try again",
            headers=rate.headers(),
        )


async def _checked(request: Request, key: object) -> str:
    service = of(request)
    if not isinstance(key, str) or await service.read(service.book.caller, key.strip()) is None:
        raise ApiProblem(401, "unauthorized", "this is not a valid key")
    return key.strip()


def _signed_in(request: Request, response: Response, key: str) -> Response:
    response.set_cookie(
        COOKIE,
        key,
        httponly=True,
        samesite="strict",
        secure=scheme_of(request) == "https",
        path="/",
    )
    return response


def _form(request: Request, wanted: str, problem: ApiProblem | None = None) -> Response:
    return bare_page(
        request,
        "sign_in.html",
        status=200 if problem is None else problem.status,
        headers=FORM_HEADERS if problem is None else {**FORM_HEADERS, **problem.headers},
        next=_own_path(wanted),
        problem=problem,
    )


def _own_path(path: str) -> str:
    """A path of ours, never another site's address."""
    own = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if own and all(letter > " " for letter in path) else "/"
