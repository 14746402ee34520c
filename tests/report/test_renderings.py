"""Text, page, SARIF and tables, all made from the document."""

import csv
from io import StringIO
from typing import Any

import pytest

from checker.languages import language_named
from checker.models.evidence import Finding
from checker.report import failure, result, text
from checker.report.github import annotations
from checker.report.highlights import Highlight, highlights_of, pieces
from checker.report.page import html
from checker.report.place import Places
from checker.report.sarif import sarif
from checker.report.tables import (
    ACTION_COLUMNS,
    FINDING_COLUMNS,
    action_rows,
    csv_text,
    finding_rows,
    safe_cell,
)
from checker.report.words import clean, percent

from .sample import PASSAGE, TEXT, unfinished, verdict


def test_the_text_report_says_verdict_evidence_and_what_to_do() -> None:
    shown = text(result(verdict()), draft=TEXT)
    assert "CREDIT REQUIRED" in shown
    assert "line 1, 2-25  dateline" in shown
    assert "insert “=(AFP)” in line 1" in shown
    assert "line 2," in shown
    assert "7 words, <1 % of the source, 50 % of the draft" in shown


def test_an_unfinished_check_is_never_shown_as_a_bare_clear() -> None:
    shown = text(result(unfinished()))
    assert "NOT FINISHED" in shown
    assert "CLEAR" not in shown
    assert "system.timeout" in shown
    assert "not finished" in html(result(unfinished()), draft=TEXT)


def test_a_failure_is_shown_as_not_checked() -> None:
    document = failure("the file is empty", id="a.txt", hint="send a text")
    assert "NOT CHECKED" in text(document)
    assert "not checked" in html(document)


def test_words_of_a_draft_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in clean("\x1b[31mred\x1b[0m \u202eback")


def test_the_page_escapes_everything_and_loads_nothing() -> None:
    nasty = '<script>alert(1)</script>"onmouseover="x'
    finding = Finding("r", "afp", "byline", "head", 0, 8, nasty, "high", "k", holder=nasty)
    page = html(result(verdict(findings=(finding,), message=nasty, id=nasty)), draft=TEXT)
    assert "<script" not in page
    assert '"onmouseover' not in page
    assert "&lt;late&gt; &amp; full" in page
    assert "src=" not in page
    assert "href=" not in page
    assert "Content-Security-Policy" in page


def test_the_page_can_always_be_written_as_utf8() -> None:
    page = html(result(verdict(text="a\ud83d\x00b", findings=(), matches=(), id="\udce9")))
    assert page.encode("utf-8")


def test_pieces_join_to_the_text_and_overlapping_highlights_share_a_piece() -> None:
    highlights = [
        Highlight(0, 5, "near", 1, "a"),
        Highlight(3, 9, "finding", 2, "b"),
        Highlight(3, 9, "near", 1, "c"),
    ]
    cut = pieces("0123456789", highlights)
    assert "".join(piece.text for piece in cut) == "0123456789"
    assert [piece.text for piece in cut] == ["012", "34", "5678", "9"]
    assert cut[1].classes == "m-finding m-near"
    assert cut[1].opens == (highlights[1], highlights[2])
    assert cut[3].highlights == ()


def test_highlights_outside_the_text_are_left_out_of_the_page() -> None:
    assert [piece.text for piece in pieces("abc", [Highlight(1, 9, "near", 1, "")])] == ["abc"]
    assert len(highlights_of(result(verdict()))) == 2


def test_sarif_has_regions_fixes_and_levels() -> None:
    run = sarif([(result(verdict()), TEXT)])["runs"][0]
    marking, _meta, reason = run["results"]
    assert marking["locations"][0]["physicalLocation"]["region"] == {
        "charOffset": 2, "charLength": 23,
        "startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 26,
    }  # fmt: skip
    assert reason["ruleId"] == "credit.missing"
    assert reason["level"] == "warning"
    assert len(reason["fixes"][0]["artifactChanges"][0]["replacements"]) == 3
    assert run["columnKind"] == "unicodeCodePoints"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {
        "afp-dateline", "afp-meta", "credit.missing",
    }  # fmt: skip


def test_sarif_tells_of_what_was_not_finished() -> None:
    run = sarif([(result(unfinished()), TEXT), (failure("x"), None)])["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_csv_rows_hold_markings_passages_and_actions() -> None:
    document = result(verdict())
    findings = list(csv.DictReader(StringIO(csv_text(FINDING_COLUMNS, finding_rows(document)))))
    assert [row["what"] for row in findings] == ["marking", "marking", "passage"]
    assert findings[1]["text"] == "'=AFP"
    actions = list(csv.DictReader(StringIO(csv_text(ACTION_COLUMNS, action_rows(document)))))
    assert [row["code"] for row in actions] == ["credit.missing"]
    assert actions[0]["next_action"] == "unpublish"
    assert [row["code"] for row in action_rows(result(unfinished()))] == ["system.timeout"]
    assert [row["code"] for row in action_rows(failure("x"))] == ["system.not_checked"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_no_cell_starts_as_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


def test_numbers_stay_numbers_and_odd_letters_do_not_stop_the_table() -> None:
    assert safe_cell(-3) == -3
    assert safe_cell("d\udce9p") == "d\\udce9p"
    assert "\x00" not in safe_cell("a\x00b")


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (4, 3), (7, 4)])
def test_every_kind_of_line_break_ends_a_line(offset: int, line: int) -> None:
    assert Places("a\nb\rc\r\nd").line(offset) == line


def test_a_share_that_is_not_nothing_is_not_shown_as_nothing() -> None:
    assert percent(0.004) == "<1 %"
    assert percent(0) == "0 %"


def edited(cls: str, draft: str) -> dict[str, Any]:
    """An answer whose one passage is of a class and quotes these words of the draft."""
    document = result(verdict(), with_text=True)
    quotes = {"quote": {"exact": draft}, "source_quote": {"exact": PASSAGE}, "class": cls}
    passage = {**document["matches"][0]["passages"][0], **quotes, "counted": True}
    match = {**document["matches"][0], "class": cls, "passages": [passage]}
    return {**document, "matches": [match], "names": {"afp": "Agence France-Presse"}}


def test_word_for_word_says_so_only_where_no_word_was_changed() -> None:
    for document, words in (
        (edited("verbatim", PASSAGE), "word for word"),
        (edited("verbatim", PASSAGE.replace("left", "sank")), "word for word, but 1 change"),
        (
            edited("verbatim", PASSAGE.replace("left", "sank").replace("The", "A")),
            "word for word, but 2 changes",
        ),
        (edited("near", PASSAGE.replace("left", "sank")), "lightly edited"),
    ):
        for shown in (text(document), html(document)):
            assert words in shown
        assert ("word for word" in text(document)) is words.startswith("word")
        assert ("word for word, but" in text(document)) is (", but " in words)
    told = text(edited("verbatim", PASSAGE.replace("left", "sank")))
    assert "sank" in told
    assert "source  “The ferry Oriole left" in told


def test_owners_are_named_and_their_ids_stand_for_them_only_where_nothing_names_them() -> None:
    named = edited("verbatim", PASSAGE)
    for shown in (text(named), html(named)):
        assert "Agence France-Presse" in shown
        assert "  afp  " not in shown
    unnamed = {**named, "names": {}}
    assert "afp" in text(unnamed)


@pytest.mark.parametrize("level", ["low", "medium"])
def test_how_sure_a_retold_source_is_stands_in_the_language_of_the_report(level: str) -> None:
    document = edited("related", PASSAGE)
    match = {**document["matches"][0], "evidence": "retold", "confidence": level, "anchors": []}
    retold, german = {**document, "matches": [match]}, language_named("de")
    for shown in (text, html):
        assert f"{level} confidence" in shown(retold)
        assert level not in shown(retold, language=german).partition("Sicherheit: ")[2][:12]
        assert "Sicherheit: " in shown(retold, language=german)


SEEN = (
    ("detect.disguise", True, True),  # of the document
    ("detect.match_retold", False, True),  # of a claim
    ("use.site_unknown", True, False),
    ("detect.mention", False, False),
)


@pytest.mark.parametrize(("code", "of_document", "told"), SEEN)
def test_what_is_never_let_through_without_a_word_is_told_beside_a_change(
    code: str, of_document: bool, told: bool
) -> None:
    """A verdict may be clear while words are disguised or retold: a person has to look."""
    reason = {"code": code, "severity": "clear", "message": "Look at this.", "fix": []}
    claim = {"owner": "afp", "reasons": [] if of_document else [reason]}
    document = {
        "id": "a.md",
        "verdict": "clear",
        "enforcement": "warn" if told else "allow",
        "claims": [claim],
        "reasons": [reason] if of_document else [],
    }
    lines = list(annotations(document, TEXT))
    results = sarif([(document, TEXT)])["runs"][0]["results"]
    assert [line.startswith("::notice file=a.md,") for line in lines] == [True] * told
    assert [(one["ruleId"], one["level"]) for one in results] == [(code, "note")] * told
