"""A kill that is an item with an id of its own and points at the story."""

from typing import Any

import pytest

from checker.models.draft import Rights
from checker.store import Store
from tests.store.build import NOW, other_story, source

CANCELED = Rights(status="canceled")
NOTICES = ["", "Editors, kill it.", "编辑：请勿使用此稿，请删除。"]


def died(store: Store, *items: Any) -> tuple[str, ...]:
    return store.sources.put(list(items), received=NOW)[-1].killed


@pytest.mark.parametrize("text", NOTICES)
def test_a_canceled_item_without_a_text_withdraws_what_it_follows(store: Store, text: str) -> None:
    died(store, source("a1"))
    kill = source("k1", text, rights=CANCELED, descends_from=("a1",))
    assert set(died(store, kill)) == {"a1", "k1"}
    assert store.sources.items(["a1"])["a1"].killed_by == "a1"
    store.sources.release("a1", at=NOW)
    assert died(store, kill) == ()  # the same message again takes no release back
    assert store.sources.items(["a1"])["a1"].killed_by is None


def test_a_notice_that_is_an_items_new_version_kills_that_item_alone(store: Store) -> None:
    died(store, source("a1"), source("t1", other_story(1), descends_from=("a1",)))
    kill = source("t1", "", version="2", rights=CANCELED, descends_from=("a1",))
    assert died(store, kill) == ("t1",)
    assert store.sources.items(["a1"])["a1"].killed_by is None


@pytest.mark.parametrize(("letters", "kills"), [(200, True), (201, False)])
def test_a_canceled_item_with_a_text_of_its_own_says_nothing_of_what_it_follows(
    store: Store, letters: int, kills: bool
) -> None:
    died(store, source("a1"))
    text = other_story(2)[:letters].ljust(letters, "x")
    kill = source("k1", text, rights=CANCELED, descends_from=("a1",))
    assert ("a1" in died(store, kill)) is kills


def test_a_notice_of_another_owner_or_of_an_item_that_is_not_known_kills_no_other(
    store: Store,
) -> None:
    died(store, source("a1", owner="dpa"))
    kill = source("k1", "", rights=CANCELED, descends_from=("a1", "nowhere"))
    assert died(store, kill) == ("k1",)
    assert store.sources.kills("nowhere") == []


def test_a_notice_that_withholds_kills_nothing(store: Store) -> None:
    died(store, source("a1"))
    hold = source("k1", "", rights=Rights(status="withheld"), descends_from=("a1",))
    assert died(store, hold) == ()


def test_an_item_knows_what_it_was_made_from_at_any_remove(store: Store) -> None:
    third = source("c1", other_story(2), descends_from=("b1",))
    died(store, third, source("b1", other_story(1), descends_from=("a1",)), source("a1"))
    known = store.sources.items(["a1", "b1", "c1"])
    assert {name: item.descends_from for name, item in known.items()} == {
        "a1": (),
        "b1": ("a1",),
        "c1": ("a1", "b1"),
    }
    died(store, source("a1", other_story(3), version="2", descends_from=("c1",)))  # in a circle
    assert set(store.sources.items(["c1"])["c1"].descends_from) == {"a1", "b1"}
