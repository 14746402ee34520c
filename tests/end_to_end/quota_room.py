"""A newsroom with a monthly quota, and the texts that use it up."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker import CheckOptions, check
from checker.formats import read_draft
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.check import CheckedDocument

FERRY = (
    "The night ferry between the two islands sailed again on Saturday, with a brass band on board "
    "and more bicycles than anybody on the quay had ever counted before, its captain said."
)
BAKER = (
    "Nobody in the hill town remembers a winter without the bakery by the gate, and so the queue "
    "on its last morning reached past the school, the post office and the old cattle market."
)
HERON = (
    "A heron has built its nest on the roof of the savings bank, and the manager has asked her "
    "staff to close the skylights softly until the young birds have learned to leave by themselves."
)
CHOIR = (
    "The choir of the railway workshop sang for the last steam engine of the valley line while it "
    "was lifted onto a barge, and two of the older tenors waved handkerchiefs until it was dark."
)
TEXTS = (FERRY, BAKER, HERON, CHOIR)
OWN = "Our own reporter counted the lamps along the river twice and came to a different number."
OVER = "licence.quota_exceeded"


def agreement(limit: int, **more: Any) -> str:
    return json.dumps(
        {
            "id": "lic:nw:small",
            "kind": "agreement",
            "owner": {"id": "northwire", "name": "Northwire"},
            "licensee": {"id": "*", "brands": ["*"]},
            "channels": {"allow": ["web"]},
            "territories": {"allow": ["*"]},
            "modification": {"edit": "free", "shorten": True, "combine": True},
            "quota": {"items_per_month": limit},
            **more,
        }
    )


SOURCES = [Source(f"nw:{n}", "northwire", text) for n, text in enumerate(TEXTS)]


class Room:
    """A newsroom in May 2026 with a small quota, and checks in it."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.now = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
        self.newsroom = Newsroom.open(folder / "data", clock=lambda: self.now)
        self.newsroom.add_agreement(agreement(limit), "agreement")
        self.newsroom.add_sources(SOURCES)

    def check(self, text: str, name: str | None = None, **use: Any) -> CheckedDocument:
        self.now = self.now.replace(minute=self.now.minute + 1)
        draft = replace(read_draft(text, as_type="text"), id=name)
        return check(self.newsroom, draft, Use(channel="web", **use), CheckOptions())

    def over(self, text: str, name: str | None = None, **use: Any) -> bool:
        return OVER in codes(self.check(text, name, **use))

    def confirm(self, done: CheckedDocument) -> None:
        assert isinstance(done.answer.check, str)
        self.newsroom.store.checks.confirm(done.answer.check, at=self.now)


def codes(done: CheckedDocument) -> set[str]:
    return {reason.code for claim in done.verdict.claims for reason in claim.reasons}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Callable[[int], Room]]:
    rooms: list[Room] = []

    def make(limit: int) -> Room:
        rooms.append(Room(tmp_path, limit))
        return rooms[-1]

    yield make
    for one in rooms:
        one.newsroom.close()
