"""Keys, webhooks with their outbox, repeated requests."""

import os
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from checker.errors import Conflict, NotFound
from checker.store import Key, Presence, Store, Webhook
from tests.store.build import NOW

MINUTE = timedelta(minutes=1)


def test_a_key_is_found_by_its_hash_until_it_is_revoked(store: Store) -> None:
    key = Key("key_1", "CMS \ud83d", ("check", "sources"), NOW, NOW + MINUTE, hash=b"h" * 32)
    store.keys.add(key)
    assert store.keys.by_hash(b"h" * 32) == key
    assert store.keys.by_hash(b"x" * 32) is None
    with pytest.raises(Conflict):
        store.keys.add(key)
    store.keys.used({"key_1": NOW})
    store.keys.revoke("key_1", at=NOW)
    (found,) = store.keys.all()
    assert (found.used_at, found.revoked_at) == (NOW, NOW)
    with pytest.raises(NotFound):
        store.keys.revoke("key_2", at=NOW)
    assert "hhh" not in repr(found)


def hook(name: str, *events: str) -> Webhook:
    return Webhook(name, f"https://{name}.example/in", events, ("whsec_b", "whsec_a"), NOW)


def test_a_message_goes_to_each_subscriber_of_its_event(store: Store) -> None:
    store.webhooks.add(hook("all"))
    store.webhooks.add(hook("kills", "item.killed"))
    store.webhooks.add(hook("audits", "audit.completed"))
    assert len(store.webhooks.enqueue("item.killed", {"id": "a1"}, at=NOW)) == 2
    everybody = ["all", "kills", "audits"]
    claimed = store.webhooks.claim(NOW, lease=MINUTE, webhooks=everybody)
    assert {one.webhook for one in claimed} == {"all", "kills"}
    assert msgspec.json.decode(claimed[0].body)["data"] == {"id": "a1"}
    assert store.webhooks.claim(NOW, lease=MINUTE, webhooks=everybody) == []


def test_of_each_subscriber_that_is_named_the_first_message_due_is_claimed(store: Store) -> None:
    for name in ("slow", "good", "late"):
        store.webhooks.add(hook(name))
    for minute in range(30):  # more than a claim takes: what waits for one is not in the way
        store.webhooks.enqueue("item.killed", {"n": minute}, at=NOW + minute * MINUTE)
    now = NOW + 30 * MINUTE
    (good,) = store.webhooks.claim(now, lease=MINUTE, webhooks=["good", "nobody"])
    assert (good.webhook, msgspec.json.decode(good.body)["data"]) == ("good", {"n": 0})
    (next_,) = store.webhooks.claim(now, lease=MINUTE, webhooks=["good"])
    assert msgspec.json.decode(next_.body)["data"] == {"n": 1}
    (first,) = store.webhooks.claim(now, lease=MINUTE, webhooks=["good", "late", "slow"], limit=1)
    assert first.webhook in ("late", "slow")  # due for longer than what is left for the other


def test_messages_that_are_given_back_are_due_at_once_and_were_not_tried(store: Store) -> None:
    for name in ("a", "b"):
        store.webhooks.add(hook(name))
    store.webhooks.enqueue("item.killed", {}, at=NOW)
    one, two = store.webhooks.claim(NOW, lease=MINUTE, webhooks=["a", "b"])
    store.webhooks.delivered(one.id, at=NOW, status=200)
    store.webhooks.release([one.id, two.id], at=NOW)
    (again,) = store.webhooks.claim(NOW, lease=MINUTE, webhooks=["a", "b"])
    assert (again.id, again.attempts) == (two.id, 1)


def test_a_message_is_tried_again_after_a_failure_and_after_a_death(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.webhooks.add(hook("h"))
        store.webhooks.enqueue("item.killed", {}, at=NOW)
        (first,) = store.webhooks.claim(NOW, lease=MINUTE, webhooks=["h"])
    with Store.open(tmp_path) as store:  # the process that had claimed it is gone
        (second,) = store.webhooks.claim(NOW + MINUTE, lease=MINUTE, webhooks=["h"])
        assert (second.id, second.attempts) == (first.id, 2)
        store.webhooks.failed(second.id, error="503", status=503, retry_at=NOW + 5 * MINUTE)
        assert store.webhooks.claim(NOW + 4 * MINUTE, lease=MINUTE, webhooks=["h"]) == []
        (third,) = store.webhooks.claim(NOW + 5 * MINUTE, lease=MINUTE, webhooks=["h"])
        store.webhooks.delivered(third.id, at=NOW + 5 * MINUTE, status=204)
        assert store.webhooks.claim(NOW + 99 * MINUTE, lease=MINUTE, webhooks=["h"]) == []
        (told,) = store.webhooks.deliveries("h")
        assert (told.status, told.attempts, told.error) == (204, 3, None)
        assert store.webhooks.prune(NOW + MINUTE) == 1


def test_a_subscriber_may_change_its_address_and_secrets_and_leave(store: Store) -> None:
    store.webhooks.add(hook("h"))
    store.webhooks.enqueue("item.killed", {}, at=NOW)
    changed = Webhook(
        "h", "https://new.example/", ("item.killed",), ("whsec_c", "whsec_b"), NOW, NOW
    )
    store.webhooks.add(changed)
    assert store.webhooks.get("h") == changed
    assert store.webhooks.enqueue("item.killed", {}, at=NOW) == []  # disabled
    store.webhooks.remove("h")
    assert store.webhooks.claim(NOW, lease=MINUTE, webhooks=["h"]) == []
    with pytest.raises(NotFound):
        store.webhooks.get("h")


def test_a_repeated_request_gets_the_first_answer(store: Store) -> None:
    keep = store.idempotency
    assert keep.begin("key_1", "k", b"digest", at=NOW, stale=MINUTE) is None
    running = keep.begin("key_1", "k", b"digest", at=NOW, stale=MINUTE)
    assert running is not None
    assert running.status is None
    assert keep.begin("key_2", "k", b"other", at=NOW, stale=MINUTE) is None
    keep.finish("key_1", "k", status=201, headers={"etag": "x"}, body=b"{}")
    done = keep.begin("key_1", "k", b"other request", at=NOW, stale=MINUTE)
    assert done is not None
    assert (done.request, done.status, done.headers, done.body) == (
        b"digest",
        201,
        {"etag": "x"},
        b"{}",
    )


def test_a_request_that_died_or_failed_may_be_made_again(store: Store) -> None:
    keep = store.idempotency
    keep.begin("c", "died", b"d", at=NOW, stale=MINUTE)
    assert keep.begin("c", "died", b"d", at=NOW + MINUTE, stale=MINUTE) is None
    keep.begin("c", "failed", b"d", at=NOW, stale=MINUTE)
    keep.abandon("c", "failed")
    assert keep.begin("c", "failed", b"d", at=NOW, stale=MINUTE) is None
    assert keep.prune(NOW + MINUTE) == 1


def test_a_removed_webhook_stays_removed_whatever_comes_of_its_last_message(store: Store) -> None:
    hooks = store.webhooks
    hooks.add(Webhook("whk_1", "http://desk.example/", (), ("whsec_AAAA",), NOW))
    assert hooks.rotate("whk_1", "whsec_BBBB").secrets == ("whsec_BBBB", "whsec_AAAA")
    hooks.disable("whk_1", at=NOW)
    assert hooks.get("whk_1").disabled_at == NOW
    assert hooks.get("whk_1").secrets == ("whsec_BBBB", "whsec_AAAA")
    assert hooks.rotate("whk_1", "whsec_CCCC").secrets == ("whsec_CCCC", "whsec_BBBB")
    assert hooks.get("whk_1").disabled_at == NOW
    hooks.remove("whk_1")
    hooks.disable("whk_1", at=NOW)
    with pytest.raises(NotFound):
        hooks.rotate("whk_1", "whsec_DDDD")
    assert hooks.all() == []


def test_some_callers_answers_are_kept_longer(store: Store) -> None:
    keep = store.idempotency
    for caller in ("c", "calendar"):
        keep.begin(caller, "k", b"d", at=NOW, stale=MINUTE)
    later = NOW + MINUTE
    assert keep.prune(later, longer={"calendar": NOW}) == 1
    assert keep.begin("c", "k", b"d", at=later, stale=timedelta(days=1)) is None
    assert keep.begin("calendar", "k", b"d", at=later, stale=timedelta(days=1)) is not None
    assert keep.prune(NOW, longer={"calendar": later}) == 1


def test_a_request_whose_process_is_gone_may_be_made_again_at_once(store: Store) -> None:
    keep = store.idempotency
    alive = {"one", "two"}

    def begin(owner: str) -> bool:
        known = keep.begin(
            "c", "k", b"d", at=NOW, stale=MINUTE, owner=owner, lives=lambda who: who in alive
        )
        return known is None

    assert begin("one")
    assert not begin("two")
    alive.remove("one")
    assert begin("two")
    keep.finish("c", "k", status=200, headers={}, body=b"")
    alive.remove("two")
    assert not begin("three")  # what was answered stays answered


def test_a_process_is_there_until_it_leaves_or_dies(tmp_path: Path) -> None:
    one, two = Presence(tmp_path), Presence(tmp_path)
    assert one.lives(two.name)
    assert two.lives(one.name)
    two.close()
    assert not one.lives(two.name)
    child = os.fork()
    if child == 0:
        mine = Presence(tmp_path)
        (tmp_path / "name").write_text(mine.name)
        os._exit(0)  # without leaving
    os.waitpid(child, 0)
    name = (tmp_path / "name").read_text()
    assert not one.lives(name)
    assert not one.lives("nobody")
    Presence(tmp_path).close()
    assert [file.name for file in (tmp_path / "alive").iterdir()] == [one.name]
    one.close()
