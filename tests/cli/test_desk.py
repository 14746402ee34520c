"""Sources, agreements, and the rights desk's questions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import watch
from checker.errors import IndexFault, Problem, StoreError
from checker.index import Index
from checker.store import Store

from .run import Command
from .stories import AGREEMENT, FERRY, OWN, SOURCE, USE, jsonl


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE))).code == 0
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0
    return wirecheck


def test_adding_again_changes_nothing_and_is_told(filled: Command) -> None:
    ran = filled("sources", "add", "s.jsonl", "--json")
    assert ran.documents[0]["unchanged"] == 1
    assert filled("sources", "list").out.startswith("urn:ferry\tnorthlight")


def test_what_cannot_be_read_is_told_and_the_rest_is_in(wirecheck: Command) -> None:
    wirecheck.write("wire/a.jsonl", jsonl(SOURCE) + "broken\n")
    wirecheck.write("wire/sub/b.jsonl", jsonl({**SOURCE, "id": "urn:two", "text": OWN}))
    ran = wirecheck("sources", "add", "wire")
    assert ran.code == 3
    assert "2 added" in ran.out
    assert "a.jsonl" in ran.err


def test_an_owner_can_be_told_for_all_of_a_feed(wirecheck: Command) -> None:
    plain = {key: value for key, value in SOURCE.items() if key != "owner"}
    wirecheck("sources", "add", "--owner", "harbour", wirecheck.write("s.jsonl", jsonl(plain)))
    assert "harbour" in wirecheck("sources", "list").out


def test_a_source_that_comes_late_finds_the_piece_that_used_it(wirecheck: Command) -> None:
    wirecheck(
        "sources", "add", wirecheck.write("o.jsonl", jsonl({**SOURCE, "id": "o", "text": OWN}))
    )
    wirecheck("check", wirecheck.write("piece.txt", FERRY))
    ran = wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    assert "late: urn:ferry is used by chk_" in ran.out
    assert "piece.txt" in wirecheck("recall", "urn:ferry").out


def test_a_kill_tells_the_pieces_blocks_and_lasts(filled: Command) -> None:
    filled("check", filled.write("piece.txt", FERRY))
    ran = filled("sources", "kill", "urn:ferry", "--reason", "wrong ship")
    assert "piece.txt" in ran.out
    filled("sources", "add", "s.jsonl")
    blocked = filled("check", "--json", *USE, "-", stdin=FERRY.encode()).documents[0]
    assert blocked["verdict"] == "blocked"
    assert "released" in filled("sources", "release", "urn:ferry").out
    again = filled("check", "--json", *USE, "-", stdin=FERRY.encode()).documents[0]
    assert again["verdict"] == "credit_required"


@pytest.mark.parametrize("written", ["2026-02-99T18:00:00Z", "last Tuesday", "31.02.2026"])
def test_a_date_of_an_item_that_is_no_time_is_reported(wirecheck: Command, written: str) -> None:
    dated = wirecheck.write("s.jsonl", jsonl({**SOURCE, "published": written}))
    ran = wirecheck("sources", "add", dated)
    assert (ran.code, ran.out.split(",")[0]) == (0, "1 added")
    assert "read, but: " in ran.err
    assert f"s.jsonl:1: `published` is no time: {written!r}" in ran.err


def test_the_same_fault_in_every_line_is_told_once(wirecheck: Command) -> None:
    ran = wirecheck("sources", "add", wirecheck.write("wrong.jsonl", '{"a": 1}\n' * 500))
    assert ran.code == 3
    assert "(500 times)" in ran.err
    assert ran.err.count("not read") == 1


def test_removed_sources_are_not_found_any_more(filled: Command) -> None:
    filled("sources", "remove", "urn:ferry")
    assert filled("check", "-", stdin=FERRY.encode()).code == 3
    assert filled("sources", "show", "urn:ferry").code == 2


def test_agreements_are_listed_shown_and_taken_out(filled: Command) -> None:
    assert "2025-12-31" in filled("agreements", "list").out
    assert "Northlight Wire" in filled("agreements", "show", "lic:northlight:web").out
    exported = filled("agreements", "export").documents[0]
    assert exported["id"] == "lic:northlight:web"
    assert filled("agreements", "remove", "lic:northlight:web").code == 0
    assert filled("agreements", "list").out == ""


def test_a_contract_with_faults_is_refused_with_every_line(wirecheck: Command) -> None:
    bad = AGREEMENT.replace("channels:", "chanels:").replace("2025-12-31", "2025-13-31")
    good = wirecheck.write("good.yaml", AGREEMENT)
    ran = wirecheck("agreements", "add", good, wirecheck.write("bad.yaml", bad))
    assert ran.code == 2
    assert ran.err.count("bad.yaml:") >= 2
    assert wirecheck("agreements", "list").out == ""


def test_the_matrix_answers_channel_by_territory(filled: Command) -> None:
    draft = filled.write("d.txt", "Northlight Wire - " + FERRY)
    ran = filled("matrix", draft, "--channel", "web", "--channel", "print", "--territory", "FR",
                 "--territory", "IT", "--publisher", "pub:lantern",
                 "--at", "2025-06-01T00:00:00Z")  # fmt: skip
    rows = [line.split("\t") for line in ran.out.splitlines()[:3]]
    assert rows[0] == ["", "FR", "IT"]
    assert rows[1][0] == "web"
    assert rows[1][1] != rows[1][2]
    assert ran.code == 1


@pytest.mark.parametrize("codes", [(), ("credit.missing",)], ids=["all", "by code"])
def test_a_released_text_is_released_in_the_matrix_and_in_words(
    filled: Command, codes: tuple[str, ...]
) -> None:
    draft = filled.write("d.txt", FERRY)
    asked = ("matrix", draft, "--channel", "web", "--channel", "print", *USE[:2], *USE[4:])
    [held] = filled("check", draft, "--json", *USE).documents
    reasons = {r["code"] for claim in held["claims"] for r in claim["reasons"]}
    assert "credit.missing" in reasons
    before = filled(*asked)
    assert (before.code, "(released)" in before.out) == (1, False)
    with Store.open(filled.folder / "wirecheck-data") as store:
        store.overrides.add(
            held["check"], by="Ida", why="agreed by phone", action="allow",
            at=datetime.now(UTC), codes=codes or sorted(reasons),
        )  # fmt: skip
    web, *rest = filled(*asked, "--json").documents
    assert (web["verdict"], web["enforcement"]) == ("credit_required", "allow")
    assert [one["enforcement"] for one in rest] == ["block"]
    assert "credit required (released)" in filled(*asked).out
    shown = filled("check", draft, *USE)
    assert shown.code == 0
    assert "Released by Ida: agreed by phone" in shown.out


def test_a_check_replays_to_the_same_verdict_or_says_what_changed(filled: Command) -> None:
    draft = filled.write("d.txt", FERRY)
    filled("check", draft, *USE)
    check = filled("recall", "urn:ferry", "--json").documents[0]["check"]
    same = filled("replay", check, draft)
    assert (same.code, same.out.splitlines()[0]) == (0, "the same: credit_required")
    filled("sources", "kill", "urn:ferry")
    other = filled("replay", check, draft)
    assert other.code == 1
    assert "status.killed" in other.out
    wrong = filled("replay", check, filled.write("other.txt", OWN))
    assert wrong.code == 3
    assert "not the text" in wrong.err


def test_a_contract_that_came_later_does_not_change_a_replay(filled: Command) -> None:
    draft = filled.write("d.txt", FERRY)
    filled("check", draft, *USE)
    check = filled("recall", "urn:ferry", "--json").documents[0]["check"]
    filled("agreements", "remove", "lic:northlight:web")
    assert filled("replay", check, draft).out.startswith("the same: credit_required")


def damaged(*_asked: object, **_how: object) -> None:
    raise IndexFault(Problem("postings", "is damaged", "wirecheck index rebuild"))


def test_an_unfinished_check_is_not_made_again_as_if_it_had_asked_for_less(
    wirecheck: Command,
) -> None:
    wirecheck("policy", "set", wirecheck.write("p.yaml", "schema: policy/1\nkeep_texts: true\n"))
    source = {**SOURCE, "id": "urn:own", "text": OWN}
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(source)))
    draft = wirecheck.write("piece.txt", "The pier is closed.")
    search = Index.search
    wirecheck.patch.setattr(Index, "search", damaged)
    first = wirecheck("check", "--json", draft).documents[0]
    assert first["verdict"] == "unfinished"
    assert wirecheck("replay", first["check"]).out.startswith("the same: unfinished")
    assert "unfinished (hold)" in wirecheck("agreements", "explain", first["check"]).out
    wirecheck.patch.setattr(Index, "search", search)
    other = wirecheck("replay", first["check"], draft)
    assert other.code == 1
    assert "gone: system.index_stale" in other.out


def test_explain_tells_the_steps(filled: Command) -> None:
    ran = filled("agreements", "explain", filled.write("d.txt", FERRY))
    assert "urn:ferry" in ran.out
    assert "licence_required" in ran.out


def test_what_expires_is_listed(filled: Command) -> None:
    filled("agreements", "add", filled.write(
        "b.yaml", AGREEMENT + "retention: {online_days: 10, then: unpublish}\n"))  # fmt: skip
    filled("check", *USE, filled.write("d.txt", "Northlight Wire - " + FERRY))
    told = filled("expiring", "--days", "30").out
    assert "unpublish" in told
    assert "unconfirmed" in told  # the file has a name, and nobody said that it is out
    assert "unconfirmed" in filled("recall", "urn:ferry").out
    listed = filled("recall", "urn:ferry", "--json").documents
    assert {piece["standing"] for piece in listed} == {"unconfirmed"}


def test_a_backup_restores_to_the_same_newsroom(filled: Command) -> None:
    filled("check", filled.write("d.txt", FERRY))
    assert filled("backup", "copy").code == 0
    assert filled("restore", "copy", "--data", "other").code == 0
    assert filled("restore", "copy", "--data", "other").code == 2
    assert filled("sources", "list", "--data", "other").out.startswith("urn:ferry")
    assert filled("check", "--data", "other", "-", stdin=FERRY.encode()).code == 1


def test_a_backup_goes_into_a_folder_of_its_own(filled: Command) -> None:
    filled.write("mine/letter.txt", "Dear all")
    told = filled("backup", "mine")
    assert (told.code, "is not empty" in told.err) == (2, True)
    assert [path.name for path in (filled.folder / "mine").iterdir()] == ["letter.txt"]


def test_a_restore_names_the_kills_that_it_takes_back(filled: Command) -> None:
    filled("backup", "copy")
    filled("sources", "kill", "urn:ferry")
    told = filled("restore", "copy", "--replace")
    assert "killed after the backup, and no longer: urn:ferry" in told.out + told.err
    assert "sources kill" in told.out + told.err


def test_keys_are_shown_once_and_revoked(filled: Command) -> None:
    filled("keys", "add", "desk", "--scope", "admin")
    ran = filled("keys", "add", "cms", "--scope", "check")
    key, token = ran.out.split()[0], ran.out.split()[-1]
    assert (
        ran.err == "Copy the key now: it cannot be shown again.\n"
    )  # not among what a program reads
    listed = filled("keys", "list").out
    assert key in listed
    assert token not in listed
    assert filled("keys", "revoke", key).code == 0
    assert filled("keys", "add", "cms", "--scope", "root").code == 2


def test_the_index_can_be_verified_and_made_again(filled: Command) -> None:
    assert filled("index", "verify").code == 0
    assert filled("index", "rebuild").code == 0
    assert "items: 1" in filled("index", "stats").out


def test_a_wire_drop_takes_whole_files_once_and_rejects_bad_ones(
    filled: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.cli.ingest import Ingest
    from checker.newsroom import Newsroom

    monkeypatch.setattr(watch, "POLL_SECONDS", 0.01)
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "good.jsonl").write_text(jsonl({**SOURCE, "id": "urn:new", "text": OWN}))
    (drop / "bad.jsonl").write_text(jsonl({**SOURCE, "id": "urn:bad"}) + "broken\n")
    told: list[str] = []
    with Newsroom.open(tmp_path / "wirecheck-data") as newsroom:
        ingest = Ingest(newsroom)
        watch.watch_folder(drop, ingest, lambda: told.append("taken"), rounds=3)
        ids = {entry.item.source for entry in newsroom.store.sources.page()}
    assert ids == {"urn:ferry", "urn:new", "urn:bad"}
    assert (drop / "done" / "good.jsonl").exists()
    assert (drop / "rejects" / "bad.jsonl").exists()
    assert "not JSON" in (drop / "rejects" / "bad.jsonl.reason.txt").read_text()
    assert len(told) == 1


def test_a_file_of_a_wire_drop_that_the_store_refuses_keeps_no_other_out(
    filled: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.cli.ingest import Ingest
    from checker.newsroom import Newsroom

    first, last = tmp_path / "a.jsonl", tmp_path / "c.jsonl"
    first.write_text(jsonl({**SOURCE, "id": "urn:a", "text": OWN}))
    last.write_text("broken\n" + jsonl({**SOURCE, "id": "urn:c", "text": OWN}))
    with Newsroom.open(tmp_path / "wirecheck-data") as newsroom:
        ingest = Ingest(newsroom)
        told = ingest.many_files([first, last])
        assert [len(told[path]) for path in (first, last)] == [0, 1]
        assert ingest.outcomes["added"] == 2

        def refused(*_: object, **__: object) -> None:
            raise StoreError(Problem("store", "refused"))

        monkeypatch.setattr(newsroom, "add_sources", refused)
        assert ingest.many_files([first, last]) == {}
        assert len(ingest.bad) == 1


def longer(text: str) -> str:
    return f"{OWN}\n\n" * 8 + text


@pytest.mark.parametrize("kept", [True, False], ids=["text kept", "text in a file"])
def test_a_text_over_the_limit_replays_as_it_was_checked(filled: Command, kept: bool) -> None:
    filled.write("wirecheck.toml", f"[check]\nmax_letters = {len(OWN) * 7}\n")
    if kept:
        filled("policy", "set", filled.write("p.yaml", "schema: policy/1\nkeep_texts: true\n"))
    draft = filled.write("d.txt", longer(FERRY))
    [cut] = filled("check", draft, "--json", *USE).documents
    assert (cut["verdict"], cut["complete"], cut["matches"]) == ("unfinished", False, [])
    again = filled("replay", cut["check"], *([] if kept else [draft]))
    assert again.out.splitlines()[0] == "the same: unfinished"
    if kept:
        assert "unfinished (" in filled("agreements", "explain", cut["check"]).out.splitlines()[-1]


@pytest.mark.parametrize("at", ["2025-06-01T10:00:00Z", "2025-12-30T10:00:00Z"])
def test_a_check_is_explained_by_the_agreements_that_it_rested_on(filled: Command, at: str) -> None:
    """The moment that is judged may lie long before the day on which the agreement was added."""
    filled("policy", "set", filled.write("p.yaml", "schema: policy/1\nkeep_texts: true\n"))
    use = (*USE[: USE.index("--at")], *USE[USE.index("--at") + 2 :], "--at", at)
    [done] = filled("check", filled.write("d.txt", FERRY), "--json", *use).documents
    assert done["verdict"] == "credit_required"
    steps = filled("agreements", "explain", done["check"]).out
    assert steps.splitlines()[-1].startswith("credit_required (")
    filled("agreements", "remove", "lic:northlight:web")
    assert filled("agreements", "explain", done["check"]).out == steps


def test_texts_that_were_only_tried_are_one_line_of_a_recall(filled: Command) -> None:
    for text in (FERRY, f"{FERRY} Again.", f"{FERRY} And again."):
        assert filled("check", "-", stdin=text.encode()).code == 1
    for _ in range(2):
        filled("check", filled.write("story.txt", FERRY))
    told = filled("recall", "urn:ferry")
    assert told.code == 1
    assert told.out.count("unconfirmed") == 1
    assert "(2 checks)" in told.out
    assert "and 3 spot checks of texts without a name; --spot-checks lists them" in told.out
    every = filled("recall", "urn:ferry", "--spot-checks").out
    assert every.count("unconfirmed") == 5
    assert "--spot-checks" not in every
    assert len(filled("recall", "urn:ferry", "--json").documents) == 5
