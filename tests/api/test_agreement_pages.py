"""The pages of agreements: previewed, activated, read, deactivated, written from fields."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.desk_reading import a_name, read, send, words_of

TEMPLATES = Path(__file__).parents[2] / "api" / "agreement_templates"


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


def hidden(page: str) -> dict[str, str]:
    """What a page's form sends back of the agreement that it has shown."""
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'type="hidden" name="(seen|digest)" value="([^"]*)"', page)
    }


def test_a_change_that_a_page_has_not_shown_is_never_undone_without_a_word(
    newsroom: Served,
) -> None:
    name = a_name()
    first, hers, his = (
        an_agreement(name, extent=f"{{mode: excerpt, max_words: {n}}}") for n in (60, 20, 90)
    )
    send(newsroom, "/new-agreement", {"action": "activate", "text": first})
    with newsroom.client() as client:
        opened = client.get("/new-agreement", params={"replaces": f"lic:{name}"}).text
    shown = hidden(opened)
    assert shown["seen"] == f"lic:{name}"

    def put(text: str, **more: str) -> Any:
        return send(newsroom, "/new-agreement", {"action": "activate", "text": text, **more})

    def in_force() -> int:
        with newsroom.client() as client:
            document = client.get(f"/v1/agreements/lic:{name}").json()["document"]
        return int(document["extent"]["max_words"])

    assert put(hers, **shown).status_code == 303
    for page in (shown, {}):  # from the page that was opened before; and without one
        refused = put(his, **page)
        assert refused.status_code == 412
        assert "Nothing was stored." in words_of(refused.text)
        assert "max_words: 90" in words_of(refused.text)  # what was written is kept
        assert in_force() == 20
    preview = send(newsroom, "/new-agreement", {"action": "preview", "text": his, **shown})
    assert hidden(preview.text) == shown  # a preview does not make it known
    assert put(his, **hidden(refused.text)).status_code == 303
    assert in_force() == 90


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
