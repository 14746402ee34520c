"""The pages of sources over HTTP: read as a person reads them, sent as a browser sends forms."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.desk_reading import a_name, add, read, send


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
