"""A desk's day: an embargoed item arrives, is checked, scheduled, goes out, and is killed.

By library, command line and service, by each wire format and as pasted text, in three time zones,
and on days on which the clocks change.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import checker
from checker.formats import read_sources
from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from tests.cli.run import Command
from tests.end_to_end.carriers import CARRIERS, OWNER, TEXT, Step, story

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


@pytest.mark.no_cover
@pytest.mark.parametrize("form", CARRIERS)
def test_an_item_is_held_until_its_hour_goes_out_and_is_killed(desk: Desk, form: str) -> None:
    name, carried = CARRIERS[form]
    zone = tuple(HOURS)[tuple(CARRIERS).index(form) % len(HOURS)]
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


# The hours of HOURS as desks of these zones write them at the head of a text.
PASTED = {
    "Europe/Berlin": "Sperrfrist: Sonntag, 29. März 2026, 06.00 Uhr",
    "America/New_York": "HOLD FOR RELEASE 6 A.M. EASTERN, SUNDAY, NOV. 1, 2026",
    "Asia/Tokyo": "2026年3月29日午前6時 日本時間 解禁",
}


@pytest.mark.parametrize("zone", HOURS)
@pytest.mark.parametrize("place", ["head", "foot"])
def test_a_pasted_item_is_held_by_its_own_line(desk: Desk, zone: str, place: str) -> None:
    line, end = PASTED[zone], datetime.fromisoformat(HOURS[zone][1])
    desk.room.add_sources([Source("other", OWNER, story("another item of the wire"))])
    copy = f"LISBON (AFP) - {TEXT}"
    pasted = f"{line}\n\n{copy}" if place == "head" else f"{copy}\n\n{line}"
    early = desk.verdict(pasted, end - SECOND)
    assert (early.verdict, "status.embargoed" in codes(early)) == ("blocked", True)
    assert early.next_event is not None
    assert early.next_event.at == end
    assert desk.verdict(pasted, end - SECOND, scheduled=end).verdict == "clear"
    assert desk.verdict(pasted, end).verdict == "clear"
    killed = f"BULLETIN KILL\n\nEditors: please kill this story and do not use it.\n\n{copy}"
    assert "status.killed" in codes(desk.verdict(killed, end))


def test_a_local_time_of_the_feed_is_read_on_the_day_the_clocks_change(desk: Desk) -> None:
    """06:00 in Berlin is 04:00 UTC on the day that summer time begins, and 05:00 the day before."""
    for day, utc in (("2026-03-28", "05:00"), ("2026-03-29", "04:00")):
        item = {
            "id": f"local-{day}",
            "owner": OWNER,
            "text": f"{TEXT} {day}",
            "provider_timezone": "Europe/Berlin",
            "rights": {"embargoed": f"{day}T06:00:00"},
        }
        end = datetime.fromisoformat(f"{day}T{utc}:00+00:00")
        desk.receive("item.json", json.dumps(item), end - timedelta(hours=9))
        assert desk.verdict(f"{TEXT} {day}", end - SECOND).verdict == "blocked"


def test_the_day_by_the_command(wirecheck: Command, tmp_path: Path) -> None:
    sent = datetime(2026, 3, 28, 9, tzinfo=UTC)
    end = datetime(2026, 3, 29, 6, tzinfo=ZoneInfo("Europe/Berlin"))
    name, carried = CARRIERS["newsml-g2"]
    piece = wirecheck.write("piece.txt", f"LISBON (AFP) - {TEXT}")
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0

    def verdict(at: datetime) -> str:
        use = ("--publisher", "pub:lantern", "--channel", "web", "--territory", "FR")
        (told,) = wirecheck("check", piece, "--json", "--at", at.isoformat(), *use).documents
        return str(told["verdict"])

    assert wirecheck("sources", "add", wirecheck.write(name, carried(Step(1, sent, end)))).code == 0
    assert [verdict(end - SECOND), verdict(end)] == ["blocked", "clear"]
    later = carried(Step(2, end, killed=True))
    assert wirecheck("sources", "add", wirecheck.write(name, later)).code == 0
    assert verdict(end) == "blocked"
    recalled = wirecheck("recall", "urn:newsml:pilots", "--json").documents
    assert {piece["id"] for piece in recalled} == {str(tmp_path / "piece.txt")}
