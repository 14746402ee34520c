"""Checks over HTTP."""

import base64
import json
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.stories import ARABIC, CHINESE, DRAFT, OWN, STORY


def post(served: Served, body: bytes | str, **headers: str) -> httpx.Response:
    sent = {"Content-Type": "application/json", **headers}
    with served.client() as client:
        return client.post("/v1/checks", content=body, headers=sent)


def test_a_draft_made_of_agency_text_is_told_with_its_passages(newsroom: Served) -> None:
    result = newsroom.check(DRAFT, id="wp:4", with_text=True, with_sources=True)
    assert result["schema"] == "wirecheck/2"
    assert result["id"] == "wp:4"
    assert result["verdict"] == "credit_required"
    (match,) = result["matches"]
    assert match["source"] == "urn:test:harbour"
    source = result["sources"][match["source"]]["text"]
    for passage in match["passages"]:
        assert passage["quote"]["exact"] == DRAFT[passage["start"] : passage["end"]]
        there = source[passage["source_start"] : passage["source_end"]]
        assert there == passage["source_quote"]["exact"]
    assert result["names"]["afp"] == "Agence France-Presse"


def test_own_text_is_clear_and_still_200(newsroom: Served) -> None:
    result = newsroom.check(OWN)
    assert (result["verdict"], result["complete"]) == ("clear", True)


def test_a_credit_makes_it_clear(newsroom: Served) -> None:
    fixed = newsroom.check(f"PORT ELVIRA (AFP) - {STORY}")
    assert fixed["verdict"] == "clear"


@pytest.mark.parametrize("story", [CHINESE, ARABIC])
def test_other_scripts_are_found(newsroom: Served, story: str) -> None:
    assert newsroom.check(story)["matches"]


def test_the_fix_offered_leads_to_clear(newsroom: Served) -> None:
    result = newsroom.check(DRAFT, with_text=True)
    fixes = [r["fix"] for c in result["claims"] for r in c["reasons"] if r["fix"]]
    assert fixes
    text = DRAFT
    for step in reversed(fixes[0]):
        start = step.get("at", step.get("start"))
        text = text[:start] + step.get("text", "") + text[step.get("end", start) :]
    assert newsroom.check(text)["verdict"] == "clear"


def test_utf16_offsets_count_in_utf16(newsroom: Served) -> None:
    text = "🐟🐟 " + DRAFT
    plain = newsroom.check(text)["matches"][0]["passages"][0]
    wide = newsroom.check(text, units="utf16")["matches"][0]["passages"][0]
    assert wide["start"] == plain["start"] + 2
    assert wide["source_start"] == plain["source_start"]


def test_the_use_decides(newsroom: Served) -> None:
    credited = f"PORT ELVIRA (AFP) - {STORY}"
    assert newsroom.check(credited, use={"channel": "print"})["verdict"] == "licence_required"
    italy = newsroom.check(credited, use={"territories": ["IT"]})
    assert italy["verdict"] == "blocked" or italy["verdict"] == "licence_required"


def test_fields_come_back_with_spans_of_their_own(newsroom: Served) -> None:
    fields = {
        "title": "Fish market must move 🐟",
        "body": DRAFT,
        "captions": ["The pier.", "Old piles. (Photo by Bo Sample/AFP)"],
    }
    for units in ("codepoints", "utf16"):
        with newsroom.client() as client:
            body = {"fields": fields, "units": units, "with_text": True}
            result = client.post("/v1/checks", json=body).json()
        place = result["matches"][0]["passages"][0]["in"]
        assert place["field"] == "body"
        assert DRAFT[place["start"] : place["end"]].startswith("The harbour authority")
        photo = [f for f in result["findings"] if f["kind"] == "photo_credit"]
        assert photo[0]["in"]["field"] == "captions[1]"
        inside = photo[0]["in"]
        assert fields["captions"][1][inside["start"] : inside["end"]] == photo[0]["text"]


def test_html_is_read_and_the_text_that_offsets_count_is_told(newsroom: Served) -> None:
    html = "<article><h1>Piers</h1>" + "".join(f"<p>{p}</p>" for p in DRAFT.split("\n\n"))
    with newsroom.client() as client:
        result = client.post("/v1/checks", json={"html": html, "with_text": True}).json()
    passage = result["matches"][0]["passages"][0]
    assert result["text"][passage["start"] : passage["end"]] == passage["quote"]["exact"]


def test_a_stored_check_is_shown_again_with_an_etag(newsroom: Served) -> None:
    made = newsroom.check(DRAFT, id="wp:etag", revision="2")
    with newsroom.client() as client:
        shown = client.get(made["links"]["self"])
        assert shown.json()["verdict"] == made["verdict"]
        assert shown.json()["revision"] == "2"
        etag = shown.headers["etag"]
        again = client.get(made["links"]["self"], headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        page = client.get(made["links"]["report"])
        assert page.headers["content-type"].startswith("text/html")
        assert "script" not in page.headers["content-security-policy"].split("sandbox")[0]


def test_the_same_draft_is_answered_from_memory_until_something_changes(newsroom: Served) -> None:
    text = OWN + " Once more."
    body = json.dumps({"text": text})
    first, second = post(newsroom, body), post(newsroom, body)
    assert (first.headers["x-cache"], second.headers["x-cache"]) == ("miss", "hit")
    assert first.json() == second.json()
    with newsroom.client() as client:
        client.post(
            "/v1/sources", json={"items": [{"id": "urn:test:own", "owner": "dpa", "text": text}]}
        )
    third = post(newsroom, body)
    assert third.headers["x-cache"] == "miss"
    assert third.json()["verdict"] == "licence_required"
    with newsroom.client() as client:
        assert client.delete("/v1/sources/urn:test:own").status_code == 204
    assert post(newsroom, body).json()["verdict"] == "clear"


def test_a_matrix_compares_uses_at_once(newsroom: Served) -> None:
    with newsroom.client() as client:
        answer = client.post(
            "/v1/checks/matrix",
            json={
                "text": f"PORT ELVIRA (AFP) - {STORY}",
                "channels": ["web", "print"],
                "territories": ["FR", "IT"],
            },
        )
    cells = {(c["channel"], c["territory"]): c["verdict"] for c in answer.json()["cells"]}
    assert cells["web", "FR"] == "clear"
    assert cells["print", "FR"] == "licence_required"
    assert cells["web", "IT"] != "clear"


def test_fast_mode_answers_too(newsroom: Served) -> None:
    assert newsroom.check(DRAFT, mode="fast")["mode"] == "fast"


FAULTS: list[tuple[Any, int, str]] = [
    ({}, 422, ""),
    ({"text": "a", "html": "b"}, 422, ""),
    ({"text": 5}, 422, "text"),
    ({"text": None}, 422, ""),
    ({"txet": "a"}, 422, "txet"),
    ({"text": "a b", "use": {"chanel": "web"}}, 422, "use.chanel"),
    ({"text": "a b", "use": {"at": "2026-01-01T00:00:00"}}, 422, "use.at"),
    ({"text": "a b", "units": "bytes"}, 422, "units"),
    ({"text": "   "}, 422, ""),
    ({"document": {"name": "x.txt", "base64": "***"}}, 422, "document.base64"),
    ([], 422, ""),
]


@pytest.mark.parametrize(("body", "status", "field"), FAULTS)
def test_a_fault_is_told_with_its_field(
    newsroom: Served, body: Any, status: int, field: str
) -> None:
    answer = post(newsroom, json.dumps(body))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    if field:
        assert field in [fault["field"] for fault in problem["errors"]]


@pytest.mark.parametrize(
    "body", [b'{"text": NaN}', b'{"text": Infinity}', b"{", b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_not_json_is_400(newsroom: Served, body: bytes) -> None:
    answer = post(newsroom, body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


PDF = f"%PDF-1.3\n1 0 obj\n<< >>\nstream\nBT ({STORY}) Tj ET\nendstream\nendobj\n%%EOF\n"
RTF = "{\\rtf1\\ansi\\deff0 " + STORY + "\\par}"
BASE64 = base64.encodebytes(STORY.encode() * 2).decode()
SAVED = json.dumps({"time": 1, "blocks": [{"type": "paragraph", "data": {"text": STORY}}]})
SUBTITLES = f"1\n00:00:01,000 --> 00:00:04,000\n{STORY}\n"


@pytest.mark.parametrize(
    ("draft", "what"),
    [
        ({"text": PDF}, "a PDF document"),
        ({"html": PDF}, "a PDF document"),
        ({"fields": {"title": "Harbour", "body": PDF}}, "a PDF document"),
        ({"fields": {"title": "Harbour", "footer": PDF}}, "a PDF document"),
        ({"text": RTF}, "an RTF document"),
        ({"text": BASE64}, "encoded data"),
        ({"html": f"<p>{BASE64}</p>"}, "encoded data"),
        ({"text": SAVED}, "JSON of an editor"),
        ({"text": "\ufffdPNG\r\n\x1a\n" + "\ufffd\0" * 90}, "binary data"),
        ({"document": {"name": "story", "base64": "PK\x03\x04\0xl/workbook.xml"}}, "an Excel"),
    ],
)
def test_what_is_no_text_is_415_with_its_name_and_a_hint(
    newsroom: Served, draft: dict[str, Any], what: str
) -> None:
    if "document" in draft:
        content = base64.b64encode(draft["document"]["base64"].encode()).decode()
        draft = {"document": {**draft["document"], "base64": content}}
    answer = post(newsroom, json.dumps(draft))
    assert answer.status_code == 415
    problem = answer.json()
    assert problem["type"].endswith("unsupported-format")
    assert what in json.dumps(problem)
    assert STORY[:40] not in answer.text


@pytest.mark.parametrize(
    ("name", "content"), [("story.json", SAVED), ("story.srt", SUBTITLES), ("story.txt", SAVED)]
)
def test_a_document_of_an_editor_and_subtitles_are_read_as_a_file(
    newsroom: Served, name: str, content: str
) -> None:
    document = {"name": name, "base64": base64.b64encode(content.encode()).decode()}
    answer = post(newsroom, json.dumps({"document": document}))
    assert answer.status_code == 200
    assert answer.json()["matches"]


def test_subtitles_sent_as_a_text_are_checked_as_given(newsroom: Served) -> None:
    answer = post(newsroom, json.dumps({"text": SUBTITLES}))
    assert answer.status_code == 200
    assert answer.json()["matches"]


def test_another_type_is_415(newsroom: Served) -> None:
    assert post(newsroom, b"text=a", **{"Content-Type": "text/plain"}).status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("PUT", "/v1/checks", 405),
        ("GET", "/v1/checks/chk_none", 404),
        ("GET", "/v1/sources/none", 404),
        ("GET", "/v1/agreements/none", 404),
        ("GET", "/v1/rules/none", 404),
        ("GET", "/v1/audits/none", 404),
        ("GET", "/v1/sources?cursor=***", 422),
        ("GET", f"/v1/checks?cursor={b'chk_1'.hex()}", 422),
        ("GET", f"/v1/checks?cursor={'٣'.encode().hex()}", 422),
        ("GET", "/v1/checks/a%00b", 404),
    ],
)
def test_errors_of_any_kind_are_problems(
    newsroom: Served, method: str, path: str, status: int
) -> None:
    with newsroom.client() as client:
        answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_answer_repeats_the_draft_when_something_is_wrong(newsroom: Served) -> None:
    answer = post(newsroom, json.dumps({"text": ["confidential words"], "use": 7}))
    assert "confidential" not in answer.text


def test_openapi_is_3_1_and_every_reference_is_there(newsroom: Served) -> None:
    with newsroom.client() as client:
        document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    text = json.dumps(document)
    schemas = document["components"]["schemas"]
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.split('"')[0] in schemas


@pytest.mark.parametrize(("body", "word"), [(b"", "empty"), (b"[]", "object"), (b"5", "object")])
def test_a_body_that_is_no_object_is_told_in_plain_words(
    newsroom: Served, body: bytes, word: str
) -> None:
    with newsroom.client() as client:
        answer = client.post(
            "/v1/checks", content=body, headers={"Content-Type": "application/json"}
        )
    assert answer.status_code == 422
    assert word in answer.json()["detail"]
