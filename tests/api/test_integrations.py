"""What plug-ins of content management systems rest on."""

import asyncio
import json
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock

import pytest

from api import many
from api.check_summary import CheckedBody, CheckSummary
from api.request_models import CheckRequest
from api.service import Service
from api.settings import serve_settings
from checker.errors import ConfigurationError
from checker.running.workers.async_pool import WorkerDefect
from checker.settings import Settings
from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, PARAGRAPHS, STORY
from tests.end_to_end.quota_room import BAKER, CHOIR, FERRY, HERON, OVER, SOURCES, agreement

CREDITED = f"PORT ELVIRA (AFP) - {STORY}"


def post(served: Served, path: str, body: Any, status: int = 200) -> dict[str, Any]:
    with served.client() as client:
        answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


# Confirming ---------------------------------------------------------------------------------------

BLOCKS = "".join(
    f"<!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph -->\n\n" for p in PARAGRAPHS
)
RENDERED = "".join(f"\n<p>{p}</p>\n" for p in PARAGRAPHS).replace('"', "&#8220;")
STORED_FORMS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"text": STORY}, {"text": STORY.replace("\n\n", "\r\n\r\n") + "\n"}),
    ({"html": RENDERED}, {"html": BLOCKS}),
    ({"html": RENDERED}, {"html": STORY}),
    ({"html": BLOCKS}, {"text": STORY}),
    ({"html": BLOCKS}, {"fields": {"body_html": RENDERED}}),
    (
        {"fields": {"body": STORY}},
        {"fields": {"lead": PARAGRAPHS[0], "body": "\n\n".join(PARAGRAPHS[1:])}},
    ),
]


@pytest.mark.parametrize(("checked", "stored"), STORED_FORMS)
def test_the_form_that_a_system_stores_is_the_text_that_was_checked(
    newsroom: Served, checked: dict[str, Any], stored: dict[str, Any]
) -> None:
    made = post(newsroom, "/v1/checks", checked)
    told = post(newsroom, f"/v1/checks/{made['check']}/confirm", stored)
    assert (told["confirmed"], told["verdict"]) == (False, made["verdict"])


def test_a_released_text_is_confirmed_in_the_form_that_the_system_stores(
    newsroom: Served,
) -> None:
    rendered = RENDERED.replace("shipworm,", "shipworm &#8211;")
    made = post(newsroom, "/v1/checks", {"id": "wp:released-form", "html": rendered})
    release = {
        "codes": sorted({r["code"] for claim in made["claims"] for r in claim["reasons"]}),
        "why": "Agreed with the agency by phone.",
        "text_sha256": made["text_sha256"],
    }
    path = f"/v1/checks/{made['check']}"
    assert post(newsroom, f"{path}/confirm", {"html": BLOCKS})["confirmed"] is False
    post(newsroom, f"{path}/overrides", release, 201)
    for form in ({"html": BLOCKS}, {"html": rendered}, {"text": STORY}):
        assert post(newsroom, f"{path}/confirm", form)["confirmed"] is True


@pytest.mark.parametrize(
    "other",
    [
        STORY + " Done.",
        STORY.replace("four hundred", "five hundred"),
        "\n\n".join(PARAGRAPHS[::-1]),
    ],
)
def test_other_words_or_another_order_are_another_text(newsroom: Served, other: str) -> None:
    made = newsroom.check(STORY)
    told = post(newsroom, f"/v1/checks/{made['check']}/confirm", {"html": other}, 409)
    assert told["type"].endswith("other-text")


def test_a_piece_that_had_no_name_yet_is_named_when_it_is_confirmed(newsroom: Served) -> None:
    made = newsroom.check(OWN)
    names = {"id": "wp:named-late", "revision": "3"}
    told = post(
        newsroom, f"/v1/checks/{made['check']}/confirm", {"text": OWN, "mode": "fast", **names}
    )
    assert told["confirmed"] is True
    assert told["next_event"] is None
    with newsroom.client() as client:
        stored = client.get(f"/v1/checks/{told['check']}").json()
    assert {name: stored[name] for name in names} == names


# Many drafts --------------------------------------------------------------------------------------


def test_many_drafts_get_a_result_each_in_their_order_as_if_they_came_alone(
    newsroom: Served,
) -> None:
    drafts = [
        {"id": "wp:m1", "text": DRAFT},
        {"id": "wp:m2", "text": OWN, "use": {"channel": "print"}},
        {"id": "wp:m3", "text": CREDITED, "units": "codepoints"},
    ]
    common = {"use": {"channel": "web", "site": "example.fr"}, "units": "utf16", "with_text": True}
    told = post(newsroom, "/v1/checks", {"drafts": drafts, **common})
    assert told["schema"] == "wirecheck/2"
    results = told["results"]
    assert [one["id"] for one in results] == ["wp:m1", "wp:m2", "wp:m3"]
    assert [one["verdict"] for one in results] == ["credit_required", "clear", "clear"]
    assert [one["use"]["channel"] for one in results] == ["web", "print", "web"]
    assert {one["use"]["site"] for one in results} == {"example.fr"}
    assert [one["units"] for one in results] == ["utf16", "utf16", "codepoints"]
    assert results[0]["text"] == DRAFT
    for one in results:
        with newsroom.client() as client:
            assert client.get(one["links"]["self"]).json()["verdict"] == one["verdict"]


def test_a_draft_that_cannot_be_read_stops_no_other(newsroom: Served) -> None:
    picture = {"name": "a.png", "base64": "iVBORw0KGgo="}
    drafts = [
        {"id": "wp:f1", "html": "<p> </p>"},
        {"id": "wp:f2", "document": picture},
        {"id": "wp:f3", "text": OWN, "use": {"channel": "wed"}},
        {"id": "wp:f4", "text": OWN},
    ]
    empty, unread, misspelt, fine = post(newsroom, "/v1/checks", {"drafts": drafts})["results"]
    assert [one["error"]["status"] for one in (empty, unread, misspelt)] == [422, 415, 422]
    assert empty["error"]["place"] == "drafts[0].html"
    assert "web" in misspelt["error"]["hint"]
    assert (empty["id"], empty["verdict"], empty["complete"]) == ("wp:f1", None, False)
    assert (fine["id"], fine["verdict"]) == ("wp:f4", "clear")


def test_a_draft_on_which_the_service_fails_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def check_draft(_service: Service, draft: CheckRequest, **_options: Any) -> CheckedBody:
        if draft.id == "wp:g2":
            raise WorkerDefect("ZeroDivisionError at scan.py:1 scan")
        return CheckedBody(b'{"id":"%s"}' % draft.id.encode(), cast(CheckSummary, Mock(quota=())))

    monkeypatch.setattr(many, "check_draft", check_draft)
    drafts = [CheckRequest.model_validate({"id": f"wp:g{n}", "text": OWN}) for n in (1, 2, 3)]
    body = asyncio.run(many.check_each(cast(Service, None), drafts, ""))
    first, failed, last = json.loads(body)["results"]
    assert (first["id"], last["id"]) == ("wp:g1", "wp:g3")
    assert (failed["id"], failed["verdict"], failed["complete"]) == ("wp:g2", None, False)
    assert (failed["error"]["status"], failed["error"]["place"]) == (500, "drafts[1]")
    assert "ZeroDivisionError" not in body.decode()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"drafts": []}, "drafts"),
        ({"drafts": [{"text": OWN}] * 101}, "drafts"),
        ({"drafts": [{"text": OWN}, {"text": OWN, "txet": "a"}]}, "drafts.1.txet"),
        ({"drafts": [{"text": OWN}], "text": OWN}, "text"),
        ({"drafts": OWN}, "drafts"),
        ({"drafts": [{"text": OWN, "html": OWN}]}, "drafts.0"),
        ({"txet": OWN}, "txet"),
        ({"text": OWN, "mend": 0}, "mend"),
        ({"drafts": [{"text": OWN, "record": "no"}]}, "drafts.0.record"),
        ({"drafts": [{"text": OWN}], "with_text": 1}, "with_text"),
    ],
)
def test_a_call_of_another_shape_is_refused_with_its_place(
    newsroom: Served, body: dict[str, Any], field: str
) -> None:
    told = post(newsroom, "/v1/checks", body, 422)
    assert field in [one["field"] for one in told["errors"]]


def test_drafts_of_one_call_use_up_a_quota_in_their_order(newsroom: Served) -> None:
    items = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    headers = {"Content-Type": "application/json"}
    with newsroom.client() as client:
        assert client.post("/v1/sources", json={"items": items}).status_code == 201
        assert client.post("/v1/agreements", content=agreement(2), headers=headers).is_success
        texts = [FERRY, BAKER, FERRY, HERON, CHOIR]
        drafts = [{"id": f"wp:b{n}", "text": text} for n, text in enumerate(texts)]
        use = {"channel": "web", "publisher": "pub:example"}
        body = {"drafts": drafts, "use": use, "record": False}
        results = client.post("/v1/checks", json=body).json()["results"]
        assert client.delete("/v1/agreements/lic:nw:small").status_code == 204
    over = [OVER in {r["code"] for c in one["claims"] for r in c["reasons"]} for one in results]
    assert over == [False, False, False, True, True]


def test_a_call_counts_as_many_requests_as_it_has_drafts(newsroom: Served) -> None:
    def left(body: dict[str, Any]) -> int:
        with newsroom.client() as client:
            told = client.post("/v1/checks", json=body).headers["RateLimit"]
        return int(told.split(";")[1].removeprefix("r="))

    one = left({"text": OWN})
    assert left({"drafts": [{"text": OWN}] * 40}) <= one - 20  # the bucket fills meanwhile


# What clients keep, links, words ------------------------------------------------------------------


def test_the_policy_may_be_kept_and_asked_for_again_by_its_tag(newsroom: Served) -> None:
    with newsroom.client() as client:
        told = client.get("/v1/policy")
        assert told.json()["on_unavailable"] == "hold"
        assert told.json()["digest"] == newsroom.check(OWN)["versions"]["policy"]
        assert "max-age=60" in told.headers["Cache-Control"]
        assert "stale-if-error" in told.headers["Cache-Control"]
        again = client.get("/v1/policy", headers={"If-None-Match": told.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_of_a_check_has_a_whole_address(newsroom: Served) -> None:
    made = newsroom.check(OWN)
    assert made["links"]["page"] == f"{newsroom.base}/checks/{made['check']}"
    with newsroom.client() as client:
        stored = client.get(made["links"]["self"]).json()
        assert stored["links"] == made["links"]
        assert client.get(made["links"]["page"]).is_success
        other = client.get(made["links"]["self"], headers={"Host": "localhost"}).json()
    assert other["links"]["page"].startswith("http://localhost/checks/")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", ""),
        ("https://wire.example.org", "https://wire.example.org"),
        ("https://wire.example.org/desk/", "https://wire.example.org/desk"),
        ("wire.example.org", None),
        ("ftp://wire.example.org", None),
        ("https://", None),
        ("https://name:secret@wire.example.org", None),
        ("https://wire.example.org/?a=b", None),
        ("https://wire.example.org:99999", None),
    ],
)
def test_the_public_address_is_an_address(given: str, meant: str | None) -> None:
    settings = Settings(data=Path("data"), serve={"public_url": given})
    if meant is None:
        with pytest.raises(ConfigurationError, match=r"public_url"):
            serve_settings(settings)
    else:
        serve = serve_settings(settings)
        assert serve.public_url == meant
        assert serve.private is not bool(meant)
        assert ("wire.example.org" in serve.names) is bool(meant)


def test_the_words_checked_show_a_field_that_was_sent_under_a_wrong_name(newsroom: Served) -> None:
    fields = {"title": "Piers to close", "body": DRAFT, "captions": ["", "The old pier."]}
    told = post(newsroom, "/v1/checks", {"fields": fields})
    assert {one["field"]: one["words"] for one in told["fields"]} == {
        "title": 3,
        "body": told["looked_at"]["words"] - 6,
        "captions[1]": 3,
    }
    assert newsroom.check("One two three.")["looked_at"]["words"] == 3


def test_a_check_whose_text_is_not_kept_still_shows_the_passages_by_their_source(
    newsroom: Served,
) -> None:
    made = newsroom.check(DRAFT)
    with newsroom.client() as client:
        stored = client.get(made["links"]["self"], params={"units": "utf16"}).json()
    assert "text" not in stored
    shown = [one["source_quote"]["exact"] for one in stored["matches"][0]["passages"]]
    assert shown == [one["source_quote"]["exact"] for one in made["matches"][0]["passages"]]
