"""One signed POST to a webhook's endpoint, which may be slow or send endlessly."""

import asyncio
import contextlib
import ssl
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

import httptools
from standardwebhooks.webhooks import Webhook as Signer

from checker.values import dataclass

from .guard import Target

__all__ = ["Answer", "post", "signed_headers"]

HEAD_BYTES = 16_384
BODY_BYTES = 4_096
_PATH = "/?#[]@!$&'()*+,;=%:~"  # what may be in a path and its query beside letters and digits


@dataclass(frozen=True, slots=True)
class Answer:
    """The endpoint's response; `status` is None if there was none.

    `late` states whether it used up the whole time limit.
    """

    status: int | None
    error: str = ""
    retry_after: str = ""
    late: bool = False

    @property
    def arrived(self) -> bool:
        """Whether the message counts as delivered."""
        return self.status is not None and 200 <= self.status < 300


def signed_headers(
    message: str, body: bytes, secrets: Sequence[str], at: datetime
) -> dict[str, str]:
    """Returns the Standard Webhooks headers, one signature per secret to allow rotation."""
    signatures = [Signer(secret).sign(message, at, body.decode()) for secret in secrets]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
        "content-type": "application/json",
        "user-agent": "Wirecheck-Webhooks",
    }


async def post(
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    *,
    until: float,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """Sends the message; the head of the response decides, and no redirect is followed.

    It waits for the end of a short body, since some servers consider a connection closed in the
    middle of a response a failure of their own.

    Args:
        target: the endpoint.
        body: the message.
        headers: besides Host and Content-Length.
        until: when the attempt ends, on the clock of the event loop, whatever has arrived.
        tls: for https; the default trusts the system's certificates.
    """
    reading = _Reading()
    try:
        async with asyncio.timeout_at(until):
            await _exchange(target, _request(target, body, headers), reading, tls)
    except TimeoutError:
        late = asyncio.get_running_loop().time() >= until
        return reading.answer("no whole answer in time" if late else "TimeoutError", late=late)
    except httptools.HttpParserError:
        return reading.answer("what came back is no HTTP")
    except ValueError as error:
        return reading.answer(str(error))
    except OSError as error:
        return reading.answer(type(error).__name__)
    return reading.answer("the answer broke off")


def _request(target: Target, body: bytes, headers: Mapping[str, str]) -> bytes:
    """The bytes of the request.

    Raises:
        ValueError: the host is not a name that can be written in a header.
    """
    host = f"[{target.host}]" if ":" in target.host else target.host.encode("idna").decode()
    port = "" if target.port == (443 if target.scheme == "https" else 80) else f":{target.port}"
    lines = [
        f"POST {quote(target.path, safe=_PATH)} HTTP/1.1",
        f"host: {host}{port}",
        f"content-length: {len(body)}",
        "connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


async def _exchange(
    target: Target, request: bytes, reading: "_Reading", tls: ssl.SSLContext | None
) -> None:
    """Connects to the address that was looked at; TLS is verified against the name."""
    secure = target.scheme == "https"
    lines, sink = await asyncio.open_connection(
        target.address,
        target.port,
        ssl=(tls or ssl.create_default_context()) if secure else None,
        server_hostname=target.host if secure else None,
    )
    try:
        sink.write(request)
        with contextlib.suppress(ConnectionError):  # it may answer before it has read everything
            await sink.drain()
        while not reading.done and (block := await lines.read(BODY_BYTES)):
            reading.feed(block)
    finally:
        sink.transport.abort()


class _Reading:
    """An answer as it comes in: its head, and no more of its body than `BODY_BYTES`."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._bytes = 0
        self._status: int | None = None
        self._retry_after = ""
        self.done = False

    def feed(self, block: bytes) -> None:
        """Takes what came in.

        Raises:
            HttpParserError: it is no answer.
            ValueError: its head has no end.
        """
        self._bytes += len(block)
        self._parser.feed_data(block)
        if self._status is None and self._bytes > HEAD_BYTES:
            raise ValueError("the head of the answer is too long")
        self.done = self.done or self._bytes > HEAD_BYTES + BODY_BYTES

    def answer(self, error: str, *, late: bool = False) -> Answer:
        """Returns the outcome; `error` is for an answer without a head."""
        if self._status is None:
            return Answer(None, error, late=late)
        error = "" if 200 <= self._status < 300 else f"status {self._status}"
        return Answer(self._status, error, self._retry_after, late)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of the head."""
        if name.lower() == b"retry-after":
            self._retry_after = value.decode("latin-1").strip()

    def on_headers_complete(self) -> None:
        """The head has ended; that of an interim answer (1xx) is not the one."""
        status = self._parser.get_status_code()
        if status >= 200:
            self._status = status

    def on_message_complete(self) -> None:
        """The body has ended."""
        self.done = self.done or self._status is not None
