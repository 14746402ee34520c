"""Bodies with a limit that holds: counted as they stream and after decompression.

Pure ASGI, outermost, so that nothing behind it ever holds more than the limit, whatever
Content-Length claims. A compressed body is unpacked in steps and given up at the limit, so a bomb
costs the limit and no more. A body that does not come to an end in time is given up too.
"""

import asyncio
import contextlib
import zlib
from collections.abc import Callable
from typing import Protocol

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import ApiProblem, problem_response

__all__ = ["BodyLimit"]

# How long a refused sender is read from, and dropped, so that it gets to see the 413.
LINGER_SECONDS = 5.0
STEP = 65536


class Unpacker(Protocol):
    """Part of zlib's decompress objects."""

    @property
    def unconsumed_tail(self) -> bytes:
        """What did not fit into the last answer."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was seen."""

    def decompress(self, data: bytes, /, max_length: int = 0) -> bytes:
        """At most `max_length` bytes of what `data` unpacks to."""


class BodyLimit:
    """Reads the whole body within the limit, then hands it on as one message.

    Args:
        app: the application behind.
        limit: gives the limit in bytes for a path.
        seconds: how long a body may take.
    """

    def __init__(self, app: ASGIApp, limit: Callable[[str], int], seconds: float) -> None:
        self._app = app
        self._limit = limit
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        incoming = _Incoming(receive)
        try:
            body = await self._read(scope, incoming)
        except _Gone:
            return
        except ApiProblem as problem:
            await _refuse(problem, incoming, send)
            return
        # In place: who looks at the request from outside sees the route in this very scope.
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"content-encoding"]
        await self._app(scope, _replay(body, receive), send)

    async def _read(self, scope: Scope, incoming: "_Incoming") -> bytes:
        headers = Headers(scope=scope)
        limit = self._limit(scope["path"])
        declared = headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
            raise _too_large(limit)
        unpacker = _unpacker(headers.get("content-encoding", ""))
        try:
            async with asyncio.timeout(self._seconds):
                return await _collect(incoming, limit, unpacker)
        except TimeoutError:
            raise ApiProblem(
                408, "body-too-slow", f"the body did not arrive within {self._seconds:g} s"
            ) from None


class _Incoming:
    """The client's messages; knows when the body has ended, after which none may be waited for."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.ended = False

    async def next(self) -> Message:
        """The next message."""
        message = await self._receive()
        self.ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message


async def _collect(incoming: _Incoming, limit: int, unpacker: Unpacker | None) -> bytes:
    parts: list[bytes] = []
    wire = size = 0
    while True:
        message = await incoming.next()
        if message["type"] == "http.disconnect":
            raise _Gone
        chunk = message.get("body", b"")
        wire += len(chunk)
        if wire > limit:
            raise _too_large(limit)
        if unpacker is not None and chunk:
            chunk = await _unpack(unpacker, chunk, limit - size)
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        if chunk:
            parts.append(chunk)
        if incoming.ended:
            break
    if unpacker is not None and wire and not unpacker.eof:
        raise _damaged("the compressed body is cut short")
    return b"".join(parts)


async def _unpack(unpacker: Unpacker, chunk: bytes, room: int) -> bytes:
    """What `chunk` unpacks to, at most one byte over `room`; other requests get their turn."""
    parts: list[bytes] = []
    size = 0
    while chunk and not unpacker.eof and size <= room:
        try:
            part = unpacker.decompress(chunk, min(STEP, room - size + 1))
        except zlib.error:
            raise _damaged("the body is not what Content-Encoding says") from None
        size += len(part)
        parts.append(part)
        chunk = unpacker.unconsumed_tail
        await asyncio.sleep(0)
    return b"".join(parts)


def _unpacker(encoding: str) -> Unpacker | None:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip"}:
        return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    if name == "deflate":
        return zlib.decompressobj()
    raise ApiProblem(
        415,
        "unsupported-encoding",
        "Content-Encoding must be gzip, deflate or identity",
        errors=[{"field": "Content-Encoding", "detail": "must be gzip, deflate or identity"}],
        headers={"Accept-Encoding": "gzip, deflate, identity"},
    )


def _too_large(limit: int) -> ApiProblem:
    return ApiProblem(
        413,
        "body-too-large",
        f"the body is larger than {limit} bytes",
        extra={"limit": limit},
    )


def _damaged(detail: str) -> ApiProblem:
    return ApiProblem(400, "damaged-body", detail)


class _Gone(Exception):
    """The client went away."""


async def _refuse(problem: ApiProblem, incoming: _Incoming, send: Send) -> None:
    """Answers, then drops what the client still sends: a reset would hide the answer."""
    response = problem_response(problem)
    response.headers["connection"] = "close"
    start: Message = {"type": "http.response.start", "status": response.status_code}
    await send({**start, "headers": response.raw_headers})
    await send({"type": "http.response.body", "body": response.body, "more_body": True})
    with contextlib.suppress(TimeoutError):  # long enough: the connection is closed below
        async with asyncio.timeout(LINGER_SECONDS):
            while not incoming.ended:
                await incoming.next()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
