"""A desk's day at the service: an item arrives embargoed, is scheduled, confirmed and killed."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.conftest import Served
from tests.end_to_end.carriers import CARRIERS, Step, story

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")


def receive(service: Served, form: str, step: Step) -> dict[str, Any]:
    name, carried = CARRIERS[form]
    document = {"name": name, "base64": base64.b64encode(carried(step).encode()).decode()}
    with service.client() as client:
        answer = client.post("/v1/sources", json={"document": document})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def confirmed(service: Served, check: str, text: str) -> tuple[bool, list[str]]:
    with service.client() as client:
        answer = client.post(f"/v1/checks/{check}/confirm", json={"text": text})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    return told["confirmed"], told["reasons"]


@pytest.mark.parametrize("form", CARRIERS)
def test_a_scheduled_piece_goes_out_when_it_may_and_is_called_back_when_killed(
    newsroom: Served, form: str
) -> None:
    zone = ZoneInfo(ZONES[sorted(CARRIERS).index(form) % len(ZONES)])
    now = datetime.now(UTC).astimezone(zone).replace(microsecond=0)
    first = Step(1, now - timedelta(hours=2), now + timedelta(hours=1))
    first = replace(first, text=story(f"service {form}"), name=f"day-{form}")
    (item,) = receive(newsroom, form, first)["items"]
    piece = f"LISBON (AFP) - {first.text}"

    held = newsroom.check(piece, id=f"wp:{form}", revision="1")
    assert (held["verdict"], held["enforcement"]) == ("blocked", "block")
    assert datetime.fromisoformat(held["next_event"]["at"]) == first.until
    later = {"at": (now + timedelta(hours=2)).isoformat()}
    scheduled = newsroom.check(piece, id=f"wp:{form}", revision="1", use=later)
    assert scheduled["verdict"] == "clear"
    out, reasons = confirmed(newsroom, scheduled["check"], piece)
    assert (out, "status.embargoed" in reasons) == (False, True)

    free = replace(first, version=2, sent=now, until=now - timedelta(minutes=1))
    receive(newsroom, form, free)
    assert confirmed(newsroom, scheduled["check"], piece)[0] is True

    killed = replace(free, version=3, sent=now + timedelta(seconds=1), killed=True)
    receive(newsroom, form, killed)
    out, reasons = confirmed(newsroom, scheduled["check"], piece)
    assert (out, "status.killed" in reasons) == (False, True)
    with newsroom.client() as client:
        uses = client.get(f"/v1/sources/{item['id']}/uses").json()["items"]
    assert scheduled["check"] in {use["check"] for use in uses}
