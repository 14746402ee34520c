"""Bodies with a limit, driven as raw ASGI."""

import asyncio
import gzip
import json
import random
import zlib
from collections.abc import Iterable, MutableMapping
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from api.body import DENSEST, FREE_OF_RATIO, SMALL, BodyBudget, BodyLimit
from api.problems import ApiProblem, problem_response
from tests.waiting import LONG

LIMIT = 1000
PLENTY = 10_000_000


async def _echo(scope: Any, receive: Any, send: Any) -> None:
    """Gives the body back; a problem is told, and of /unread the body is not asked for."""
    response: Response
    try:
        body = b"" if scope["path"] == "/unread" else await Request(scope, receive).body()
        response = Response(body)
    except ApiProblem as problem:
        response = problem_response(problem)
    await response(scope, receive, send)


def limited(limit: int = LIMIT, seconds: float = LONG, budget: int = PLENTY) -> BodyLimit:
    return BodyLimit(_echo, lambda _: limit, seconds, BodyBudget(budget))


def scope_of(headers: dict[str, str] | None = None, path: str = "/v1/checks") -> dict[str, Any]:
    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    return {"type": "http", "path": path, "method": "POST", "headers": raw}


class Client:
    """What a client sends, chunk by chunk, and what it gets."""

    def __init__(self, chunks: Iterable[bytes], *, ends: bool = True) -> None:
        self.waiting = list(chunks)
        self.ends = ends
        self.read = 0
        self.sent: list[Any] = []
        self.emptied = asyncio.Event()
        self.left = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if not self.waiting:
            self.emptied.set()
            await self.left.wait()
            return {"type": "http.disconnect"}
        chunk = self.waiting.pop(0)
        self.read += len(chunk)
        more = bool(self.waiting) or not self.ends
        return {"type": "http.request", "body": chunk, "more_body": more}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        status: int = self.sent[0]["status"]
        return status

    @property
    def body(self) -> bytes:
        return b"".join(m.get("body", b"") for m in self.sent if m["type"] == "http.response.body")


def call(
    chunks: Iterable[bytes], headers: dict[str, str] | None = None, *, limit: int = LIMIT
) -> tuple[int, bytes, int]:
    """Status, body, and how many bytes were read from the client."""
    client = Client(chunks)
    asyncio.run(limited(limit)(scope_of(headers), client.receive, client.send))
    return client.status, client.body, client.read


def test_a_body_within_the_limit_passes_unchanged() -> None:
    assert call([b"a" * 400, b"b" * 600])[:2] == (200, b"a" * 400 + b"b" * 600)


def test_a_declared_length_over_the_limit_is_refused() -> None:
    status, body, _ = call([b"a"], {"Content-Length": str(LIMIT + 1)})
    assert status == 413
    assert json.loads(body)["limit"] == LIMIT


def test_a_chunked_body_is_counted_as_it_streams() -> None:
    assert call([b"a" * 300] * 10)[0] == 413


def test_a_length_that_lies_does_not_help() -> None:
    assert call([b"a" * 300] * 10, {"Content-Length": "10"})[0] == 413


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("GZIP", gzip.compress)]
)
def test_a_compressed_body_is_unpacked(name: str, pack: Any) -> None:
    packed = pack(b'{"text": "x"}')
    chunks = [packed[:7], packed[7:]]
    assert call(chunks, {"Content-Encoding": name})[:2] == (200, b'{"text": "x"}')


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_given_up_at_the_limit(pack: Any) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    packed = pack(b"a" * 900_000)
    assert len(packed) < LIMIT
    assert call([packed], {"Content-Encoding": name})[0] == 413


@pytest.mark.parametrize("body", [b"not gzip at all", gzip.compress(b"abc" * 50)[:-9]])
def test_a_damaged_or_cut_compressed_body_is_refused(body: bytes) -> None:
    assert call([body], {"Content-Encoding": "gzip"})[0] == 400


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_follows_a_compressed_body_is_refused_and_not_dropped(pack: Any) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    first, second = pack(b'{"text": "x"}'), pack(b'{"text": "y"}')
    for chunks in ([first + second], [first, second], [first + b"\0"]):
        assert call(chunks, {"Content-Encoding": name})[0] == 400
    assert call([first, b""], {"Content-Encoding": name})[0] == 200


def test_an_unknown_encoding_is_refused_with_those_that_are_known() -> None:
    assert call([b"x"], {"Content-Encoding": "br"})[0] == 415


def test_a_body_that_does_not_end_in_time_is_given_up() -> None:
    client = Client([b"a"], ends=False)
    asyncio.run(limited(seconds=0.05)(scope_of(), client.receive, client.send))
    assert client.status == 408


def test_a_body_that_nobody_asks_for_is_not_read() -> None:
    client = Client([b"a" * 600])
    asyncio.run(limited()(scope_of(path="/unread"), client.receive, client.send))
    assert (client.status, client.read) == (200, 0)


def test_a_client_that_leaves_in_the_middle_is_no_failure() -> None:
    client = Client([b"a"], ends=False)
    client.left.set()
    asyncio.run(limited()(scope_of(), client.receive, client.send))
    assert client.sent == []


@pytest.mark.parametrize(("over", "status"), [(0, 200), (1, 413)])
def test_what_unpacks_to_far_more_than_any_document_is_refused(over: int, status: int) -> None:
    noise = random.Random(7).randbytes(10_000)
    packer = zlib.compressobj(9)
    packed = packer.compress(noise) + packer.flush(zlib.Z_FULL_FLUSH)
    # Behind the noise come blanks, so many that the whole is just as dense as is allowed.
    blanks = 0
    for _ in range(5):
        tail = packer.copy()
        whole = packed + tail.compress(b" " * blanks) + tail.flush()
        blanks = FREE_OF_RATIO + DENSEST * len(whole) - len(noise)
    tail = packer.copy()
    whole = packed + tail.compress(b" " * (blanks + over)) + tail.flush()
    got = call([whole], {"Content-Encoding": "deflate"}, limit=PLENTY)
    assert got[0] == status


async def _unfinished(
    bodies: list[bytes], headers: dict[str, str], budget: BodyBudget
) -> tuple[list[Client], int]:
    """Sends bodies that do not end; returns their clients, and what is held meanwhile."""
    app = BodyLimit(_echo, lambda _: 32_000_000, LONG, budget)
    clients = [Client([body], ends=False) for body in bodies]
    running = [
        asyncio.ensure_future(app(scope_of(headers), client.receive, client.send))
        for client in clients
    ]
    for client, task in zip(clients, running, strict=True):
        waiting = asyncio.ensure_future(client.emptied.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
    held = budget.held
    for client in clients:
        client.left.set()
    await asyncio.gather(*running)
    return clients, held


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_all_bodies_together_hold_no_more_than_the_budget(packing: str) -> None:
    budget = BodyBudget(3_000_000)
    text = b"".join(b"%d " % number for number in range(150_000))  # a megabyte
    whole = gzip.compress(text) if packing else text
    clients, held = asyncio.run(
        _unfinished([whole[:-8]] * 8, {"Content-Encoding": packing}, budget)
    )
    refused = [client for client in clients if client.sent]
    assert 4 <= len(refused) <= 6
    assert {client.status for client in refused} == {503}
    assert 0 < held <= 3_000_000
    assert budget.held == 0  # given back when the requests have ended


@pytest.mark.parametrize(("size", "refused"), [(SMALL, 0), (SMALL + 1, 1)])
def test_small_bodies_pass_while_large_ones_hold_the_whole_budget(size: int, refused: int) -> None:
    budget = BodyBudget(1)
    budget.take(1)
    clients, _ = asyncio.run(_unfinished([b"a" * size], {}, budget))
    assert len([client for client in clients if client.sent]) == refused
