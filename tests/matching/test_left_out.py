"""Families that are left out for want of room: those that stand otherwise are compared."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checker.formats import read_draft
from checker.matching.candidates import Candidate
from checker.matching.formulas import Formulas
from checker.matching.shortlist import PASSAGE_VOTES, Shortlist, compared
from checker.models.draft import Rights, Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.postings.snapshot import Snapshot
from tests.matching.newsroom import story

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
STORY = story(41, 12)
LEADS = 60  # more than are compared


def leads(**first: Any) -> list[Source]:
    """A story, and leads of it that each add as much again; the first one has other values."""
    texts = [STORY, *(f"{STORY} {story(900 + number, 12)}" for number in range(LEADS))]
    sources = [
        Source(id=f"s{number}", owner="north", text=text, published=NOW - timedelta(hours=9))
        for number, text in enumerate(texts)
    ]
    return [replace(sources[0], **first), *sources[1:]]


def checked(folder: Path, sources: list[Source]) -> Verdict:
    with Newsroom.open(folder / "data") as newsroom:
        newsroom.add_sources(sources)
        assert newsroom.index.stats()["families"] > LEADS
        return newsroom.checker.check(read_draft(STORY, as_type="text"), Use(), now=NOW)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"rights": Rights(status="canceled")}, "status.killed"),
        ({"rights": Rights(status="withheld")}, "status.withheld"),
        ({"rights": Rights(embargo_until=NOW + timedelta(days=9))}, "status.embargoed"),
    ],
)
def test_what_is_blocked_among_many_leads_blocks(
    tmp_path: Path, values: dict[str, Any], code: str
) -> None:
    verdict = checked(tmp_path, leads(**values))
    assert verdict.verdict == "blocked"
    assert code in {reason.code for claim in verdict.claims for reason in claim.reasons}


def test_another_owner_among_many_leads_is_named(tmp_path: Path) -> None:
    verdict = checked(tmp_path, leads(owner="south"))
    assert "south" in {claim.owner for claim in verdict.claims}


def listed(*left_out: Candidate) -> Shortlist:
    none = np.zeros(0, bool)
    formulas: Any = Formulas
    return Shortlist([Candidate(1, 9.0, 9)], none, formulas, list(left_out))


def test_only_what_has_enough_votes_for_a_passage_and_stands_otherwise_is_added() -> None:
    snapshot = Snapshot((), (), np.zeros(0, np.int64), 0)
    left_out = [
        Candidate(2, 8.0, PASSAGE_VOTES),
        Candidate(3, 7.0, PASSAGE_VOTES),
        Candidate(4, 6.0, PASSAGE_VOTES - 1),
        Candidate(5, 5.0, PASSAGE_VOTES),
    ]
    owners = {1: "north", 2: "north", 3: "south", 4: "east", 5: "south"}
    some = listed(*left_out)
    assert compared(snapshot, some, 8, lambda _: owners) == [[1], [3]]
    assert compared(snapshot, some, 8, None) == [[1]]
    assert compared(snapshot, listed(), 8, lambda _: owners) == [[1]]
