"""docs/api.md: its examples run as they are written, in their order, and its samples hold."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from api.webhooks.calendar import due_events
from checker.models.draft import Use
from checker.models.record import CheckHead, CheckRecord
from checker.models.verdict import NextEvent
from checker.models.vocabulary import EVENTS
from checker.store import Store
from tests.api.conftest import Served, start
from tests.measured import processes_measured
from tests.waiting import LONG, until
from tools.answer_tables import BEGIN, PAGE

GUIDE = PAGE.read_text("utf-8").partition(BEGIN)[0]
FENCE = re.compile(r"^```(sh|json|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAMPLE = re.compile(r"^`([a-z]+\.[a-z_]+)`[^\n]*\n\n```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENDPOINT = "https://cms.example.org/hooks"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def holds(answer: Any, sample: Any) -> bool:
    """Whether an answer has all that a sample shows."""
    if isinstance(sample, dict):
        return isinstance(answer, dict) and all(
            name in answer and holds(answer[name], value) for name, value in sample.items()
        )
    if isinstance(sample, list):
        return len(answer) == len(sample) and all(map(holds, answer, sample))
    return bool(answer == sample)


def shape(value: Any) -> Any:
    """The members of a message, without their values; a summary's are told elsewhere."""
    if isinstance(value, dict):
        return {name: "" if name == "summary" else shape(one) for name, one in value.items()}
    return [shape(one) for one in value[:1]] if isinstance(value, list) else ""


SAMPLES = {name: json.loads(body) for name, body in SAMPLE.findall(GUIDE)}


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """An endpoint that takes every message."""
    got: list[tuple[dict[str, str], bytes]] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hooks", got
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def fresh(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("guide") / "data"
    with processes_measured(pytestconfig):
        served = start(data, workers=1, private_webhooks=True)
    yield served
    served.stop()


def ran(command: str, served: Served, room: Path) -> str:
    """What a block of shell commands prints, run where the service's data are."""
    script = "set -e -o pipefail\n" + command.replace("localhost:8321", served.base)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=room,
        env={**os.environ, "PATH": path, "WIRECHECK_DATA": str(served.data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
def test_every_example_of_the_guide_runs_and_every_message_is_what_it_shows(
    fresh: Served, receiver: tuple[str, list[tuple[dict[str, str], bytes]]], tmp_path: Path
) -> None:
    url, got = receiver
    known: dict[str, Any] = {}
    printed: dict[str, Any] = {}
    secret = ""
    for language, block in FENCE.findall(GUIDE):
        if language == "sh":
            told = ran(block.replace(ENDPOINT, url), fresh, tmp_path)
            printed = json.loads(told.splitlines()[-1])
            assert str(printed.get("status", "")).isdigit() is False, printed  # no problem
            secret = secret or str(printed.get("secret", ""))
        elif language == "python":
            exec(block, known)
        elif json.loads(block) not in SAMPLES.values():
            assert holds(printed, json.loads(block)), (block, printed)
        if "secret" in printed and not got:
            messages(fresh, got)
    types = []
    for headers, body in got:
        status, type_ = known["received"](body, headers, secret)
        assert (status, known["is_signed"](body, headers, secret)) == (204, True)
        assert known["received"](body + b" ", headers, secret)[0] == 401
        assert known["is_signed"](body + b" ", headers, secret) is False
        assert shape(json.loads(body)["data"]) == shape(SAMPLES[type_]), type_
        types.append(type_)
    assert set(types) == {"check.completed", "item.killed", "item.rights_changed", "source.late"}


def messages(served: Served, got: list[tuple[dict[str, str], bytes]]) -> None:
    """Has the service send a message of each kind that things which happen bring."""
    words = " ".join(f"guide{a}{b}" for a in "xyz" for b in "abcdefghijklmnopqrst")
    late = {"id": "urn:guide:late", "owner": "afp", "text": words}
    names = {"id": "wp:guide", "revision": "1", "title": "A guide", "url": "https://example.fr/g"}
    with served.client() as client:
        served.check(words, **names)
        client.post("/v1/sources", json={"items": [late]})
        client.patch("/v1/sources/urn:guide:late", json={"rights": {"status": "withheld"}})
        client.post("/v1/sources/urn:guide:late/kill", json={"reason": "A wrong name."})
    until(lambda: len({json.loads(body)["type"] for _, body in got}) == 4)


def test_the_messages_that_time_brings_are_what_the_guide_shows(tmp_path: Path) -> None:
    due = NextEvent(NOW - timedelta(minutes=1), "unpublish", "licence.retention_exceeded", "afp")
    head = CheckHead("chk_1", NOW, "clear", True, "0" * 64, Use(), next_event=due)
    agreement = {
        "id": "lic:x",
        "owner": {"id": "afp"},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "valid": {"until": "2026-03-05"},
    }
    with Store.open(tmp_path / "data") as store:
        store.checks.record([CheckRecord(head, result={})])
        store.agreements.put(agreement, at=NOW)
        store.audits.start("aud_1", {}, at=NOW, folder="")
        store.audits.update("aud_1", status="finished", summary={"pieces": 1}, finished=NOW)
        brought = {event: data for _, event, data in due_events(store, NOW)}
    assert set(brought) == {"retention.due", "agreement.expiring", "audit.completed"}
    for event, data in brought.items():
        assert shape(data) == shape(SAMPLES[event]), event


def test_the_guide_shows_a_message_of_every_event() -> None:
    assert set(SAMPLES) == set(EVENTS)
