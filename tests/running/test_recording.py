"""What is recorded beside what comes in meanwhile, and large loads of sources."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.errors import Busy, DiskFull, Problem, StoreError
from checker.index import Index
from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.newsroom import FLUSH_ITEMS, Newsroom
from checker.running.check import CheckOptions, check_document
from checker.store.sources import STEP, Sources
from tests.matching.newsroom import story

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEPT = CheckOptions()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data", clock=lambda: NOW) as opened:
        opened.add_sources([Source("first", "north", story(1))])
        yield opened


def recalled(newsroom: Newsroom, source: str) -> list[str | None]:
    return [one.head.document for one in newsroom.store.checks.recall(source)]


@pytest.mark.parametrize("later", [0, 1, 3])
def test_an_item_that_comes_in_while_a_check_waits_to_be_stored_is_found_with_it(
    newsroom: Newsroom, later: int
) -> None:
    """Who adds the item cannot find the check yet, and the check has not seen the item."""
    text = f"{story(2)} {story(3)}"
    draft = Draft(text, id="wp:1")
    done = check_document(newsroom, draft, Use(), KEPT, store=False)
    other = check_document(newsroom, Draft(story(9), id="wp:2"), Use(), KEPT, store=False)
    newsroom.add_sources([Source("second", "south", story(2))])
    newsroom.add_sources([Source(f"more{n}", "south", story(20 + n)) for n in range(later)])
    assert recalled(newsroom, "second") == []
    assert done.record is not None
    assert other.record is not None
    newsroom.record([done.record, other.record])
    assert recalled(newsroom, "second") == ["wp:1"]


@pytest.mark.parametrize("fault", [DiskFull, Busy, StoreError])
def test_a_load_that_is_broken_off_says_how_much_is_in_and_goes_on_when_repeated(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, fault: type[StoreError]
) -> None:
    items = [Source(f"i{n}", "north", f"Item {n} of the wire.") for n in range(2 * STEP + 50)]
    steps = 0
    put = Sources._put

    def breaking(self: Sources, *arguments: object) -> object:
        nonlocal steps
        steps += 1
        if steps == 3:
            raise fault(Problem("wirecheck.db", "it broke off"))
        return put(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as held:
        held.setattr(Sources, "_put", breaking)
        with pytest.raises(fault) as told:
            newsroom.add_sources(items)
    assert [problem.what for problem in told.value.problems] == [
        "it broke off",
        f"the first {2 * STEP} of {2 * STEP + 50} items are stored",
    ]
    added = newsroom.add_sources(items)
    assert [one.outcome for one in added.stored] == ["unchanged"] * 2 * STEP + ["added"] * 50


def test_a_load_that_is_broken_off_at_once_says_what_happened_alone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise Busy(Problem("wirecheck.db", "another writer held the directory"))

    monkeypatch.setattr(Sources, "_put", broken)
    with pytest.raises(Busy) as told:
        newsroom.add_sources([Source("i1", "north", "One.")])
    assert len(told.value.problems) == 1


@pytest.mark.parametrize(
    ("count", "flushes"), [(FLUSH_ITEMS, 1), (FLUSH_ITEMS + 1, 2), (2 * FLUSH_ITEMS + 1, 3)]
)
def test_a_large_load_reaches_the_disk_on_the_way_so_that_nobody_follows_all_of_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, count: int, flushes: int
) -> None:
    flushed = []
    monkeypatch.setattr(Index, "flush", lambda _self: flushed.append(1))
    newsroom.add_sources([Source(f"i{n}", "north", "One two three.") for n in range(count)])
    assert len(flushed) == flushes
