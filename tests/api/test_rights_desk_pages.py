"""The pages of recall and of what expires."""

from datetime import UTC, datetime, timedelta

from tests.api.conftest import Served
from tests.api.desk_reading import a_name, add, read, send
from tests.api.stories import STORY


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
