"""Subscribers hear when other rights are stated of an item that pieces use."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from checker.models.draft import Rights, RightsField
from checker.store import Store, Webhook, outbox
from tests.store.build import NOW, other_story, record, source

EVENT = "item.rights_changed"
SOON = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def used(store: Store) -> None:
    """An item that two pieces use and one that none uses, and somebody who listens."""
    store.webhooks.add(Webhook("h", "https://h.example/", (EVENT, "item.killed"), ("s",), NOW))
    items = [source(rights=Rights(status="usable")), source("unused", other_story(1))]
    store.sources.put(items, received=NOW)
    store.checks.record([record("chk_1", "a1", document="wp:4"), record("chk_2", "a1")])


def told(store: Store) -> list[tuple[str, dict[str, Any]]]:
    messages = [
        (one.event, msgspec.json.decode(one.body)) for one in store.webhooks.deliveries("h")
    ]
    return [(event, message["data"]) for event, message in messages][::-1]


@pytest.mark.parametrize(
    ("rights", "changed"),
    [
        (Rights(status="withheld"), ["status"]),
        (Rights(status="not_for_publication"), ["status"]),
        (Rights(status="usable", embargo_until=SOON), ["embargo_until"]),
        (Rights(status="usable", embargo_raw="until the match ends"), ["embargo_raw"]),
        (Rights(status="usable", expires=SOON), ["expires"]),
        (Rights(status="usable", usage_terms=("Not for use in France",)), ["usage_terms"]),
        (Rights(status="usable", deny_territories=("FR",)), ["deny_territories"]),
        (Rights(status="usable", third_party=True), ["third_party"]),
        (
            Rights(status="withheld", usage_terms=("No archive",), editors_note=("HOLD",)),
            ["status", "usage_terms", "editors_note"],
        ),
    ],
)
def test_a_newer_version_with_other_rights_names_the_pieces(
    store: Store, rights: Rights, changed: list[str]
) -> None:
    store.sources.put([source(version="2", rights=rights)], received=SOON)
    ((event, data),) = told(store)
    assert (event, data["source"], data["changed"]) == (EVENT, "a1", changed)
    assert [(use["check"], use["id"], use["verdict"]) for use in data["uses"]] == [
        ("chk_2", None, "clear"),
        ("chk_1", "wp:4", "clear"),
    ]


def test_a_hold_by_hand_and_its_end_are_told(store: Store) -> None:
    store.sources.patch("a1", {"status": "withheld"}, at=NOW)
    store.sources.patch("a1", {"status": "usable", "usage_terms": ["No archive"]}, at=SOON)
    assert [data["changed"] for _, data in told(store)] == [["status"], ["status", "usage_terms"]]


def test_what_changes_no_right_of_a_used_item_is_not_told(store: Store) -> None:
    same = Rights(status="usable")
    written = Rights(status="usable", fields=(RightsField("pubStatus", "stat:usable"),))
    store.sources.put([source(version="2", rights=same, title="Corrected")], received=NOW)
    store.sources.put([source(version="3", rights=written)], received=NOW)
    store.sources.put([source(version="4", rights=Rights())], received=NOW)  # states nothing
    store.sources.put([source(version="1", rights=Rights(status="withheld"))], received=NOW)  # late
    held = source("unused", other_story(1), version="2", rights=Rights(status="withheld"))
    store.sources.put([held, source("new", other_story(2))], received=NOW)
    assert told(store) == []


def test_a_kill_is_told_as_a_kill_alone(store: Store) -> None:
    store.sources.put([source(version="2", rights=Rights(status="canceled"))], received=NOW)
    store.sources.put([source(version="3", rights=Rights(status="withheld"))], received=NOW)
    assert [event for event, _ in told(store)] == ["item.killed"]


def test_more_pieces_than_one_message_names_come_in_further_ones(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "PIECES", 1)
    store.sources.patch("a1", {"status": "withheld"}, at=NOW)
    assert [[use["check"] for use in data["uses"]] for _, data in told(store)] == [
        ["chk_2"],
        ["chk_1"],
    ]
