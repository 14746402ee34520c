"""Over HTTP too, a word that nothing knows is refused with the word that was meant."""

from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, PARAGRAPHS


@pytest.mark.parametrize(
    ("use", "field", "hint"),
    [
        ({"channel": "webb"}, "use.channel", "did you mean 'web'?"),
        ({"territories": ["FR", "Frnce"]}, "use.territories", "did you mean FR (France)?"),
        ({"channel": "pritn", "territories": ["Atlantis"]}, "use.channel", "'print'"),
    ],
)
def test_an_unknown_word_of_a_use_is_422_and_nothing_is_checked(
    newsroom: Served, use: dict[str, Any], field: str, hint: str
) -> None:
    with newsroom.client() as client:
        answer = client.post("/v1/checks", json={"text": OWN, "use": use})
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["type"] == "urn:wirecheck:problem:invalid-request"
    assert problem["errors"][0]["field"] == field
    assert hint in problem["errors"][0]["hint"]
    assert len(problem["errors"]) == len(use)


def test_a_matrix_with_an_unknown_word_is_refused(newsroom: Served) -> None:
    asked = {"text": OWN, "channels": ["web", "appp"], "territories": ["FR"]}
    with newsroom.client() as client:
        answer = client.post("/v1/checks/matrix", json=asked)
    assert answer.status_code == 422
    assert "did you mean 'app'?" in answer.text


def test_a_matrix_says_what_all_its_cells_were_judged_for(newsroom: Served) -> None:
    use = {"publisher": "pub:lantern", "at": "2026-03-01T11:00:00+01:00"}
    asked = {"text": OWN, "channels": ["web"], "territories": ["FR"], "use": use}
    with newsroom.client() as client:
        words = client.post("/v1/checks/matrix", json=asked).json()["words"]
    assert words == "Judged for lantern, no site named: as of 2026-03-01 10:00 UTC."


@pytest.mark.parametrize(
    ("path", "status", "hint"),
    [
        ("/v1/sources/urn:test:habour/uses", 404, "urn:test:harbour"),
        ("/v1/sources/urn:test:habour", 404, "urn:test:harbour"),
        ("/v1/sources?owner=Xinua", 422, "did you mean 'xinhua'?"),
        ("/v1/rules?agency=kyoto", 422, "did you mean 'kyodo'?"),
        ("/v1/rules/afp-datelin", 404, "did you mean 'afp-dateline'?"),
        ("/v1/agreements/lic:afp:wbe", 404, "lic:afp:web"),
        ("/v1/checks?id=wp:typed-wrogn", 404, "wp:typed-wrong"),
    ],
)
def test_an_unknown_name_is_no_empty_list(
    newsroom: Served, path: str, status: int, hint: str
) -> None:
    with newsroom.client() as client:
        client.post("/v1/checks", json={"id": "wp:typed-wrong", "text": OWN})
        answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert hint in answer.text


def test_owners_and_agencies_go_by_their_names(newsroom: Served) -> None:
    with newsroom.client() as client:
        for owner in ("afp", "AFP", "Agence France-Presse"):
            found = client.get("/v1/sources", params={"owner": owner}).json()["items"]
            assert "urn:test:harbour" in {one["id"] for one in found}
        nothing = client.get("/v1/sources", params={"owner": "Kyodo News"})
        assert (nothing.status_code, nothing.json()["items"]) == (200, [])
        rules = client.get("/v1/rules", params={"agency": "Kyodo News"}).json()["items"]
        assert "kyodo-dateline" in {one["id"] for one in rules}


def test_a_stored_check_without_its_text_still_shows_its_passages(newsroom: Served) -> None:
    checked = newsroom.check(DRAFT)
    with newsroom.client() as client:
        stored = client.get(checked["links"]["self"]).json()
        report = client.get(checked["links"]["report"]).text
    assert "text" not in stored
    quoted = [p["source_quote"]["exact"] for m in stored["matches"] for p in m["passages"]]
    assert any(PARAGRAPHS[0][:40] in words for words in quoted)
    assert PARAGRAPHS[0][:40] in report
    assert "was not kept" in report
    assert stored["use"]["words"] in report


# Words of libraries and of the program's inside, which no caller should meet.
INSIDE = (
    "Input should be", "after validation", "should match pattern", "valid boolean", "unable to",
    "Value error", "in the store", "Not Found", "Method Not Allowed", "pydantic", "Errno",
    "Expected `",
)  # fmt: skip
WRONG: tuple[tuple[str, str, Any, int, str], ...] = (
    ("POST", "/v1/checks", {"text": "x", "use": {"territories": "FR"}}, 422, "must be a list"),
    ("POST", "/v1/checks", {"text": "x", "use": {"purpose": "foo"}}, 422, "one of these: publish"),
    ("POST", "/v1/checks", {"text": "x", "units": "foo"}, 422, "codepoints or utf16"),
    ("POST", "/v1/checks", {"text": "x", "look": []}, 422, "look: must have at least 1 entry"),
    ("POST", "/v1/checks", {"text": "x", "mend": "yes"}, 422, "mend: must be true or false"),
    ("POST", "/v1/checks", {"txt": "x"}, 422, "did you mean 'text'?"),
    ("POST", "/v1/checks", {"text": "x", "use": {"chanel": "web"}}, 422, "did you mean 'channel'?"),
    ("POST", "/v1/checks", {"text": "x", "reqqqqqqq": 1}, 422, "this key is not known"),
    ("PATCH", "/v1/sources/urn:test:harbour", {"rights": {"usage_terms": "x"}}, 422,
     ".usage_terms\", 'detail': 'must be a list'"),
    ("PATCH", "/v1/sources/urn:test:harbour", {"rights": {"third_party": "x"}}, 422,
     "must be true or false"),
    ("POST", "/v1/checks/matrix", {"text": "x", "channels": "web"}, 422, "must be a list"),
    ("POST", "/v1/mend", {"text": "x", "fixes": [[{"op": "foo"}]]}, 422, "insert, replace or"),
    ("POST", "/v1/mend", {"text": "x", "fixes": [[{"op": "insert", "at": "a"}]]}, 422, "whole"),
    ("POST", "/v1/mend", {"text": "x", "fixes": [[{"op": "insert", "at": -1}]]}, 422, "least 0"),
    ("POST", "/v1/mend", {"text": "x", "fixes": []}, 422, "must have at least 1 entry"),
    ("POST", "/v1/sources", {"items": []}, 422, "must have at least 1 entry"),
    ("GET", "/v1/checks?limit=many", None, 422, "limit: must be a whole number"),
    ("GET", "/v1/checks?limit=-1", None, 422, "limit: must be at least 1"),
    ("GET", "/v1/checks?limit=9999", None, 422, "limit: must be at most 500"),
    ("GET", "/v1/checks?cursor=nope", None, 422, "cursor: does not have the required form"),
    ("GET", "/v1/checks?limti=5", None, 422, "limti: this parameter is not known"),
    ("GET", "/v1/sources?status=kiled", None, 422, "status: must be one of these: usable"),
    ("GET", "/v1/rules?kind=byline", None, 422, "kind: this parameter is not known"),
    ("GET", "/v1/expiring?days=soon", None, 422, "days: must be a number"),
    ("GET", "/v1/agreements/nope", None, 404, "agreement 'nope' is not known here"),
    ("GET", "/v1/audits/nope", None, 404, "audit 'nope' is not known here"),
    ("GET", "/v1/webhooks/nope", None, 404, "webhook 'nope' is not known here"),
    ("GET", "/v1/nope", None, 404, "there is nothing at this address"),
    ("POST", "/v1/checks", {"text": "x", "use": {"at": "9999-12-31T23:59:59-12:00"}}, 422,
     "out of range"),
    ("POST", "/v1/checks", {"text": "x", "use": {"first_published": "9999-12-31T23:59:59-01:00"}},
     422, "out of range"),
    ("PUT", "/v1/checks", None, 405, "this address does not accept this method"),
    ("POST", "/v1/webhooks", {"url": "foo", "events": ["check.completed"]}, 422, "8 characters"),
    (
        "POST", "/v1/webhooks",
        {"url": "https://no.such.invalid/hooks", "events": ["check.completed"]}, 422, "resolved",
    ),
    ("POST", "/v1/webhooks", {"url": "https://a.example/", "events": ["x"]}, 422, "one of these"),
    (
        "POST", "/v1/keys",
        {"label": "x", "scopes": ["admin"], "expires": "2001-01-01T00:00:00Z"}, 422, "in the past",
    ),
)  # fmt: skip


def test_what_is_wrong_is_said_in_words_and_not_in_those_of_a_library(newsroom: Served) -> None:
    with newsroom.client() as client:
        for method, path, body, status, words in WRONG:
            answer = client.request(method, path, json=body)
            assert answer.status_code == status, (path, body, answer.text)
            problem = answer.json()
            told = f"{problem['detail']} {problem.get('errors')}"
            assert words in told, (path, answer.text)
            assert not any(one in told for one in INSIDE), (path, answer.text)
            assert problem["type"] != "urn:wirecheck:problem:unreadable-document", path


def test_a_body_that_was_sent_empty_is_no_clear_text(newsroom: Served) -> None:
    with newsroom.client() as client:
        for fields, complete in (
            ({"title": "A headline", "body_html": ""}, False),
            ({"title": "A headline", "body_html": "<p> </p>"}, False),
            ({"title": "A headline", "body": "  "}, False),
            ({"title": "A headline", "body": "", "lead": "A lead with words."}, True),
            ({"title": "A headline"}, True),
            ({"title": "A headline", "body": "", "body_html": "<p>Words of ours.</p>"}, True),
            ({"title": "A headline", "captions": ["A ferry"], "body": ""}, False),
        ):
            answer = client.post("/v1/checks", json={"fields": fields})
            assert answer.status_code == 200, answer.text
            assert answer.json()["complete"] is complete, fields
            if not complete:
                assert answer.json()["verdict"] == "unfinished"
                assert "which is empty" in answer.json()["message"]
