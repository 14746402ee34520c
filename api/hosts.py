"""Names under which the service answers, so that no foreign name can be bound to it.

While no key is needed, a page of another site could have its own name point at 127.0.0.1 and
then talk to the service as if it were its own (DNS rebinding). The Host header gives that away.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from .problems import ApiProblem, problem_response

__all__ = ["KnownHosts"]

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


class KnownHosts:
    """Refuses requests to names that are not ours; without `names` only loopback names are."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...], *, check: bool) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names) | _LOCAL
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] == "http" and self._check and not self._known(scope):
            problem = ApiProblem(
                421,
                "unknown-host",
                "this service is not known under that name",
                errors=[{"field": "Host", "detail": "is not among serve.hosts"}],
            )
            await problem_response(problem)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _known(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host", "").lower()
        bare = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
        return bare in self._names
