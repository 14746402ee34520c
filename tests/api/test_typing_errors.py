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
