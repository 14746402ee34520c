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
        ("nine", "nineteen"),
        ("nine weeks", "five weeks"),
        ("Monday", "Sunday"),
        ("northern", "southern"),
        ("authority", "inauthority"),
        ("1,340", "1,430"),
        ("1,340", "1.34"),
        ("1,340", "13,40"),
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


@pytest.mark.parametrize(
    ("word", "is_other"), [("abcdefxxx", True), ("abcdefxx", False), ("xbcdefgh", True)]
)
def test_how_alike_spellings_of_a_word_are(word: str, is_other: bool) -> None:
    # Six letters of eight are the same: 1200 / 16 for a word of eight letters, 1200 / 17 for nine.
    assert SPELLING == 75
    source = SOURCE.replace("northern", "abcdefgh")
    assert changed(SOURCE.replace("northern", word), source) is is_other


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("Dienstag", "Donnerstag"), ("dreizehn", "dreißig"), ("östlichen", "westlichen"),
        ("11,4", "114"), ("11,4", "12,4"), ("im März", "im Mai"),
    ],
)  # fmt: skip
def test_a_value_is_changed_in_any_language(said: str, instead: str) -> None:
    source = (
        "Die Hafenbehörde öffnete am Dienstag im März den östlichen Kai nach dreizehn Wochen, die"
        " 11,4 Millionen gekostet haben."
    )
    assert said in source
    assert changed(source.replace(said, instead), source)
    assert not changed(source.replace("Behörde", "Behoerde"), source)


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
