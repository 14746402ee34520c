"""Authentication: a key in the header, a key in the page's cookie, or local access without keys.

Keys are compared by their hashes in constant time. Anything in the Authorization header that is not
a valid key is 401, even if no key would be needed: a caller that presents a key intends it to be
checked.

Without a key, only local mode admits callers: a service that can be reached from this machine only,
over a newsroom in which no key was ever made. A revoked or expired key closes the service; it never
opens it.
"""

import hmac
import time
from datetime import UTC, datetime
from typing import Protocol

from fastapi import Request

from checker.store import Key
from checker.values import dataclass
from checker.wording import worded

from .problems import ApiProblem
from .tokens import SCOPES, is_token, token_hash

__all__ = ["COOKIE", "Caller", "Demand", "KeyBook", "KeyStore", "identify", "own_page", "scheme_of"]

COOKIE = "wirecheck_key"
REMEMBERED_SECONDS = 1.0
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller with its permissions; `roles` are those with which it may release texts."""

    id: str
    label: str
    scopes: frozenset[str]
    roles: tuple[str, ...] = ()
    by_cookie: bool = False

    def may(self, scope: str) -> bool:
        """Returns whether the caller has a scope."""
        return scope in self.scopes or "admin" in self.scopes


LOCAL = Caller("local", "this machine", frozenset(SCOPES), roles=("local",), by_cookie=True)


class KeyStore(Protocol):
    """The interface of the store's keys that the service needs."""

    def by_hash(self, digest: bytes) -> Key | None:
        """Returns the key with this hash."""

    def all(self) -> list[Key]:
        """Returns all keys."""


class KeyBook:
    """The keys of the store, cached for one second.

    Args:
        keys: the store's keys.
        private: whether only this machine can reach the service.
    """

    def __init__(self, keys: KeyStore, *, private: bool) -> None:
        self._keys = keys
        self._private = private
        self._keyed = False
        self._looked: float | None = None
        self._found: dict[bytes, tuple[float, Key | None]] = {}
        self._used: dict[str, datetime] = {}

    def open(self) -> bool:
        """Returns whether callers on this machine need no key, because no key was ever created.

        A key that was seen once closes the service until it restarts, whatever happens to the key:
        revoked, expired, deleted, or lost with a database that another one replaced.
        """
        if not self._private:
            return False
        now = time.monotonic()
        if not self._keyed and (self._looked is None or now - self._looked > REMEMBERED_SECONDS):
            self._looked = now
            self._keyed = bool(self._keys.all())
        return not self._keyed

    def caller(self, token: str, *, by_cookie: bool = False) -> Caller | None:
        """Returns the caller that presents this token, if it is a valid key."""
        if not is_token(token):
            return None
        digest = token_hash(token)
        key = self._look_up(digest)
        now = datetime.now(UTC)
        if key is None or not hmac.compare_digest(key.hash, digest) or not key.in_force(now):
            return None
        self._used[key.id] = now
        scopes = frozenset(scope for scope in key.scopes if scope in SCOPES)
        roles = tuple(s.removeprefix("role:") for s in key.scopes if s.startswith("role:"))
        return Caller(key.id, key.label, scopes, roles, by_cookie)

    def forget(self) -> None:
        """Clears the cache after a change made by this program."""
        self._found.clear()
        self._looked = None

    def take_used(self) -> dict[str, datetime]:
        """Returns the keys used since the last call, each with the time of its last use."""
        used, self._used = self._used, {}
        return used

    def _look_up(self, digest: bytes) -> Key | None:
        now = time.monotonic()
        known = self._found.get(digest)
        if known is not None and now - known[0] <= REMEMBERED_SECONDS:
            return known[1]
        if len(self._found) > 1000:  # guesses must not fill the memory
            self._found.clear()
        key = self._keys.by_hash(digest)
        self._found[digest] = (now, key)
        return key


def identify(request: Request, book: KeyBook) -> Caller:
    """Returns the caller of a request.

    Raises:
        ApiProblem: 401 for an invalid or missing key.
    """
    headers = request.headers.getlist("authorization")
    if headers:
        caller = _from_header(headers, book)
    elif token := request.cookies.get(COOKIE):
        caller = book.caller(token, by_cookie=True)
    else:
        caller = LOCAL if book.open() else None
    if caller is None:
        raise ApiProblem(
            401,
            "unauthorized",
            "a valid key is required: Authorization: Bearer <key> (create one with wirecheck "
            "keys add)",
            headers={"WWW-Authenticate": 'Bearer realm="wirecheck"'},
        )
    return caller


def _from_header(headers: list[str], book: KeyBook) -> Caller | None:
    if len(headers) != 1:
        return None
    scheme, _, token = headers[0].partition(" ")
    if scheme.lower() != "bearer":
        return None
    return book.caller(token.strip(" "))


def own_page(request: Request) -> None:
    """Refuses a write request sent by a page of another site.

    The browser states the page's origin; every such header must name this service: the same scheme
    and host.

    Raises:
        ApiProblem: 403 for another origin.
    """
    if request.method in SAFE:
        return
    ours = f"{scheme_of(request)}://{request.headers.get('host', '')}".lower()
    origins = request.headers.getlist("origin")
    sites = request.headers.getlist("sec-fetch-site")
    foreign = any(site in {"cross-site", "same-site"} for site in sites)
    if foreign or any(origin.lower() != ours for origin in origins):
        raise ApiProblem(
            403,
            "foreign-origin",
            "this request comes from a page of another site; a TLS proxy must forward Host and "
            "Origin and set X-Forwarded-Proto",
        )


def scheme_of(request: Request) -> str:
    """Returns the scheme of the caller's address: as a TLS proxy states it, or the service's own.

    No page can make a browser send this header to another site, so it need not be trusted.
    """
    named = request.headers.get("x-forwarded-proto", "")
    return named.rpartition(",")[2].strip().lower() or request.url.scheme


@dataclass(frozen=True, slots=True)
class Demand:
    """A dependency: the caller, who must hold `scope` (admin holds all)."""

    scope: str

    def __call__(self, request: Request) -> Caller:
        """The caller of a request.

        Raises:
            ApiProblem: 403 without the scope.
        """
        caller: Caller = request.state.caller
        if not caller.may(self.scope):
            raise ApiProblem(
                403, "scope-missing", worded("the key lacks the scope {scope}", scope=self.scope)
            )
        return caller
