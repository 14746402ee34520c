"""Licensed items over HTTP: in, listed, killed, recalled."""

import base64
import json
import random
import threading
from pathlib import Path
from typing import Any

import pytest

from api.routes import sources
from checker.store import Store
from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, STORY
from tests.formats import houses
from tests.formats.test_shared_names import feed
from tests.store.build import NOW, record, source


def item(name: str, text: str, **more: str) -> dict[str, str]:
    return {"id": name, "owner": "dpa", "text": text, **more}


def test_items_are_added_listed_by_cursor_and_shown(newsroom: Served) -> None:
    items = [item(f"urn:page:{n:02d}", f"{OWN} Number {n}.", owner="zz") for n in range(5)]
    with newsroom.client() as client:
        made = client.post("/v1/sources", json={"items": items})
        assert made.status_code == 201
        assert {one["outcome"] for one in made.json()["items"]} == {"added"}
        again = client.post("/v1/sources", json={"items": items})
        assert {one["outcome"] for one in again.json()["items"]} == {"unchanged"}
        found, cursor = [], None
        for _ in range(3):
            query: dict[str, str | int] = {"owner": "zz", "limit": 2}
            if cursor:
                query["cursor"] = cursor
            page = client.get("/v1/sources", params=query).json()
            found += [one["id"] for one in page["items"]]
            cursor = page["next_cursor"]
        assert cursor is None
        assert found == [f"urn:page:{n:02d}" for n in range(5)]
        shown = client.get("/v1/sources/urn:page:03")
        assert shown.json()["text"].endswith("Number 3.")
        held = client.get(
            "/v1/sources/urn:page:03", headers={"If-None-Match": shown.headers["etag"]}
        )
        assert held.status_code == 304
        for one in found:
            assert client.delete(f"/v1/sources/{one}").status_code == 204


def test_one_bad_item_refuses_all_and_names_it(newsroom: Served) -> None:
    items = [item("urn:good", OWN + " Good."), {"id": "urn:bad", "text": "no owner"}]
    with newsroom.client() as client:
        answer = client.post("/v1/sources", json={"items": items})
        assert answer.status_code == 422
        assert answer.json()["errors"]
        assert client.get("/v1/sources/urn:good").status_code == 404


def test_a_wire_document_is_read(newsroom: Served) -> None:
    line = json.dumps(item("urn:file", OWN + " From a file."))
    document = {"name": "a.jsonl", "base64": base64.b64encode(line.encode()).decode()}
    with newsroom.client() as client:
        answer = client.post("/v1/sources", json={"document": document})
        assert answer.status_code == 201, answer.text
        assert client.delete("/v1/sources/urn:file").status_code == 204


def test_a_doubtful_owner_is_told_and_can_be_named(newsroom: Served) -> None:
    wire = feed(title="", publisher="CNA").encode()
    document = {"name": "a.xml", "base64": base64.b64encode(wire).decode()}
    with newsroom.client() as client:
        made = client.post("/v1/sources", json={"document": document}).json()
        (note,) = [n for n in made["notes"] if "several houses" in n["what"]]
        assert note["id"] == made["items"][0]["id"] == "item-1"
        assert client.get("/v1/sources/item-1").json()["owner"] == "unknown"
        given = {"document": document, "owner": "Catholic Wire"}
        told = client.post("/v1/sources", json=given).json()["notes"]
        assert [n["place"] for n in told] == ["owner"]
        assert client.get("/v1/sources/item-1").json()["owner"] == "Catholic Wire"
        named = client.post(
            "/v1/sources", json={"document": document, "owner": "Central News Agency"}
        )
        assert named.json()["notes"] == []
        assert client.get("/v1/sources/item-1").json()["owner"] == "cna"
        one = {"id": "urn:owned", "text": OWN + " Owned."}
        assert client.post("/v1/sources", json={"items": [one], "owner": "dpa"}).status_code == 201
        assert client.get("/v1/sources/urn:owned").json()["owner"] == "dpa"
        for name in ("item-1", "urn:owned"):
            client.delete(f"/v1/sources/{name}")


def test_a_stale_etag_does_not_remove(newsroom: Served) -> None:
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [item("urn:etag", OWN + " Etag.")]})
        stale = client.delete("/v1/sources/urn:etag", headers={"If-Match": '"old"'})
        assert stale.status_code == 412
        assert client.delete("/v1/sources/urn:etag").status_code == 204


def test_a_kill_blocks_at_once_names_the_pieces_and_lasts(newsroom: Served) -> None:
    story = STORY.replace("shipworm", "rot").replace("Brandvold", "Haugen")
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [item("urn:kill", story, owner="afp")]})
        used = newsroom.check(story, id="wp:uses-it")
        killed = client.post("/v1/sources/urn:kill/kill", json={"reason": "wrong name"}).json()
        assert "urn:kill" in killed["killed"]
        assert used["check"] in [use["check"] for use in killed["uses"]]
        assert newsroom.check(story)["verdict"] == "blocked"
        recalled = client.get("/v1/sources/urn:kill/uses").json()["items"]
        (piece,) = [use for use in recalled if use["check"] == used["check"]]
        (passage, *_) = piece["uses"][0]["passages"]
        assert 0 <= passage["start"] < passage["end"] <= len(story)
        client.post("/v1/sources", json={"items": [item("urn:kill", story, owner="afp")]})
        assert newsroom.check(story)["verdict"] == "blocked"
        assert client.delete("/v1/sources/urn:kill/kill").status_code == 204
        client.delete("/v1/sources/urn:kill")


def test_every_piece_that_uses_an_item_is_listed_page_by_page(newsroom: Served) -> None:
    story = STORY.replace("shipworm", "mould").replace("Brandvold", "Moen")
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [item("urn:pages", story)]})
        made = [newsroom.check(f"{story} Edition {n}.", id=f"wp:p{n}")["check"] for n in range(5)]
        whole = client.get("/v1/sources/urn:pages/uses").json()["items"]
        assert {*made} <= {one["check"] for one in whole}
        listed: list[dict[str, Any]] = []
        asked: dict[str, Any] = {"limit": 2}
        while len(listed) < len(whole):
            told = client.get("/v1/sources/urn:pages/uses", params=asked).json()
            assert 1 <= len(told["items"]) <= 2
            listed += told["items"]
            asked["cursor"] = told["next_cursor"]
        assert listed == whole
        assert asked["cursor"] is None
        gone = client.get("/v1/sources/urn:pages/uses", params={"cursor": b"chk_gone".hex()})
        assert gone.status_code == 404
        client.delete("/v1/sources/urn:pages")


def test_a_kill_says_that_more_pieces_use_the_item_than_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "USES", 2)
    for pieces, noted in ((2, False), (3, True)):
        with Store.open(tmp_path / str(pieces)) as store:
            store.sources.put([source()], received=NOW)
            store.checks.record([record(f"chk_{n}", "a1") for n in range(pieces)])
            told, notes = sources.named_uses(store, "a1")
        assert len(told) == 2
        assert bool(notes) == noted
        assert all("/v1/sources/a1/uses" in note for note in notes)


def test_a_kill_that_comes_before_its_item_says_so_and_waits(newsroom: Served) -> None:
    story = STORY.replace("shipworm", "frost").replace("Brandvold", "Aasen")
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [item("urn:early:1", OWN + " Early.")]})
        here, mistyped, far = (
            client.post(f"/v1/sources/{name}/kill", json={}).json()["notes"]
            for name in ("urn:early:1", "urn:early:2", "somewhere-else")
        )
        assert here == []
        assert "no item urn:early:2 has arrived yet" in mistyped[0]
        assert "did you mean 'urn:early:1'?" in mistyped[0]
        assert far == ["no item somewhere-else has arrived yet: the kill waits for it"]
        client.post("/v1/sources", json={"items": [item("urn:early:2", story, owner="afp")]})
        again = client.post("/v1/sources/urn:early:2/kill", json={}).json()
        assert (again["killed"], again["notes"]) == ([], [])
        assert newsroom.check(story)["verdict"] == "blocked"
        for name in ("urn:early:1", "urn:early:2", "somewhere-else"):
            client.delete(f"/v1/sources/{name}/kill")
            client.delete(f"/v1/sources/{name}")


def test_a_source_that_comes_late_finds_the_pieces_that_used_it(newsroom: Served) -> None:
    story = STORY.replace("piers", "cranes").replace("timber", "iron").replace("harbour", "dock")
    early = newsroom.check(story, id="wp:early")
    with newsroom.client() as client:
        made = client.post("/v1/sources", json={"items": [item("urn:late", story)]}).json()
        assert early["check"] in made["late"]["urn:late"]
        uses = client.get("/v1/sources/urn:late/uses").json()["items"]
        assert early["check"] in [use["check"] for use in uses]
        client.delete("/v1/sources/urn:late")


def test_lone_surrogates_and_nul_are_checked_and_stored_whole(newsroom: Served) -> None:
    broken = '{"text": "PARIS (AFP) - The \\ud83d port is open. "}'
    tail = "before \x00 after PARIS (AFP) - The port is open."
    with newsroom.client() as client:
        sent = {"Content-Type": "application/json"}
        answer = client.post("/v1/checks", content=broken, headers=sent)
        assert answer.status_code == 200
        assert [c["owner"] for c in answer.json()["claims"]] == ["afp"]
        body = '{"items": [{"id": "urn:half", "owner": "afp", "text": "Half \\ud83d a fish."}]}'
        assert client.post("/v1/sources", content=body, headers=sent).status_code in (201, 422)
        found = client.post("/v1/checks", json={"text": tail}).json()
        assert [c["owner"] for c in found["claims"]] == ["afp"]
        client.post("/v1/sources", json={"items": [item("urn:nul", "one\x00two AFP")]})
        shown = client.get("/v1/sources/urn:nul")
        if shown.status_code == 200:
            assert shown.json()["text"].endswith("two AFP")
        for one in ("urn:half", "urn:nul"):
            client.delete(f"/v1/sources/{one}")


@pytest.mark.slow
def test_a_bulk_load_does_not_hold_checks_up(newsroom: Served) -> None:
    dice = random.Random(3)
    words = [f"{a}{b}" for a in ("ta", "mo", "ri", "ke", "su") for b in ("ner", "la", "bit", "do")]
    items = [item(f"urn:bulk:{n}", " ".join(dice.choices(words, k=60))) for n in range(2000)]
    with newsroom.client() as client, newsroom.client() as other:
        loaded: list[int] = []
        loading = threading.Thread(
            target=lambda: loaded.append(
                client.post("/v1/sources", json={"items": items}).status_code
            )
        )
        loading.start()
        checked = 0
        while loading.is_alive():
            answer = other.post("/v1/checks", json={"text": f"{DRAFT} {checked}"})
            assert answer.status_code == 200
            checked += loading.is_alive()
        loading.join()
        assert loaded == [201]
        assert checked >= 3  # one behind the other: none waited for the load


def test_an_owners_name_in_a_wire_document_becomes_its_id(newsroom: Served) -> None:
    wire = {
        "uri": "urn:named:1",
        "type": "text",
        "copyrightholder": "Agence France-Presse",
        "body_text": OWN + " By a ninjs file.",
    }
    document = {"name": "a.json", "base64": base64.b64encode(json.dumps(wire).encode()).decode()}
    with newsroom.client() as client:
        answer = client.post("/v1/sources", json={"document": document})
        assert answer.status_code == 201, answer.text
        assert client.get("/v1/sources/urn:named:1").json()["owner"] == "afp"
        assert client.delete("/v1/sources/urn:named:1").status_code == 204


def test_items_of_single_houses_come_as_documents_and_as_drafts(newsroom: Served) -> None:
    withheld = houses.appl("Withheld").replace("aa11", "appl-api")
    first = {"name": "ap.xml", "base64": base64.b64encode(withheld.encode()).decode()}
    with newsroom.client() as client:
        answer = client.post("/v1/sources", json={"document": first})
        assert answer.status_code == 201, answer.text
        stored = client.get("/v1/sources/appl-api").json()
        assert (stored["owner"], stored["rights"]["status"]) == ("ap", "withheld")
        story = json.dumps(houses.ans(status="killed")).encode()
        document = {"name": "arc.json", "base64": base64.b64encode(story).decode()}
        checked = client.post("/v1/checks", json={"document": document})
        assert checked.status_code == 200, checked.text
        codes = {r["code"] for c in checked.json()["claims"] for r in c["reasons"]}
        assert "status.killed" in codes
        refused = client.delete("/v1/sources/appl-api")
        assert refused.status_code == 409
        assert "no longer be blocked" in refused.json()["detail"]
        removed = client.delete("/v1/sources/appl-api", params={"withheld": True})
        assert removed.status_code == 204


def test_a_partial_update_says_one_thing_anew_and_takes_no_kill_back(newsroom: Served) -> None:
    story = STORY.replace("shipworm", "woodworm").replace("Brandvold", "Amsel")
    given = item("urn:patch", story, owner="afp") | {"rights": {"usage_terms": ["Not in Italy"]}}
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [given]})
        held = {"rights": {"status": "withheld"}}
        patched = client.patch("/v1/sources/urn:patch", json=held)
        assert patched.status_code == 200, patched.text
        assert patched.json()["rights"]["usage_terms"] == ["Not in Italy"]
        assert newsroom.check(story)["verdict"] == "blocked"
        stale = client.patch("/v1/sources/urn:patch", json=held, headers={"If-Match": '"old"'})
        assert stale.status_code == 412
        client.patch("/v1/sources/urn:patch", json={"rights": {"status": None}})
        assert newsroom.check(story)["verdict"] != "blocked"
        client.patch("/v1/sources/urn:patch", json={"rights": {"status": "canceled"}})
        assert newsroom.check(story)["verdict"] == "blocked"
        client.patch("/v1/sources/urn:patch", json={"rights": {"status": "usable"}})
        assert newsroom.check(story)["verdict"] == "blocked"
        assert client.delete("/v1/sources/urn:patch/kill").status_code == 204
        client.delete("/v1/sources/urn:patch")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"rights": {"creditline": ["x"]}}, 422),
        ({"rights": {"embargo_until": "next week"}}, 422),
        ({"rights": {"fields": []}}, 409),
        ({"rights": {}}, 422),
        ({"title": "x"}, 422),
    ],
)
def test_a_partial_update_of_what_an_item_does_not_have_is_refused(
    newsroom: Served, body: dict[str, object], status: int
) -> None:
    with newsroom.client() as client:
        client.post("/v1/sources", json={"items": [item("urn:patch:2", OWN + " Patched.")]})
        assert client.patch("/v1/sources/urn:patch:2", json=body).status_code == status
        assert client.patch("/v1/sources/urn:none", json=body).status_code in (404, 422)
        client.delete("/v1/sources/urn:patch:2")
