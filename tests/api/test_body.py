"""Bodies with a limit, driven as raw ASGI."""

import asyncio
import gzip
import json
import zlib
from collections.abc import Iterable, MutableMapping
from typing import Any

import pytest

from api.body import BodyLimit
from tests.waiting import LONG

LIMIT = 1000


async def _echo(scope: Any, receive: Any, send: Any) -> None:
    body = b""
    while True:
        message = await receive()
        body += message["body"]
        if not message["more_body"]:
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def call(
    chunks: Iterable[bytes], headers: dict[str, str] | None = None, seconds: float = LONG
) -> tuple[int, bytes, int]:
    """Status, body, and how many bytes were read from the client."""
    sent: list[Any] = []
    waiting = list(chunks)
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        if not waiting:
            await asyncio.sleep(60)
        chunk = waiting.pop(0)
        read += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": bool(waiting)}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    scope = {"type": "http", "path": "/v1/checks", "method": "POST", "headers": raw}
    app = BodyLimit(_echo, limit=lambda _: LIMIT, seconds=seconds)
    asyncio.run(app(scope, receive, send))
    body = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    return sent[0]["status"], body, read


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


def test_an_unknown_encoding_is_refused_with_those_that_are_known() -> None:
    assert call([b"x"], {"Content-Encoding": "br"})[0] == 415


def test_a_body_that_does_not_end_in_time_is_given_up() -> None:
    sent: list[Any] = []
    first = True

    async def receive() -> dict[str, Any]:
        nonlocal first
        if not first:
            if not sent:
                await asyncio.sleep(60)
            return {"type": "http.disconnect"}
        first = False
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    app = BodyLimit(_echo, limit=lambda _: LIMIT, seconds=0.05)
    scope = {"type": "http", "path": "/", "method": "POST", "headers": []}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 408
