"""Repetition, rates, overrides, confirmation."""

import threading
import uuid
from collections.abc import Callable

from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, STORY


def test_a_repeated_write_is_done_once_and_answered_alike(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"text": OWN + " Idempotent.", "mode": "full"}
    with newsroom.client() as client:
        first = client.post("/v1/checks", json=body, headers=key)
        second = client.post("/v1/checks", json=body, headers=key)
        assert second.headers["idempotency-replayed"] == "true"
        assert first.json() == second.json()
        other = client.post("/v1/checks", json={"text": OWN}, headers=key)
        assert other.status_code == 422
        assert other.json()["type"].endswith("idempotency-key-reused")


def test_a_refused_write_gives_its_key_back(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    with newsroom.client() as client:
        assert client.post("/v1/checks", json={"text": 1}, headers=key).status_code == 422
        assert client.post("/v1/checks", json={"text": OWN}, headers=key).status_code == 200


def test_the_rate_is_told_and_kept(serve: Callable[..., Served]) -> None:
    served = serve(rate_per_minute=5)
    with served.client() as client:
        answers = [client.get("/v1/policy") for _ in range(7)]
    assert [a.status_code for a in answers[:5]] == [200] * 5
    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    assert last.headers["ratelimit-policy"] == '"default";q=5;w=60'
    assert answers[0].headers["ratelimit"].startswith('"default";r=4')


def test_an_override_holds_for_the_very_text_alone(newsroom: Served) -> None:
    made = newsroom.check(DRAFT, id="wp:override")
    assert made["enforcement"] == "hold"
    path = f"/v1/checks/{made['check']}/overrides"
    asked = {
        "codes": ["credit.missing"],
        "why": "Agreed with the agency by phone.",
        "text_sha256": made["text_sha256"],
    }
    with newsroom.client() as client:
        wrong = client.post(path, json={**asked, "text_sha256": "0" * 64})
        assert wrong.status_code == 409
        strange = client.post(path, json={**asked, "codes": ["status.killed"]})
        assert strange.status_code == 422
        given = client.post(path, json=asked)
        assert given.status_code == 201, given.text
        again = newsroom.check(DRAFT, id="wp:override")
        assert again["verdict"] == "credit_required"
        assert again["enforcement"] in ("allow", "warn")
        assert again["overrides"][0]["why"] == asked["why"]
        shown = client.get(made["links"]["self"]).json()
        assert shown["enforcement"] == again["enforcement"]
        page = client.get(made["links"]["report"]).text
        assert "must be held" not in page
        assert asked["why"] in page
        use = {"channels": ["web"], "territories": ["FR"], "id": "wp:override", "text": DRAFT}
        [cell] = client.post("/v1/checks/matrix", json=use).json()["cells"]
        assert (cell["verdict"], cell["enforcement"]) == (again["verdict"], again["enforcement"])
        assert "credit.missing" in cell["reasons"]
        other = {**use, "id": "wp:another-piece"}
        [cell] = client.post("/v1/checks/matrix", json=other).json()["cells"]
        assert cell["enforcement"] == "hold"
        changed = newsroom.check(DRAFT + " And one more line.", id="wp:override")
        assert changed["enforcement"] == "hold"


def test_a_clearance_is_refused_for_another_revision(newsroom: Served) -> None:
    clear = newsroom.check(OWN, id="wp:rev", revision="2")
    assert clear["verdict"] == "clear"
    path = f"/v1/checks/{clear['check']}/confirm"
    with newsroom.client() as client:
        assert client.post(path, json={"text": OWN}).json()["confirmed"] is True
        other = client.post(path, json={"text": STORY})
        assert other.status_code == 409
        assert other.json()["type"].endswith("other-text")


def test_parallel_checks_with_one_key_are_done_once(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    got: list[int] = []

    def ask() -> None:
        with newsroom.client() as client:
            got.append(
                client.post(
                    "/v1/checks", json={"text": OWN + " Parallel."}, headers=key
                ).status_code
            )

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(got) <= {200, 409}
    assert 200 in got
