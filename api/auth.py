"""Who calls: a key in the header, a key in the page's cookie, or this machine while no key exists.

Keys are compared by their hashes in constant time. Anything in the Authorization header that is
not a valid key is 401, also when no key would be needed: a caller that shows a key means it.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import Request

from checker.store import Key

from .problems import ApiProblem
from .tokens import SCOPES, is_token, token_hash

__all__ = ["COOKIE", "Caller", "KeyBook", "KeyStore", "demand", "identify", "same_origin"]

COOKIE = "wirecheck_key"
REMEMBERED_SECONDS = 1.0
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls and what they may do; `roles` are for overrides."""

    id: str
    label: str
    scopes: frozenset[str]
    roles: tuple[str, ...] = ()
    by_cookie: bool = False


LOCAL = Caller("local", "this machine", frozenset(SCOPES), by_cookie=True)


class KeyStore(Protocol):
    """What is needed of the store's keys."""

    def by_hash(self, digest: bytes) -> Key | None:
        """The key with this hash."""

    def all(self) -> list[Key]:
        """All keys."""


class KeyBook:
    """Keys as the store knows them, remembered for a second."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._found: dict[bytes, tuple[float, Key | None]] = {}
        self._any: tuple[float, bool] | None = None
        self._used: dict[str, datetime] = {}

    def in_use(self) -> bool:
        """Whether any key was ever made and not revoked: then every caller needs one."""
        now = time.monotonic()
        if self._any is None or now - self._any[0] > REMEMBERED_SECONDS:
            self._any = (now, any(key.revoked_at is None for key in self._keys.all()))
        return self._any[1]

    def caller(self, token: str, *, by_cookie: bool = False) -> Caller | None:
        """The caller that shows this token, if it is a key in force."""
        if not is_token(token):
            return None
        digest = token_hash(token)
        key = self._look_up(digest)
        if key is None or not hmac.compare_digest(key.hash, digest) or not _in_force(key):
            return None
        self._used[key.id] = datetime.now(UTC)
        scopes = frozenset(scope for scope in key.scopes if scope in SCOPES)
        roles = tuple(s.removeprefix("role:") for s in key.scopes if s.startswith("role:"))
        return Caller(key.id, key.label, scopes, roles, by_cookie)

    def forget(self) -> None:
        """Looks everything up anew, after a change of ours."""
        self._found.clear()
        self._any = None

    def take_used(self) -> dict[str, datetime]:
        """When which keys were used since the last call."""
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


def _in_force(key: Key) -> bool:
    now = datetime.now(UTC)
    return key.revoked_at is None and (key.expires is None or now < key.expires)


def identify(request: Request, book: KeyBook) -> Caller:
    """The caller of a request.

    Raises:
        ApiProblem: 401.
    """
    headers = request.headers.getlist("authorization")
    if headers:
        caller = _from_header(headers, book)
    elif token := request.cookies.get(COOKIE):
        caller = book.caller(token, by_cookie=True)
    else:
        caller = None if book.in_use() else LOCAL
    if caller is None:
        raise ApiProblem(
            401,
            "unauthorized",
            "a valid key is needed: Authorization: Bearer <key>",
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


def same_origin(request: Request, caller: Caller) -> None:
    """Refuses writes that another site's page makes with our cookie or our open door.

    Raises:
        ApiProblem: 403.
    """
    if request.method in SAFE or not caller.by_cookie:
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    foreign = site in {"cross-site", "same-site"} or (
        origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")
    )
    if foreign:
        raise ApiProblem(403, "foreign-origin", "this request comes from another site's page")


def demand(scope: str) -> Callable[[Request], Caller]:
    """A dependency: the caller, who must hold `scope` (admin holds all).

    Raises:
        ApiProblem: 403, when called.
    """

    def holder(request: Request) -> Caller:
        caller: Caller = request.state.caller
        if scope not in caller.scopes and "admin" not in caller.scopes:
            raise ApiProblem(403, "scope-missing", f"the key lacks the scope {scope}")
        return caller

    return holder
