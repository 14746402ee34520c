"""A kill lasts: over restart, re-ingest, late versions, new ids, removal, in any order."""

import itertools
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from checker.errors import NotFound
from checker.models.draft import Rights
from checker.store import Store, Webhook, outbox
from tests.store.build import NOW, STORY, other_story, record, source

CANCELED = Rights(status="canceled", editors_note=("KILL: the quote was invented",))


def killer(store: Store, name: str) -> str | None:
    return store.sources.items([name])[name].killed_by


def put(store: Store, *sources: object) -> list[object]:
    return list(store.sources.put(list(sources), received=NOW))  # type: ignore[arg-type]


def test_a_kill_lasts_over_a_restart(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, source())
        assert store.sources.kill("a1", NOW, "invented") == ("a1",)
    with Store.open(tmp_path) as store:
        held = store.sources.items(["a1"])["a1"]
        assert (held.killed_by, held.killed_at) == ("a1", NOW)
        assert store.sources.kills("a1")[0].reason == "invented"


@pytest.mark.parametrize("version", ["1", "0", "2"])
def test_no_later_arrival_takes_a_kill_back(store: Store, version: str) -> None:
    put(store, source())
    store.sources.kill("a1", NOW)
    put(store, source(version=version, title="again", rights=Rights(status="usable")))
    assert killer(store, "a1") == "a1"
    store.sources.patch("a1", {"status": "usable"}, at=NOW)
    assert killer(store, "a1") == "a1"


def test_a_kill_outlives_removal_and_holds_for_ids_never_seen(store: Store) -> None:
    put(store, source())
    store.sources.kill("a1", NOW)
    store.sources.remove("a1", at=NOW)
    store.sources.kill("not-yet", NOW)
    stored = store.sources.put([source(), source("not-yet", other_story(1))], received=NOW)
    assert [s.killed_by for s in stored] == ["a1", "not-yet"]


def test_a_message_that_cancels_is_a_kill(store: Store) -> None:
    put(store, source())
    stored = store.sources.put([source(version="2", rights=CANCELED)], received=NOW)
    assert stored[0].killed == ("a1",)
    assert "the quote was invented" in (store.sources.kills("a1")[0].reason or "")
    put(store, source(version="3", rights=Rights(status="usable")))
    assert killer(store, "a1") == "a1"


def test_a_cancelled_version_that_comes_late_still_kills(store: Store) -> None:
    put(store, source(version="3"))
    put(store, source(version="2", text=other_story(2), rights=CANCELED))
    assert killer(store, "a1") == "a1"


def test_a_management_message_kills_other_ids(store: Store) -> None:
    put(store, source("a1", other_story(1)), source("a2", other_story(2)))
    notice = source("k1", "Please kill the items below.", kills=("a1", "a3"))
    stored = store.sources.put([notice], received=NOW)
    assert set(stored[0].killed) == {"a1", "a3"}
    put(store, source("a3", other_story(3)))
    assert (killer(store, "a1"), killer(store, "a2"), killer(store, "a3")) == ("a1", None, "a3")
    assert killer(store, "k1") is None
    assert "k1" in (store.sources.kills("a1")[0].reason or "")


STEPS: dict[str, Callable[[Store], object]] = {
    "a7": lambda store: put(store, source("a7")),
    "b7": lambda store: put(store, source("b7", other_story(7), descends_from=("a7",))),
    "c7": lambda store: put(store, source("c7", other_story(8), descends_from=("b7",))),
    "kill": lambda store: store.sources.kill("a7", NOW),
}


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids="-".join)
def test_rewrites_and_translations_die_with_their_ancestor_in_any_order(
    store: Store, order: tuple[str, ...]
) -> None:
    for step in order:
        STEPS[step](store)
    assert [killer(store, name) for name in ("a7", "b7", "c7")] == ["a7"] * 3


@pytest.mark.parametrize("first", ["twin", "kill"])
@pytest.mark.parametrize("removed", [True, False])
def test_the_same_text_under_a_new_id_is_dead_too(store: Store, first: str, removed: bool) -> None:
    twin = source("z9", "  " + STORY.upper().replace(" ", "\n "), owner="dpa")
    put(store, source("a1"))
    if first == "twin":
        put(store, twin)
    if removed:
        store.sources.remove("a1", at=NOW)
    store.sources.kill("a1", NOW)
    if first == "kill":
        put(store, twin)
    assert killer(store, "z9") == "a1"


def test_a_few_words_in_common_kill_nobody(store: Store) -> None:
    put(store, source("a1", "Photo of the day"), source("a2", "Photo of the day"))
    store.sources.kill("a1", NOW)
    assert killer(store, "a2") is None


def test_descendants_of_a_twin_die_too(store: Store) -> None:
    put(store, source("a1"), source("twin"), source("c", other_story(3), descends_from=("twin",)))
    assert set(store.sources.kill("a1", NOW)) == {"a1", "twin", "c"}


def test_circles_of_descent_end(store: Store) -> None:
    put(
        store,
        source("a", other_story(1), descends_from=("b", "a")),
        source("b", other_story(2), descends_from=("a",)),
    )
    assert set(store.sources.kill("a", NOW)) == {"a", "b"}


def test_an_ancestor_lives_on_when_its_rewrite_is_killed(store: Store) -> None:
    put(store, source("a", other_story(1)), source("b", other_story(2), descends_from=("a",)))
    store.sources.kill("b", NOW)
    assert (killer(store, "a"), killer(store, "b")) == (None, "b")


def test_a_person_may_release_a_kill_and_all_that_died_of_it(store: Store) -> None:
    put(store, source("a", other_story(1)), source("b", other_story(2), descends_from=("a",)))
    store.sources.kill("a", NOW)
    assert set(store.sources.release("a", NOW + timedelta(hours=1))) == {"a", "b"}
    assert (killer(store, "a"), killer(store, "b")) == (None, None)
    put(store, source("c", other_story(1)))
    assert killer(store, "c") is None
    assert store.sources.kill("a", NOW) == ()  # the old message again
    assert set(store.sources.kill("a", NOW + timedelta(hours=2))) >= {"a", "b", "c"}


def test_a_substitute_may_be_released_alone(store: Store) -> None:
    put(store, source("a", other_story(1)), source("b", other_story(2), descends_from=("a",)))
    store.sources.kill("a", NOW)
    assert store.sources.release("b", NOW + timedelta(hours=1)) == ("b",)
    put(store, source("b", other_story(4), version="2", descends_from=("a",)))
    assert (killer(store, "a"), killer(store, "b")) == ("a", None)
    put(store, source("d", other_story(4)))  # the text of what was released
    assert killer(store, "d") is None


def test_releasing_what_lives_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="not killed"):
        store.sources.release("a1", NOW)


def test_a_patch_to_canceled_kills(store: Store) -> None:
    put(store, source())
    store.sources.patch("a1", {"status": "canceled"}, at=NOW, by="rights desk")
    assert killer(store, "a1") == "a1"
    assert store.sources.kills("a1")[0].reason == "withdrawn by rights desk"


@pytest.mark.parametrize("spelling", ["stat:canceled", "Cancelled", "killed", "WITHDRAWN"])
def test_every_spelling_of_a_kill_kills(store: Store, spelling: str) -> None:
    put(store, source(rights=Rights(status=spelling)))
    assert killer(store, "a1") == "a1"


def test_a_release_takes_the_cancelled_status_off_too(store: Store) -> None:
    put(store, source(), source(version="2", rights=CANCELED))
    store.sources.release("a1", NOW + timedelta(hours=1))
    assert killer(store, "a1") is None
    assert store.sources.items(["a1"])["a1"].rights.status is None


def test_subscribers_are_told_of_a_kill_whichever_way_it_came(store: Store) -> None:
    store.webhooks.add(Webhook("h", "https://h.example/", ("item.killed",), ("s",), NOW))
    put(store, source("a", other_story(1)), source("b", other_story(2), descends_from=("a",)))
    store.checks.record([record("chk_1", "b", document="wp:4"), record("chk_2", "x")])
    put(store, source("k", "Kill it.", kills=("a",)))
    store.sources.kill("c", NOW, "by hand")
    put(store, source("d", other_story(4)))
    store.sources.patch("d", {"status": "canceled"}, at=NOW)
    store.sources.kill("c", NOW, "again")
    told = [msgspec.json.decode(one.body)["data"] for one in store.webhooks.deliveries("h")][::-1]
    assert [one["killed"] for one in told] == [["a", "b"], ["c"], ["d"]]
    assert [(use["check"], use["id"], use["sources"]) for use in told[0]["uses"]] == [
        ("chk_1", "wp:4", ["b"])
    ]


@pytest.mark.no_cover
def test_a_long_chain_of_updates_dies_quickly(store: Store) -> None:
    put(
        store,
        *(source(f"u{n}", other_story(n), descends_from=(f"u{n - 1}",)) for n in range(3000)),
    )
    began = time.process_time()
    assert len(store.sources.kill("u0", NOW)) == 3000
    assert time.process_time() - began < 10


@pytest.mark.parametrize(("pieces", "messages"), [(0, [0]), (2, [2]), (3, [2, 1]), (5, [2, 2, 1])])
def test_a_kill_tells_all_pieces_in_as_many_messages_as_they_need(
    store: Store, monkeypatch: pytest.MonkeyPatch, pieces: int, messages: list[int]
) -> None:
    """A CMS takes down what it is told: what one message has no room for must not stay online."""
    monkeypatch.setattr(outbox, "PIECES", 2)
    store.webhooks.add(Webhook("h", "https://h.example/", ("item.killed",), ("s",), NOW))
    put(store, source())
    store.checks.record([record(f"chk_{n}", "a1") for n in range(pieces)])
    store.sources.kill("a1", NOW)
    told = [msgspec.json.decode(one.body)["data"] for one in store.webhooks.deliveries("h")]
    assert [len(one["uses"]) for one in reversed(told)] == messages
    assert {one["check"] for data in told for one in data["uses"]} == {
        f"chk_{n}" for n in range(pieces)
    }
    assert all(data["killed"] == ["a1"] for data in told)
