"""Repetition, rates, overrides, confirmation."""

import hashlib
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.store import Presence, Store
from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, STORY


def an_item() -> dict[str, str]:
    name = uuid.uuid4().hex
    letters = "abcdefghijklmnopqrst"
    words = " ".join(f"w{name[:8]}{one}{two}" for one in "xy" for two in letters)
    return {"id": f"urn:promise:{name}", "owner": "afp", "text": words}


def test_a_repeated_write_is_done_once_and_answered_alike(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"items": [an_item()]}
    with newsroom.client() as client:
        first = client.post("/v1/sources", json=body, headers=key)
        second = client.post("/v1/sources", json=body, headers=key)
        assert second.headers["idempotency-replayed"] == "true"
        assert first.json() == second.json()
        assert first.json()["items"][0]["outcome"] == "added"
        other = client.post("/v1/sources", json={"items": [an_item()]}, headers=key)
        assert other.status_code == 422
        assert other.json()["type"].endswith("idempotency-key-reused")


def test_a_refused_write_gives_its_key_back(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    with newsroom.client() as client:
        assert client.post("/v1/sources", json={"items": 1}, headers=key).status_code == 422
        added = client.post("/v1/sources", json={"items": [an_item()]}, headers=key)
        assert added.status_code == 201


@pytest.mark.parametrize("question", ["", "/matrix", "/confirm"])
def test_a_question_is_answered_anew_whatever_key_it_has(newsroom: Served, question: str) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    item = an_item()
    asked: dict[str, Any] = {"text": item["text"]}
    path = f"/v1/checks{question}"
    with newsroom.client() as client:
        assert client.post("/v1/sources", json={"items": [item]}).status_code == 201
        if question == "/matrix":
            asked |= {"channels": ["web"]}
        elif question == "/confirm":
            path = f"/v1/checks/{newsroom.check(item['text'])['check']}/confirm"
        before = client.post(path, json=asked, headers=key).json()
        assert client.post(f"/v1/sources/{item['id']}/kill", json={}).status_code == 200
        after = client.post(path, json=asked, headers=key)
    assert "idempotency-replayed" not in after.headers
    [was], [now] = (one.get("cells") or [one] for one in (before, after.json()))
    assert was["verdict"] != "blocked"
    assert (now["verdict"], now["enforcement"]) == ("blocked", "block")
    assert now.get("confirmed") is (False if question == "/confirm" else None)


@pytest.mark.parametrize(("lives", "status"), [(False, 200), (True, 409)])
def test_the_key_of_a_write_is_free_once_the_process_that_did_it_has_died(
    newsroom: Served, lives: bool, status: int
) -> None:
    """The request is found as a process leaves it that is killed while it works on it."""
    key, item = uuid.uuid4().hex, an_item()
    path = f"/v1/sources/{item['id']}/kill"
    doer = Presence(newsroom.data)
    named = f"POST\n{path}\n\n".encode()
    with Store.open(newsroom.data) as store:
        store.idempotency.begin(
            "local",
            key,
            hashlib.sha256(named + b"{}").digest(),
            at=datetime.now(UTC),
            stale=timedelta(minutes=10),
            owner=doer.name,
        )
    if not lives:
        doer.close()
    with newsroom.client() as client:
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        answer = client.post(path, content=b"{}", headers=headers)
    if lives:
        doer.close()
    assert answer.status_code == status


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


@pytest.mark.parametrize(
    "names", [{"id": "wp:n", "revision": "1"}, {"id": "wp:n"}, {"revision": "1"}, {}]
)
def test_a_check_is_confirmed_whatever_names_it_had(
    newsroom: Served, names: dict[str, str]
) -> None:
    made = newsroom.check(OWN, **names)
    with newsroom.client() as client:
        answer = client.post(f"/v1/checks/{made['check']}/confirm", json={"text": OWN})
    told = answer.json()
    assert (answer.status_code, told["confirmed"], told["recorded"]) == (200, True, True)
    assert told["check"] != made["check"]  # it is checked anew, and a kill finds that
    assert newsroom.check(OWN, **names)["check"]


def test_a_text_is_confirmed_as_of_now_and_not_as_of_the_moment_asked_about(
    newsroom: Served,
) -> None:
    """An embargo that is over on the day that was asked about holds until that day comes."""
    words = an_item()["text"]
    embargo = {"embargo_until": "2199-01-01T00:00:00Z"}
    item = {**an_item(), "text": words, "rights": embargo}
    with newsroom.client() as client:
        added = client.post("/v1/sources", json={"items": [item]})
        assert added.status_code == 201, added.text
        later = newsroom.check(words, use={"at": "2199-06-01T00:00:00Z", "channel": "web"})
        assert later["verdict"] != "blocked"
        path = f"/v1/checks/{later['check']}/confirm"
        told = client.post(path, json={"text": words}).json()
    assert (told["confirmed"], told["verdict"]) == (False, "blocked")
    assert "status.embargoed" in told["reasons"]
    assert told["message"].startswith(
        "Not confirmed: the text must not be published as it is (block)."
    )


def test_a_held_text_is_confirmed_once_it_is_released(newsroom: Served) -> None:
    made = newsroom.check(DRAFT, id="wp:released")
    path = f"/v1/checks/{made['check']}"
    release = {
        "codes": sorted({r["code"] for claim in made["claims"] for r in claim["reasons"]}),
        "why": "Agreed with the agency by phone.",
        "text_sha256": made["text_sha256"],
    }
    with newsroom.client() as client:
        held = client.post(f"{path}/confirm", json={"text": DRAFT}).json()
        assert (held["confirmed"], held["enforcement"]) == (False, "hold")
        assert client.post(f"{path}/overrides", json=release).status_code == 201
        told = client.post(f"{path}/confirm", json={"text": DRAFT}).json()
    assert (told["confirmed"], told["enforcement"]) == (True, "allow")


def test_the_end_of_a_release_is_told_of_the_check_that_it_was_given_for(newsroom: Served) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    made = newsroom.check(DRAFT, id="wp:until", use={"first_published": now.isoformat()})
    assert made["enforcement"] == "hold"
    end = now + timedelta(days=2)
    release = {
        "codes": sorted({r["code"] for claim in made["claims"] for r in claim["reasons"]}),
        "why": "Agreed with the agency by phone.",
        "text_sha256": made["text_sha256"],
        "until": end.isoformat(),
    }
    with newsroom.client() as client:
        path = f"/v1/checks/{made['check']}"
        assert client.post(f"{path}/overrides", json=release).status_code == 201
        event = client.get(path).json()["next_event"]
        listed = client.get("/v1/expiring", params={"days": 3}).json()["items"]
    assert (event["at"], event["action"]) == (end.isoformat().replace("+00:00", "Z"), "recheck")
    assert [one["next_event"] for one in listed if one["check"] == made["check"]] == [event]


def test_parallel_writes_with_one_key_are_done_once(newsroom: Served) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"items": [an_item()]}
    got: list[tuple[int, str]] = []

    def ask() -> None:
        with newsroom.client() as client:
            answer = client.post("/v1/sources", json=body, headers=key)
            got.append((answer.status_code, answer.text))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in got} <= {201, 409}
    assert len({text for status, text in got if status == 201}) == 1
