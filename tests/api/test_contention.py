"""Checks while somebody else holds the database, and stored verdicts that were overtaken."""

import uuid
from typing import Any

import httpx
import pytest

from tests.another_program import writing
from tests.api.conftest import Served
from tests.api.stories import OWN, STORY
from tests.waiting import until

REPLACED = "wirecheck_workers_replaced"
WAITING = "wirecheck_checks_unrecorded"


def stored(newsroom: Served, check: str) -> dict[str, Any] | None:
    with newsroom.client() as client:
        answer = client.get(f"/v1/checks/{check}")
    found: dict[str, Any] = answer.json()
    return found if answer.status_code == 200 else None


def degraded(client: httpx.Client) -> dict[str, Any] | None:
    found: dict[str, Any] = client.get("/healthz").json()
    return found if found["status"] == "degraded" else None


def text(what: str = "") -> str:
    """A text of its own, so that nothing is answered from memory."""
    return f"{what or OWN} {uuid.uuid4().hex}."


@pytest.mark.parametrize("mode", ["full", "fast"])
def test_a_verdict_is_what_it_is_while_another_program_writes(newsroom: Served, mode: str) -> None:
    draft = text(STORY)
    usual = newsroom.check(draft, record=False, mode=mode)
    replaced = newsroom.gauge(REPLACED)
    with writing(newsroom.data):
        given = newsroom.check(draft, mode=mode)
        assert newsroom.gauge(WAITING) >= 1
        with newsroom.client() as client:
            waits = client.get(f"/v1/checks/{given['check']}")
            health = until(lambda: degraded(client))
        assert (waits.status_code, waits.headers["retry-after"]) == (503, "1")
        assert health["unrecorded"] >= 1
        assert health["recording"] == "another program is using the database"
    for member in ("verdict", "enforcement", "complete", "message", "claims", "matches"):
        assert given[member] == usual[member]
    assert given["looked_at"]["recorded"] is False
    assert [r["code"] for r in given["reasons"]] == ["system.not_recorded"]
    kept = until(lambda: stored(newsroom, given["check"]))
    assert kept["looked_at"]["recorded"] is True
    assert kept["reasons"] == []
    until(lambda: newsroom.gauge(WAITING) == 0)
    assert newsroom.gauge(REPLACED) == replaced


def test_a_check_that_waited_is_not_answered_from_memory_as_unrecorded(newsroom: Served) -> None:
    draft = text()
    with writing(newsroom.data):
        assert not newsroom.check(draft)["looked_at"]["recorded"]
    until(lambda: newsroom.gauge(WAITING) == 0)
    assert newsroom.check(draft)["looked_at"]["recorded"]


def test_nothing_is_confirmed_that_a_kill_would_not_find(newsroom: Served) -> None:
    draft = text()
    path = f"/v1/checks/{newsroom.check(draft)['check']}/confirm"
    with newsroom.client() as client:
        with writing(newsroom.data):
            told = client.post(path, json={"text": draft}).json()
        assert (told["confirmed"], told["verdict"], told["complete"]) == (False, "clear", True)
        assert told["recorded"] is False
        assert "system.not_recorded" in told["reasons"]
        assert "not stored" in told["message"]
        until(lambda: newsroom.gauge(WAITING) == 0)
        assert client.post(path, json={"text": draft}).json()["confirmed"] is True


def test_an_answer_is_not_kept_beyond_another_text_of_the_piece(newsroom: Served) -> None:
    """What is checked last is what recall takes for the current text."""
    one, two = text(), text()
    first = newsroom.check(one, id="wp:kept")
    assert newsroom.check(one, id="wp:kept")["check"] == first["check"]
    newsroom.check(two, id="wp:kept")
    assert newsroom.check(one, id="wp:kept")["check"] != first["check"]


def test_a_stored_verdict_says_what_has_overtaken_it(newsroom: Served) -> None:
    words = " ".join(f"{uuid.uuid4().hex[:9]}" for _ in range(40))
    item = {"id": f"urn:over:{uuid.uuid4().hex}", "owner": "afp", "text": words}
    with newsroom.client() as client:
        assert client.post("/v1/sources", json={"items": [item]}).status_code == 201
        made = newsroom.check(words)
        path = f"/v1/checks/{made['check']}"
        before = client.get(path)
        assert "overtaken" not in before.json()
        client.post(f"/v1/sources/{item['id']}/kill", json={})
        after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
        [since] = after.json()["overtaken"]
        assert (since["by"], since["what"]) == ("kill", item["id"])
        assert since["message"] in client.get(f"{path}/report.html").text
        listed = client.get("/v1/checks?limit=1").json()["items"][0]
        assert (listed["check"], listed["overtaken"]) == (made["check"], ["kill"])
