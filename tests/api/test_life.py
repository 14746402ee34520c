"""Stopping, dying, and several processes on one directory."""

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.stories import AGREEMENT, OWN, STORIES, STORY

YAML = {"Content-Type": "application/yaml"}


def test_sigterm_lets_running_checks_end_and_refuses_new_ones(serve: Callable[..., Served]) -> None:
    served = serve(workers=1)
    story = " ".join(f"word{n}" for n in range(100_000))
    answers: list[httpx.Response] = []

    def ask() -> None:
        with served.client() as client:
            answers.append(client.post("/v1/checks", json={"text": story}))

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.15)
    assert served.stop(signal.SIGTERM) == 0
    asking.join()
    assert [answer.status_code for answer in answers] == [200]


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(serve: Callable[..., Served]) -> None:
    served = serve()
    acknowledged: list[str] = []
    checked: list[str] = []

    def write() -> None:
        try:
            with served.client() as client:
                for number in range(10_000):
                    name = f"urn:{number}"
                    item = {"id": name, "owner": "dpa", "text": f"{OWN} {number} times {number}."}
                    if client.post("/v1/sources", json={"items": [item]}).status_code == 201:
                        acknowledged.append(name)
                    made = client.post("/v1/checks", json={"text": f"{OWN} {number}"})
                    checked.append(made.json()["check"])
        except httpx.HTTPError:
            pass  # killed

    writing = threading.Thread(target=write)
    writing.start()
    time.sleep(1.5)
    served.process.send_signal(signal.SIGKILL)
    served.process.wait()
    writing.join()
    assert acknowledged
    again = serve()
    with again.client() as client:
        for name in acknowledged:
            assert client.get(f"/v1/sources/{name}").status_code == 200
        for check in checked:
            assert client.get(f"/v1/checks/{check}").status_code == 200
        assert again.check(f"{OWN} 0 times 0.")["matches"]


def test_a_kill_and_an_agreement_are_seen_by_all_processes_within_a_second(
    serve: Callable[..., Served],
) -> None:
    services = [serve(workers=1), serve(workers=1)]
    one, other = services
    credited = f"PORT ELVIRA (AFP) - {STORY}"
    with one.client() as client:
        assert client.post("/v1/sources", json={"items": STORIES}).status_code == 201
        time.sleep(1)
        assert other.check(credited)["verdict"] == "licence_required"
        assert client.post("/v1/agreements", content=AGREEMENT, headers=YAML).status_code == 201
        time.sleep(1)
        assert [s.check(credited)["verdict"] for s in services] == ["clear", "clear"]
        client.post("/v1/sources/urn:test:harbour/kill", json={"reason": "wrong"})
        time.sleep(1)
        for _ in range(5):
            assert [s.check(credited)["verdict"] for s in services] == ["blocked", "blocked"]


def test_changed_house_rules_are_taken_up_by_all_and_refused_ones_leave_the_last_good_set(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    services = [serve(workers=2, rules=(rules,)), serve(workers=1, rules=(rules,))]
    text = "OUR TOWN (Quaywire) - The port opened on Monday. "
    assert services[0].check(text)["claims"] == []
    (rules / "quaywire.toml").write_text(
        'schema = 1\n\n[agency]\nid = "quaywire"\nname = "Quaywire"\ncountry = "NO"\n'
        'languages = ["en"]\nmatch = ["OSLO (Quaywire) - The port is open."]\n'
        'no_match = ["The quay is wired."]\n\n[names]\nfull = ["Quaywire"]\n'
    )
    time.sleep(1.2)
    for served in services:
        for number in range(4):
            found = served.check(f"{text}{number}")
            assert [claim["owner"] for claim in found["claims"]] == ["quaywire"]
    good = found["versions"]["rules"]
    (rules / "quaywire.toml").write_text('schema = 1\npattren = "x"\n')
    time.sleep(1.2)
    for served in services:
        assert served.check(text + "later")["versions"]["rules"] == good
        with served.client() as client:
            health = client.get("/healthz").json()
        assert health["status"] == "degraded"
        assert "pattren" in str(health["rule_problems"])
