"""Events: signed, retried, never into private networks unless allowed."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from api.webhooks.guard import check_url, resolve_target
from api.webhooks.post import Answer, post, signed_headers
from checker.errors import Refused
from checker.models.vocabulary import EVENTS
from tests.api.conftest import Served
from tests.api.stories import OWN, STORIES
from tests.waiting import LONG, until


@contextmanager
def endpoint(statuses: list[int]) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """An endpoint that answers with these statuses in turn, then 204."""
    got: list[tuple[dict[str, str], bytes]] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(statuses.pop(0) if statuses else 204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", got
    server.shutdown()
    server.server_close()


def test_a_message_is_signed_and_tried_again_until_it_arrives(
    serve: Callable[..., Served],
) -> None:
    served = serve(private_webhooks=True)
    with endpoint([500]) as (url, got), served.client() as client:
        made = client.post("/v1/webhooks", json={"url": url, "events": ["check.completed"]})
        assert made.status_code == 201, made.text
        secret = made.json()["secret"]
        result = served.check(OWN, id="wp:hook")
        until(lambda: len(got) >= 2)
        headers, body = got[1]
        assert headers["webhook-id"] == got[0][0]["webhook-id"]
        event = Webhook(secret).verify(body, headers)
        assert event["type"] == "check.completed"
        assert event["data"]["check"] == result["check"]
        assert event["data"]["id"] == "wp:hook"
        assert OWN[:20] not in body.decode()

        def delivered() -> dict[str, Any] | None:
            hook = client.get(f"/v1/webhooks/{made.json()['id']}").json()
            last: dict[str, Any] = hook["deliveries"][0]
            return last if last["delivered_at"] else None

        shown = until(delivered)
        assert (shown["status"], shown["attempts"]) == (204, 2)
        assert secret not in client.get("/v1/webhooks").text


def test_a_kill_is_told_and_a_rotated_secret_signs_beside_the_old_one(
    serve: Callable[..., Served],
) -> None:
    served = serve(private_webhooks=True)
    with endpoint([]) as (url, got), served.client() as client:
        made = client.post("/v1/webhooks", json={"url": url, "events": ["item.killed"]}).json()
        fresh = client.post(f"/v1/webhooks/{made['id']}/rotate").json()["secret"]
        client.post("/v1/sources", json={"items": STORIES})
        client.post("/v1/sources/urn:test:harbour/kill", json={"reason": "wrong"})
        until(lambda: got)
        headers, body = got[0]
        for secret in (made["secret"], fresh):
            assert Webhook(secret).verify(body, headers)["type"] == "item.killed"


def test_every_event_can_be_subscribed_to_and_is_documented(newsroom: Served) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    for event in EVENTS:
        with newsroom.client() as client:
            body = {"url": "https://93.184.216.34/x", "events": [event]}
            made = client.post("/v1/webhooks", json=body)
            assert made.status_code == 201, made.text
            client.delete(f"/v1/webhooks/{made.json()['id']}")
        assert f"| `{event}` |" in guide


@pytest.mark.parametrize("door", ["request", "command"])
def test_a_source_that_comes_late_is_announced_whichever_way_it_came(
    serve: Callable[..., Served], tmp_path: Path, door: str
) -> None:
    served = serve(private_webhooks=True)
    late = STORIES[0]
    with endpoint([]) as (url, got), served.client() as client:
        client.post("/v1/webhooks", json={"url": url, "events": ["source.late"]})
        early = served.check(str(late["text"]), id="wp:early")
        if door == "request":
            client.post("/v1/sources", json={"items": [late]})
        else:
            file = tmp_path / "late.jsonl"
            file.write_text(json.dumps(late))
            command = [sys.executable, "-c", "from checker.cli import main; main()"]
            added = ["sources", "add", str(file), "--data", str(served.data)]
            subprocess.run([*command, *added], check=True, capture_output=True)
        until(lambda: got)
    data = json.loads(got[0][1])["data"]
    assert data == {"source": late["id"], "checks": [early["check"]]}


def test_an_endpoint_in_a_private_network_is_refused(newsroom: Served) -> None:
    with newsroom.client() as client:
        answer = client.post(
            "/v1/webhooks", json={"url": "http://127.0.0.1:1/x", "events": ["item.killed"]}
        )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "url"


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "::",
    # What some versions of Python call global:
    "192.0.0.8",
    "192.0.0.11",
    "192.0.0.192",  # a cloud's metadata
    "168.63.129.16",  # a cloud's agent on the host itself
    "192.88.99.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "100.127.255.255",
    "240.0.0.1",
    "fec0::1",
    "feff::1",
    "fd00:ec2::254",
    "3fff::1",
    "3fff:fff:ffff::1",
    "2001:db8::1",
    "2001:10::1",
    "2001:2::1",
    "ff0e::1",
    "100::1",
    "5f00::1",
    "4000::1",
    "64:ff9b:1::808:808",
    # An IPv4 address that is not public inside:
    "::ffff:127.0.0.1",
    "::ffff:100.64.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c000:c0::1",
    "2001:0:808:808::f5ff:fffe",  # Teredo: 10.0.0.1, its bits turned over
    "2001:0:a00:1::f7f7:f7f7",  # Teredo: the relay
    "2a00:1450::5efe:a00:1",  # ISATAP
    "2a00:1450::200:5efe:7f00:1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "192.0.0.9",
    "192.0.0.10",
    "192.0.1.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "3ffe:ffff::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2001:0:808:808::f7f7:f7f7",
    "2a00:1450::5efe:808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_called(address: str) -> None:
    with pytest.raises(Refused, match="private network"):
        resolve_target("https://hook.example/", private=False, resolver=lambda *_: [address])


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_called(address: str) -> None:
    target = resolve_target("https://hook.example/", private=False, resolver=lambda *_: [address])
    assert target.address == address


def test_a_name_that_answers_otherwise_later_gains_nothing() -> None:
    """The connection is made to the address that was looked at, without asking for the name."""
    answers = ["8.8.8.8", "127.0.0.1"]
    url = "http://rebound.invalid:8321/"
    target = resolve_target(url, private=False, resolver=lambda *_: [answers.pop(0)])
    assert (target.host, target.address) == ("rebound.invalid", "8.8.8.8")
    with endpoint([204]) as (local, got):
        port = int(local.split(":")[2].split("/")[0])
        here = replace(target, address="127.0.0.1", port=port)

        async def send() -> Answer:
            return await post(here, b"{}", {}, until=asyncio.get_running_loop().time() + LONG)

        assert asyncio.run(send()).arrived
    assert got[0][0]["host"] == f"rebound.invalid:{port}"
    with pytest.raises(Refused, match="private network"):
        resolve_target(url, private=False, resolver=lambda *_: [answers.pop(0)])


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    both = ["93.184.216.34", "127.0.0.1"]
    with pytest.raises(Refused):
        resolve_target("https://hook.example/", private=False, resolver=lambda *_: both)


def test_the_address_that_was_looked_at_is_the_one_called() -> None:
    target = resolve_target(
        "https://hook.example:8443/a?b=c", private=False, resolver=lambda *_: ["93.184.216.34"]
    )
    assert (target.address, target.port, target.path) == ("93.184.216.34", 8443, "/a?b=c")


@pytest.mark.parametrize(
    "url",
    ["ftp://x.example/", "http://", "http://u:p@x.example/", "http://x:99999/", "http://a b/"],
)
def test_what_is_no_endpoint_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url)


def test_each_secret_signs() -> None:
    secrets = ["whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="]
    body = json.dumps({"type": "x"}).encode()
    headers = signed_headers("msg_1", body, secrets, datetime.now(UTC))
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in secrets:
        assert Webhook(secret).verify(body, headers) == {"type": "x"}
