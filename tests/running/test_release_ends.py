"""A release with an end is an event: what the CMS does changes then, so it is told before."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from api.webhooks.calendar import due_events
from checker.formats import read_draft
from checker.models.draft import Rights
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import Answer
from checker.running.check import CheckOptions, check
from tests.cases.newsrooms import NOW, open_newsroom

FERRY = (
    "The ferry Oriole left the harbour of Larkport at noon with all of her crew on board, two days "
    "after divers had found her anchor under the wreck of a dredger that sank in the spring."
)
BAKERS = (
    "A choir of bakers sang before dawn beneath the windows of the finance ministry and asked for "
    "cheaper flour, until the porter came out with a bucket and joined in with the second verse."
)
DAY, WEEK = NOW + timedelta(days=1), NOW + timedelta(days=7)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as newsroom:
        newsroom.add_sources([Source("d", "dpa", FERRY)])
        yield newsroom


def checked(room: Newsroom, text: str = FERRY) -> Answer:
    return check(room, read_draft(text, as_type="text"), options=CheckOptions()).answer


def release(room: Newsroom, until: datetime | None, codes: Sequence[str] = ()) -> None:
    seen = checked(room)
    assert isinstance(seen.check, str)
    room.store.overrides.add(
        seen.check, by="desk", why="by phone", action="allow", at=NOW, codes=codes, until=until
    )


def test_the_end_of_a_release_is_the_next_event(room: Newsroom) -> None:
    release(room, DAY)
    answer = checked(room)
    event = answer.next_event
    assert (answer.enforcement, event is not None) == ("allow", True)
    assert event is not None
    assert (event.at, event.action) == ("2025-06-02T12:00:00Z", "recheck")
    assert (event.reason, event.owner) == ("licence.none", "dpa")
    assert isinstance(answer.check, str)
    head = room.store.checks.get(answer.check).head
    assert head.next_event is not None
    assert (head.next_event.at, head.next_event.action) == (DAY, "recheck")
    room.store.checks.confirm(answer.check, at=NOW)
    assert [one.head.check for one in room.store.checks.expiring(WEEK)] == [answer.check]
    told = [name for _, name, _ in due_events(room.store, DAY)]
    assert told == ["retention.due"]


@pytest.mark.parametrize(
    ("ends", "event"),
    [
        ([None], None),
        ([DAY, WEEK], "2025-06-08T12:00:00Z"),  # until then, the other one holds
        ([WEEK, DAY], "2025-06-08T12:00:00Z"),
        ([DAY, None], None),
    ],
)
def test_the_end_counts_only_if_no_other_release_covers_the_same(
    room: Newsroom, ends: Sequence[datetime | None], event: str | None
) -> None:
    for end in ends:
        release(room, end)
    found = checked(room).next_event
    assert (None if found is None else found.at) == event


def test_the_end_of_a_release_that_lets_nothing_out_changes_nothing(room: Newsroom) -> None:
    release(room, DAY, codes=["notice.removed"])
    answer = checked(room)
    assert (answer.enforcement, answer.next_event) == ("block", None)


@pytest.mark.parametrize(("expiry", "at"), [(WEEK, DAY), (NOW + timedelta(hours=1), None)])
def test_what_changes_the_verdict_before_the_end_comes_first(
    room: Newsroom, expiry: datetime, at: datetime | None
) -> None:
    room.add_sources([Source("d", "dpa", FERRY, version="2", rights=Rights(expires=expiry))])
    release(room, DAY)
    event = checked(room).next_event
    assert event is not None
    assert event.at == ("2025-06-02T12:00:00Z" if at else "2025-06-01T13:00:00Z")


def test_another_text_or_an_end_that_is_over_has_no_event(room: Newsroom) -> None:
    release(room, NOW - timedelta(hours=1))
    assert checked(room).next_event is None
    release(room, DAY)
    assert checked(room, f"{FERRY}\n\n{BAKERS}").next_event is None
