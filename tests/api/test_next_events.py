"""A message for each `next_event`, whatever it asks for: nothing has to be polled."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.serializers import shown_event
from api.webhooks.calendar import due_events
from checker import CheckOptions, Draft, Newsroom, Source, Use, check
from checker.models.draft import Rights
from checker.models.verdict import NextEvent
from tests.end_to_end.quota_room import FERRY, agreement

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
USE = Use(channel="web", publisher="pub:example", first_published=NOW)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data", clock=lambda: NOW) as opened:
        yield opened


def contract(**more: Any) -> str:
    return json.dumps({**json.loads(agreement(9)), "quota": None, **more})


CASES: list[tuple[str, dict[str, Any], Rights, timedelta, str]] = [
    (
        "an embargo ends",
        {},
        Rights(embargo_until=NOW + timedelta(hours=3)),
        timedelta(hours=3),
        "publishable",
    ),
    (
        "the time that it may be online is over",
        {"retention": {"online_days": 30, "counts_from": "first_published", "then": "unpublish"}},
        Rights(),
        timedelta(days=30),
        "unpublish",
    ),
    ("the contract ends", {"valid": {"until": "2026-06-01"}}, Rights(), timedelta(days=30), ""),
]


@pytest.mark.parametrize(
    ("terms", "rights", "after", "action"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_changes_by_itself_is_told_when_it_changes(
    newsroom: Newsroom, terms: dict[str, Any], rights: Rights, after: timedelta, action: str
) -> None:
    newsroom.add_agreement(contract(**terms), "agreement")
    newsroom.add_sources([Source("nw:1", "northwire", FERRY, rights=rights)])
    done = check(newsroom, Draft(FERRY, id="wp:9"), USE, CheckOptions())
    event = done.verdict.next_event
    assert event is not None
    assert abs(event.at - (NOW + after)) <= timedelta(days=1)
    assert event.action == (action or event.action)
    told = [
        e
        for e in due_events(newsroom.store, event.at - timedelta(seconds=1))
        if e[1] == "retention.due"
    ]
    assert told == []
    for late in (timedelta(), timedelta(days=1)):
        ((_, name, data),) = [
            one for one in due_events(newsroom.store, event.at + late) if one[1] == "retention.due"
        ]
        assert (name, data["id"], data["check"]) == ("retention.due", "wp:9", done.answer.check)
        assert data["next_event"]["action"] == event.action


def test_an_event_of_no_owner_names_none() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert msgspec.to_builtins(shown_event(NextEvent(at, "unpublish", "licence.expired"))) == {
        "at": "2026-03-01T00:00:00Z", "action": "unpublish", "reason": "licence.expired",
    }  # fmt: skip
    event = NextEvent(at, "unpublish", "licence.expired", "afp")
    assert msgspec.to_builtins(shown_event(event))["owner"] == "afp"
