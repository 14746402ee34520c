"""A monthly quota: what uses it up within one text and one batch, and across calls."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker import CheckOptions, check
from checker.cli.explaining import explain_check
from checker.cli.replaying import replayed
from checker.formats import read_draft
from checker.licensing import MonthUse, load_agreement
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.check import CheckedDocument
from tests.cli.run import Command
from tests.licensing.cases import judged as judged_with
from tests.licensing.cases import match

FERRY = (
    "The night ferry between the two islands sailed again on Saturday, with a brass band on board "
    "and more bicycles than anybody on the quay had ever counted before, its captain said."
)
BAKER = (
    "Nobody in the hill town remembers a winter without the bakery by the gate, and so the queue "
    "on its last morning reached past the school, the post office and the old cattle market."
)
HERON = (
    "A heron has built its nest on the roof of the savings bank, and the manager has asked her "
    "staff to close the skylights softly until the young birds have learned to leave by themselves."
)
CHOIR = (
    "The choir of the railway workshop sang for the last steam engine of the valley line while it "
    "was lifted onto a barge, and two of the older tenors waved handkerchiefs until it was dark."
)
TEXTS = (FERRY, BAKER, HERON, CHOIR)
OWN = "Our own reporter counted the lamps along the river twice and came to a different number."
OVER = "licence.quota_exceeded"


def agreement(limit: int, **more: Any) -> str:
    return json.dumps(
        {
            "id": "lic:nw:small",
            "kind": "agreement",
            "owner": {"id": "northwire", "name": "Northwire"},
            "licensee": {"id": "*", "brands": ["*"]},
            "channels": {"allow": ["web"]},
            "territories": {"allow": ["*"]},
            "modification": {"edit": "free", "shorten": True, "combine": True},
            "quota": {"items_per_month": limit},
            **more,
        }
    )


SOURCES = [Source(f"nw:{n}", "northwire", text) for n, text in enumerate(TEXTS)]


class Room:
    """A newsroom in May 2026 with a small quota, and checks in it."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.now = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
        self.newsroom = Newsroom.open(folder / "data", clock=lambda: self.now)
        self.newsroom.add_agreement(agreement(limit), "agreement")
        self.newsroom.add_sources(SOURCES)

    def check(self, text: str, name: str | None = None, **use: Any) -> CheckedDocument:
        self.now = self.now.replace(minute=self.now.minute + 1)
        draft = replace(read_draft(text, as_type="text"), id=name)
        return check(self.newsroom, draft, Use(channel="web", **use), CheckOptions())

    def over(self, text: str, name: str | None = None, **use: Any) -> bool:
        return OVER in codes(self.check(text, name, **use))

    def confirm(self, done: CheckedDocument) -> None:
        assert isinstance(done.answer.check, str)
        self.newsroom.store.checks.confirm(done.answer.check, at=self.now)


def codes(done: CheckedDocument) -> set[str]:
    return {reason.code for claim in done.verdict.claims for reason in claim.reasons}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Callable[[int], Room]]:
    rooms: list[Room] = []

    def make(limit: int) -> Room:
        rooms.append(Room(tmp_path, limit))
        return rooms[-1]

    yield make
    for one in rooms:
        one.newsroom.close()


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


# Batches ------------------------------------------------------------------------------------


def lines(texts: Sequence[str], **more: Any) -> str:
    rows = [{"id": f"p{n}", "text": text, **more} for n, text in enumerate(texts)]
    return "\n".join(map(json.dumps, rows))


@pytest.fixture
def desk(wirecheck: Command, tmp_path: Path) -> Command:
    """A command line over a newsroom with a quota of two."""
    (tmp_path / "a.json").write_text(agreement(2), "utf-8")
    rows = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert wirecheck("agreements", "add", "a.json").code == 0
    assert wirecheck("sources", "add", "s.jsonl").code == 0
    return wirecheck


def told(path: Path) -> list[tuple[str, str, list[int]]]:
    """Each result: its name, its verdict, the numbers of its items."""
    documents = sorted(map(json.loads, path.read_text("utf-8").splitlines()), key=_name)
    return [
        (d["id"], d["verdict"], [i["number"] for q in d.get("quota", ()) for i in q["items"]])
        for d in documents
    ]


def _name(document: dict[str, Any]) -> str:
    return str(document["id"])


BATCH = [
    ("p0", "clear", [1]),
    ("p1", "clear", [2]),
    ("p2", "clear", [1]),  # the first item again
    ("p3", "licence_required", [3]),
    ("p4", "clear", []),
    ("p5", "licence_required", [2, 4]),
    ("p6", "licence_required", [3]),  # beyond it for good
]
PIECES = (FERRY, BAKER, f"{FERRY}\n\n{OWN}", HERON, OWN, f"{BAKER}\n\n{CHOIR}", HERON)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_lines_of_a_batch_count_as_if_all_were_published_with_any_number_of_workers(
    desk: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, workers: int
) -> None:
    monkeypatch.setattr("checker.running.batch.IN_PROCESS", 1)
    monkeypatch.setattr("checker.running.batch.RECORDS", 2)
    desk.write("in.jsonl", lines(PIECES))
    batch = ("check", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--workers", str(workers))
    for _ in range(2):  # what the first run stored changes nothing in the second
        assert desk(*batch).code == 1
        assert told(tmp_path / "out.jsonl") == BATCH
    recalled = desk("recall", "nw:2", "--json").documents
    assert {one["id"] for one in recalled} == {"p3", "p6"}


def test_a_batch_that_is_not_recorded_counts_all_the_same(desk: Command, tmp_path: Path) -> None:
    desk.write("in.jsonl", lines(PIECES))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--no-record")
    assert told(tmp_path / "out.jsonl") == BATCH


def test_a_piece_that_lacks_its_credit_uses_the_quota_of_its_batch_too(
    desk: Command, tmp_path: Path
) -> None:
    desk.write("a.json", agreement(2, credit={"text": ["Northwire"]}))
    assert desk("agreements", "add", "a.json").code == 0
    desk.write("in.jsonl", lines(TEXTS))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    verdicts = [verdict for _, verdict, _ in told(tmp_path / "out.jsonl")]
    assert verdicts == ["credit_required"] * 2 + ["licence_required"] * 2


def test_several_files_of_one_call_count_as_a_batch(desk: Command) -> None:
    desk.write("policy.yaml", "schema: policy/1\nquota: {counts: confirmed}\n")
    assert desk("policy", "set", "policy.yaml").code == 0
    names = [desk.write(f"{n}.txt", text) for n, text in enumerate(TEXTS)]
    ran = desk("check", "--json", *names)
    assert [one["verdict"] for one in ran.documents] == ["clear"] * 2 + ["licence_required"] * 2
    again = desk("check", "--json", names[3])
    assert again.documents[0]["verdict"] == "clear"  # nothing of them was confirmed


def test_the_files_of_an_audit_count_in_the_order_of_its_plan_and_from_then_on(
    desk: Command, tmp_path: Path
) -> None:
    for number, text in enumerate(TEXTS):
        desk.write(f"site/{number}.txt", text)
    desk.write("site/old/2014/03/choir.txt", CHOIR)  # of another month
    expected = [
        ("site/0.txt", "clear", [1]),
        ("site/1.txt", "clear", [2]),
        ("site/2.txt", "licence_required", [3]),
        ("site/3.txt", "licence_required", [4]),
        ("site/old/2014/03/choir.txt", "clear", [1]),
    ]
    for out in ("one", "two"):
        desk("audit", "site", "--out", out, "--workers", "2")
        assert told(tmp_path / out / "results.jsonl") == expected
    assert desk("check", "--json", "site/3.txt").documents[0]["verdict"] == "licence_required"


def test_a_batch_goes_on_from_what_the_month_has_seen(desk: Command, tmp_path: Path) -> None:
    first = desk.write("first.txt", BAKER)
    assert desk("check", first).code == 0
    desk.write("in.jsonl", lines(TEXTS))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    assert told(tmp_path / "out.jsonl") == [
        ("p0", "clear", [2]),
        ("p1", "clear", [1]),
        ("p2", "licence_required", [3]),
        ("p3", "licence_required", [4]),
    ]
