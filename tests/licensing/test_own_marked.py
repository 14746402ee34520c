"""Items of the newsroom's own archive that an agency wrote, as their text says."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from checker import Draft, Newsroom, Use
from checker.licensing import holder_marked
from checker.models.draft import Rights
from checker.models.source import Item, Source
from tests.licensing.cases import NOW, STORY, codes, items, judged, match
from tests.packaged import packaged_engine

OTHERS = {"kestrel": (), "north": ("North Wire", "NW")}
BEFORE = NOW - timedelta(hours=3)
OWN = frozenset({"pub:lantern"})
FIRST, REST = STORY.split("\n\n", 1)


def held_by(text: str, own: Sequence[str] = ()) -> str:
    findings = packaged_engine().scan(Draft(text), budget=5.0).findings
    return holder_marked(text, findings, OTHERS, OWN | set(own))


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (f"PARIS (AFP) - {STORY}", "afp"),
        (f"LISBON, June 1 (AFP) - {STORY}", "afp"),
        (f"Berlin (dpa) - {STORY}", "dpa"),
        (f"Harbours open again\n\nBy The Associated Press\n\n{STORY}", "ap"),
        (f"{STORY}\n\n© 2026 Agence France-Presse. All rights reserved.", "afp"),
        (f"{STORY}\n\n(Reuters)", "reuters"),
        # owners that the rules do not know, by their names or their ids
        (f"PARIS (Kestrel) - {STORY}", "kestrel"),
        (f"Harbours open again\n\nNorth Wire\n\n{STORY}", "north"),
        (f"{STORY}\n\nNorth Wire", "north"),
        (f"{STORY} (NW)", "north"),
    ],
)
def test_the_markings_of_an_own_item_say_whose_it_is(text: str, owner: str) -> None:
    assert held_by(text) == owner


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"PARIS (Lantern) - {STORY}",
        f"By Cy Other\n\n{STORY}",
        f"{FIRST} “We are glad,” a docker told AFP.\n\n{REST}",
        f"{FIRST}\n\nAccording to Kestrel, nobody was hurt, and the ferry sailed.\n\n{REST}",
        f"{FIRST} North Wire was the first to tell of it, as its editor said.\n\n{REST}",
        f"{STORY}\n\nCranes in the morning. Photo: AFP",
    ],
)
def test_a_mention_or_a_picture_credit_makes_no_own_item_anothers(text: str) -> None:
    assert held_by(text) == ""


def test_the_newsrooms_own_marking_is_no_other_ones() -> None:
    assert held_by(f"PARIS (AFP) - {STORY}", own=["afp"]) == ""


def test_what_is_marked_as_an_agencys_is_neither_own_nor_an_older_text_of_ones_own() -> None:
    ours = Item("own:1", "pub:example", Rights(), published=BEFORE, first_published=BEFORE)
    theirs = Item("kes:1", "kestrel", Rights(), published=NOW, first_published=NOW)
    used = (match("pub:example", source="own:1"), match("kestrel", source="kes:1"))
    free = judged(matches=used, registry=items(ours, theirs))
    assert free.verdict == "clear"
    held = judged(matches=used, registry=items(ours, theirs), holders={"own:1": "kestrel"})
    assert held.verdict == "licence_required"
    assert "exception.own_content" not in codes(held)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(STORY, "clear"), (f"PARIS (AFP) - {STORY}", "licence_required")],
    ids=["own", "agency's"],
)
def test_a_draft_with_the_words_of_an_own_item_is_judged_by_the_items_markings(
    tmp_path: Path, text: str, verdict: str
) -> None:
    with Newsroom.open(tmp_path / "data", clock=lambda: NOW) as newsroom:
        newsroom.add_sources([Source("own:1", "pub:lantern", text, published=NOW)])
        use = Use(publisher="pub:lantern", channel="web")
        assert newsroom.checker.check(Draft(STORY), use, now=NOW).verdict == verdict
