"""`check --format`, `--exit-zero` and annotations for GitHub."""

import json
import re

import pytest

from checker.report.github import annotations

from .run import Command
from .stories import AGENCY, FERRY, OWN, SOURCE, USE, jsonl


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE))).code == 0
    return wirecheck


def test_each_format_writes_what_its_own_option_writes(filled: Command) -> None:
    story = filled.write("story.txt", AGENCY)
    said = {
        name: filled("check", "--no-record", *USE, "--format", name, story)
        for name in ("text", "json", "sarif", "html")
    }
    assert {ran.code for ran in said.values()} == {1}
    assert "LICENCE REQUIRED" in said["text"].out
    assert said["json"].documents[0]["verdict"] == "licence_required"
    assert json.loads(said["sarif"].out)["version"] == "2.1.0"
    assert said["html"].out.startswith("<!doctype html>")
    (same,) = filled("check", "--no-record", *USE, "--json", story).documents
    assert set(same) == set(said["json"].documents[0])
    assert said["sarif"].out == filled("check", "--no-record", *USE, "--sarif", story).out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--format", "githb"], "did you mean 'github'?"),
        (["--format", "text", "--json"], "several formats"),
        (["--json", "--sarif"], "several formats"),
        (["--json", "--html", "x.html"], "several formats"),
        (["--units", "utf8"], "did you mean 'utf16'?"),
        (["--look", "marking"], "did you mean 'markings'?"),
        (["--as", "jason"], "did you mean 'json'?"),
        (["--format", "html", "other.txt"], "--html DIR"),
    ],
)
def test_a_wrong_choice_ends_with_2_and_the_right_word(
    filled: Command, arguments: list[str], part: str
) -> None:
    filled.write("other.txt", OWN)
    ran = filled("check", filled.write("story.txt", OWN), *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert part in ran.err


def test_github_is_told_the_line_of_a_text_and_only_the_file_of_a_page(filled: Command) -> None:
    text = filled.write("a, b.txt", f"Own words first.\n\n{FERRY}\n")
    page = filled.write("page.html", f"<p>Own words first.</p><p>{FERRY}</p>")
    ran = filled("check", "--format", "github", text, page)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert len(lines) >= 2
    assert all(re.match(r"::(error|warning) file=[^,]+,.*title=wirecheck%3A [\w.]+::.", one)
               for one in lines)  # fmt: skip
    assert "a%2C b.txt,line=3,col=1," in lines[0]
    assert "page.html,title=" in lines[-1]
    assert filled("check", "--format", "github", filled.write("own.txt", OWN)).out == ""


def test_nothing_in_a_message_ends_or_forges_a_command() -> None:
    reason = {"code": "a", "severity": "blocked", "message": "50% off\n::error::forged"}
    document = {"id": "x\n::stop-commands::y", "reasons": [reason], "claims": []}
    (line,) = annotations(document, None)
    assert "\n" not in line
    assert line.endswith("::50%25 off ::error::forged")
    assert line.startswith("::error file=x %3A%3Astop-commands%3A%3Ay,")
    (fault,) = annotations({"id": "x", "error": {"what": "is a PDF"}}, None)
    assert fault == "::error file=x,title=wirecheck%3A not checked::is a PDF"


def test_exit_zero_covers_a_verdict_and_never_an_unfinished_check(filled: Command) -> None:
    story, batch = filled.write("story.txt", AGENCY), filled.write("b.jsonl", jsonl({"text": OWN}))
    assert filled("check", story).code == 1
    assert filled("check", "--exit-zero", story).code == 0
    assert filled("check", "--exit-zero", "--jsonl", batch, "--out", "o").code == 0
    assert filled("check", "--exit-zero", "missing.txt").code == 3
    assert filled("check", "--exit-zero", story, "--purpose", "fun").code == 2
