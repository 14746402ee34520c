"""Whether the service signed a message; by itself, so that it can be read without a site."""

import base64
import hashlib
import hmac
from typing import Any

__all__ = ["is_signed"]

TOLERANCE = 300  # seconds that a message may be old: a recorded one cannot be sent again
LONGEST = 11  # digits of a time


def is_signed(headers: Any, body: bytes, secrets: tuple[str, ...], now: float) -> bool:
    """Whether one of the secrets signed the message within the last minutes (Standard Webhooks)."""
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not stamp.isdecimal() or len(stamp) > LONGEST or abs(now - int(stamp)) > TOLERANCE:
        return False
    signed = f"{name}.{stamp}.".encode("utf-8", "replace") + body
    # Bytes: anybody may send any letters here, and words are only compared if they are ASCII.
    given = [
        one.partition(",")[2].encode("utf-8", "replace")
        for one in headers.get("webhook-signature", "").split()
    ]
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        if any(hmac.compare_digest(right, one) for one in given):
            return True
    return False
