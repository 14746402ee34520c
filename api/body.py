"""Request bodies with a strict limit: counted while streaming and after decompression.

Pure ASGI. A body is read when the route first requests it, which is after key, rate and scope were
checked: the body of an unauthorised caller is not kept in memory. Nothing downstream ever holds
more than the limit, whatever Content-Length states; all bodies together hold no more than a budget.
A compressed body is unpacked in steps and abandoned at the limit, or if it unpacks to far more than
any document does. A body that does not end in time is abandoned too.
"""

import asyncio
import zlib
from collections.abc import Callable
from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.wording import worded

from .problems import ApiProblem

__all__ = ["SMALL", "BodyBudget", "BodyLimit"]

STEP = 65536
# What a body may hold without a share in the budget, so that large ones never keep drafts out.
SMALL = 65_536
# Text packs to a tenth, rows of one kind to a fiftieth; a bomb to a thousandth.
DENSEST = 100
FREE_OF_RATIO = 1_000_000


class Unpacker(Protocol):
    """The interface of a decompressor that this module uses, as zlib's objects have it."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    @property
    def unconsumed_tail(self) -> bytes:
        """Input that was not consumed because the output limit was reached."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was seen."""

    def decompress(self, data: bytes, /, max_length: int = 0) -> bytes:
        """Returns at most `max_length` bytes unpacked from `data`."""


class BodyBudget:
    """A budget of bytes for all request bodies in memory, small ones excepted."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.held = 0

    def take(self, size: int) -> None:
        """Reserves `size` bytes.

        Raises:
            ApiProblem: 503 if other bodies have used up the budget.
        """
        if self.held + size > self._limit:
            raise ApiProblem(
                503,
                "bodies-busy",
                "too many large requests are being read at once; this one was not read",
                headers={"Retry-After": "5"},
            )
        self.held += size

    def give_back(self, size: int) -> None:
        """Releases `size` reserved bytes."""
        self.held -= size


class BodyLimit:
    """ASGI middleware that reads a whole body within the limits and passes it on as one message.

    Args:
        app: the wrapped application.
        limit: returns the limit in bytes for a path.
        seconds: how long a body may take.
        budget: the budget of all bodies; each keeps its share until its request has ended.
    """

    def __init__(
        self, app: ASGIApp, limit: Callable[[str], int], seconds: float, budget: BodyBudget
    ) -> None:
        self._app = app
        self._limit = limit
        self._seconds = seconds
        self._budget = budget

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # In place: who looks at the request from outside sees the route in this very scope.
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"content-encoding"]
        body = _Body(receive, self._limit(scope["path"]), self._budget)
        try:
            await self._app(scope, self._receiver(headers, body, receive), send)
        except ClientDisconnect:
            return  # nobody is there to be answered
        finally:
            body.give_back()

    def _receiver(self, headers: Headers, body: "_Body", receive: Receive) -> Receive:
        """Reads the body at the first call; later ones wait for the client to leave."""
        asked = False

        async def receiver() -> Message:
            nonlocal asked
            if asked:
                return await receive()
            asked = True
            return await self._read(headers, body)

        return receiver

    async def _read(self, headers: Headers, body: "_Body") -> Message:
        body.refuse_declared(headers.get("content-length", ""))
        unpacker = _unpacker(headers.get("content-encoding", ""))
        try:
            async with asyncio.timeout(self._seconds):
                return await body.read(unpacker)
        except TimeoutError:
            raise ApiProblem(
                408,
                "body-too-slow",
                worded("the body did not arrive within {seconds:g} s", seconds=self._seconds),
            ) from None


class _Body:
    """One body on its way in, with its share in the budget."""

    def __init__(self, receive: Receive, limit: int, budget: BodyBudget) -> None:
        self._receive = receive
        self._limit = limit
        self._budget = budget
        self._parts: list[bytes] = []
        self._wire = self._size = self._share = 0

    def refuse_declared(self, length: str) -> None:
        """Refuses a body that says itself that it is too large."""
        if length.isascii() and length.isdigit() and int(length[:20]) > self._limit:
            raise _too_large(self._limit)

    async def read(self, unpacker: Unpacker | None) -> Message:
        """Returns the complete body as one message, or the message that the client has left."""
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return message
            more = message.get("more_body", False)
            await self._add(message.get("body", b""), unpacker)
        if unpacker is not None and self._wire and not unpacker.eof:
            raise _damaged(worded("the compressed body is truncated"))
        whole = b"".join(self._parts)
        self._parts.clear()
        return {"type": "http.request", "body": whole, "more_body": False}

    def give_back(self) -> None:
        """Frees the share in the budget."""
        self._parts.clear()
        self._budget.give_back(self._share)
        self._share = 0

    async def _add(self, chunk: bytes, unpacker: Unpacker | None) -> None:
        self._wire += len(chunk)
        if self._wire > self._limit:
            raise _too_large(self._limit)
        if unpacker is None:
            self._hold(chunk)
            return
        while chunk and not unpacker.eof:
            try:
                part = unpacker.decompress(chunk, min(STEP, self._limit - self._size + 1))
            except zlib.error:
                raise _damaged(worded("the body does not match its Content-Encoding")) from None
            self._hold(part)
            if self._size > FREE_OF_RATIO + DENSEST * self._wire:
                raise _too_large(
                    self._limit,
                    worded(
                        "the body decompresses to more than {DENSEST} times its size",
                        DENSEST=DENSEST,
                    ),
                )
            chunk = unpacker.unconsumed_tail or unpacker.unused_data
            await asyncio.sleep(0)  # other requests get their turn
        if chunk:
            raise _damaged(worded("something follows the end of the compressed body"))

    def _hold(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise _too_large(self._limit)
        over = max(0, self._size - SMALL) - self._share
        if over > 0:
            self._budget.take(over)
            self._share += over
        if part:
            self._parts.append(part)


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


def _too_large(limit: int, detail: str = "") -> ApiProblem:
    return ApiProblem(
        413,
        "body-too-large",
        detail or worded("the body is larger than {limit} bytes", limit=limit),
        extra={"limit": limit},
    )


def _damaged(detail: str) -> ApiProblem:
    return ApiProblem(400, "damaged-body", detail)
