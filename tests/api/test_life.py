"""Stopping, dying, and several processes on one directory."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.stories import AGREEMENT, OWN, STORIES, STORY
from tests.waiting import LONG, until

YAML = {"Content-Type": "application/yaml"}


def sees(served: Served, text: str, verdict: str) -> None:
    """Waits until this process knows of a change that another one made."""
    until(lambda: served.check(text)["verdict"] == verdict)


def test_sigterm_lets_running_checks_end_and_refuses_new_ones(serve: Callable[..., Served]) -> None:
    served = serve(workers=1)
    answers: list[httpx.Response] = []

    def ask() -> None:
        with served.client() as client:
            answers.append(client.post("/v1/checks", json={"text": OWN}))

    def refused() -> bool:
        with served.client() as client:
            try:
                return client.post("/v1/checks", json={"text": STORY}).status_code == 503
            except httpx.TransportError:
                return True

    asking = threading.Thread(target=ask)
    with served.frozen():
        asking.start()
        until(lambda: served.gauge('wirecheck_workers{state="busy"}') == 1)
        served.process.send_signal(signal.SIGTERM)
        until(refused)
        assert not answers
    assert served.process.wait(LONG) == 0
    asking.join()
    assert [answer.json()["complete"] for answer in answers] == [False]  # it has no sources


def known_by_all(served: Served, text: str) -> list[dict[str, Any]]:
    """Returns answers from all workers once each of them finds Quaywire; nothing before that."""
    answers = [served.check(f"{text}{number}") for number in range(6)]
    found = [[claim["owner"] for claim in answer["claims"]] for answer in answers]
    return answers if all(owners == ["quaywire"] for owners in found) else []


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
    until(lambda: len(checked) >= 20)
    served.process.send_signal(signal.SIGKILL)
    served.process.wait()
    writing.join()
    assert len(acknowledged) >= 20
    again = serve()
    with again.client() as client:
        for name in acknowledged:
            assert client.get(f"/v1/sources/{name}").status_code == 200
        for check in checked:
            assert client.get(f"/v1/checks/{check}").status_code == 200
        assert again.check(f"{OWN} 0 times 0.")["matches"]


def test_a_kill_and_an_agreement_are_soon_seen_by_all_processes_and_stay(
    serve: Callable[..., Served],
) -> None:
    services = [serve(workers=1), serve(workers=1)]
    one, other = services
    credited = f"PORT ELVIRA (AFP) - {STORY}"
    with one.client() as client:
        assert client.post("/v1/sources", json={"items": STORIES}).status_code == 201
        sees(other, credited, "licence_required")
        assert client.post("/v1/agreements", content=AGREEMENT, headers=YAML).status_code == 201
        for served in services:
            sees(served, credited, "clear")
        client.post("/v1/sources/urn:test:harbour/kill", json={"reason": "wrong"})
        for served in services:
            sees(served, credited, "blocked")
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
    for served in services:
        # Each worker looks at the folder by itself, so one answer says nothing of the other worker.
        answers = until(lambda: known_by_all(served, text))  # noqa: B023 - called before the next turn
        (good,) = {answer["versions"]["rules"] for answer in answers}
    (rules / "quaywire.toml").write_text('schema = 1\npattren = "x"\n')
    for served in services:
        with served.client() as client:
            until(lambda: client.get("/healthz").json()["status"] == "degraded")
            assert "pattren" in str(client.get("/healthz").json()["rule_problems"])
        assert served.check(text + "later")["versions"]["rules"] == good
    (rules / "quaywire.toml").unlink()  # nor does an emptied folder mean that there are none
    for served in services:
        with served.client() as client:
            until(lambda: "is missing" in client.get("/healthz").text)
        assert served.check(text + "much later")["versions"]["rules"] == good
        served.kill_workers()
        new = text + "By a new worker"
        until(lambda: served.check(new)["claims"])  # noqa: B023 - called before the next turn
        assert served.check(new)["versions"]["rules"] == good
        with served.client() as client:
            assert client.get("/healthz").json()["status"] == "degraded"
