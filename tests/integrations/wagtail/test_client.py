"""What the Wagtail app says of a refusal, read by itself: it needs neither Wagtail nor Django."""

import base64
import hashlib
import hmac
import json
import runpy

import pytest

from api.problems import ApiProblem, problem_body
from tests.integrations.answering import answering
from tests.integrations.wagtail.environments import ROOT

CLIENT = ROOT / "integrations" / "wagtail" / "src" / "wagtail_wirecheck" / "client.py"


def test_the_fault_of_each_field_is_in_the_sentence() -> None:
    client = runpy.run_path(str(CLIENT))
    fault = {"field": "use.channel", "detail": "unknown channel 'wed'", "hint": "did you mean web?"}
    problem = ApiProblem(422, "invalid-request", "unknown channel 'wed'", errors=[fault])
    body = json.loads(problem_body(422, problem.slug, problem.detail, problem.errors))
    told = client["_told"](body)
    assert "use.channel: unknown channel 'wed', did you mean web?" in told
    assert client["_told"]({"title": "Bad Gateway"}) == ", Bad Gateway"
    assert client["_told"](None) == ""


SIGNATURE = CLIENT.with_name("signature.py")
SECRET = "whsec_" + base64.b64encode(b"lantern").decode()
GOOD = base64.b64encode(hmac.new(b"lantern", b"msg.1000.body", hashlib.sha256).digest()).decode()


@pytest.mark.parametrize(
    ("name", "stamp", "signature", "now", "signed"),
    [
        ("msg", "1000", f"v1,{GOOD}", 1000.0, True),
        ("msg", "1000", f"v1,é v1,x v1,{GOOD}", 1300.0, True),
        ("msg", "1000", f"v1,{GOOD}", 1301.0, False),
        ("msg", "1000", "v1,é", 1000.0, False),
        ("msg", "1000", "v1,\udce9", 1000.0, False),
        ("msg", "1000", "", 1000.0, False),
        ("m\udce9", "1000", f"v1,{GOOD}", 1000.0, False),
        ("msg", "9" * 5_000, f"v1,{GOOD}", 1000.0, False),
        ("msg", "²", f"v1,{GOOD}", 1000.0, False),
    ],
)
def test_whatever_letters_a_signature_has_it_is_one_or_none(
    name: str, stamp: str, signature: str, now: float, signed: bool
) -> None:
    is_signed = runpy.run_path(str(SIGNATURE))["is_signed"]
    headers = {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signature}
    assert is_signed(headers, b"body", (SECRET,), now) is signed


@pytest.mark.parametrize(
    ("status", "body", "gone"),
    [
        (404, '{"type": "urn:wirecheck:problem:not-found"}', True),
        (404, "<html>Not Found</html>", False),
        (403, '{"type": "urn:wirecheck:problem:forbidden"}', False),
    ],
)
def test_a_check_that_is_gone_is_told_from_one_that_may_not_be_read(
    status: int, body: str, gone: bool
) -> None:
    client = runpy.run_path(str(CLIENT))
    with answering(status, body) as address:
        service = client["Service"](address, "", 5.0)
        with pytest.raises(client["Refused"]) as raised:
            service.stored("chk_1")
    assert raised.value.gone is gone
