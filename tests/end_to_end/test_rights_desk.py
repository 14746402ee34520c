"""A rights desk's days, told from the wire to the answer: `wirecheck` as its people use it."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from checker import check
from checker.licensing import apply_edits
from checker.models.draft import Use
from checker.models.verdict import Edit
from checker.newsroom import Newsroom
from tests.cli.run import Command
from tests.cli.stories import AGREEMENT, FERRY, OWN, SOURCE, USE, jsonl

FEWER = "for the first time in six years, with 212 passengers"
MORE = "for the first time in nine years, with 190 passengers"
FERRY_2 = FERRY.replace(FEWER, MORE)
DERIVED = f"{OWN} Tickets for the first month were gone within a day, the trust had said before."
WEB = Use(publisher="pub:lantern", channel="web", territories=("FR",))


@pytest.fixture
def desk(wirecheck: Command) -> Command:
    """A newsroom with one contract and one licensed item."""
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0
    return wire(wirecheck, SOURCE)


def wire(command: Command, *items: dict[str, Any]) -> Command:
    ran = command("sources", "add", command.write("wire.jsonl", jsonl(*items)))
    assert ran.code == 0, ran.err
    return command


def checked(command: Command, text: str, name: str = "draft.txt") -> dict[str, Any]:
    ran = command("check", command.write(name, text), "--json", *USE)
    (document,) = ran.documents
    return document


def codes(document: dict[str, Any]) -> set[str]:
    return {reason["code"] for claim in document["claims"] for reason in claim["reasons"]}


def repaired(document: dict[str, Any], text: str) -> str:
    edits = [
        Edit(fix["op"], fix["at"], fix.get("end", fix["at"]), fix.get("text", ""))
        for claim in document["claims"]
        for reason in claim["reasons"]
        for fix in reason.get("fix", ())
    ]
    return apply_edits(text, edits)


def test_a_missing_credit_is_put_in_by_the_printed_fix_and_the_next_check_is_clear(
    desk: Command,
) -> None:
    text = f"Ferries\n\nHOLM, May 3 - {FERRY}"
    first = checked(desk, text)
    assert first["verdict"] == "credit_required"
    fixed = repaired(first, text)
    assert "HOLM, May 3 (Northlight Wire) - The night ferry" in fixed
    assert checked(desk, fixed)["verdict"] == "clear"


def test_a_kill_reaches_an_open_newsroom_and_outlives_all_that_comes_later(
    desk: Command, tmp_path: Path
) -> None:
    with Newsroom.open(tmp_path / "wirecheck-data") as running:
        assert check(running, FERRY, WEB).verdict.verdict != "blocked"
        assert desk("sources", "kill", "urn:ferry", "--reason", "wrong port").code == 0
        assert check(running, FERRY, WEB).verdict.verdict == "blocked"
    later = (
        SOURCE,
        {**SOURCE, "version": "0"},
        {**SOURCE, "version": "9", "rights": {"status": "usable"}},
        {**SOURCE, "id": "urn:ferry:again"},
    )
    for item in later:
        document = checked(wire(desk, item), FERRY)
        assert document["verdict"] == "blocked"
        assert "status.killed" in codes(document)
    assert desk("sources", "remove", "urn:ferry").code == 2
    assert checked(desk, FERRY)["verdict"] == "blocked"
    assert desk("sources", "remove", "urn:ferry", "--withheld").code == 0
    assert checked(wire(desk, SOURCE), FERRY)["verdict"] == "blocked"


def test_a_recall_names_each_piece_with_its_passages_derived_uses_too(desk: Command) -> None:
    checked(desk, FERRY, "whole.txt")
    checked(desk, DERIVED, "derived.txt")
    checked(desk, OWN, "own.txt")
    ran = desk("recall", "urn:ferry", "--json")
    assert ran.code == 1
    pieces = {piece["id"].rpartition("/")[2]: piece for piece in ran.documents}
    assert set(pieces) == {"whole.txt", "derived.txt"}
    assert all(use["passages"] for piece in pieces.values() for use in piece["uses"])


def test_a_piece_on_an_old_version_is_told_of_the_new_one(desk: Command) -> None:
    wire(desk, {**SOURCE, "text": FERRY_2, "version": "2"})
    assert "status.superseded" in codes(checked(desk, FERRY))
    part = FERRY[: FERRY.index(" and a brass band")]
    assert "status.superseded" in codes(checked(desk, part))
    assert "status.superseded" not in codes(checked(desk, FERRY_2))


def test_a_source_that_arrives_late_finds_the_pieces_that_used_it(wirecheck: Command) -> None:
    wirecheck.write("wirecheck.toml", 'data = "wirecheck-data"\n')
    assert checked(wirecheck, FERRY)["claims"] == []
    ran = wirecheck("sources", "add", wirecheck.write("late.jsonl", jsonl(SOURCE)))
    assert "late: urn:ferry is used by chk_" in ran.out
    assert wirecheck("recall", "urn:ferry").code == 1


def test_a_check_is_found_again_by_the_name_that_it_was_given(desk: Command) -> None:
    draft = desk.write("draft.txt", FERRY)
    assert " · chk_" in desk("check", draft, *USE).out.splitlines()[-1]
    check = checked(desk, FERRY)["check"]
    same = desk("replay", check, draft)
    assert (same.code, same.out.splitlines()[0]) == (0, "the same: credit_required")
    assert desk("agreements", "explain", check).code == 0
    wire(desk, {"id": "urn:other", "owner": "x", "text": OWN})
    assert "index" in desk("replay", check, draft).out  # the same, but more to compare with
    assert desk("sources", "kill", "urn:ferry").code == 0
    changed = desk("replay", check, draft)
    assert changed.code == 1
    assert "new: northlight: status.killed" in changed.out


def test_a_contract_goes_out_as_odrl_and_comes_back_as_it_was(desk: Command) -> None:
    before = checked(desk, FERRY)["versions"]["agreements"]
    exported = desk.write("a.jsonld", desk("agreements", "export", "--odrl").out)
    assert desk("agreements", "remove", "lic:northlight:web").code == 0
    assert checked(desk, FERRY)["verdict"] == "licence_required"
    assert desk("agreements", "add", exported).code == 0
    assert checked(desk, FERRY)["versions"]["agreements"] == before


def test_an_embargo_in_a_german_note_ends_on_time_and_what_nobody_understands_is_quoted(
    wirecheck: Command, tmp_path: Path
) -> None:
    notes = {
        "urn:held": (FERRY, "Sperrfrist 23. Januar 19.00 Uhr"),
        "urn:odd": (OWN, "Nur nach dem Abpfiff der Partie zu verwenden"),
    }
    wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT))
    for name, (text, note) in notes.items():
        rights = {"usage_terms": [note]}
        item = {**SOURCE, "id": name, "text": text, "published": "2025-01-22", "rights": rights}
        wire(wirecheck, item)
    times = {
        "2025-01-23T17:59:00+00:00": "blocked",
        "2025-01-23T18:00:00+00:00": "credit_required",
    }
    for when, verdict in times.items():
        with Newsroom.open(
            tmp_path / "wirecheck-data", clock=partial(datetime.fromisoformat, when)
        ) as newsroom:
            assert check(newsroom, FERRY, WEB).verdict.verdict == verdict
    odd = checked(wirecheck, OWN)
    (told,) = [r for r in odd["claims"][0]["reasons"] if r["code"] == "licence.item_restricted"]
    assert told["parsed"] is False
    assert "Abpfiff" in told["message"]


@pytest.mark.parametrize(
    ("words", "iso", "last", "end"),
    [
        ("Sperrfrist: 12.03.2025, 10:00 Uhr", "2025-03-12T10:00:00", "08:59:59", "09:00:00"),
        ("EMBARGOED UNTIL 12 March 2025", "2025-03-12", "22:59:59", "23:00:00"),
    ],
)
@pytest.mark.parametrize("door", ["field", "words in the field", "terms", "line of the draft"])
def test_an_embargo_ends_at_one_moment_wherever_it_is_written(
    wirecheck: Command, tmp_path: Path, door: str, words: str, iso: str, last: str, end: str
) -> None:
    rights: dict[str, dict[str, Any]] = {
        "field": {"embargoed": iso},
        "words in the field": {"embargoed": words},
        "terms": {"usageterms": [words]},
        "line of the draft": {},
    }
    item = {**SOURCE, "published": "2025-03-11T08:00:00Z", "provider_timezone": "Europe/Berlin"}
    wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT))
    wire(wirecheck, {**item, "rights": rights[door]})
    text = f"{words}\n\n{FERRY}" if door == "line of the draft" else FERRY
    for clock, blocked in ((last, True), (end, False)):
        when = datetime.fromisoformat(f"2025-03-12T{clock}+00:00")
        with Newsroom.open(tmp_path / "wirecheck-data", clock=partial(_same, when)) as newsroom:
            verdict = check(newsroom, text, WEB).verdict
        assert (verdict.verdict == "blocked") is blocked
        told = {reason.code for claim in verdict.claims for reason in claim.reasons}
        assert ("status.embargoed" in told) is blocked


def _same(when: datetime) -> datetime:
    return when


def test_one_call_answers_for_channels_and_territories_and_says_what_ends_soon(
    desk: Command,
) -> None:
    text = repaired(checked(desk, FERRY), FERRY)
    places = ("--territory", "FR", "--territory", "IT", "--channel", "web", "--channel", "print")
    draft = desk.write("draft.txt", text)
    asked = ("--publisher", "pub:lantern", "--at", "2025-06-01T10:00:00Z", "--json")
    cells = desk("matrix", draft, *asked, *places).documents
    found = {(cell["channel"], cell["territory"]): cell["verdict"] for cell in cells}
    assert found[("web", "FR")] == "clear"
    assert all(verdict != "clear" for use, verdict in found.items() if use != ("web", "FR"))
    checked(desk, text)
    days = (datetime(2026, 1, 2, tzinfo=UTC) - datetime.now(UTC)).days
    ending = desk("expiring", "--days", str(max(days, 1)), "--json").documents
    assert any(json.dumps(piece).count("licence.expired") for piece in ending)
