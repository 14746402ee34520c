"""Who is let in, whatever becomes of the keys, and from whose pages."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from api.auth import Caller, KeyBook, identify, own_page
from api.hosts import KnownHosts
from api.problems import ApiProblem
from api.settings import ServeSettings
from api.tokens import new_token, token_hash
from checker.errors import Conflict
from checker.store import Key, Store

NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def add_key(store: Store, name: str, *scopes: str, expires: datetime | None = None) -> str:
    token = new_token()
    store.keys.add(Key(name, name, scopes, NOW, expires, hash=token_hash(token)))
    return token


def request_of(*headers: tuple[str, str], method: str = "POST", scheme: str = "http") -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers]
    address = ("127.0.0.1", 8321)
    scope = {"type": "http", "method": method, "scheme": scheme, "server": address, "path": "/"}
    return Request({**scope, "query_string": b"", "headers": raw})


def let_in(book: KeyBook, token: str = "") -> Caller | None:
    headers = [("authorization", f"Bearer {token}")] if token else []
    book.forget()
    try:
        return identify(request_of(*headers), book)
    except ApiProblem:
        return None


def revoked(store: Store) -> None:
    store.keys.revoke("admin", at=NOW)


def deleted(store: Store) -> None:
    """As another program does it that knows the database."""
    with sqlite3.connect(store.path / "wirecheck.db") as connection:
        connection.execute("DELETE FROM keys")
    connection.close()


def kept(_store: Store) -> None:
    pass


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("end", [revoked, deleted, kept])
def test_the_end_of_the_last_key_opens_the_service_to_nobody(
    store: Store, end: Callable[[Store], None], private: bool
) -> None:
    token = add_key(store, "admin", "admin")
    book = KeyBook(store.keys, private=private)
    assert let_in(book) is None
    assert let_in(book, token)
    end(store)
    assert let_in(book) is None
    assert bool(let_in(book, token)) == (end is kept)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize(("seconds", "valid"), [(-1, False), (60, True)])
def test_a_key_that_lapses_closes_the_service(
    store: Store, seconds: int, valid: bool, private: bool
) -> None:
    expires = datetime.now(UTC) + timedelta(seconds=seconds)
    token = add_key(store, "admin", "admin", expires=expires)
    book = KeyBook(store.keys, private=private)
    assert let_in(book) is None
    assert bool(let_in(book, token)) is valid


def test_a_key_revoked_before_the_service_started_keeps_it_closed(store: Store) -> None:
    add_key(store, "admin", "admin")
    revoked(store)
    assert let_in(KeyBook(store.keys, private=True)) is None


def test_without_any_key_this_machine_is_let_in_where_nobody_else_can_be(store: Store) -> None:
    local = let_in(KeyBook(store.keys, private=True))
    assert local is not None
    assert local.may("admin")
    assert let_in(KeyBook(store.keys, private=False)) is None


@pytest.mark.parametrize(
    ("settings", "private"),
    [
        ({}, True),
        ({"host": "::1"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "192.0.2.7"}, False),
        ({"hosts": ("check.example",)}, False),  # a proxy hands requests of others on
        ({"any_host": True}, False),
    ],
)
def test_a_service_that_others_can_reach_is_not_private(
    settings: dict[str, Any], private: bool
) -> None:
    assert ServeSettings(**settings).private is private


@pytest.mark.parametrize(
    ("others", "refused"),
    [
        ([], True),
        ([("cms", ("check",), None)], True),
        ([("old", ("admin",), NOW - timedelta(days=1))], True),
        ([("second", ("admin",), None)], False),
        ([("second", ("check", "admin"), NOW + timedelta(days=1))], False),
    ],
)
def test_the_last_admin_key_is_not_revoked_by_the_way(
    store: Store, others: list[tuple[str, tuple[str, ...], datetime | None]], refused: bool
) -> None:
    add_key(store, "admin", "admin")
    for name, scopes, expires in others:
        add_key(store, name, *scopes, expires=expires)
    if refused:
        with pytest.raises(Conflict, match="last valid key with the scope admin"):
            store.keys.revoke("admin", at=datetime.now(UTC), keep_admin=True)
    store.keys.revoke("admin", at=datetime.now(UTC), keep_admin=not refused)


HOST = ("host", "check.example")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ([], True),  # no browser
        ([("origin", "http://check.example")], True),
        ([("origin", "HTTP://Check.Example")], True),
        ([("origin", "https://check.example")], False),
        ([("origin", "http://check.example:8080")], False),
        ([("origin", "http://evil.example")], False),
        ([("origin", "null")], False),
        ([("origin", "")], False),
        ([("origin", "http://check.example"), ("origin", "http://evil.example")], False),
        ([("origin", "http://evil.example"), ("origin", "http://check.example")], False),
        ([("sec-fetch-site", "same-origin")], True),
        ([("sec-fetch-site", "none")], True),
        ([("sec-fetch-site", "same-site")], False),
        ([("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], False),
        ([("x-forwarded-proto", "https"), ("origin", "https://check.example")], True),
        ([("x-forwarded-proto", "http, https"), ("origin", "https://check.example")], True),
        ([("x-forwarded-proto", "https"), ("origin", "http://check.example")], False),
    ],
)
def test_a_write_is_taken_from_our_own_page_alone(
    headers: list[tuple[str, str]], ours: bool
) -> None:
    if ours:
        own_page(request_of(HOST, *headers))
    else:
        with pytest.raises(ApiProblem) as refused:
            own_page(request_of(HOST, *headers))
        assert refused.value.slug == "foreign-origin"
    own_page(request_of(HOST, *headers, method="GET"))  # it changes nothing


def host_status(hosts: list[str], *, check: bool) -> int:
    """The status of a request with these Host headers; 200 where it is let through."""
    sent: list[Any] = []

    async def behind(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("the body is read before the host is looked at")

    scope = {"type": "http", "headers": [(b"host", host.encode()) for host in hosts]}
    asyncio.run(KnownHosts(behind, ("127.0.0.1",), check=check)(scope, receive, send))
    status: int = sent[0]["status"]
    return status


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (["localhost:8321"], 200),
        (["127.0.0.1"], 200),
        (["[::1]:8321"], 200),
        (["testserver"], 421),
        (["evil.example"], 421),
        ([], 421),
    ],
)
def test_only_our_own_names_are_answered(hosts: list[str], status: int) -> None:
    assert host_status(hosts, check=True) == status
    assert host_status(hosts, check=False) == 200


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("second", ["localhost", "evil.example", ""])
def test_two_hosts_are_refused(second: str, check: bool) -> None:
    assert host_status(["localhost", second], check=check) == 400
    assert host_status([second, "localhost"], check=check) == 400
