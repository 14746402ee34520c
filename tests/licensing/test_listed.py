"""A list or table is nobody's words, but one that its provider withholds must not go out whole."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from checker.models.draft import Rights, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import Answer
from checker.running.check import check
from tests.cases.newsrooms import open_newsroom

ROWS = (
    "Oskar Lind 12 goals", "Per Aune 9 goals", "Ida Rosvik 7 goals", "Jon Falk 6 goals",
    "Liv Berg 5 goals", "Arne Moe 4 goals", "Siri Dahl 3 goals", "Tor Hagen 2 goals",
)  # fmt: skip
OWN = (
    "Our gardener visited the allotments behind the old brewery this weekend and found six kinds "
    "of pumpkin, a quarrelsome goose and a waiting list of two hundred names."
)
KILLED = Rights(status="canceled")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as newsroom:
        yield newsroom


def scorers(name: str, rights: Rights | None = None) -> Source:
    return Source(name, "northlight", "; ".join(ROWS), rights=rights or Rights())


def answered(room: Newsroom, rows: tuple[str, ...] = ROWS) -> Answer:
    return check(room, OWN + "\n\n" + "\n".join(rows)).answer


def codes(answer: Answer) -> set[str]:
    return {reason.code for claim in answer.claims for reason in claim.reasons}


@pytest.mark.parametrize(
    ("rights", "code"),
    [
        (KILLED, "status.killed"),
        (Rights(status="withheld"), "status.withheld"),
        (Rights(embargo_raw="Embargoed until the final whistle"), "status.embargoed"),
        (Rights(status="not_for_publication"), "status.not_for_publication"),
    ],
)
def test_a_whole_table_that_its_provider_withholds_is_blocked(
    room: Newsroom, rights: Rights, code: str
) -> None:
    room.add_sources([scorers("t", rights)])
    assert (answered(room).verdict, code in codes(answered(room))) == ("blocked", True)
    (claim,) = answered(room).claims
    assert (claim.owner, claim.sources) == ("northlight", ["t"])


def test_a_kill_that_comes_later_blocks_it_as_well(room: Newsroom) -> None:
    room.add_sources([scorers("t")])
    assert (answered(room).verdict, answered(room).claims) == ("clear", [])
    room.store.sources.kill("t", reason="wrong", at=room.clock())
    assert codes(answered(room)) == {"status.killed"}


@pytest.mark.parametrize(
    "rows",
    [ROWS[:6], ("Oskar Lind 11 goals", *ROWS[1:])],
    ids=["a part of it", "the corrected figure"],
)
def test_a_part_of_it_or_another_figure_is_not_the_table(
    room: Newsroom, rows: tuple[str, ...]
) -> None:
    room.add_sources([scorers("t", KILLED)])
    assert (answered(room, rows).verdict, answered(room, rows).claims) == ("clear", [])


def test_a_table_that_is_free_or_expired_requires_nothing(room: Newsroom) -> None:
    room.add_sources([scorers("t", Rights(status="usable"))])
    assert (answered(room).verdict, answered(room).claims) == ("clear", [])


def test_where_another_item_is_the_same_table_and_free_a_person_decides(room: Newsroom) -> None:
    other = Source("k", "kestrel", "Goals scored: " + "; ".join(ROWS))
    room.add_sources([scorers("t", KILLED), other])
    answer = answered(room)
    assert (answer.verdict, codes(answer)) == ("licence_required", {"licence.item_restricted"})
    assert answer.releasable is True


def test_an_embargo_on_a_table_ends(room: Newsroom) -> None:
    until = room.clock() + timedelta(days=2)
    room.add_sources([scorers("t", Rights(embargo_until=until))])
    answer = answered(room)
    assert (answer.verdict, codes(answer)) == ("blocked", {"status.embargoed"})
    assert answer.next_event is not None
    assert (answer.next_event.action, answer.next_event.at[:10]) == (
        "publishable",
        f"{until:%Y-%m-%d}",
    )
    later = check(room, OWN + "\n\n" + "\n".join(ROWS), Use(at=until)).answer
    assert later.verdict == "clear"
