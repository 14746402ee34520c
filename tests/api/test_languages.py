"""The service in the language of its reader: English unless another is asked for."""

import json
import re
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.stories import DRAFT, STORY


def ask(served: Served, language: str | None, **body: Any) -> httpx.Response:
    headers = {} if language is None else {"Accept-Language": language}
    with served.client() as client:
        return client.post("/v1/checks", json={"text": DRAFT, **body}, headers=headers)


def reasons(answer: httpx.Response) -> list[dict[str, Any]]:
    return [one for claim in answer.json()["claims"] for one in claim["reasons"]]


def test_an_answer_without_a_language_is_the_english_one_to_the_byte(newsroom: Served) -> None:
    plain = ask(newsroom, None, id="lang:1")
    for header in ("en", "en-GB, de;q=0.4", "fr", "*"):
        again = ask(newsroom, header, id="lang:1")
        assert again.content == plain.content
        assert again.headers["content-language"] == "en"
    assert b'"wording"' not in plain.content


def test_the_messages_of_an_answer_are_in_the_language_asked_for(newsroom: Served) -> None:
    english, german = ask(newsroom, None), ask(newsroom, "de-AT,de;q=0.9,en;q=0.5")
    assert german.headers["content-language"] == "de"
    assert "Accept-Language" in german.headers["vary"]
    assert [one["code"] for one in reasons(german)] == [one["code"] for one in reasons(english)]
    messages = {one["code"]: one["message"] for one in reasons(german)}
    assert messages["credit.missing"] == (
        "Agence France-Presse nennen: “AFP” ergänzen, Ort: beliebige Stelle."
    )
    assert german.json()["message"].startswith("Text von AFP (")
    assert german.json()["use"]["words"].startswith("Beurteilt für ")
    assert "wording" not in german.json()


def test_a_stored_check_is_shown_in_any_language(newsroom: Served) -> None:
    check = ask(newsroom, "de").json()["check"]
    with newsroom.client() as client:
        shown = client.get(f"/v1/checks/{check}")
        german = client.get(f"/v1/checks/{check}", headers={"Accept-Language": "de"})
        page = client.get(f"/v1/checks/{check}/report.html", headers={"Accept-Language": "de"})
        held = client.get(f"/v1/checks/{check}", headers={"If-None-Match": shown.headers["etag"]})
        other = client.get(
            f"/v1/checks/{check}",
            headers={"If-None-Match": shown.headers["etag"], "Accept-Language": "de"},
        )
    assert shown.json()["message"].startswith("AFP text (")
    assert german.json()["message"].startswith("Text von AFP (")
    assert (held.status_code, other.status_code) == (304, 200)
    assert 'lang="de"' in page.text
    assert "Wem der Text gehört und was zu tun ist" in page.text


def test_a_problem_is_told_in_the_language_asked_for(newsroom: Served) -> None:
    with newsroom.client() as client:
        english = client.get("/v1/checks/chk_none")
        german = client.get("/v1/checks/chk_none", headers={"Accept-Language": "de"})
        wrong = client.post("/v1/checks", json={"text": 1}, headers={"Accept-Language": "de"})
    assert (english.status_code, english.json()["detail"]) == (404, "there is no such check")
    assert (german.status_code, german.json()["detail"]) == (404, "diese Prüfung gibt es nicht")
    assert german.json()["type"] == english.json()["type"]
    assert wrong.status_code == 422


def test_other_uses_are_compared_in_the_language_asked_for(newsroom: Served) -> None:
    body = {"text": STORY, "channels": ["web", "print"], "territories": ["FR"]}
    with newsroom.client() as client:
        german = client.post("/v1/checks/matrix", json=body, headers={"Accept-Language": "de"})
    assert german.json()["words"].startswith("Beurteilt für ")
    because = json.dumps([cell["because"] for cell in german.json()["cells"]], ensure_ascii=False)
    assert "nennen" in because


@pytest.mark.parametrize(
    ("header", "chosen", "language"),
    [("en", "", "en"), ("de", "", "de"), ("en", "de", "de"), ("de", "en", "en"), ("fr", "x", "en")],
)
def test_a_page_is_in_the_chosen_language_or_else_the_browsers(
    newsroom: Served, header: str, chosen: str, language: str
) -> None:
    with newsroom.client() as client:
        cookies = {"Cookie": f"wirecheck_language={chosen}"} if chosen else {}
        page = client.get("/sources", headers={"Accept-Language": header, **cookies})
    assert f'<html lang="{language}" dir="ltr">' in page.text
    assert page.headers["content-language"] == language
    assert ("Quellen" in page.text) is (language == "de")


def test_countries_are_offered_by_the_readers_names_and_order(newsroom: Served) -> None:
    for language, names in (
        ("en", ["Austria", "Czechia", "Germany", "Switzerland"]),
        ("de", ["Deutschland", "Österreich", "Schweiz", "Tschechien"]),
    ):
        with newsroom.client() as client:
            page = client.get("/", headers={"Accept-Language": language}).text
        offered = re.findall(r'<option value="(?:AT|CH|CZ|DE)">([^<]+)</option>', page)
        assert offered == names


def test_every_field_of_an_agreement_is_in_the_readers_language(newsroom: Served) -> None:
    label = re.compile(
        r'<label for="f-[^"]*">([^<]*)</label>|<p class="faint" id="h-[^"]*">([^<]*)'
    )
    with newsroom.client() as client:
        english, german = (
            client.get("/new-agreement", headers={"Accept-Language": language}).text
            for language in ("en", "de")
        )
    here, there = ([one or two for one, two in label.findall(page)] for page in (english, german))
    assert (len(here), len(there)) == (25, 25)
    assert [one for one, two in zip(here, there, strict=True) if one == two] == []


def test_a_choice_of_language_leads_back_and_nowhere_else(newsroom: Served) -> None:
    with newsroom.client() as client:
        told = client.get("/language/de", headers={"Referer": f"{newsroom.base}/sources?x=1"})
        away = client.get("/language/de", headers={"Referer": "https://evil.example//evil"})
        none = client.get("/language/xx")
    assert (told.status_code, told.headers["location"]) == (303, "/sources")
    assert "wirecheck_language=de" in told.headers["set-cookie"]
    assert away.headers["location"] == "/"
    assert "set-cookie" not in none.headers
