"""Checks that are stored later than they were made, and writers that wait only so long."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from checker.errors import Busy, StoreError
from checker.models.source import Source
from checker.store import EncodedCheck, Store, Webhook
from checker.store.sources import STEP
from tests.store.build import NOW, other_story, record, source

MINUTE = timedelta(minutes=1)
OLD, NEW = "a" * 64, "b" * 64


def two_revisions(store: Store) -> None:
    """The newer one is stored first."""
    newer = record("chk_2", "a1", document="wp:4", text_sha256=NEW, checked_at=NOW + MINUTE)
    store.checks.record([newer])
    store.checks.record([record("chk_1", "a1", document="wp:4", text_sha256=OLD)])


def test_a_check_stored_late_does_not_pass_for_the_latest_one(store: Store) -> None:
    two_revisions(store)
    assert [(c.head.check, c.latest) for c in store.checks.page()] == [
        ("chk_1", False),
        ("chk_2", True),
    ]


def test_recall_takes_the_newer_text_for_the_current_one_whenever_it_was_stored(
    store: Store,
) -> None:
    two_revisions(store)
    current = {one.head.check: one.current for one in store.checks.recall("a1")}
    assert current == {"chk_1": False, "chk_2": True}


def test_an_override_does_not_lapse_by_an_older_text_that_is_stored_late(store: Store) -> None:
    newer = record("chk_2", document="wp:4", text_sha256=NEW, checked_at=NOW + MINUTE)
    store.checks.record([newer])
    store.overrides.add("chk_2", by="desk", why="agreed", action="allow", at=NOW + MINUTE)
    store.checks.record([record("chk_1", document="wp:4", text_sha256=OLD)])
    held = store.overrides.in_force(NEW, now=NOW + MINUTE, document="wp:4")
    assert [one.check for one in held] == ["chk_2"]


def test_a_check_brings_its_message_to_the_subscribers_in_one_transaction(store: Store) -> None:
    store.webhooks.add(Webhook("h", "https://h.example/", ("check.completed",), ("whsec_a",), NOW))
    silent = EncodedCheck.of(record("chk_1"))
    told = EncodedCheck.of(record("chk_2"), message={"check": "chk_2"})
    store.checks.store([silent, told])
    (message,) = store.webhooks.claim(NOW, lease=MINUTE, webhooks=["h"])
    assert message.event == "check.completed"
    assert b'"chk_2"' in message.body


@pytest.mark.parametrize("who", ["a writer of ours", "another program"])
def test_recording_waits_no_longer_than_it_may_whoever_writes(tmp_path: Path, who: str) -> None:
    with Store.open(tmp_path) as holder, Store.open(tmp_path, busy=600.0) as waiting:
        outside = holder._connections.reader()
        if who == "another program":
            outside.execute("BEGIN IMMEDIATE")
            with pytest.raises(Busy):
                waiting.checks.record([record()], patience=0.05)
            outside.execute("ROLLBACK")
        else:
            with holder._connections.turn(), pytest.raises(Busy):
                waiting.checks.record([record()], patience=0.05)
        waiting.checks.record([record()], patience=0.05)
        assert waiting.checks.get("chk_1").head.check == "chk_1"


def test_the_usual_patience_holds_again_after_a_short_one(tmp_path: Path) -> None:
    with Store.open(tmp_path) as holder, Store.open(tmp_path) as waiting:
        waiting.checks.record([record()], patience=0.05)
        outside = holder._connections.reader()
        outside.execute("BEGIN IMMEDIATE")
        killing = threading.Thread(target=waiting.sources.kill, args=("a1", NOW))
        killing.start()
        killing.join(0.3)
        assert killing.is_alive()
        outside.execute("ROLLBACK")
        killing.join()
        assert waiting.sources.kills("a1")


def many(count: int) -> list[Source]:
    return [source(f"a{n}", other_story(n)) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "steps"), [(STEP - 1, [STEP - 1]), (STEP, [STEP]), (STEP + 1, [STEP, 1])]
)
def test_a_large_load_is_stored_in_steps(store: Store, count: int, steps: list[int]) -> None:
    stored = list(store.sources.put_in_steps(many(count), received=NOW))
    assert [len(step) for step in stored] == steps
    assert store.holdings()["items"] == count


def test_others_write_between_the_steps_of_a_large_load(store: Store) -> None:
    load = store.sources.put_in_steps(many(2 * STEP), received=NOW)
    next(load)
    assert store.sources.kill("a1", NOW) == ("a1",)
    store.checks.record([record("chk_1", "a1")], patience=0.0)
    next(load)
    assert store.sources.items(["a1"])["a1"].killed_by == "a1"


def test_one_source_that_is_refused_keeps_all_steps_out(store: Store) -> None:
    sources = [*many(STEP + 5), source("half \ud83d", other_story(1))]
    with pytest.raises(StoreError, match="half a surrogate"):
        list(store.sources.put_in_steps(sources, received=NOW))
    assert store.holdings()["items"] == 0
