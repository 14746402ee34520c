"""Agreements and policy: what is in force, and everything that ever was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from checker.errors import Conflict, NotFound, Stale, StoreError
from checker.store import Store
from tests.store.build import NOW, source

DAY = timedelta(days=1)


def test_documents_come_back_whole_and_sorted_by_id(store: Store) -> None:
    for name in ("lic:b", "lic:a"):
        store.agreements.put(
            {"id": name, "note": "half \ud83d", "channels": {"allow": ["web"]}}, at=NOW
        )
    assert [a["id"] for a in store.agreements.all()] == ["lic:a", "lic:b"]
    assert store.agreements.get("lic:a").document["note"] == "half \ud83d"


def test_the_digest_does_not_depend_on_the_order_of_keys(store: Store) -> None:
    one = store.agreements.put({"id": "x", "a": 1, "b": {"c": 2, "d": 3}}, at=NOW)
    two = store.agreements.put({"b": {"d": 3, "c": 2}, "a": 1, "id": "x"}, at=NOW)
    assert one.digest == two.digest
    assert len(store.agreements.history("x")) == 1


def test_history_keeps_what_was_replaced_and_removed(store: Store) -> None:
    store.agreements.put({"id": "x", "v": 1}, at=NOW, by="counsel")
    store.agreements.put({"id": "x", "v": 2}, at=NOW + timedelta(days=1))
    store.agreements.remove("x", at=NOW + timedelta(days=2), by="counsel")
    assert [(h.op, h.document["v"], h.by) for h in store.agreements.history("x")] == [
        ("put", 1, "counsel"),
        ("put", 2, None),
        ("remove", 2, "counsel"),
    ]
    assert store.agreements.all() == []
    with pytest.raises(NotFound):
        store.agreements.remove("x", at=NOW)


def test_a_stale_change_is_a_conflict(store: Store) -> None:
    first = store.agreements.put({"id": "x", "v": 1}, at=NOW, if_digest="")
    store.agreements.put({"id": "x", "v": 2}, at=NOW, if_digest=first.digest)
    with pytest.raises(Conflict):
        store.agreements.put({"id": "x", "v": 3}, at=NOW, if_digest=first.digest)
    with pytest.raises(Conflict):
        store.policy.put({"v": 3}, at=NOW, if_digest="sha256:other")
    assert store.agreements.all()[0]["v"] == 2


def test_a_removal_compares_too(store: Store) -> None:
    first = store.agreements.put({"id": "x", "v": 1}, at=NOW)
    second = store.agreements.put({"id": "x", "v": 2}, at=NOW)
    with pytest.raises(Stale):
        store.agreements.remove("x", at=NOW, if_digest=first.digest)
    store.agreements.remove("x", at=NOW, if_digest=second.digest)
    assert store.agreements.all() == []


def test_of_two_threads_that_saw_the_same_one_changes_it(store: Store) -> None:
    both = Barrier(2)

    def put(seen: str, value: int) -> bool:
        both.wait()
        try:
            store.agreements.put({"id": "x", "v": value}, at=NOW, if_digest=seen)
        except Stale:
            return False
        return True

    seen = store.agreements.put({"id": "x", "v": 0}, at=NOW).digest
    with ThreadPoolExecutor(2) as threads:
        for value in range(1, 21, 2):
            assert sorted(threads.map(put, (seen, seen), (value, value + 1))) == [False, True]
            seen = store.agreements.get("x").digest


def test_the_newest_policy_is_in_force_and_older_ones_are_of_their_time(store: Store) -> None:
    assert store.policy.get() is None
    store.policy.put({"quotation": {"max_words": 40}}, at=NOW)
    store.policy.put({"quotation": {"max_words": 30}}, at=NOW + DAY)
    assert store.policy.get() == {"quotation": {"max_words": 30}}
    assert store.policy.get(NOW + DAY / 2) == {"quotation": {"max_words": 40}}
    assert store.policy.get(NOW - DAY) is None


def test_the_agreements_of_a_moment_are_those_put_and_not_yet_replaced_or_removed(
    store: Store,
) -> None:
    store.agreements.put({"id": "x", "v": 1}, at=NOW)
    store.agreements.put({"id": "b", "v": 1}, at=NOW + DAY)
    store.agreements.put({"id": "x", "v": 2}, at=NOW + 2 * DAY)
    store.agreements.remove("x", at=NOW + 3 * DAY)
    held = [
        [(one["id"], one["v"]) for one in store.agreements.all(NOW + days * DAY)]
        for days in (-1, 0, 1, 2, 3)
    ]
    assert held == [[], [("x", 1)], [("b", 1), ("x", 1)], [("b", 1), ("x", 2)], [("b", 1)]]
    assert store.agreements.all() == store.agreements.all(NOW + 3 * DAY)


def test_values_that_json_has_no_word_for_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="JSON"):
        store.agreements.put({"id": "x", "price": float("nan")}, at=NOW)
    with pytest.raises(StoreError):
        store.agreements.put({"note": "no id"}, at=NOW)


def test_items_do_not_count_as_a_change_of_agreements(store: Store) -> None:
    before = store.pulse()
    store.sources.put([source()], received=NOW)
    with_items = store.pulse()
    assert with_items.state != before.state
    assert with_items.contracts == before.contracts
    store.policy.put({"v": 1}, at=NOW)
    assert store.pulse().contracts != before.contracts
