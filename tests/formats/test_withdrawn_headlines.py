"""Headlines that say that an item is withdrawn: an order where they mean an item, else news."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft, read_sources
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.orders.headlines import status_in_headline, withdrawn_in_headline
from checker.running.named import kill_notes
from tests.matching.newsroom import story
from tests.rows import each_row

NOW = datetime(2026, 11, 30, tzinfo=UTC)
STORY, OTHER = story(41, 8), story(42, 8)
TITLE = "Night train returns to the coast"


def message(name: str, title: str, text: str = "", **more: str) -> list[Source]:
    item = {"uri": name, "type": "text", "headline": title, "body_text": text, **more}
    item.setdefault("versioncreated", "2026-11-20T08:00:00Z")
    read = read_sources(json.dumps(item).encode(), name="a.json", default_owner="wire")
    return [one for one in read if isinstance(one, Source)]


def verdict_of(folder: Path, *messages: list[Source]) -> tuple[str, int]:
    """The verdict on the story after these messages, and how many notes on kills there were."""
    with Newsroom.open(folder, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC)) as newsroom:
        notes = 0
        for sent in messages:
            notes += len(list(kill_notes(newsroom.add_sources(sent).stored)))
        use = Use(channel="web", territories=("FR",))
        verdict = newsroom.checker.check(read_draft(STORY, as_type="text"), use, now=NOW)
    return verdict.verdict, notes


@pytest.mark.parametrize(
    ("title", "note"),
    [
        (f"WITHDRAWN: {TITLE}", ""),
        (f"KILL {TITLE}", ""),
        (f"MANDATORY KILL {TITLE}", ""),
        (f"{TITLE} - withdrawn", ""),
        (f"{TITLE} – zurückgezogen", ""),
        ("Advisory", f'Please kill the story "{TITLE}" sent on Nov 20'),
        ("BULLETIN KILL", f'Please kill the story "{TITLE}" sent on Nov 20'),
        ("Advisory", "Please kill urn:wire:1"),
    ],
)
def test_a_message_without_a_text_kills_the_item_that_it_names(
    tmp_path: Path, title: str, note: str
) -> None:
    kill = message("urn:wire:9", title, ednote=note, versioncreated="2026-11-20T09:00:00Z")
    assert verdict_of(tmp_path, message("urn:wire:1", TITLE, STORY), kill)[0] == "blocked"


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("urn:a", "Please kill urn:a"),
        ("NW-2026-4711", "Kill NW-2026-4711"),
        ("NW-2026-4711", "Bitte NW-2026-4711 zurückziehen"),
        ("NW-2026-4711", "请撤销 NW-2026-4711"),
        (
            "9f1c2d3e-aaaa-bbbb-cccc-0123456789ab",
            "Favor anular 9f1c2d3e-aaaa-bbbb-cccc-0123456789ab",
        ),
        ("tag:wire.example,2026:a1", "Please do not use tag:wire.example,2026:a1"),
        ("https://wire.example/night-train", "Please do not use https://wire.example/night-train."),
    ],
)
def test_a_note_names_an_item_by_an_id_of_any_form(tmp_path: Path, name: str, note: str) -> None:
    kill = message("urn:wire:9", "Advisory", ednote=note, versioncreated="2026-11-20T09:00:00Z")
    assert verdict_of(tmp_path, message(name, TITLE, STORY), kill)[0] == "blocked"


@pytest.mark.parametrize(
    "note",
    [
        "NW-2026-4711 has been updated",
        "Please do not use NW-2026-4711 before 1 March 2027",
        "Please kill NW-2026-4712",
        "Please do not use NW-2026-4712 but NW-2026-4711",
    ],
)
def test_a_note_that_names_an_id_and_withdraws_another_or_none_kills_none(
    tmp_path: Path, note: str
) -> None:
    sent = message("urn:wire:9", "Advisory", ednote=note, versioncreated="2026-11-20T09:00:00Z")
    assert verdict_of(tmp_path, message("NW-2026-4711", TITLE, STORY), sent)[0] != "blocked"


@pytest.mark.parametrize("name", ["urn:wire:1", "urn:wire:2"])
def test_a_story_that_comes_again_as_withdrawn_is_killed(tmp_path: Path, name: str) -> None:
    again = message(name, f"WITHDRAWN: {TITLE}", STORY, versioncreated="2026-11-20T09:00:00Z")
    assert verdict_of(tmp_path, message("urn:wire:1", TITLE, STORY), again)[0] == "blocked"


@pytest.mark.parametrize(
    "title",
    [
        "WITHDRAWN: frozen pizza with splinters",
        "CANCELLED: all ferries to the island",
        "ZURÜCKGEZOGEN: Partei verzichtet auf Kandidaten",
    ],
)
def test_a_story_about_what_is_withdrawn_is_free(tmp_path: Path, title: str) -> None:
    verdict, notes = verdict_of(
        tmp_path, message("urn:wire:1", TITLE, OTHER), message("urn:wire:2", title, STORY)
    )
    assert verdict == "licence_required"
    assert notes == 1  # that nothing was withdrawn


@pytest.mark.parametrize(
    "title", ["KILL BILL returns to the cinemas", f"{TITLE} - live", f"{TITLE} - up", "Withdrawn"]
)
def test_headlines_without_a_text_that_name_no_item_kill_none(tmp_path: Path, title: str) -> None:
    sent = message("urn:wire:1", TITLE, STORY), message("urn:wire:9", title)
    assert verdict_of(tmp_path, *sent)[0] == "licence_required"


@each_row(
    "headline,rest,alone",
    [
        ("WITHDRAWN: Ferry sinks", "Ferry sinks", "Ferry sinks"),
        ("ZURÜCKGEZOGEN: Fähre sinkt", "Fähre sinkt", "Fähre sinkt"),
        ("KILL: Ferry sinks", "", "Ferry sinks"),
        ("KILL Ferry sinks", "", "Ferry sinks"),
        ("Ferry sinks - withdrawn", "", "Ferry sinks"),
        ("HOLD: Ferry sinks", "", ""),
        ("Ferry sinks - live", "", ""),
        ("Ferry withdrawn", "", ""),
        ("", "", ""),
    ],
)
def test_the_rest_of_such_a_headline_is_what_it_withdraws(
    headline: str, rest: str, alone: str
) -> None:
    assert withdrawn_in_headline(headline) == rest
    assert withdrawn_in_headline(headline, alone=True) == alone


def test_a_word_that_is_said_of_goods_holds_a_message_without_a_text_alone() -> None:
    assert status_in_headline("WITHDRAWN: Ferry sinks") is None
    assert status_in_headline("WITHDRAWN: Ferry sinks", alone=True) == "withheld"
