"""Recorded checks: kept, recalled, found by late sources, expiring, forgotten."""

import math
import random
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from checker.errors import Conflict, NotFound
from checker.models.draft import Use
from checker.store import Store
from checker.store import fingerprint_index as prints_module
from checker.store.records import StoredCheck
from tests.store.build import NOW, event, other_story, prints, record, source


def test_a_check_comes_back_whole_and_without_the_draft_s_text(store: Store) -> None:
    kept = record(
        "chk_1",
        "a1",
        document="wp:4",
        revision="7",
        url="https://x/4",
        title="Half \ud83d",
        next_event=event(NOW),
        result={"verdict": "clear", "half": "\ud83d"},
    )
    store.checks.record([kept])
    found = store.checks.get("chk_1")
    assert (found.head, found.result) == (kept.head, kept.result)
    assert found.text is None
    store.checks.record([record("chk_2", text="kept by policy \udc00")])
    assert store.checks.get("chk_2").text == "kept by policy \udc00"


def test_a_check_is_recorded_once_or_not_at_all(store: Store) -> None:
    store.checks.record([record("chk_1")])
    with pytest.raises(Conflict):
        store.checks.record([record("chk_2"), record("chk_1")])
    with pytest.raises(NotFound):
        store.checks.get("chk_2")


def test_checks_are_listed_newest_first(store: Store) -> None:
    store.checks.record(
        [record(f"chk_{n}", document=f"wp:{n % 2}", audit="aud_1") for n in range(5)]
    )
    assert [c.head.check for c in store.checks.page(limit=2)] == ["chk_4", "chk_3"]
    third = store.checks.page(limit=2)[1].number
    assert [c.head.check for c in store.checks.page(third, document="wp:1")] == ["chk_1"]
    assert len(store.checks.page(audit="aud_1")) == 5


@pytest.mark.parametrize("limit", [1, 3])
def test_a_list_goes_on_where_the_check_that_ended_its_page_was_pruned(
    store: Store, limit: int
) -> None:
    old = NOW - timedelta(days=400)
    store.checks.record([record(f"chk_{n}", checked_at=NOW, document=f"wp:{n}") for n in range(4)])
    store.checks.record([record("old", checked_at=old)])
    store.checks.record([record(f"chk_{n}", checked_at=NOW, document=f"wp:{n}") for n in (4, 5)])
    listed: list[StoredCheck] = []
    while more := store.checks.page(listed[-1].number if listed else None, limit):
        listed += more
        if listed[-1].head.check == "old":
            assert store.checks.prune(NOW - timedelta(days=365), keep_latest=False) == 1
    assert len(store.checks.page()) == 6
    names = [one.head.check for one in listed]
    assert names == ["chk_5", "chk_4", "old", "chk_3", "chk_2", "chk_1", "chk_0"]


def test_recall_names_pieces_with_their_passages(store: Store) -> None:
    store.sources.put([source("a1")], received=NOW)
    store.checks.record([record("chk_1", "a1", "a2", document="wp:4"), record("chk_2", "a2")])
    (found,) = store.checks.recall("a1")
    assert (found.head.check, found.head.document, found.current) == ("chk_1", "wp:4", True)
    assert found.uses[0].passages == record("x", "a1").uses[0].passages
    assert {one.head.check for one in store.checks.recall("a2")} == {"chk_1", "chk_2"}


def test_recall_takes_descendants_and_twins_along(store: Store) -> None:
    store.sources.put(
        [
            source("a", other_story(1)),
            source("b", other_story(2), descends_from=("a",)),
            source("twin", other_story(1)),
            source("stranger", other_story(9)),
        ],
        received=NOW,
    )
    store.checks.record([record(f"chk_{n}", n) for n in ("a", "b", "twin", "stranger")])
    assert {one.head.check for one in store.checks.recall("a")} == {"chk_a", "chk_b", "chk_twin"}
    assert {one.head.check for one in store.checks.recall("b")} == {"chk_b"}


def test_recall_answers_for_what_was_removed(store: Store) -> None:
    store.sources.put([source("a1")], received=NOW)
    store.checks.record([record("chk_1", "a1")])
    store.sources.remove("a1", at=NOW)
    assert [one.head.check for one in store.checks.recall("a1")] == ["chk_1"]


def test_recall_of_a_removed_item_still_finds_its_twins(store: Store) -> None:
    store.sources.put([source("a1"), source("twin")], received=NOW)
    store.checks.record([record("chk_1", "twin")])
    store.sources.remove("a1", at=NOW)
    assert [one.head.check for one in store.checks.recall("a1")] == ["chk_1"]


def test_recall_says_which_pieces_have_another_text_by_now(store: Store) -> None:
    store.checks.record([record("chk_1", "a1", document="wp:4")])
    store.checks.record([record("chk_2", document="wp:4", text_sha256="1" * 64)])
    (found,) = store.checks.recall("a1")
    assert not found.current


def test_a_late_source_finds_the_pieces_that_used_it(store: Store) -> None:
    store.checks.record(
        [
            record("chk_1", fingerprints=prints(1, 2, 3, 4)),
            record("chk_2", fingerprints=prints(4, 5, 6)),
            record("chk_3", "late", fingerprints=prints(1, 2)),
        ]
    )
    assert store.checks.has_fingerprints()
    assert store.checks.sharing("late", prints(1, 2, 4, 9), at=NOW) == ["chk_1"]
    uses = {one.head.check: one.uses[0] for one in store.checks.recall("late")}
    assert uses["chk_1"].late
    assert uses["chk_1"].words == 3
    assert not uses["chk_3"].late
    assert store.checks.sharing("late", prints(1, 2, 4, 9), at=NOW) == []  # known by now


def test_a_source_with_one_fingerprint_is_found_by_it(store: Store) -> None:
    store.checks.record([record("chk_1", fingerprints=prints(7, 8))])
    assert store.checks.sharing("brief", prints(8), at=NOW) == ["chk_1"]
    assert store.checks.sharing("none", b"", at=NOW) == []


def uses_by_hand(drafts: dict[str, np.ndarray], wanted: np.ndarray) -> set[str]:
    """Who shares two rare fingerprints or more of common ones: slow and obvious."""
    most = max(len(drafts), prints_module.LEAST_CHECKS)
    weight = dict.fromkeys(drafts, 0.0)
    for one in set(wanted.tolist()):
        holders = [name for name, hashes in drafts.items() if one in hashes]
        for name in holders if len(holders) <= prints_module.COMMON_LEAST else []:
            weight[name] += math.log(most / len(holders)) / math.log(most)
    return {name for name, score in weight.items() if score >= prints_module.WEIGHT_LEAST}


def test_late_sources_are_found_over_files_merges_and_loss_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints_module, "SPAN", 8)
    monkeypatch.setattr(prints_module, "STEP", 3)
    dice = np.random.default_rng(5)
    drafts = {f"chk_{n}": dice.integers(0, 400, 12, np.uint64) for n in range(300)}
    with Store.open(tmp_path) as writer, Store.open(tmp_path) as reader:
        for at, (name, hashes) in enumerate(drafts.items()):
            writer.checks.record([record(name, fingerprints=prints(*map(int, hashes)))])
            if at % 37 == 36:
                for file in sorted((tmp_path / "prints").glob("*.prints"))[-2:]:
                    file.unlink()
            if at % 5 == 0:
                store = (writer, reader)[int(dice.integers(2))]
                wanted = dice.integers(0, 400, 9, np.uint64)
                expected = uses_by_hand(dict(list(drafts.items())[: at + 1]), wanted)
                found = store.checks.sharing(f"s{at}", prints(*map(int, wanted)), at=NOW)
                assert set(found) == expected
        files = sorted((tmp_path / "prints").glob("*.prints"))
        assert 1 < len(files) < 20
        for file in files[::2]:
            file.unlink()
        files[1].write_bytes(b"WCPRINT1 cut short")
        wanted = drafts["chk_3"]
        for store in (writer, reader):
            assert "chk_3" in store.checks.sharing(
                f"again{id(store)}", prints(*map(int, wanted)), at=NOW
            )


def test_a_standing_phrase_is_no_use_but_a_story_that_everybody_ran_is(store: Store) -> None:
    notice = list(range(5))
    story = list(range(100, 130))
    store.checks.record(
        [record(f"n{n}", fingerprints=prints(*notice, 1000 + n)) for n in range(60)]
        + [record(f"s{n}", fingerprints=prints(*notice, *story)) for n in range(60)]
    )
    assert store.checks.sharing("other", prints(*notice, *range(500, 520)), at=NOW) == []
    found = store.checks.sharing("ran", prints(*notice, *story), at=NOW)
    assert set(found) == {f"s{n}" for n in range(60)}


def test_expiring_lists_the_latest_check_of_each_piece_and_use(store: Store) -> None:
    soon, later = NOW + timedelta(days=3), NOW + timedelta(days=40)
    printed = Use(channel="print")
    store.checks.record(
        [
            record("old", document="wp:1", next_event=event(soon)),
            record("new", document="wp:1", next_event=event(later)),
            record("print", document="wp:1", use=printed, next_event=event(soon)),
            record("nameless", next_event=event(NOW - timedelta(days=1))),
            record("quiet", document="wp:2"),
        ]
    )
    found = store.checks.expiring(NOW + timedelta(days=30))
    assert [one.head.check for one in found] == ["nameless", "print"]
    assert found[1].event == event(soon)
    assert len(store.checks.expiring(NOW + timedelta(days=50))) == 3
    assert [one.head.check for one in store.checks.expiring(soon, since=NOW)] == ["print"]


def test_a_text_that_is_out_expires_while_its_piece_is_checked_with_another(store: Store) -> None:
    soon = NOW + timedelta(days=3)
    for confirmed, later, found in (
        (True, {"text_sha256": "1" * 64}, ["out", "draft"]),  # what is out still comes down
        (False, {"text_sha256": "1" * 64}, ["draft"]),
        (True, {}, ["draft"]),  # the same text was checked anew: its newest word counts
    ):
        name = f"wp:{confirmed}{bool(later)}"
        store.checks.record([record(f"{name} out", document=name, next_event=event(soon))])
        if confirmed:
            store.checks.confirm(f"{name} out", at=NOW)
        store.checks.record(
            [record(f"{name} draft", document=name, next_event=event(soon), **later)]
        )
        due = store.checks.expiring(soon)
        assert [c.head.check for c in due if c.head.document == name] == [
            f"{name} {one}" for one in found
        ]


def test_a_piece_is_out_as_far_as_somebody_said_so(store: Store) -> None:
    dated, claimed = (
        Use(first_published=NOW, published_claimed=claimed) for claimed in (False, True)
    )
    store.checks.record(
        [
            record("confirmed", document="wp:1"),
            record("draft of it", document="wp:1", text_sha256="1" * 64),
            record("audited", audit="aud_1", text_sha256="2" * 64),
            record("dated", use=dated, text_sha256="3" * 64),
            record("claimed by itself", use=claimed, text_sha256="4" * 64),
            record("of the CMS", document="wp:2"),
        ]
    )
    store.checks.confirm("confirmed", at=NOW)
    store.checks.record([record("confirmed, checked again", document="wp:1")])
    standings = {one.head.check: one.head.standing for one in store.checks.page()}
    assert standings == {
        "confirmed": "published",
        "confirmed, checked again": "published",
        "draft of it": "unconfirmed",
        "audited": "published",
        "dated": "published",
        "claimed by itself": "spot_check",
        "of the CMS": "unconfirmed",
    }


def test_the_same_text_without_a_name_expires_once_and_what_is_done_no_more(store: Store) -> None:
    soon = NOW + timedelta(days=3)
    twice = {"audit": "aud_1", "text_sha256": "2" * 64, "next_event": event(soon)}
    store.checks.record(
        [
            record("tried", next_event=event(soon)),
            record("tried again", next_event=event(soon)),
            record("one address", url="https://a.example/1", **twice),
            record("another address", url="https://a.example/2", **twice),
            record("audited again", **{**twice, "url": "https://a.example/1", "audit": "aud_2"}),
        ]
    )
    due = [one.head.check for one in store.checks.expiring(soon)]
    assert due == ["tried again", "another address", "audited again"]
    store.checks.done("another address", at=NOW, by="desk")
    assert len(store.checks.expiring(soon)) == 2
    spots = store.checks.expiring(soon, standings=["spot_check"], limit=1)
    assert [one.head.check for one in spots] == ["tried again"]
    with pytest.raises(NotFound):
        store.checks.done("nothing", at=NOW)


def test_old_checks_are_forgotten_but_for_the_latest_of_each_piece(store: Store) -> None:
    old = NOW - timedelta(days=400)
    store.checks.record(
        [
            record("a", "s", document="wp:1", checked_at=old, fingerprints=prints(1, 2)),
            record("b", "s", document="wp:1", checked_at=old),
            record("c", "s", checked_at=old),
            record("d", "s", document="wp:2"),
        ]
    )
    assert store.checks.prune(NOW - timedelta(days=365)) == 2
    assert {one.head.check for one in store.checks.recall("s")} == {"b", "d"}
    assert store.checks.sharing("x", prints(1, 2), at=NOW) == []
    assert store.checks.prune(NOW + timedelta(days=1), keep_latest=False) == 2
    with pytest.raises(NotFound):  # nothing knows the id any more: no answer, and no all-clear
        store.checks.recall("s")


def test_the_check_from_which_a_piece_is_online_is_kept(store: Store) -> None:
    days = {"first": 90, "second": 60, "third": 40}
    for name, ago in days.items():
        at = NOW - timedelta(days=ago)
        store.checks.record([record(name, "s", document="wp:1", checked_at=at)])
        assert store.checks.confirm(name, at=at)
    store.checks.record([record("never", "s", document="wp:2", checked_at=NOW - timedelta(80))])
    assert store.checks.prune(NOW - timedelta(days=30)) == 1  # the second one
    assert store.checks.first_confirmed("wp:1") == NOW - timedelta(days=90)
    assert store.checks.prune(NOW - timedelta(days=30)) == 0
    assert store.checks.prune(NOW, keep_latest=False) == 3
    assert store.checks.first_confirmed("wp:1") is None


def test_many_recalled_pieces_come_newest_first_and_limited(store: Store) -> None:
    names = [f"chk_{n}" for n in range(1200)]
    random.Random(2).shuffle(names)
    store.checks.record([record(name, "s") for name in names])
    assert [one.head.check for one in store.checks.recall("s", limit=3)] == names[:-4:-1]
    assert len(store.checks.recall("s")) == 1200
    listed: list[str] = []
    while part := store.checks.recall("s", 500, before=listed[-1] if listed else None):
        listed += [one.head.check for one in part]
    assert listed == names[::-1]
    with pytest.raises(NotFound, match="check 'chk_gone'"):
        store.checks.recall("s", before="chk_gone")


def test_what_expires_is_listed_part_by_part_whatever_is_dealt_with_meanwhile(store: Store) -> None:
    """Many pieces are due at one moment, the end of an agreement; each is in one part."""
    moments = [NOW + timedelta(days=day) for day in (1, 2, 2, 2, 2, 3)]
    store.checks.record(
        [
            record(f"chk_{n}", document=f"wp:{n}", next_event=event(at))
            for n, at in enumerate(moments)
        ]
    )
    listed: list[str] = []
    while part := store.checks.expiring(moments[-1], limit=2, after=listed[-1] if listed else None):
        listed += [one.head.check for one in part]
        store.checks.done(listed[-1], at=NOW)
    assert listed == [f"chk_{n}" for n in range(6)]
    assert [one.head.check for one in store.checks.expiring(moments[-1], after="chk_2")] == [
        "chk_4"
    ]
    with pytest.raises(NotFound, match="check 'chk_gone'"):
        store.checks.expiring(moments[-1], after="chk_gone")
