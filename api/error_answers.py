"""How the service answers an error: a problem for programs, a page for browsers."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from checker.errors import WirecheckError
from checker.wording import Message, worded, worded_as

from .problems import ApiProblem, core_problem, problem_in, problem_response
from .reader import reader_of
from .routes.frame import bare_page
from .validation import validation_problem

__all__ = ["install"]


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
    problem = problem_in(raised, reader_of(request))
    if request.url.path.startswith("/v1") or "text/html" not in request.headers.get("accept", ""):
        return problem_response(problem)
    phrase = HTTPStatus(problem.status).phrase
    return bare_page(
        request,
        "problem.html",
        status=problem.status,
        headers=problem.headers,
        problem=problem,
        title=_TITLES.get(problem.status, phrase),
        onward=_onward(request.url.path),
        detail="" if raised.detail in (phrase, _HTTP.get(problem.status)) else problem.detail,
    )


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


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _told(request, validation_problem(error.errors()))


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
