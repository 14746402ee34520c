"""A wire withdraws an item by words alone: a number, a slug, a headline."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import checker
from checker.formats import read_sources
from checker.models.draft import Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.store import Stored
from tests.cli.run import Command
from tests.end_to_end.carriers import story

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEXT = story("withdrawn")
OTHER = story("not withdrawn")
ITEM = Source(
    "urn:newsml:wire:20260504:0341", "afp", TEXT, title="Ferry “sails” again", published=NOW
)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data", clock=clock) as newsroom:
        newsroom.add_sources([ITEM, Source("urn:other:7", "afp", OTHER, title="Mole repaired")])
        yield newsroom


def arrives(room: Newsroom, text: str, name: str = "notice.txt", owner: str = "afp") -> Stored:
    found = list(read_sources(text.encode(), name=name, default_owner=owner))
    (source,) = [one for one in found if isinstance(one, Source)]
    (stored,) = room.add_sources([source]).stored
    return stored


def verdict(room: Newsroom, text: str = TEXT) -> Verdict:
    return checker.check(room, text, Use(channel="web", territories=("FR",))).verdict


def codes(room: Newsroom, text: str = TEXT) -> set[str]:
    return {r.code for claim in verdict(room, text).claims for r in claim.reasons}


def as_rss(title: str, text: str) -> str:
    return (
        "<rss version='2.0'><channel><title>Wire</title><item><guid>notice-1</guid>"
        f"<title>{title}</title><description>{text}</description></item></channel></rss>"
    )


def as_nitf(title: str, text: str) -> str:
    return (
        "<nitf><head><docdata><doc-id id-string='notice-1'/></docdata></head><body><body.head>"
        f"<hedline><hl1>{title}</hl1></hedline></body.head><body.content><p>{text}</p>"
        "</body.content></body></nitf>"
    )


def as_json(title: str, text: str) -> str:
    return json.dumps({"uri": "notice-1", "type": "text", "headline": title, "body_text": text})


WORDS = {
    "headline": 'Please kill the story "Ferry sails again" and do not use it.',
    "headline in French": "Prière d'annuler la dépêche \"Ferry sails again\". Ne pas l'utiliser.",
    "number": "KILL: Editors, please kill item 0341. Do not use.",
    "id": "Please kill the item urn:newsml:wire:20260504:0341 and do not use it.",
}


@pytest.mark.parametrize("words", WORDS)
def test_the_item_that_is_named_is_killed_and_no_other(room: Newsroom, words: str) -> None:
    assert "status.killed" not in codes(room)
    stored = arrives(room, WORDS[words])
    assert (stored.killed, stored.not_found) == ((ITEM.id,), ())
    assert "status.killed" in codes(room)
    assert "status.killed" not in codes(room, OTHER)


@pytest.mark.parametrize(
    ("name", "made"), [("n.rss", as_rss), ("n.nitf", as_nitf), ("n.json", as_json)]
)
def test_the_notice_may_come_by_any_format_and_is_no_copy_itself(
    room: Newsroom, name: str, made: Callable[[str, str], str]
) -> None:
    words = 'Editors: please kill the story "Ferry sails again", sent at 09:00. Do not use.'
    stored = arrives(room, made("BULLETIN KILL", words), name)
    assert stored.killed == (ITEM.id,)
    item = room.store.sources.items([stored.source])[stored.source]
    assert item.rights.status == "not_for_publication"


def test_what_is_named_by_nobody_or_by_two_is_told_and_kills_nothing(room: Newsroom) -> None:
    stored = arrives(room, 'Please kill the story "Lighthouse sold" and do not use it.')
    assert (stored.killed, stored.not_found) == ((), ("Lighthouse sold",))
    room.add_sources([Source("urn:again", "afp", OTHER + " Twice.", title=ITEM.title)])
    stored = arrives(room, WORDS["headline"])
    assert (stored.killed, stored.not_found) == ((), ("Ferry sails again",))


def test_a_provider_withdraws_what_is_its_own_alone(room: Newsroom) -> None:
    assert arrives(room, WORDS["headline"], owner="dpa").killed == ()
    assert "status.killed" not in codes(room)


@pytest.mark.parametrize(("later", "found"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_words_speak_of_what_was_sent_within_a_fortnight(
    room: Newsroom, clock: Clock, later: timedelta, *, found: bool
) -> None:
    clock.now = NOW + timedelta(days=14) + later
    assert bool(arrives(room, WORDS["headline"]).killed) is found


def test_a_story_under_a_kill_line_is_killed_itself(room: Newsroom) -> None:
    text = f"BULLETIN KILL\n\nEditors: please kill this story. Do not use it.\n\n{OTHER} {TEXT}"
    stored = arrives(room, text)
    assert stored.killed == (stored.source,)


def test_a_hold_lasts_until_a_newer_version(room: Newsroom) -> None:
    held = f"HOLD: please hold this story until further notice. Do not use.\n\n{TEXT} {OTHER}"
    body = {"id": "urn:held", "owner": "afp", "version": "1", "text": held}
    stored = arrives(room, json.dumps(body), "item.json")
    assert "status.withheld" in codes(room, f"{TEXT} {OTHER}")
    free = {**body, "version": "2", "text": f"{TEXT} {OTHER}", "rights": {"status": "usable"}}
    arrives(room, json.dumps(free), "item.json")
    assert stored.source == "urn:held"
    assert "status.withheld" not in codes(room, f"{TEXT} {OTHER}")


def test_the_command_tells_what_a_notice_names_in_vain(wirecheck: Command) -> None:
    notice = wirecheck.write("notice.txt", 'Please kill the story "Lighthouse sold". Do not use.')
    ran = wirecheck("sources", "add", "--owner", "afp", notice)
    assert "Lighthouse sold" in ran.out + ran.err


def test_the_command_tells_of_a_kill_that_meets_no_item(wirecheck: Command) -> None:
    kill = {"id": "urn:none:1", "owner": "afp", "rights": {"status": "canceled"}}
    (wirecheck.folder / "kill.jsonl").write_text(json.dumps(kill), encoding="utf-8")
    told = wirecheck("sources", "add", "kill.jsonl", "--json")
    assert told.code == 0
    (note,) = told.documents[0]["notes"]
    assert note["what"] == "no item urn:none:1 has arrived yet: the kill waits for it"
