"""A story that was sent again and again: what stands otherwise between its copies is seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.formats import read_draft
from checker.matching.search import MEMBERS
from checker.models.draft import Rights, Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from tests.matching.newsroom import story

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
STORY = story(41, 24)
SENT = MEMBERS + 20
BETWEEN = MEMBERS // 2 + 3  # neither among the first nor among the newest that are looked at


def copy(number: int) -> str:
    return f"{STORY}\n\nUpdate number {number}."


def sent(count: int = SENT, other: dict[str, Any] | None = None) -> list[Source]:
    """Copies under ids of their own; those that `other` names ("s7") have other values."""
    sources = [
        Source(
            id=f"s{number}",
            owner="north",
            text=copy(number),
            published=NOW - timedelta(minutes=count - number),
        )
        for number in range(count)
    ]
    return [replace(one, **(other or {}).get(one.id, {})) for one in sources]


def checked(folder: Path, sources: list[Source], draft: str, killed: str = "") -> Verdict:
    with Newsroom.open(folder / "data") as newsroom:
        newsroom.add_sources(sources)
        assert newsroom.index.stats()["families"] == 1
        if killed:
            newsroom.checker.check(read_draft(draft, as_type="text"), Use(), now=NOW)
            newsroom.store.sources.kill(killed, at=NOW, reason="libel")
        return newsroom.checker.check(read_draft(draft, as_type="text"), Use(), now=NOW)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for claim in verdict.claims for reason in claim.reasons}


OTHERWISE = {
    "embargoed": ({"rights": Rights(embargo_until=NOW + timedelta(days=9))}, "status.embargoed"),
    "withheld": ({"rights": Rights(status="withheld")}, "status.withheld"),
    "killed": ({"rights": Rights(status="canceled")}, "status.killed"),
    "not for publication": (
        {"rights": Rights(status="not_for_publication")},
        "status.not_for_publication",
    ),
}


@pytest.mark.parametrize("kind", OTHERWISE)
@pytest.mark.parametrize("exact", [True, False])
def test_what_is_blocked_between_many_copies_blocks(tmp_path: Path, kind: str, exact: bool) -> None:
    values, code = OTHERWISE[kind]
    draft = copy(BETWEEN) if exact else STORY
    verdict = checked(tmp_path, sent(other={f"s{BETWEEN}": values}), draft)
    assert verdict.verdict == "blocked"
    assert code in codes(verdict)
    assert len(verdict.matches) == MEMBERS + 1


def test_each_killed_copy_stands_for_itself(tmp_path: Path) -> None:
    killed = {"rights": Rights(status="canceled")}
    names = [f"s{BETWEEN}", f"s{BETWEEN + 1}", f"s{BETWEEN + 4}"]
    verdict = checked(tmp_path, sent(other=dict.fromkeys(names, killed)), STORY)
    assert {match.source for match in verdict.matches} >= set(names)


def test_a_copy_that_is_killed_later_is_seen_by_the_next_check(tmp_path: Path) -> None:
    verdict = checked(tmp_path, sent(), copy(BETWEEN), killed=f"s{BETWEEN}")
    assert (verdict.verdict, "status.killed" in codes(verdict)) == ("blocked", True)


def test_another_owners_copy_between_them_is_named(tmp_path: Path) -> None:
    verdict = checked(tmp_path, sent(other={f"s{BETWEEN}": {"owner": "south"}}), STORY)
    assert {match.owner for match in verdict.matches} == {"north", "south"}


def test_one_with_terms_of_its_own_between_them_is_judged(tmp_path: Path) -> None:
    terms = {"rights": Rights(usage_terms=("Not for use in France",))}
    verdict = checked(tmp_path, sent(other={f"s{BETWEEN}": terms}), STORY)
    assert f"s{BETWEEN}" in {match.source for match in verdict.matches}


@pytest.mark.parametrize(("count", "looked_at"), [(MEMBERS, MEMBERS), (MEMBERS + 1, MEMBERS)])
def test_of_copies_alike_no_more_than_so_many_are_looked_at(
    tmp_path: Path, count: int, looked_at: int
) -> None:
    verdict = checked(tmp_path, sent(count), STORY)
    assert len(verdict.matches) == looked_at
    assert {"s0", f"s{count - 1}"} <= {match.source for match in verdict.matches}
    assert verdict.verdict == "licence_required"
