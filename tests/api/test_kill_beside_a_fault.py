"""A message of which an item is refused: what kills or withholds items beside it takes effect."""

import base64
import json
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import STORY

BROKEN = {"id": "urn:fault:bad", "owner": "dpa"}


def sent(kind: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    if kind == "items":
        return {"items": items}
    lines = "\n".join(map(json.dumps, items)).encode()
    return {"document": {"name": "feed.jsonl", "base64": base64.b64encode(lines).decode()}}


@pytest.mark.parametrize("kind", ["items", "document"])
@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_kill_beside_a_fault_takes_effect_and_the_answer_says_so(
    newsroom: Served, kind: str, status: str
) -> None:
    name = f"urn:fault:{kind}:{status}"
    story = STORY.replace("shipworm", f"rot {kind} {status}").replace("Brandvold", "Lie")
    order = {"id": name, "owner": "dpa", "version": "2", "rights": {"status": status}}
    beside = {"id": f"{name}:other", "owner": "dpa", "text": "A gull sat on the mast all night."}
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [{"id": name, "owner": "dpa", "text": story}]})
        assert newsroom.check(story)["verdict"] != "blocked"
        refused = client.post("/v1/sources", json=sent(kind, [BROKEN, order, beside]))
        assert refused.status_code == 422
        assert name in json.dumps(refused.json()["errors"])
        assert newsroom.check(story)["verdict"] == "blocked"
        assert client.get(f"/v1/sources/{name}:other").status_code == 404
        client.delete(f"/v1/sources/{name}", params={"withheld": True})


def test_a_refused_message_without_a_kill_stores_nothing(newsroom: Served) -> None:
    beside = {"id": "urn:fault:alone", "owner": "dpa", "text": "A gull sat on the mast all night."}
    with newsroom.client() as client:
        refused = client.post("/v1/sources", json={"items": [BROKEN, beside]})
        assert refused.status_code == 422
        assert "was stored" not in refused.text
        assert client.get("/v1/sources/urn:fault:alone").status_code == 404


def test_a_kill_that_meets_no_item_is_told(newsroom: Served) -> None:
    kill = {"id": "urn:fault:none:0412", "owner": "dpa", "rights": {"status": "canceled"}}
    named = {
        "id": "urn:fault:words",
        "owner": "dpa",
        "text": 'Please kill the story "Lighthouse sold" and do not use it.',
    }
    with newsroom.client() as client:
        answer = client.post("/v1/sources", json={"items": [kill, named]}).json()
        client.delete("/v1/sources/urn:fault:none:0412", params={"withheld": True})
        client.delete("/v1/sources/urn:fault:words", params={"withheld": True})
    told = {note["id"]: note["what"] for note in answer["notes"] if "notice to" not in note["what"]}
    assert "the kill waits for it" in told["urn:fault:none:0412"]
    assert "no stored item, or more than one, matches: Lighthouse sold" in told["urn:fault:words"]
