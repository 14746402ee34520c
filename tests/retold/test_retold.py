"""What is told in other words is found by its facts, what reports the same event is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.models.draft import Draft
from checker.retold.thresholds import THRESHOLDS

from . import stories as of
from .stories import newsroom, search, told

DAY = datetime(2025, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize("draft", [of.PARAPHRASE, of.GERMAN, of.RUSSIAN, of.CHINESE])
def test_a_story_in_other_words_is_found_in_any_language(draft: str, tmp_path: Path) -> None:
    (match,) = told(search(tmp_path, draft))
    assert match.source == "urn:ship"
    assert match.words == 0
    assert not any(passage.counted for passage in match.passages)


def test_the_languages_of_both_texts_tell_whether_it_is_a_translation(tmp_path: Path) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY))
    translated = [told(index.search(Draft(t)))[0].translated for t in (of.PARAPHRASE, of.GERMAN)]
    assert translated == [False, True]


def test_the_anchors_are_the_same_facts_in_both_texts(tmp_path: Path) -> None:
    (match,) = told(search(tmp_path, of.GERMAN))
    words = {
        (of.GERMAN[a.start : a.end], of.STORY[a.source_start : a.source_end]) for a in match.anchors
    }
    assert {("1.340", "1,340"), ("einundneunzig", "Ninety-one"), ("Varnholt", "Varnholt")} <= words
    assert ("48 Millionen", "48 million") in words
    assert [a.start for a in match.anchors] == sorted(a.start for a in match.anchors)


def test_the_match_says_what_it_rests_on(tmp_path: Path) -> None:
    (match,) = told(search(tmp_path, of.PARAPHRASE))
    figures = sum(anchor.kind != "name" for anchor in match.anchors)
    names = len(match.anchors) - figures
    assert match.notes == (
        f"tells the same {figures} figures and {names} names in the same order, in other words",
    )
    assert match.confidence == "medium"


def test_a_part_of_a_story_is_told_as_one(tmp_path: Path) -> None:
    (match,) = told(search(tmp_path, of.HALF))
    assert "a part of the source" in match.notes[0]
    assert match.confidence == "low"


def test_a_part_inside_a_longer_draft_of_ones_own_is_found(tmp_path: Path) -> None:
    own = (
        "Sea transport grew by 3.9 percent last year, the ministry counts. It lists 212 ports and"
        " 5,400 pilots.\n\n"
    )
    (match,) = told(search(tmp_path, own + of.HALF))
    assert match.source == "urn:ship"


def test_another_report_of_the_event_is_not_retold(tmp_path: Path) -> None:
    assert not told(search(tmp_path, of.RIVAL))


def test_what_is_copied_is_never_called_retold(tmp_path: Path) -> None:
    result = search(tmp_path, of.STORY)
    assert [match.evidence for match in result.matches] == ["copied"]


@pytest.mark.parametrize(
    ("days", "found"),
    [(0, True), (1, True), (THRESHOLDS.days, True), (THRESHOLDS.days + 1, False), (-1, False)],
)
def test_a_source_is_older_than_the_draft_and_not_by_years(
    days: int, found: bool, tmp_path: Path
) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY), day=DAY.toordinal())
    draft = Draft(of.PARAPHRASE, published=DAY + timedelta(days=days))
    assert bool(told(index.search(draft))) is found


@pytest.mark.parametrize("day", [None, DAY.toordinal()])
def test_an_unknown_day_is_neither_today_nor_long_ago(day: int | None, tmp_path: Path) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY), day=day)
    published = DAY + timedelta(days=4_000) if day is None else None
    assert told(index.search(Draft(of.PARAPHRASE, published=published)))


def test_two_owners_with_the_same_facts_have_a_common_origin(tmp_path: Path) -> None:
    others = of.GERMAN.replace("Hafenbehörde", "Behörde")
    result = search(
        tmp_path, of.PARAPHRASE, ("urn:a", "averin", of.STORY), ("urn:b", "borel", others)
    )
    assert not told(result)
    assert any("both may tell of one release" in one.reason for one in result.rejected)


def test_an_update_of_the_same_owner_is_one_source_with_the_story(tmp_path: Path) -> None:
    update = of.STORY.replace("Three sailors were burned.", "Three sailors are in hospital.")
    result = search(
        tmp_path, of.PARAPHRASE, ("urn:a", "averin", of.STORY), ("urn:a2", "averin", update)
    )
    (match,) = told(result)
    assert {match.source, *match.also_in} == {"urn:a", "urn:a2"}


def test_several_sources_in_one_draft_are_each_told(tmp_path: Path) -> None:
    other = """HOLM, May 6 - A brewery in Holm will close after 154 years, its owner Rasmus \
Tavik said.

The Tavik brewery employs 318 people and sold 41,500 hectolitres last year, down 12.4 percent. \
Debts reach 23 million euros, he said. The tower of 1871, 38.5 metres high, is listed.

Mayor Signe Orbeck offered 2.6 million euros for the site of 9,700 square metres in Ostrand."""
    draft = f"""{of.PARAPHRASE}

After 154 years no more beer will be made in Holm: Rasmus Tavik gives up. On his payroll stand \
318 people; sales of 41,500 hectolitres were 12.4 percent below those of the year before, and \
EUR 23m are owed. Protected is the tower, which is 38.5 m high and dates from 1871. For the \
9,700 square metres in Ostrand Signe Orbeck, the mayor, would pay EUR 2.6m to Tavik."""
    result = search(tmp_path, draft, ("urn:a", "averin", of.STORY), ("urn:b", "holm", other))
    assert {match.source for match in told(result)} == {"urn:a", "urn:b"}


def test_a_table_of_results_is_no_story(tmp_path: Path) -> None:
    table = "\n".join(
        f"Averin {n + 80} Kastrey {n + 71} {n * 3 + 113} Lundhaven" for n in range(30)
    )
    changed = table.replace("Averin", "Port Averin").replace("\n", "; ")
    assert not told(search(tmp_path, changed, ("urn:t", "averin", table)))


def test_a_deadline_that_has_passed_makes_the_answer_incomplete(tmp_path: Path) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY))
    result = index.search(Draft(of.PARAPHRASE), deadline=0.0)
    assert any("by their figures" in one.what for one in result.incomplete)


def test_a_source_that_was_removed_is_not_told(tmp_path: Path) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY))
    snapshot = index.snapshot
    index._snapshot = replace(snapshot, removed=snapshot.all[0].docs[:1])
    assert not told(index.search(Draft(of.PARAPHRASE)))
