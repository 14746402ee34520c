"""The host names of the service, so that no foreign name can be bound to it.

While no key is needed, a page of another site could point its own name at 127.0.0.1 and then access
the service as its own origin (DNS rebinding). The Host header reveals that.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from checker.languages import language_named
from checker.wording import worded

from .problems import ApiProblem, problem_in, problem_response
from .reader import code_of

__all__ = ["KnownHosts"]

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class KnownHosts:
    """ASGI middleware that refuses other host names; without `names`, only loopback is allowed.

    A request with more than one Host is always refused: proxies and this service might read
    different ones.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...], *, check: bool) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names) | _LOCAL
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is not None:
            spoken = problem_in(problem, language_named(code_of(scope)))
            await problem_response(spoken)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _problem(self, scope: Scope) -> ApiProblem | None:
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) > 1:
            detail = worded("the request has more than one Host")
            return ApiProblem(
                400, "bad-host", detail, errors=[{"field": "Host", "detail": "is given twice"}]
            )
        if self._check and not self._known("".join(hosts).lower()):
            return ApiProblem(
                421,
                "unknown-host",
                "this service does not answer to that host name",
                errors=[{"field": "Host", "detail": "is not among serve.hosts"}],
            )
        return None

    def _known(self, host: str) -> bool:
        bare = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
        return bare in self._names
