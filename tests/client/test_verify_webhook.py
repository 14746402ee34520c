"""Messages of the service, and those that only look like it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.webhooks.post import signed_headers
from checker.client import BadSignature, verify_webhook

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
BODY = json.dumps(
    {"type": "item.killed", "timestamp": "2026-05-03T09:00:00Z", "data": {"item": "urn:a:1"}}
).encode()


def signed(secrets: list[str], body: bytes = BODY, at: datetime = NOW) -> dict[str, str]:
    return signed_headers("msg_1", body, secrets, at)


@pytest.mark.parametrize(
    ("made_with", "known"),
    [
        ([SECRET], SECRET),
        ([SECRET, OLDER], SECRET),
        ([SECRET, OLDER], OLDER),
        ([SECRET], [OLDER, SECRET]),
    ],
)
def test_what_the_service_signs_is_believed(made_with: list[str], known: Any) -> None:
    event = verify_webhook(BODY, signed(made_with), known, now=NOW)
    assert (event.id, event.type, event.data["item"]) == ("msg_1", "item.killed", "urn:a:1")
    shouted = {name.upper(): value for name, value in signed(made_with).items()}
    assert verify_webhook(BODY, shouted, known, now=NOW) == event


@pytest.mark.parametrize(
    ("seconds", "right"), [(0, True), (300, True), (301, False), (-301, False)]
)
def test_an_old_message_is_not_played_again(seconds: int, right: bool) -> None:
    headers, now = signed([SECRET]), NOW + timedelta(seconds=seconds)
    if right:
        assert verify_webhook(BODY, headers, SECRET, now=now)
    else:
        with pytest.raises(BadSignature, match="too old"):
            verify_webhook(BODY, headers, SECRET, now=now)


FORGED: list[tuple[str, dict[str, str], bytes, Any]] = [
    ("another secret", signed([OLDER]), BODY, SECRET),
    ("another body", signed([SECRET]), BODY + b" ", SECRET),
    ("another id", {**signed([SECRET]), "webhook-id": "msg_2"}, BODY, SECRET),
    ("another time", {**signed([SECRET]), "webhook-timestamp": "1777798801"}, BODY, SECRET),
    ("no time", {**signed([SECRET]), "webhook-timestamp": "soon"}, BODY, SECRET),
    ("no signature", {**signed([SECRET]), "webhook-signature": ""}, BODY, SECRET),
    ("other letters", {**signed([SECRET]), "webhook-signature": "v1,äöü v2,x"}, BODY, SECRET),
    ("no headers", {}, BODY, SECRET),
    ("an empty secret", signed([SECRET]), BODY, "whsec_"),
    ("no secret", signed([SECRET]), BODY, []),
    ("no message", signed([SECRET], b"[]"), b"[]", SECRET),
    ("no JSON", signed([SECRET], b"hello"), b"hello", SECRET),
]


@pytest.mark.parametrize(
    ("headers", "body", "secret"), [row[1:] for row in FORGED], ids=[row[0] for row in FORGED]
)
def test_what_the_service_did_not_sign_is_refused(
    headers: dict[str, str], body: bytes, secret: Any
) -> None:
    with pytest.raises(BadSignature):
        verify_webhook(body, headers, secret, now=NOW)
