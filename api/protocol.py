"""The HTTP protocol with timeouts for silent connections."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["HEAD_SECONDS", "PatientProtocol"]

HEAD_SECONDS = 15.0


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, closing connections whose request head does not arrive in time.

    uvicorn waits for ever for the first request and for the rest of a head, so that a thousand
    silent connections would keep everybody else out.
    """

    def connection_made(self, transport: Any) -> None:
        """Handles an opened connection."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._watch: asyncio.TimerHandle | None = None
        self._arm(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Handles a closed connection."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Starts the time of the next request once a response was sent."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _arm(self, seconds: float) -> None:
        self._watch = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        busy = self.cycle is not None and not self.cycle.response_complete
        left = self._since + HEAD_SECONDS - self.loop.time()
        if not busy and left <= 0:
            self.transport.close()
            return
        self._arm(HEAD_SECONDS if busy else max(left, 0.1))
