"""Keys in the `rights` of a record that nobody knows are told, and left to a person."""

import json
from typing import Any

import pytest

from checker.formats import read_sources
from checker.formats.records.source_record import STATED
from checker.licensing.terms.parse import item_terms
from checker.models.draft import Rights
from checker.models.source import Item, Source
from tests.licensing.cases import NOW, agreement, items, judged, match

STORY = "The ferry to the island sank in the night off the coast of Marren, the pilots said."


def read(*rights: dict[str, Any]) -> tuple[list[Source], list[str]]:
    lines = (
        json.dumps({"id": f"r:{n}", "owner": "wire", "text": STORY, "rights": one})
        for n, one in enumerate(rights)
    )
    found = list(read_sources("\n".join(lines).encode(), name="a.jsonl"))
    sources = [one for one in found if isinstance(one, Source)]
    return sources, [f"{one.what} {one.hint}" for one in found if not isinstance(one, Source)]


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("embargo_untill", "2027-05-01T00:00:00Z", "embargo_until"),
        ("statuss", "canceled", "status"),
        ("deny_teritories", ["FR"], "deny_territories"),
        ("allow_channels", ["print"], "deny_channels"),
        ("usage_trems", "Not for France", "usage_terms"),
    ],
)
def test_a_misspelt_right_is_told_and_left_to_a_person(key: str, value: Any, near: str) -> None:
    (source,), (note,) = read({key: value})
    assert f"unknown key 'rights.{key}'" in note
    assert near in note
    assert item_terms(source.rights) != ()


def test_an_unknown_right_is_told_once_a_file() -> None:
    sources, notes = read({"colour": "red"}, {"colour": "blue"})
    assert [one.rights.usage_terms for one in sources] == [("colour: red",), ("colour: blue",)]
    assert len(notes) == 1


def test_what_is_known_or_says_nothing_is_not_told() -> None:
    known: dict[str, Any] = dict.fromkeys(STATED) | {
        "status": "usable",
        "usageTerms": "Not for France",
        "denyTerritories": ["IT"],
        "signals": [],
        "third_party": False,
        "colour": "",
    }
    (source,), notes = read(known)
    assert notes == []
    assert source.rights.usage_terms == ("Not for France",)


@pytest.mark.parametrize(("channel", "verdict"), [("webb", "licence_required"), ("kiosk", "clear")])
def test_a_misspelt_channel_that_an_item_denies_is_left_to_a_person(
    channel: str, verdict: str
) -> None:
    item = Item("urn:afp:1", "afp", Rights(deny_channels=(channel,)), published=NOW)
    found = judged(matches=(match(),), agreements=(agreement(),), registry=items(item))
    assert found.verdict == verdict
