"""The command line in the language of the person at the terminal; programs read English."""

import json
import re
from pathlib import Path

import pytest

from checker.cli.app import abouts
from checker.languages import language_named

from .run import Command

NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text("PARIS (AFP) - The harbour opened at dawn.", "utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def a_plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_a_report_is_in_the_language_asked_for(wirecheck: Command, draft: str) -> None:
    german = wirecheck("--language", "de", "check", draft).out
    assert "Wem der Text gehört" in german
    assert "Kennzeichnungen" in german
    english = wirecheck("check", draft).out
    assert "Whose text this is" in english


def test_the_locale_decides_for_people_and_not_for_programs(
    wirecheck: Command, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = json.loads(wirecheck("check", draft, "--json").out)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "Wem der Text gehört" in wirecheck("check", draft).out
    assert json.loads(wirecheck("check", draft, "--json").out)["message"] == plain["message"]
    asked = json.loads(wirecheck("--language", "de", "check", draft, "--json").out)
    assert asked["message"] != plain["message"]
    assert "wording" not in asked


def test_errors_and_hints_are_translated(wirecheck: Command, tmp_path: Path) -> None:
    ran = wirecheck("--language", "de", "check", str(tmp_path / "none.txt"))
    assert "nicht lesbar: " in ran.out
    assert "prüfen Sie den Pfad" in ran.out
    wrong = wirecheck("--language", "de", "check", "--look", "marking", "-")
    assert "Fehler: " in wrong.err


def test_a_language_that_is_not_there_is_refused(wirecheck: Command, draft: str) -> None:
    ran = wirecheck("--language", "fr", "check", draft)
    assert ran.code == 2
    assert "en or de" in ran.err


def test_help_is_in_the_language_asked_for(wirecheck: Command) -> None:
    for command in ("", "check", "fix", "audit", "sources", "sources add", "rules try"):
        german = wirecheck("--language", "de", *command.split(), "--help").out
        assert german.startswith("Aufruf: wirecheck")
        assert "Diese Hilfe zeigen und enden." in german
        assert "Show" not in german
    assert wirecheck("check", "--help").out.startswith("Usage: wirecheck check")


def test_every_text_of_help_is_translated() -> None:
    german = language_named("de")
    texts = [text for about, _ in abouts() for text in about]
    assert len(texts) > 60
    assert [text for text in texts if german.text(text) == text] == []


def test_a_value_that_is_set_by_default_is_named_in_german(wirecheck: Command) -> None:
    german = wirecheck("--language", "de", "check", "--help").out
    assert "[Vorgabe: codepoints]" in german
    assert "[Vorgabe: (text)]" in german
    assert "default" not in german


def test_a_verdict_is_explained_in_the_language_asked_for(wirecheck: Command, draft: str) -> None:
    german = wirecheck("--language", "de", "agreements", "explain", draft).out
    assert "Gibt es eine Vereinbarung mit dem Rechteinhaber" in german
    assert "keine lizenzierten Quellen" in german
    assert not re.search(r"\b(Is|Are|Does|met|index\w*ed)\b", german)
    english = wirecheck("agreements", "explain", draft).out
    assert "Is there an agreement with the owner" in english


def test_a_marking_is_explained_in_the_language_asked_for(wirecheck: Command, draft: str) -> None:
    german = wirecheck("--language", "de", "rules", "explain", draft, "--rule", "afp-dateline").out
    assert "Wahrscheinlichkeit: Text" in german
    assert "passt durch Form" in german
    assert "probability" not in german
    found = json.loads(
        wirecheck("--language", "de", "rules", "explain", draft, "--json").out
    )  # programs read the same lines everywhere
    assert any("probability: text" in line for line in found["lines"])
