"""The command line in the language of the person at the terminal; programs read English."""

import json
from pathlib import Path

import pytest

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
