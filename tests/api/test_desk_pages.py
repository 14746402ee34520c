"""The desk's pages over HTTP: read as a person reads them, sent as a browser sends forms."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.api import declared
from tests.api.conftest import Served
from tests.api.desk_reading import a_name, add, read, send, words_of
from tests.api.stories import STORY

TEMPLATES = Path(__file__).parents[2] / "api" / "agreement_templates"


# Sources ------------------------------------------------------------------------------------------


def test_sources_are_found_by_words_owner_status_and_day(newsroom: Served) -> None:
    mark = a_name()
    old = add(newsroom, title=f"Old {mark}", published="2025-01-14T09:00:00Z")
    new = add(newsroom, title=f"New {mark}", published="2026-02-03T09:00:00Z", owner="reuters")
    for query, found in (
        ({"words": mark}, {"Old", "New"}),
        ({"words": f"{mark.upper()} old"}, {"Old"}),
        ({"words": old["text"].split()[7]}, {"Old"}),
        ({"words": new["id"]}, {"New"}),
        ({"words": mark, "owner": "Reuters"}, {"New"}),
        ({"words": mark, "owner": "agence france-presse"}, {"Old"}),
        ({"words": mark, "since": "2026-02-03"}, {"New"}),
        ({"words": mark, "since": "2026-02-04"}, set()),
        ({"words": mark, "until": "2025-01-14"}, {"Old"}),
        ({"words": mark, "until": "2025-01-13"}, set()),
        ({"words": mark, "status": "killed"}, set()),
    ):
        page = read(newsroom, "/sources", **query)
        assert {one for one in ("Old", "New") if f"{one} {mark}" in page} == found, query
        with newsroom.client() as client:  # the API answers the same question alike
            items = client.get("/v1/sources", params=query).json()["items"]
        assert {one["title"].split()[0] for one in items} == found, query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"owner": "Xinua"}, "did you mean 'xinhua'?"),
        ({"since": "31.3.2026"}, "From: “31.3.2026” is not a date; write 2026-03-31."),
        ({"words": "nosuchword"}, "No item matches."),
    ],
)
def test_a_search_that_finds_nothing_says_why(
    newsroom: Served, query: dict[str, str], words: str
) -> None:
    page = read(newsroom, "/sources", **query)
    assert words in page
    assert "There are no items yet" not in page


def in_hours(hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


@pytest.mark.parametrize(
    ("rights", "status", "shown"),
    [
        ({}, "usable", "Usable"),
        ({"embargo_until": in_hours(30)}, "embargoed", "Embargoed until 20"),
        ({"embargo_until": in_hours(-1)}, "usable", "Usable"),
        ({"embargo_raw": "until further notice"}, "embargoed", "its end cannot be read"),
        ({"status": "withheld"}, "withheld", "Withheld"),
        ({"status": "Mandatory kill"}, "killed", "Killed"),
        ({"expires": in_hours(-1)}, "expired", "Expired"),
        ({"status": "blorp"}, "unknown", "Unknown"),
    ],
)
def test_an_item_is_shown_in_the_state_that_a_check_would_find(
    newsroom: Served, rights: dict[str, Any], status: str, shown: str
) -> None:
    item = add(newsroom, rights=rights)
    assert shown in read(newsroom, f"/sources/{item['id']}")
    assert shown in read(newsroom, "/sources", words=item["title"], status=status)
    with newsroom.client() as client:
        assert client.get(f"/v1/sources/{item['id']}").json()["status"] == status


def test_owners_stand_by_their_names_and_ids_beside_the_titles(newsroom: Served) -> None:
    page = read(newsroom, "/sources", words="urn:test:harbour")
    assert "Port Elvira to close piers eaten hollow by shipworm urn:test:harbour" in page
    assert "Agence France-Presse 2026-03-01 08:00 UTC" in page


def test_an_item_is_killed_and_lives_again_by_forms_alone(newsroom: Served) -> None:
    item = add(newsroom)
    killed = send(newsroom, f"/sources/{item['id']}/kill", {"reason": "A wrong name."})
    assert killed.status_code == 303
    page = read(newsroom, killed.headers["location"])
    assert "Every draft that uses it is blocked from now on." in page
    assert "Killed" in page
    assert newsroom.check(item["text"])["verdict"] == "blocked"
    freed = send(newsroom, f"/sources/{item['id']}/release", {})
    assert "The kill was withdrawn." in read(newsroom, freed.headers["location"])
    assert send(newsroom, f"/sources/{item['id']}/remove", {}).status_code == 303
    with newsroom.client() as client:
        assert client.get(f"/v1/sources/{item['id']}").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_no_other_site_sends_a_form_of_ours(newsroom: Served, headers: dict[str, str]) -> None:
    item = add(newsroom)
    refused = send(newsroom, f"/sources/{item['id']}/kill", {"reason": ""}, **headers)
    assert refused.status_code == 403
    assert "Usable" in read(newsroom, f"/sources/{item['id']}")


# Recall -------------------------------------------------------------------------------------------


def sections(page: str) -> tuple[str, str, str]:
    """What is published, what the CMS holds, and what was only tried."""
    _, _, rest = page.partition(" Published ")
    published, _, rest = rest.partition("In the CMS, not confirmed as published")
    unconfirmed, _, tried = rest.partition("Spot checks")
    return published, unconfirmed, tried


def test_published_pieces_drafts_of_the_cms_and_spot_checks_stand_apart(newsroom: Served) -> None:
    item = add(newsroom, owner="harbourpost")
    text = item["text"]
    newsroom.check(
        f"{text} more", title="Ran before", use={"first_published": "2026-01-02T08:00:00Z"}
    )
    newsroom.check(f"{text} some", id="wp:desk-draft", title="Still a draft")
    for number in range(3):
        newsroom.check(f"{text} try {number}", title="Tried thrice")
    published, unconfirmed, tried = sections(read(newsroom, "/recall", id=item["id"]))
    assert "1" in published.split()[0]
    assert "Ran before" in published
    assert "2026-01-02 08:00 UTC" in published
    assert "Still a draft" in unconfirmed
    assert tried.count("Tried thrice") == 1
    assert "3 checks" in tried
    with newsroom.client() as client:
        uses = client.get(f"/v1/sources/{item['id']}/uses").json()["items"]
    assert sorted(use["standing"] for use in uses) == [
        "published", "spot_check", "spot_check", "spot_check", "unconfirmed",
    ]  # fmt: skip


def test_what_was_confirmed_is_published_however_often_it_is_checked_again(
    newsroom: Served,
) -> None:
    text = f"PORT ELVIRA (AFP) - {STORY}"
    for again in ("wp:desk-out", "wp:desk-out"):
        made = newsroom.check(text, id=again, title="Out in the open")
        with newsroom.client() as client:
            path = f"/v1/checks/{made['check']}/confirm"
            assert client.post(path, json={"text": text}).json()["confirmed"] is True
    newsroom.check(text, id="wp:desk-out", title="Out in the open", use={"site": "other.example"})
    published, unconfirmed, _ = sections(read(newsroom, "/recall", id="urn:test:harbour"))
    assert published.count("Out in the open") == 1
    assert "Out in the open" not in unconfirmed


def test_an_unknown_id_is_no_all_clear_and_words_lead_to_the_item(newsroom: Served) -> None:
    page = read(newsroom, "/recall", id="urn:test:habour")
    assert "The item urn:test:habour is not known here , so this is not an all-clear." in page
    assert "Did you mean 'urn:test:harbour'?" in page
    found = read(newsroom, "/recall", id="piers hollow")
    assert "this is not an all-clear" in found
    assert "Items with these words" in found
    assert "Port Elvira to close piers" in found
    assert "Published 0" in read(newsroom, "/recall", id=add(newsroom)["id"])


# Expiring -----------------------------------------------------------------------------------------

ONLINE = """schema: licence/1
id: lic:desk:online
kind: agreement
contract: {ref: "Desk 7"}
owner: {id: deskwire, name: "Desk Wire"}
licensee: {id: "*", brands: ["*"]}
channels: {allow: ["*"]}
territories: {allow: ["*"]}
retention: {online_days: 30, counts_from: first_published, then: unpublish}
"""


def test_the_calendar_holds_what_is_out_day_by_day_until_it_is_done(newsroom: Served) -> None:
    with newsroom.client() as client:
        head = {"Content-Type": "application/yaml"}
        assert client.post("/v1/agreements", content=ONLINE, headers=head).status_code == 201
    item = add(newsroom, owner="deskwire")
    mark = a_name()
    began = (datetime.now(UTC) - timedelta(days=28)).replace(microsecond=0)
    use = {"first_published": began.isoformat()}
    out = newsroom.check(f"{item['text']} a", id=f"wp:{mark}", title=f"Out {mark}", use=use)
    newsroom.check(f"{item['text']} b", id=f"wp:b{mark}", title=f"Draft {mark}")
    for number in range(2):
        newsroom.check(f"{item['text']} {number}", title=f"Tried {mark}")
    assert f"Out {mark}" not in read(newsroom, "/expiring", days="1")
    page = read(newsroom, "/expiring", days="30")
    calendar, _, rest = page.partition("In the CMS, not confirmed as published")
    unconfirmed, _, tried = rest.partition("Spot checks")
    day = began + timedelta(days=30)
    assert f"{day:%A} {day:%Y-%m-%d}" in calendar
    line = f"Out {mark} wp:{mark} Take it down: its permitted time online ends Desk Wire"
    assert f"{day:%Y-%m-%d %H:%M}" in calendar
    assert line in calendar
    assert f"Draft {mark}" in unconfirmed
    assert tried.count(f"Tried {mark}") == 2  # one row: its title, and the name of its button
    done = send(newsroom, "/expiring/done", {"check": out["check"], "days": "30"})
    assert done.headers["location"] == "/expiring?days=30&told=done"
    assert f"Out {mark}" not in read(newsroom, "/expiring", days="30")
    with newsroom.client() as client:
        asked = {"days": "40", "standing": "published"}
        listed = client.get("/v1/expiring", params=asked).json()["items"]
        assert client.post("/v1/expiring/chk_none/done").status_code == 404
    assert out["check"] not in {one["check"] for one in listed}
    assert {one["standing"] for one in listed} <= {"published"}


# Agreements ---------------------------------------------------------------------------------------


def an_agreement(name: str, **changes: str) -> str:
    parts = {
        "id": f"lic:{name}",
        "contract": '{ref: "Paper 12"}',
        "owner": f'{{id: {name}, name: "House {name}"}}',
        "channels": "{allow: [web, intranet], deny: [print]}",
        "territories": "{allow: [FR, BE], deny: [IT]}",
        "timezone": "Europe/Paris",
        "valid": "{from: 2026-01-01, until: 2026-12-31}",
        "extent": "{mode: excerpt, max_words: 60}",
        "credit": '{text: ["House"], where: [end]}',
        **changes,
    }
    return "".join(f"{key}: {value}\n" for key, value in parts.items())


def test_an_agreement_is_previewed_activated_read_and_deactivated(newsroom: Served) -> None:
    name = a_name()
    text = an_agreement(name)
    seen = send(newsroom, "/new-agreement", {"action": "preview", "text": text})
    page = words_of(seen.text)
    for words in (
        f"Owner House {name}",
        "Valid from 2026-01-01 until the end of 2026-12-31 (Europe/Paris)",
        "How much an excerpt of at most 60 words",
        "Credit “House”, at the end",
        "Channel France Belgium Italy Anywhere else Why not",
        "intranet Yes if its duties are met Yes if its duties are met No No",
        "print No No No No This agreement excludes print",
        "newsletter No No No No This agreement does not cover newsletter",
        "ai is not mentioned: counts as not granted. state allow or deny",
    ):
        assert words in page, words
    with newsroom.client() as client:
        assert client.get(f"/v1/agreements/lic:{name}").status_code == 404
    active = send(newsroom, "/new-agreement", {"action": "activate", "text": text})
    assert active.status_code == 303
    page = read(newsroom, active.headers["location"])
    assert "The agreement is active from now on." in page
    assert "intranet Yes if its duties are met" in page
    assert "activated this machine" in page
    assert f"House {name} Paper 12 lic:{name} web and intranet; not print" in read(
        newsroom, "/agreements"
    )
    assert "would replace it" in words_of(
        send(newsroom, "/new-agreement", {"action": "preview", "text": text}).text
    )
    ended = send(newsroom, f"/agreements/lic:{name}/deactivate", {})
    assert f"lic:{name}" not in read(newsroom, ended.headers["location"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"chanels": "x"},
            "Line 10, chanels: x : unknown key 'chanels'. did you mean 'channels'?",
        ),
        (
            {"territories": "{allow: [Frnce]}"},
            "Line 5, territories: {allow: [Frnce]} : territories.allow: 'Frnce' is not a territory"
            ". did you mean FR (France)?",
        ),
        ({"valid": "{from: 2026-02-30}"}, "Line 7, valid: {from: 2026-02-30} : valid.from"),
        ({"id": "[}"}, "Line 1, id: [} : not YAML"),
        ({"chanels": "\n  allow: [web]"}, "Line 10, chanels : unknown key 'chanels'."),
    ],
)
@pytest.mark.parametrize("action", ["preview", "activate"])
def test_what_is_wrong_in_an_agreement_stands_with_its_line_and_what_was_meant(
    newsroom: Served, action: str, changes: dict[str, str], words: str
) -> None:
    name = a_name()
    text = an_agreement(name, **changes)
    refused = send(newsroom, "/new-agreement", {"action": action, "text": text})
    assert refused.status_code == 422
    page = words_of(refused.text)
    assert words in page
    assert "The agreement is not active." in page
    assert name in page  # what was written is still in the form
    with newsroom.client() as client:
        assert client.get(f"/v1/agreements/lic:{name}").status_code == 404


def test_the_fields_of_a_contract_become_an_agreement(newsroom: Served) -> None:
    name = a_name()
    fields = {
        "action": "write",
        "owner": name,
        "owner_name": f"House {name}",
        "ref": "Paper 12",
        "brands": "a.example, b.example",
        "channels": ["web", "app"],
        "deny_channels": "print",
        "places": "France, BE",
        "from": "2026-01-01",
        "days": "30",
        "max_words": "60",
        "credit": "House",
        "where": ["end"],
        "timezone": "Europe/Paris",
    }
    page = words_of(send(newsroom, "/new-agreement", fields).text)
    for words in (
        f"id: lic:{name}:Paper 12",
        "Licensee any publisher of this newsroom, on a.example and b.example",
        "Territories France and Belgium",
        "Time online 30 days from first publication; then the story must come down",
        "How much an excerpt of at most 60 words",
    ):
        assert words in page, words
    empty = words_of(send(newsroom, "/new-agreement", {"action": "write", "owner": name}).text)
    assert "unknown key" not in empty
    assert "What it would allow" in empty  # nothing is allowed, and that is told
    assert "channels.allow is empty: nothing is allowed" in empty


@pytest.mark.parametrize("name", ["full-text", "excerpt", "open-licence"])
def test_a_template_is_an_agreement_without_a_fault(newsroom: Served, name: str) -> None:
    page = read(newsroom, "/new-agreement", template_name=name)
    text = (TEMPLATES / f"{name}.yaml").read_text("utf-8")
    assert " ".join(text.split()) in page
    seen = send(newsroom, "/new-agreement", {"action": "preview", "text": text})
    assert seen.status_code == 200
    with newsroom.client() as client:
        head = {"Content-Type": "application/yaml"}
        told = client.post("/v1/agreements/preview", content=text, headers=head)
    assert told.status_code == 200
    assert any(use["allowed"] for use in told.json()["uses"])


# The reference ------------------------------------------------------------------------------------


def line(operation: Any) -> str:
    first: str = operation["description"].partition("\n")[0]
    return first


def test_the_reference_shows_every_operation_and_every_type(newsroom: Served) -> None:
    page = read(newsroom, "/docs")
    document = declared.document()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            first = " ".join(re.sub("`([^`]+)`", r" \1 ", line(operation)).split())
            assert f"{method.upper()} {path} {first}" in page, (method, path)
    for name, schema in document["components"]["schemas"].items():
        assert f"{name} " in page, name
        for member in schema.get("properties", {}):
            assert member in page, f"{name}.{member}"
    with newsroom.client() as client:
        source = client.get("/docs").text
    assert not re.findall(r"(?:src|href)=\"(?!/|#|data:)[^\"]*\"", source)
    anchors = set(re.findall(r'href="#([^"]+)"', source))
    assert anchors <= set(re.findall(r'id="([^"]+)"', source))
