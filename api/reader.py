"""The language of a request's reader: a program states it in a header, a person chooses it."""

from http.cookies import CookieError, SimpleCookie

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Scope

from checker.languages import LANGUAGES, Language, language_named, language_of_header

__all__ = ["CHOICE", "code_of", "reader_of", "state_language"]

CHOICE = "wirecheck_language"  # the cookie with a person's choice


def reader_of(request: Request) -> Language:
    """Returns the language in which a request is answered; English where none is asked for."""
    return language_named(code_of(request.scope))


def code_of(scope: Scope) -> str:
    """Returns the code of that language: of the API by its header, of pages by choice first."""
    headers = Headers(scope=scope)
    if not scope.get("path", "").startswith("/v1"):
        chosen = _chosen(headers.get("cookie", ""))
        if chosen:
            return chosen
    return language_of_header(headers.get("accept-language"))


def _chosen(cookies: str) -> str:
    """The language that a person chose; "" for none."""
    read: SimpleCookie = SimpleCookie()
    try:
        read.load(cookies)
    except CookieError:
        return ""
    chosen = read.get(CHOICE)
    return chosen.value if chosen is not None and chosen.value in LANGUAGES else ""


def state_language(headers: MutableHeaders, scope: Scope) -> None:
    """Sets the headers that state the language of a response and that it depends on the reader."""
    if scope.get("path", "").startswith("/static/") or "content-type" not in headers:
        return
    headers.add_vary_header("Accept-Language")
    if not scope.get("path", "").startswith("/v1"):
        headers.add_vary_header("Cookie")
    headers.setdefault("content-language", code_of(scope))
