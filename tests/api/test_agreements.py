"""Agreements, policy, rules over HTTP."""

from datetime import UTC, datetime

from checker.client import Client
from checker.store import Store
from tests.api.conftest import Served
from tests.api.stories import OWN
from tests.waiting import LONG

YAML = {"Content-Type": "application/yaml"}
OTHER = """schema: licence/1
id: lic:test:other
kind: agreement
owner: {id: dpa}
licensee: {id: "*", brands: ["*"]}
channels: {allow: [web]}
territories: {allow: ["*"]}
"""


def test_an_agreement_is_put_shown_replaced_and_removed(newsroom: Served) -> None:
    path = "/v1/agreements/lic:test:other"
    with newsroom.client() as client:
        made = client.post("/v1/agreements", content=OTHER, headers=YAML)
        assert made.status_code == 201, made.text
        shown = client.get(path)
        assert shown.json()["document"]["owner"]["id"] == "dpa"
        guard = {**YAML, "If-Match": '"stale"'}
        assert client.put(path, content=OTHER, headers=guard).status_code == 412
        fresh = {**YAML, "If-Match": shown.headers["etag"]}
        changed = client.put(path, content=OTHER.replace("web", "print"), headers=fresh)
        assert changed.status_code == 200
        assert changed.headers["etag"] != shown.headers["etag"]
        strange = client.put("/v1/agreements/lic:x", content=OTHER, headers=YAML)
        assert strange.status_code == 422
        assert client.delete(path).status_code == 204
        assert client.get(path).status_code == 404


def test_a_refused_agreement_names_its_line_and_changes_nothing(newsroom: Served) -> None:
    wrong = OTHER.replace("channels:", "chanels:")
    with newsroom.client() as client:
        answer = client.post("/v1/agreements", content=wrong, headers=YAML)
        assert answer.status_code == 422
        assert "chanels" in answer.text
        assert client.get("/v1/agreements/lic:test:other").status_code == 404


def test_the_policy_is_shown_and_a_wrong_one_is_refused(newsroom: Served) -> None:
    with newsroom.client() as client:
        shown = client.get("/v1/policy")
        assert shown.json()["enforcement"]["blocked"] == "block"
        for wrong in ({"schema": "policy/1", "enforcment": {}}, {}, {"on_unavailable": "block"}):
            assert client.put("/v1/policy", json=wrong).status_code == 422
        assert client.get("/v1/policy").json() == shown.json()


def test_rules_and_agencies_are_told(newsroom: Served) -> None:
    with newsroom.client() as client:
        agencies = {one["id"]: one["name"] for one in client.get("/v1/agencies").json()["items"]}
        assert agencies["afp"] == "Agence France-Presse"
        page = client.get("/v1/rules", params={"agency": "afp", "limit": 3}).json()
        assert len(page["items"]) == 3
        rule = client.get(f"/v1/rules/{page['items'][0]['id']}").json()
        assert rule["agency"] == "afp"


def test_a_stored_agreement_that_cannot_be_read_is_the_services_fault(newsroom: Served) -> None:
    """A CMS that is told 4xx takes its own draft for wrong, and not the check for unfinished."""
    broken = {"schema": "licence/1", "id": "lic:test:broken", "kind": "agreement"}
    with Store.open(newsroom.data) as store, newsroom.client() as client:
        store.agreements.put(broken, at=datetime.now(UTC))
        try:
            checked = client.post("/v1/checks", json={"text": OWN + " And one more."})
            matrix = client.post("/v1/checks/matrix", json={"text": OWN, "channels": ["web"]})
            with Client(newsroom.base, timeout=LONG, on_unavailable="allow", retries=0) as allowing:
                alone = allowing.check(text=OWN + " And one more.")
                among = allowing.check_many([{"text": OWN + " And one more."}])
        finally:
            assert client.delete("/v1/agreements/lic:test:broken").status_code == 204
        for answer in (checked, matrix):
            assert answer.status_code == 503, answer.text
            assert answer.json()["type"] == "urn:wirecheck:problem:licences-unreadable"
            assert answer.json()["enforcement"] == "hold"
            assert any("lic:test:broken" in one["field"] for one in answer.json()["errors"])
        for decision in (alone, *among):
            assert (decision.enforcement, decision.checked) == ("hold", False)
            assert "cannot be read, so nothing can be judged" in decision.message
        assert client.post("/v1/checks", json={"text": OWN + " And two more."}).status_code == 200
