"""A monthly quota: what uses it up within one text and one batch, and across calls."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker import CheckOptions, check
from checker.cli.explaining import explain_check
from checker.cli.replaying import replayed
from checker.licensing import MonthUse, load_agreement
from checker.models.draft import Use
from checker.models.source import Source
from tests.end_to_end.quota_room import (
    BAKER,
    FERRY,
    HERON,
    OVER,
    OWN,
    TEXTS,
    Room,
    agreement,
    codes,
    room,
)
from tests.licensing.cases import judged as judged_with
from tests.licensing.cases import match

__all__ = ["room"]  # a fixture


def test_a_second_item_in_a_month_of_one_is_too_many_and_the_first_stays_clear(
    room: Callable[[int], Room], tmp_path: Path
) -> None:
    small = room(1)
    assert not small.over(FERRY)
    assert small.over(BAKER)
    (tmp_path / "baker.txt").write_text(BAKER, "utf-8")
    path = str(tmp_path / "baker.txt")
    explained = "\n".join(explain_check(small.newsroom, path, Use(channel="web"), 0).lines())
    assert OVER in explained
    assert not small.over(FERRY)
    small.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    assert not small.over(BAKER)


@pytest.mark.parametrize(("limit", "over"), [(1, 3), (2, 2), (3, 1), (4, 0)])
def test_the_items_of_one_text_count_all_and_its_last_ones_are_beyond(
    room: Callable[[int], Room], limit: int, over: int
) -> None:
    done = room(limit).check("\n\n".join(TEXTS))
    found = [r for c in done.verdict.claims for r in c.reasons if r.code == OVER]
    assert [r.found for r in found] == [str(n + 1) for n in range(limit, 4)]
    assert [(one.item, one.number) for one in done.verdict.quota[0].items] == [
        (f"nw:{n}", n + 1) for n in range(4)
    ]
    assert (done.verdict.verdict == "licence_required") is bool(over)


def test_the_same_item_counts_once_whoever_uses_it(room: Callable[[int], Room]) -> None:
    small = room(2)
    assert not small.over(FERRY, "a")
    assert not small.over(f"{FERRY}\n\n{OWN}", "b")
    assert not small.over(BAKER, "c")
    assert small.over(HERON, "d")


def test_copies_and_longer_takes_of_an_item_are_no_items_more(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    copies = [("nw:copy", FERRY), ("nw:long", f"{FERRY} {BAKER}")]
    small.newsroom.add_sources([Source(name, "northwire", text) for name, text in copies])
    one = small.check(FERRY).verdict
    assert (one.verdict, [i.item for i in one.quota[0].items]) == ("clear", ["nw:0"])
    both = small.check(f"{FERRY}\n\n{BAKER}", "b").verdict
    assert [(i.item, i.number) for i in both.quota[0].items] == [("nw:long", 2)]


@pytest.mark.parametrize(("share", "count"), [(0.89, 2), (0.9, 1)])
def test_a_source_is_an_item_more_below_nine_tenths_of_known_words(
    share: float, count: int
) -> None:
    held = load_agreement(agreement(9), "agreement")
    month = MonthUse("2025-06", datetime(2025, 7, 1, tzinfo=UTC))
    text, start = "x" * 400, 200 - round(share * 100)
    matches = (
        match("northwire", source="a", words=200, start=0, end=200),
        match("northwire", source="b", words=50, start=start, end=start + 100),
    )
    judged = judged_with(text, matches=matches, agreements=(held,), used={held.id: month})
    assert len(judged.quota[0].items) == count


def test_checking_again_uses_nothing_up_and_a_later_revision_replaces_the_earlier(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    for _ in range(4):
        assert not small.over(FERRY, "a")
    assert small.over(BAKER, "b")
    assert not small.over(HERON, "a")  # what it said before counts no more
    assert not small.over(OWN, "a")
    assert not small.over(BAKER, "b")


def test_a_piece_that_is_replaced_counts_no_more_whatever_use_it_was_checked_for(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    assert not small.over(FERRY, "a", territories=("FR",))
    assert not small.over(FERRY, "a", territories=("BE",))
    small.check(OWN, "a", territories=("FR",))
    assert not small.over(BAKER, "b")


def test_until_a_first_confirm_what_was_checked_counts_and_then_what_was_confirmed(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    first = small.check(FERRY, "a")
    assert first.verdict.quota[0].counts == "checked"
    assert small.over(BAKER, "b")
    small.confirm(small.check(OWN, "own"))
    second = small.check(BAKER, "b")
    assert (second.verdict.verdict, second.verdict.quota[0].counts) == ("clear", "confirmed")
    small.confirm(second)
    third = small.check(FERRY, "a")
    assert OVER in codes(third)
    assert "confirmed" in next(
        r.message for c in third.verdict.claims for r in c.reasons if r.code == OVER
    )
    assert not small.over(BAKER, "b")  # it is the first one, however often it is looked at


@pytest.mark.parametrize(("counts", "over"), [("confirmed", False), ("checked", True)])
def test_a_policy_says_what_counts(room: Callable[[int], Room], counts: str, over: bool) -> None:
    small = room(1)
    small.newsroom.set_policy(f"schema: policy/1\nquota: {{counts: {counts}}}", "policy")
    first = small.check(FERRY, "a")
    assert first.verdict.quota[0].counts == counts
    assert small.over(BAKER, "b") is over
    small.confirm(first)
    assert small.over(BAKER, "b")


def test_what_was_confirmed_is_not_taken_back_by_a_revision(room: Callable[[int], Room]) -> None:
    small = room(1)
    small.confirm(small.check(FERRY, "a"))
    small.check(OWN, "a")
    assert small.over(BAKER, "b")


def test_the_quotas_of_two_agreements_of_one_owner_are_counted_apart(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    printed = agreement(1, id="lic:nw:print", channels={"allow": ["print"]})
    small.newsroom.add_agreement(printed, "agreement")
    assert small.check(FERRY, "a").verdict.verdict == "clear"
    web = small.check(BAKER, "b").verdict
    assert web.verdict == "licence_required"
    assert all(not use.items for use in web.quota if use.agreement == "lic:nw:print")
    done = check(small.newsroom, BAKER, Use(channel="print"), CheckOptions())
    assert done.verdict.verdict == "clear"


def test_the_month_is_that_of_the_first_publication(room: Callable[[int], Room]) -> None:
    small = room(1)
    assert not small.over(FERRY, "a")
    april = datetime(2026, 4, 30, 23, 0, tzinfo=UTC)
    assert not small.over(BAKER, "b", first_published=april)
    assert small.over(HERON, "c", first_published=april)


def test_a_piece_over_the_quota_may_go_out_when_the_next_month_begins(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    small.check(FERRY, "a")
    event = small.check(BAKER, "b").verdict.next_event
    assert event is not None
    assert (event.at, event.action) == (datetime(2026, 6, 1, tzinfo=UTC), "publishable")
    just = datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC)
    assert small.over(BAKER, "b", at=just)
    assert not small.over(BAKER, "b", at=event.at)
    alone = small.check("\n\n".join(TEXTS), "c").verdict
    assert alone.next_event is None  # three items too many in any month


def test_a_check_is_replayed_with_what_the_month_had_seen_then(
    room: Callable[[int], Room], tmp_path: Path
) -> None:
    small = room(1)
    first, second = small.check(FERRY, "a"), small.check(BAKER, "b")
    small.confirm(first)
    small.check(OWN, "a")
    for done, text in ((first, FERRY), (second, BAKER)):
        (tmp_path / "text.txt").write_text(text, "utf-8")
        again = replayed(small.newsroom, str(done.answer.check), str(tmp_path / "text.txt"), 0)
        assert again.same
        assert again.then.quota == done.verdict.quota


def test_a_marked_piece_of_no_known_source_is_an_item_and_a_quotation_is_none(
    room: Callable[[int], Room],
) -> None:
    small = room(1)
    small.newsroom.add_agreement(agreement(1, id="lic:afp", owner={"id": "afp"}), "agreement")
    marked = f"PARIS, May 3 (AFP) - {OWN}"
    assert not small.over(marked, "a")
    assert not small.over(marked, "a")
    assert small.over(f"LYON, May 3 (AFP) - {OWN}", "b")
    quoted = f'{OWN} "Closing the skylights softly", Northwire said, is what the bank asked for.'
    assert small.check(quoted, "c").verdict.quota == ()
    assert not small.over(FERRY, "d")
