"""The log that the index follows always adds up to the live texts."""

import random

from checker.store import Store
from tests.store.build import NOW, other_story, source


def followed(store: Store, step: int = 7) -> set[int]:
    """The live documents as an index would know them."""
    live: set[int] = set()
    seq = 0
    while changes := store.documents.changes_since(seq, step):
        for change in changes:
            assert change.seq > seq
            seq = change.seq
            if change.op == "add":
                assert change.doc not in live
                live.add(change.doc)
            else:
                live.remove(change.doc)
    assert seq == store.documents.newest_seq()
    return live


def test_the_log_adds_up_after_any_history(store: Store) -> None:
    dice = random.Random(4)
    for _ in range(150):
        name = f"s{dice.randrange(12)}"
        if dice.random() < 0.2 and store.sources.items([name]):
            store.sources.remove(name, at=NOW)
        else:
            text = other_story(dice.randrange(8)) if dice.random() < 0.9 else ""
            version = str(dice.randrange(1, 5))
            store.sources.put([source(name, text, version=version)], received=NOW)
    live = followed(store)
    assert len(live) == store.documents.count()
    loaded = store.documents.load(sorted(live, reverse=True))
    assert {text.doc for text in loaded} == live
    assert store.holdings()["items"] == len(store.sources.page(limit=100))


def test_texts_carry_what_the_index_needs(store: Store) -> None:
    doc = store.sources.put(
        [source("s", other_story(1), published=NOW, language="pt")], received=NOW
    )[0].doc
    (text,) = store.documents.load([doc, 999])
    assert (text.source, text.version, text.owner, text.text) == ("s", "1", "afp", other_story(1))
    assert (text.day, text.language) == (NOW.toordinal(), "pt")


def test_an_empty_text_is_kept_but_not_searched(store: Store) -> None:
    store.sources.put([source("blank", " \n ")], received=NOW)
    assert store.documents.newest_seq() == 0
    assert store.sources.items(["blank"])["blank"].owner == "afp"
