"""The outermost layer: request ids, security headers, metrics, one log line, no bare 500."""

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.languages import language_named

from .metrics import Metrics
from .problems import ApiProblem, problem_in, problem_response
from .reader import code_of, state_language

__all__ = ["HeadRequests", "RequestMiddleware"]

log = logging.getLogger("wirecheck.request")

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,80}")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class RequestMiddleware:
    """ASGI middleware that logs and counts every request."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.perf_counter()
        status = 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(raw=message["headers"]), scope, request_id)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except Exception:
            log.exception("request failed", extra={"fields": {"request": request_id}})
            if status:
                raise  # the answer has begun: only the connection's end can tell
            problem = ApiProblem(
                500,
                "internal",
                "the service failed on this request; look up this id in the log",
                extra={"request": request_id},
            )
            spoken = problem_in(problem, language_named(code_of(scope)))
            await problem_response(spoken)(scope, receive, observed)
        finally:
            self._note(scope, status, time.perf_counter() - began, request_id)

    def _dress(self, headers: MutableHeaders, scope: Scope, request_id: str) -> None:
        headers["x-request-id"] = request_id
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        for name, value in scope["state"].get("rate_headers", {}).items():
            headers.setdefault(name, value)
        state_language(headers, scope)
        static = scope["path"].startswith("/static/")
        headers.setdefault("cache-control", "no-cache" if static else "no-store")

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", "") or "other"
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        self._metrics.requests.labels(method, route, str(status or 499)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if route not in _SILENT:
            fields = {
                "request": request_id,
                "method": method,
                "route": route,
                "status": status or 499,
                "ms": round(seconds * 1000, 1),
            }
            log.info("request", extra={"fields": fields})


class HeadRequests:
    """ASGI middleware that answers HEAD as GET, without the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"}  # the server itself goes by its own
        try:
            await self._app(asked, receive, without_body)
        finally:
            if "route" in asked:
                scope["route"] = asked["route"]  # which is counted and logged


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SILENT = frozenset({"/healthz", "/readyz", "/metrics"})
