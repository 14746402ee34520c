"""Whether a message came from the service: Standard Webhooks, by the standard library alone."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.client.errors import BadSignature
from checker.values import dataclass

__all__ = ["Event", "verify_webhook"]

PREFIX = "whsec_"
NAMES = ("webhook-id", "webhook-timestamp", "webhook-signature")
MOST_SIGNATURES = 10


@dataclass(frozen=True, slots=True)
class Event:
    """A message of the service.

    Attributes:
        id: the same each time that the message is sent: what was done once is not done again.
        type: as in `item.killed` or `retention.due`.
        timestamp: when it happened (RFC 3339).
        data: what happened; see docs/api.md.
    """

    id: str
    type: str
    timestamp: str
    data: Mapping[str, Any]


def verify_webhook(
    body: bytes,
    headers: Mapping[str, str],
    secrets: str | Sequence[str],
    *,
    now: datetime | None = None,
    tolerance: timedelta = timedelta(minutes=5),
) -> Event:
    """Returns the event that a request brings, once its signature was verified.

    Args:
        body: the request's body, byte for byte as it came.
        headers: the request's headers, in any case.
        secrets: the endpoint's secret; two while one is exchanged for the other.
        now: what time it is; by default that of this machine.
        tolerance: how old a message may be, and how far ahead its clock.

    Raises:
        BadSignature: no secret made this signature, the message is too old, or it is no message.
    """
    message, stamp, signatures = _signed(headers)
    sent = _time(stamp)
    if abs((now or datetime.now(UTC)) - sent) > tolerance:
        raise BadSignature("the message is too old, or one of the clocks is wrong")
    signed = f"{message}.{stamp}.".encode() + body
    given = [one[3:] for one in signatures.split()[:MOST_SIGNATURES] if one.startswith("v1,")]
    known = [secrets] if isinstance(secrets, str) else secrets
    wanted = [_signature(secret, signed) for secret in known]
    if not any(_same(one, other) for one in given for other in wanted):
        raise BadSignature("no secret made this signature")
    return _event(message, body)


def _signed(headers: Mapping[str, str]) -> Iterator[str]:
    lower = {name.lower(): value for name, value in headers.items()}
    missing = [name for name in NAMES if not lower.get(name)]
    if missing:
        raise BadSignature(f"the header {missing[0]} is missing")
    return (lower[name] for name in NAMES)


def _time(stamp: str) -> datetime:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 11):
        raise BadSignature("webhook-timestamp is no time")
    return datetime.fromtimestamp(int(stamp), UTC)


def _signature(secret: str, signed: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX) + "==")
    except (binascii.Error, ValueError):
        raise BadSignature("the secret is none: it begins with whsec_") from None
    if not key:
        raise BadSignature("the secret is empty")
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _event(message: str, body: bytes) -> Event:
    try:
        told = json.loads(body)
        return Event(message, str(told["type"]), str(told["timestamp"]), dict(told["data"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadSignature("the body is no message of Wirecheck") from None
