"""What a confirmed text uses up of a monthly quota."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from api.confirming import confirmed
from tests.api.conftest import Served
from tests.end_to_end.quota_room import (
    BAKER,
    CHOIR,
    FERRY,
    HERON,
    OVER,
    OWN,
    SOURCES,
    Room,
    agreement,
    room,
)

__all__ = ["room"]  # a fixture


def test_what_the_service_confirms_uses_the_quota_up_and_what_it_only_checked_does_not(
    newsroom: Served,
) -> None:
    items = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    use = {"channel": "web", "publisher": "pub:example"}
    body = agreement(1)
    with newsroom.client() as client:
        headers = {"Content-Type": "application/json"}
        added = client.post("/v1/agreements", content=body, headers=headers)
        assert added.status_code == 201, added.text
        assert client.post("/v1/sources", json={"items": items}).status_code == 201

        def confirmed(text: str, name: str) -> dict[str, Any]:
            made = newsroom.check(text, id=name, use=use)
            told: dict[str, Any] = client.post(
                f"/v1/checks/{made['check']}/confirm", json={"text": text}
            ).json()
            return told

        assert confirmed(OWN, "wp:q0")["confirmed"]
        for name in ("wp:q1", "wp:q2"):
            seen = newsroom.check(HERON, id=name, use=use)
            assert (seen["verdict"], seen["quota"][0]["counts"]) == ("clear", "confirmed")
        assert newsroom.check(CHOIR, id="wp:q3", use=use)["verdict"] == "clear"
        assert confirmed(FERRY, "wp:q4")["confirmed"]
        late = confirmed(BAKER, "wp:q5")
        assert (late["confirmed"], OVER in late["reasons"]) == (False, True)
        assert newsroom.check(HERON, id="wp:q1", use=use)["verdict"] == "licence_required"
        assert confirmed(FERRY, "wp:q4")["confirmed"]
        assert client.delete("/v1/agreements/lic:nw:small").status_code == 204


@pytest.mark.parametrize(("limit", "both"), [(1, False), (2, True)])
def test_of_two_texts_judged_within_a_quota_the_second_that_is_confirmed_finds_it_full(
    room: Callable[[int], Room], limit: int, both: bool
) -> None:
    small = room(limit)
    small.newsroom.set_policy("schema: policy/1\nquota: {counts: confirmed}", "policy")
    store = small.newsroom.store
    ferry, baker, again = (
        small.check(text, name).answer.check
        for text, name in ((FERRY, "a"), (BAKER, "b"), (FERRY, "c"))
    )
    assert isinstance(ferry, str)
    assert isinstance(baker, str)
    assert isinstance(again, str)
    assert confirmed(store, ferry)
    assert confirmed(store, baker) is both
    assert confirmed(store, again)  # of an item that the month has anyway
    assert confirmed(store, ferry)


def test_what_an_editor_lets_through_beyond_a_quota_is_confirmed(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    small.confirm(small.check(FERRY, "a"))
    over = small.check(BAKER, "b").answer.check
    assert isinstance(over, str)
    assert confirmed(small.newsroom.store, over)


def test_texts_that_are_confirmed_at_the_same_moment_take_a_slot_once(newsroom: Served) -> None:
    items = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    use = {"channel": "web", "publisher": "pub:example"}
    texts = (FERRY, BAKER, HERON, CHOIR)
    with newsroom.client() as client:
        headers = {"Content-Type": "application/json"}
        body = agreement(1).replace("lic:nw:small", "lic:nw:race")
        assert client.post("/v1/agreements", content=body, headers=headers).status_code == 201
        assert client.post("/v1/sources", json={"items": items}).status_code == 201
        june = {**use, "first_published": "2031-06-02T08:00:00Z"}
        made = [newsroom.check(text, id=f"wp:race{n}", use=june) for n, text in enumerate(texts)]
        start, told = threading.Barrier(len(texts)), dict[str, Any]()

        def confirm(check: str, text: str) -> None:
            with newsroom.client() as mine:
                start.wait()
                told[check] = mine.post(f"/v1/checks/{check}/confirm", json={"text": text}).json()

        asking = [
            threading.Thread(target=confirm, args=(one["check"], text))
            for one, text in zip(made, texts, strict=True)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert sorted(one["confirmed"] for one in told.values()) == [False, False, False, True]
        assert all(OVER in one["reasons"] for one in told.values() if not one["confirmed"])
        assert client.delete("/v1/agreements/lic:nw:race").status_code == 204
