"""A day's wire, mixed, in portions, compared with a slow and obvious book-keeper."""

import time

import pytest

from bench.wire_day import wire_day
from checker.store import Store
from tests.store.bookkeeper import Bookkeeper
from tests.store.build import NOW
from tests.store.test_documents import followed


@pytest.mark.parametrize("seed", range(4))
def test_the_store_agrees_with_the_bookkeeper(store: Store, seed: int) -> None:
    books = Bookkeeper()
    messages = list(wire_day(seed, 400))
    for start in range(0, len(messages), 7):
        portion = messages[start : start + 7]
        store.sources.put(portion, received=NOW)
        for message in portion:
            books.take(message)
    items = store.sources.items(list(books.messages))
    dead = books.dead()
    assert {name for name, item in items.items() if item.killed_by} == dead & set(items)
    for name, item in items.items():
        assert store.sources.get(name).text == books.newest(name).text
        assert item.newest_version.partition("#")[0] == books.newest(name).version
        assert item.rights.embargo_until == books.embargo(name)
    assert len(followed(store)) == store.documents.count()


@pytest.mark.slow
def test_a_day_of_five_thousand_messages_goes_in_at_many_times_the_wire_s_pace(
    store: Store,
) -> None:
    messages = list(wire_day(9, 5000, words=450))
    began = time.process_time()
    for start in range(0, len(messages), 10):
        store.sources.put(messages[start : start + 10], received=NOW)
    rate = len(messages) / (time.process_time() - began)
    assert rate > 50  # a wire sends one in seconds
