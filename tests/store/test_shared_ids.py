"""Two agencies with one id: neither's item is a version of the other's."""

from datetime import timedelta

import pytest

from checker.models.draft import Rights
from checker.models.source import Item, Source
from checker.store import Store
from tests.store.build import NOW, other_story

WITHHELD = Rights(status="withheld")
EMBARGO = Rights(embargo_until=NOW + timedelta(days=90))


def put(store: Store, *sources: Source) -> list[tuple[str, str]]:
    return [(one.source, one.outcome) for one in store.sources.put(sources, received=NOW)]


def held(store: Store, name: str) -> Item:
    return store.sources.items([name])[name]


def item(owner: str, number: int = 1, version: str = "1", **more: object) -> Source:
    return Source("1001", owner, other_story(number), version=version, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("rights", [WITHHELD, EMBARGO])
def test_another_agency_lifts_nothing(store: Store, rights: Rights) -> None:
    put(store, item("afp", rights=rights))
    other = item("dpa", 2, "2", rights=Rights(status="usable", embargo_until=NOW))
    assert put(store, other) == [("dpa:1001", "added")]
    kept = held(store, "1001")
    assert (kept.owner, kept.rights) == ("afp", rights)
    assert held(store, "dpa:1001").rights.status == "usable"


def test_the_same_text_of_another_agency_does_not_change_the_owner(store: Store) -> None:
    put(store, item("afp"))
    assert put(store, item("dpa")) == [("dpa:1001", "added")]
    assert [held(store, name).owner for name in ("1001", "dpa:1001")] == ["afp", "dpa"]


def test_what_it_sends_again_is_known_and_its_update_is_of_its_own_item(store: Store) -> None:
    put(store, item("afp"), item("dpa", 2))
    assert put(store, item("dpa", 2)) == [("dpa:1001", "unchanged")]
    assert put(store, item("dpa", 3, "2")) == [("dpa:1001", "updated")]
    assert put(store, item("afp", 4, "2")) == [("1001", "updated")]


def test_a_kill_under_a_shared_id_withdraws_both(store: Store) -> None:
    put(store, item("afp"), item("dpa", 2))
    put(store, Source("1001", "dpa", "", version="3", rights=Rights(status="canceled")))
    for name in ("1001", "dpa:1001"):
        assert held(store, name).killed_by


SAME: list[tuple[dict[str, object], str, str | None]] = [
    ({"provider": "ap"}, "dpa", "ap"),  # the feed is the same, its holder is stated now
    ({}, "dpa", "afp"),  # sent by the owner of the item
    ({"provider": "dpa"}, "dpa", None),  # the owner is who sent the item
]


@pytest.mark.parametrize(("more", "owner", "provider"), SAME)
def test_the_same_provider_speaks_of_the_same_item(
    store: Store, more: dict[str, object], owner: str, provider: str | None
) -> None:
    put(store, item("afp", 1, "1", **more))
    assert put(store, item(owner, 2, "2", provider=provider)) == [("1001", "updated")]


def test_an_id_of_nobody_s_item_or_of_a_removed_one_is_free(store: Store) -> None:
    put(store, item("unknown"))
    assert put(store, item("afp", version="2")) == [("1001", "updated")]
    assert put(store, item("unknown", version="3")) == [("1001", "updated")]
    put(store, Source("7", "afp", other_story(5)))
    store.sources.remove("7", at=NOW)
    assert put(store, Source("7", "dpa", other_story(6))) == [("7", "added")]
