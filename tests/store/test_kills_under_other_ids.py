"""A kill whose id meets no item: what it means is found where that is certain, and told else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.models.draft import Rights
from checker.models.source import Source
from checker.store import Store, Stored

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEXT = "The ferry sank in the harbour of Marren with forty crates of herring and one old kettle."
FERRY = "Ferry sinks off Marren"
KILLED = Rights(status="canceled")


def item(name: str, title: str | None = FERRY, owner: str = "north", text: str = "") -> Source:
    return Source(name, owner, text or f"{TEXT} ({name})", title=title)


def kill(
    name: str, title: str | None = None, text: str = "", version: str = "1", owner: str = "north"
) -> Source:
    return Source(name, owner, text, title=title, version=version, rights=KILLED)


def arrived(folder: Path, items: list[Source], message: Source, later: int = 0) -> Stored:
    with Store.open(folder / "data") as store:
        store.sources.put(items, received=NOW)
        return store.sources.put([message], received=NOW + timedelta(days=later))[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("URN:NEWSML:NL.EXAMPLE:20260504:two", kill("urn:newsml:nl.example:20260504:two")),
        ("tag:Wire.example,2026:X1", kill("tag:wire.example,2026:x1")),
        ("http://nl.example/6", kill("https://nl.example/6/")),
        ("urn:newsml:nl:20260504:g1:1", kill("urn:newsml:nl:20260504:g1:2", version="2")),
        ("urn:newsml:nl:20260504:g1:1", kill("urn:newsml:nl:20260504:g1:2", title=FERRY)),
        ("AB0504-v1", kill("AB0504-v2", title=FERRY.upper())),
        ("h1", kill("h2", title=FERRY, text="KILL")),
        ("h1", kill("h2", title=f"KILL: {FERRY}")),
        ("h1", kill("h2", title="Avis", text=f"Annulation : « {FERRY} »")),
        ("h1", kill("h2", title="Mandatory kill", text=f"Editors, {FERRY}, 09:00, was wrong.")),
    ],
)
def test_the_one_item_that_is_meant_is_killed(tmp_path: Path, name: str, message: Source) -> None:
    others = [item("other:1", "Mole repaired in spring"), item("south:1", owner="south")]
    stored = arrived(tmp_path, [item(name), *others], message)
    assert set(stored.killed) == {name, message.id}
    assert (stored.waits, stored.not_found) == ((), ())


def test_all_revisions_before_it_are_killed(tmp_path: Path) -> None:
    items = [item(f"urn:nl:20260504:g1:{number}", f"Lead {number}") for number in (1, 2, 3)]
    stored = arrived(tmp_path, items, kill("urn:nl:20260504:g1:4", version="4"))
    assert len(stored.killed) == 4


def test_headlines_in_other_scripts_are_read(tmp_path: Path) -> None:
    items = [item("j1", "マレン港でフェリー沈没", text="フェリーが沈没した。" * 9)]
    stored = arrived(tmp_path, items, kill("j2", "【取り消し】マレン港でフェリー沈没"))
    assert set(stored.killed) == {"j1", "j2"}


def test_of_two_headlines_the_longer_one_is_meant(tmp_path: Path) -> None:
    items = [item("a", "Ferry sinks off Marren"), item("b", "Ferry sinks off Marren pier")]
    stored = arrived(tmp_path, items, kill("k", "KILL: Ferry sinks off Marren pier"))
    assert set(stored.killed) == {"b", "k"}


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([item("urn:nl:20260504:0341")], kill("urn:nl:20260504:0342")),  # numbers of items
        ([item("a"), item("b")], kill("k", title=FERRY)),  # one of the two
        ([item("a", "Ferry"), item("b", "No ferry")], kill("k", title="KILL: Ferry")),  # too short
        ([item("a", owner="south")], kill("k", title=FERRY)),  # another owner's
        ([item("http://nl.example/a1")], kill("http://nl.example/a11")),
        # recurring: the forecasts of other days are not meant
        (
            [
                item("w:20260501:7", "Weather at the coast"),
                item("w:20260501:8", "Weather at the coast"),
            ],
            kill("w:20260501:9", title="Weather at the coast"),
        ),
        # an alert with a text of its own
        (
            [item("a")],
            kill(
                "k",
                FERRY,
                "A ferry sank off Marren with forty crates on board, the pilot said today.",
            ),
        ),
    ],
)
def test_what_is_not_certain_is_told_and_kills_nothing_else(
    tmp_path: Path, items: list[Source], message: Source
) -> None:
    stored = arrived(tmp_path, items, message)
    assert stored.killed == (message.id,)
    (note,) = stored.waits
    assert note.startswith(f"no item {message.id} has arrived yet: the kill waits for it")


def test_the_note_names_the_id_that_is_probably_meant(tmp_path: Path) -> None:
    stored = arrived(tmp_path, [item("urn:nl:20260504:0341")], kill("urn:nl:20260504:0342"))
    assert "did you mean 'urn:nl:20260504:0341'?" in stored.waits[0]


def test_old_items_are_not_meant_by_their_headline(tmp_path: Path) -> None:
    assert arrived(tmp_path, [item("a")], kill("k", FERRY), later=15).killed == ("k",)


def test_a_kill_that_names_an_unknown_item_is_told(tmp_path: Path) -> None:
    message = Source("k", "north", "", rights=Rights(status="usable"), kills=("a", "b"))
    stored = arrived(tmp_path, [item("a")], message)
    assert stored.killed == ("a", "b")
    (note,) = stored.waits
    assert note.startswith("no item b has arrived yet")


@pytest.mark.parametrize(
    "message",
    [
        kill("a", version="2"),  # the item itself
        kill("k", text=TEXT * 3),  # with a text of its own, which drafts are compared with
        Source("k", "north", "", title=FERRY, rights=Rights(status="withheld")),
        Source("k", "north", TEXT, title=FERRY),
    ],
)
def test_other_messages_wait_for_nothing(tmp_path: Path, message: Source) -> None:
    stored = arrived(tmp_path, [item("a")], message)
    assert stored.waits == ()
    assert set(stored.killed) <= {message.id}


def test_a_message_that_is_sent_again_says_nothing_new(tmp_path: Path) -> None:
    message = kill("k")
    with Store.open(tmp_path / "data") as store:
        first = store.sources.put([message], received=NOW)[0]
        again = store.sources.put([message], received=NOW)[0]
    assert (len(first.waits), again.waits, again.outcome) == (1, (), "unchanged")
