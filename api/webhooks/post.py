"""One signed POST to a webhook's endpoint."""

import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks.webhooks import Webhook as Signer

from .guard import Target

__all__ = ["Answer", "post", "signed_headers"]

SECONDS = 15.0
READ_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What the endpoint said; `status` None when it said nothing."""

    status: int | None
    error: str = ""
    retry_after: str = ""

    @property
    def arrived(self) -> bool:
        """Whether the message counts as delivered."""
        return self.status is not None and 200 <= self.status < 300


def signed_headers(
    message: str, body: bytes, secrets: Sequence[str], at: datetime
) -> dict[str, str]:
    """The Standard Webhooks headers; one signature a secret, so that keys can be rotated."""
    signatures = [Signer(secret).sign(message, at, body.decode()) for secret in secrets]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
        "content-type": "application/json",
        "user-agent": "Wirecheck-Webhooks",
    }


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Sends the message; follows no redirect, reads no more of the answer than its head."""
    connection = _Pinned(target)
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.read(READ_BYTES)
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, type(error).__name__)
    finally:
        connection.close()
    retry_after = answer.headers.get("retry-after", "")
    return Answer(answer.status, "" if 200 <= answer.status < 300 else answer.reason, retry_after)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, under the name that was asked for."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target

    def connect(self) -> None:
        """Connects to the pinned address; TLS is verified against the name."""
        plain = socket.create_connection((self._target.address, self._target.port), SECONDS)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._target.host)
        else:
            self.sock = plain
