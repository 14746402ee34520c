"""A desk's day: an embargoed item arrives, is checked, scheduled, goes out, and is killed.

By library, command line and service, by each wire format and as pasted text, in three time zones,
and on days on which the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import checker
from checker.formats import read_sources
from checker.models import Draft, Source, Use, Verdict
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from tests.end_to_end.carriers import CARRIERS, OWNER, TEXT, Step

SECOND = timedelta(seconds=1)
AGREEMENT = f"""\
schema: licence/1
id: lic:afp:web
kind: agreement
owner: {{id: {OWNER}, name: "Agence France-Presse"}}
licensee: {{id: pub:lantern, brands: ["*"]}}
channels: {{allow: [web]}}
territories: {{allow: ["*"]}}
valid: {{from: 2025-01-01, until: null}}
"""
WEB = Use(publisher="pub:lantern", channel="web", territories=("FR",))
# The hour before which an item is held, by the clock on the wall, and the same moment in UTC. On
# these days the clocks of Berlin and New York change.
HOURS = {
    "Europe/Berlin": ("2026-03-29T06:00", "2026-03-29T04:00:00+00:00"),
    "America/New_York": ("2026-11-01T06:00", "2026-11-01T11:00:00+00:00"),
    "Asia/Tokyo": ("2026-03-29T06:00", "2026-03-28T21:00:00+00:00"),
}


@dataclass
class Clock:
    """A clock that stands where the test puts it."""

    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """A newsroom and its clock."""

    room: Newsroom
    clock: Clock

    def receive(self, name: str, data: str, at: datetime) -> None:
        self.clock.now = at
        found = list(read_sources(data.encode(), name=name, agencies=self.room.owner_names()))
        sources = [item for item in found if isinstance(item, Source)]
        assert len(sources) == 1, found
        assert sources[0].owner == OWNER
        self.room.add_sources(sources)

    def verdict(self, text: str, at: datetime, *, scheduled: datetime | None = None) -> Verdict:
        self.clock.now = at
        use = replace(WEB, at=scheduled)
        draft = Draft(text, id="piece")
        return checker.check(self.room, draft, use, CheckOptions(record=True)).verdict


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = Clock()
    with Newsroom.open(tmp_path / "data", clock=clock) as room:
        room.add_agreement(AGREEMENT, "agreement")
        yield Desk(room, clock)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for claim in verdict.claims for reason in claim.reasons}


@pytest.mark.parametrize("zone", HOURS)
@pytest.mark.parametrize("form", CARRIERS)
def test_an_item_is_held_until_its_hour_goes_out_and_is_killed(
    desk: Desk, form: str, zone: str
) -> None:
    name, carried = CARRIERS[form]
    wall, utc = HOURS[zone]
    until = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    end = datetime.fromisoformat(utc)
    assert until == end
    sent = until - timedelta(hours=20)
    desk.receive(name, carried(Step(1, sent, until)), sent)
    piece = f"LISBON (AFP) - {TEXT}"

    early = desk.verdict(piece, end - SECOND)
    assert (early.verdict, "status.embargoed" in codes(early)) == ("blocked", True)
    assert early.next_event is not None
    assert early.next_event.at == end
    assert desk.verdict(piece, end - SECOND, scheduled=end).verdict == "clear"
    assert desk.verdict(piece, end - SECOND, scheduled=end - SECOND).verdict == "blocked"
    assert desk.verdict(piece, end).verdict == "clear"

    later = end + timedelta(hours=3)
    desk.receive(name, carried(Step(2, later, killed=True)), later)
    late = desk.verdict(piece, later)
    assert (late.verdict, "status.killed" in codes(late)) == ("blocked", True)
    assert desk.verdict(piece, later, scheduled=end).verdict == "blocked"
