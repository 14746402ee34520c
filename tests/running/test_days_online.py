"""Since when a piece is online: what its use states, or when its text was first confirmed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.check import CheckedDocument, CheckOptions, check

START = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
FERRY = (
    "The night ferry from Holm to Little Orlu sailed with two hundred passengers and a brass band, "
    "and came back at dawn with none of the herring that the cooks had ordered for the feast."
)
CONTRACT: dict[str, Any] = {
    "schema": "licence/1", "id": "lic:x", "owner": {"id": "northlight"},
    "licensee": {"id": "*", "brands": ["*"]}, "channels": {"allow": ["*"]},
    "territories": {"allow": ["*"]}, "retention": {"online_days": 7},
}  # fmt: skip


class Room:
    """A newsroom whose clock stands where the test sets it."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.newsroom = Newsroom.open(folder, clock=lambda: self.now)

    def check(self, name: str | None = "cms:1", **use: Any) -> CheckedDocument:
        draft = Draft(FERRY + "\n\nNorthlight", id=name)
        return check(self.newsroom, draft, Use(channel="web", **use), CheckOptions(record=True))

    def confirm(self, checked: CheckedDocument) -> None:
        assert checked.record is not None
        self.newsroom.store.checks.confirm(checked.record.head.check, at=self.now)

    def verdict(self, days: int, name: str | None = "cms:1", **use: Any) -> str:
        self.now = START + timedelta(days=days)
        return self.check(name, **use).verdict.verdict


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "data")
    with made.newsroom as newsroom:
        newsroom.store.agreements.put(CONTRACT, at=START)
        newsroom.add_sources([Source("urn:ferry", "northlight", FERRY)])
        yield made


def test_the_days_of_a_confirmed_piece_count_from_its_first_confirmation(room: Room) -> None:
    first = room.check()
    room.confirm(first)
    assert [room.verdict(days) for days in (0, 6, 7, 400)] == [
        "clear",
        "clear",
        "blocked",
        "blocked",
    ]
    room.now = START + timedelta(days=6)
    again = room.check()
    assert again.verdict.next_event is not None
    assert again.verdict.next_event.at == START + timedelta(days=7)
    room.confirm(again)
    assert room.verdict(8) == "blocked"


def test_a_piece_that_was_never_confirmed_appears_now(room: Room) -> None:
    room.check()
    assert room.verdict(400) == "clear"


def test_the_confirmation_of_another_piece_does_not_count(room: Room) -> None:
    room.confirm(room.check())
    assert room.verdict(8, "cms:2") == "clear"
    assert room.verdict(8, None) == "clear"


def test_what_the_use_states_counts_more_than_a_confirmation(room: Room) -> None:
    room.confirm(room.check())
    stated = START + timedelta(days=5)
    assert room.verdict(8, first_published=stated) == "clear"
    assert room.verdict(12, first_published=stated) == "blocked"


def test_a_moment_before_the_confirmation_is_judged_as_it_was(room: Room) -> None:
    room.now = START + timedelta(days=3)
    room.confirm(room.check())
    assert room.verdict(9, at=START) == "clear"
