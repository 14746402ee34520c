"""Messages of one version, and feeds that begin to count: the time of issue decides."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from checker.models.draft import Rights
from checker.models.source import Source
from checker.store import Store
from checker.store.registry import ranks
from tests.store.build import NOW, other_story, source

EARLY, LATE, LATEST = "20261120T080000", "20261121T080000", "20261122T080000"
FAR = datetime(2027, 1, 1, tzinfo=UTC)
NEAR = datetime(2026, 11, 1, tzinfo=UTC)


def rights(store: Store) -> Rights:
    return store.sources.items(["a1"])["a1"].rights


def put(store: Store, *sources: Source) -> list[str]:
    return [store.sources.put([one], received=NOW)[0].outcome for one in sources]


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_older_message_of_a_version_that_arrives_late_overrules_nothing(
    store: Store, version: str
) -> None:
    newer = source(
        version=version,
        issued=LATE,
        rights=Rights(embargo_until=FAR, usage_terms=("Not for France",)),
    )
    older = source(
        version=version,
        issued=EARLY,
        rights=Rights(embargo_until=NEAR, usage_terms=("No restrictions",), credit_line=("AFP",)),
    )
    assert put(store, newer, older) == ["added", "older"]
    assert rights(store).embargo_until == FAR
    assert rights(store).usage_terms == ("Not for France",)
    assert rights(store).credit_line == ("AFP",)  # it fills gaps


def test_whichever_of_them_arrives_first_the_state_is_the_same(store: Store) -> None:
    messages = [
        source(version="3", issued=at, rights=Rights(status=status))
        for at, status in ((EARLY, "withheld"), (LATE, "usable"), (LATEST, "withheld"))
    ]
    for number, order in enumerate(permutations(messages)):
        name = f"n{number}"
        put(store, *(replace(one, id=name) for one in order))
        assert store.sources.items([name])[name].rights.status == "withheld"


def test_without_a_time_of_issue_they_count_as_they_arrived(store: Store) -> None:
    first = source(rights=Rights(embargo_until=FAR))
    second = source(rights=Rights(embargo_until=NEAR))
    assert put(store, first, second) == ["added", "updated"]
    assert rights(store).embargo_until == NEAR


def test_one_without_a_time_follows_what_came_before(store: Store) -> None:
    timed = source(issued=LATE, rights=Rights(embargo_until=FAR))
    untimed = source(rights=Rights(embargo_until=NEAR))
    assert put(store, timed, untimed) == ["added", "updated"]
    assert rights(store).embargo_until == NEAR


def test_a_feed_that_begins_to_count_is_followed(store: Store) -> None:
    first = source(version=EARLY, issued=EARLY, rights=Rights(embargo_until=FAR))
    second = source(
        version="2", issued=LATE, text=other_story(1), rights=Rights(embargo_until=NEAR)
    )
    assert put(store, first, second) == ["added", "updated"]
    assert rights(store).embargo_until == NEAR
    assert store.sources.items(["a1"])["a1"].newest_version == "2"
    late = source(version=LATEST, issued=LATEST, rights=Rights(embargo_until=FAR))
    assert put(store, late) == ["updated"]
    assert rights(store).embargo_until == FAR


def test_an_old_message_of_a_feed_that_began_to_count_stays_old(store: Store) -> None:
    second = source(version="2", issued=LATE, rights=Rights(status="withheld"))
    first = source(version=EARLY, issued=EARLY, rights=Rights(status="usable"))
    assert put(store, second, first) == ["added", "older"]
    assert rights(store).status == "withheld"


def test_the_same_message_sent_again_changes_nothing(store: Store) -> None:
    assert put(store, source(issued=EARLY), source(issued=LATE)) == ["added", "unchanged"]


@pytest.mark.parametrize(
    ("versions", "placed"),
    [
        ([("1", 1, ""), ("2", 1, ""), ("10", 1, "")], [1, 2, 3]),
        ([("2", 1, EARLY), ("1", 1, LATE)], [2, 1]),  # a number says more than a time
        ([("1", 1, LATE), ("1", 2, EARLY), ("1", 3, "")], [2, 1, 3]),
        ([("1", 1, ""), ("1", 2, EARLY)], [1, 2]),
        ([(EARLY, 1, EARLY), ("2", 1, "")], [2, 1]),  # the time of one is not known
        ([(EARLY, 1, EARLY), ("2", 1, LATE)], [1, 2]),
        ([(LATE, 1, LATE), ("2", 1, EARLY)], [2, 1]),
        ([(EARLY, 1, EARLY), (LATE, 1, LATE)], [1, 2]),
    ],
)
def test_places_of_versions(versions: list[tuple[str, int, str]], placed: list[int]) -> None:
    assert ranks(versions) == placed
