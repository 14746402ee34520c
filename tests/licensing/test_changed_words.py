"""An agreement that forbids changes is broken by one other word, and by no spelling or cut."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.licensing import words_changed
from checker.licensing.judging.changed_words import SPELLING
from checker.models import Draft, Passage, Source, Use
from checker.newsroom import Newsroom
from checker.running.check import check
from tests.licensing.cases import agreement

SOURCE = (
    "The harbour authority reopened the northern dock on Monday after nine weeks of repairs, and"
    " said that the 1,340 tonne crane would run again."
)


def changed(draft: str, source: str = SOURCE, **given: Any) -> bool:
    passage = Passage(0, len(draft), 0, len(source), "verbatim", 0.99, 20, **given)
    return words_changed(draft, source, [passage])


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("nine", "six"),
        ("1,340", "1,430"),
        ("would run", "would not run"),
        ("northern", "old"),
        ("on Monday", "on a rainy Monday"),
        ("said that", "claimed that"),
        ("reopened the northern dock", "closed the northern dock"),
    ],
)
def test_another_word_or_figure_is_a_change(said: str, instead: str) -> None:
    assert said in SOURCE
    assert changed(SOURCE.replace(said, instead))


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("harbour", "harbor"),
        ("harbour", "har bour"),
        ("harbour", "harb0ur".replace("0", "o")),
        ("repairs", "repiars"),
        ("northern", "northem"),
        ("The harbour", "THE HARBOUR"),
        ("repairs, and", "repairs — and"),
        ("1,340", "1,340"),
        (" on Monday", ""),
        (" after nine weeks of repairs", ""),
    ],
)
def test_a_spelling_a_scan_and_a_cut_are_none(said: str, instead: str) -> None:
    assert said in SOURCE
    assert not changed(SOURCE.replace(said, instead))


def test_characters_of_han_are_words() -> None:
    source = "港务局表示旧桥梁的起重机会在冬季到来之前全部换新。"
    assert not changed(source, source)
    assert changed(source.replace("冬季", "夏季"), source)
    assert not changed("港務局表示舊橋梁的起重機會在冬季到來之前全部換新。", source)


@pytest.mark.parametrize(("word", "is_other"), [("abcdefxxxxx", True), ("abcdefxxxx", False)])
def test_how_alike_spellings_of_a_word_are(word: str, is_other: bool) -> None:
    # Six letters of ten are the same: 1200 / 20 for a word of ten letters, 1200 / 21 for eleven.
    assert SPELLING == 60
    assert changed(SOURCE.replace("northern", word), SOURCE.replace("northern", "abcdefghij")) is (
        is_other
    )


@pytest.mark.parametrize("given", [{"counted": False}, {"field": "title"}])
def test_a_passage_that_does_not_count_or_is_outside_of_the_text_is_not_compared(
    given: dict[str, Any],
) -> None:
    assert not changed(SOURCE.replace("nine", "six"), **given)


@pytest.mark.parametrize(
    ("edit", "text", "code"),
    [
        ("none", SOURCE, "licence.ok"),
        ("none", SOURCE.replace("nine", "six"), "licence.modification_not_allowed"),
        ("style", SOURCE.replace("nine", "six"), "licence.ok"),
    ],
)
def test_a_changed_figure_breaks_an_agreement_that_forbids_changes(
    edit: str, text: str, code: str, tmp_path: Path
) -> None:
    now = datetime(2025, 6, 1, tzinfo=UTC)
    with Newsroom.open(tmp_path, clock=lambda: now) as room:
        room.add_sources([Source(id="urn:x:1", owner="afp", text=SOURCE)])
        room.add_agreement(json.dumps(agreement(modification={"edit": edit}).document), "test")
        (claim,) = check(room, Draft(text), Use()).verdict.claims
    assert code in [reason.code for reason in claim.reasons]
