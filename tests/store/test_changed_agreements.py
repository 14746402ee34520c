"""Pieces whose agreement was changed, ended or removed since they were checked are due."""

from datetime import timedelta
from typing import Any

import pytest

from checker.models.draft import Use
from checker.models.verdict import NextEvent
from checker.store import Store
from checker.store.changed_agreements import CHANGED
from checker.store.schema import STEPS
from checker.store.steps import Database
from tests.store.build import NOW, record

LATER = NOW + timedelta(days=9)
YEARS = LATER + timedelta(days=900)
END = NOW + timedelta(days=400)
NAME = "lic:northlight:web"
OUT = Use(channel="web", first_published=NOW)


def contract(until: str | None = "2027-06-30", **changes: Any) -> dict[str, Any]:
    valid = {"from": "2025-01-01"} | ({} if until is None else {"until": until})
    return {
        "id": NAME,
        "owner": {"id": "northlight", "name": "Northlight Wire"},
        "contract": {"ref": "NW-1", "counsel": "read in 2025"},
        "channels": {"allow": ["web"]},
        "valid": valid,
        **changes,
    }


def piece(name: str = "chk_1", *agreements: str, **changes: Any) -> Any:
    claim = {"owner": "northlight", "agreement": NAME, "agreements": [*(agreements or (NAME,))]}
    changes.setdefault("document", f"wp:{name}")
    changes.setdefault("next_event", NextEvent(END, "unpublish", "licence.expired", "northlight"))
    changes.setdefault("result", {"verdict": "clear", "claims": [claim]})
    return record(name, **changes)


@pytest.fixture
def out(store: Store) -> Store:
    """A store in which one piece of a contract is out."""
    store.agreements.put(contract(), at=NOW - timedelta(days=60))
    store.checks.record([piece()])
    store.checks.confirm("chk_1", at=NOW)
    return store


def due(store: Store, days: int = 30) -> list[tuple[str, str, str]]:
    found = store.checks.expiring(LATER + timedelta(days=days))
    return [(one.head.check, one.event.action, one.event.reason) for one in found]


@pytest.mark.parametrize(
    "now",
    [
        contract("2026-11-10"),
        contract("2027-06-29"),
        contract(channels={"allow": ["print"]}),
        contract(channels={"allow": ["web"], "deny": ["app"]}),
        contract(retention={"online_days": 30}),
        contract(None, retention={"online_days": 30}),
        contract(owner={"id": "eastgate", "name": "Eastgate"}),
        contract(contract={"ref": "NW-1", "spdx": "CC-BY-4.0"}),
        None,
    ],
    ids=[
        "ended",
        "shortened",
        "channel",
        "denied",
        "retention",
        "both",
        "owner",
        "licence",
        "removed",
    ],
)
def test_a_published_piece_is_due_when_its_agreement_gives_other_terms(
    out: Store, now: dict[str, Any] | None
) -> None:
    assert due(out) == []
    if now is None:
        out.agreements.remove(NAME, at=LATER)
    else:
        out.agreements.put(now, at=LATER)
    assert due(out) == [("chk_1", "recheck", CHANGED)]
    (found,) = out.checks.expiring(LATER)
    assert (found.event.at, found.event.owner) == (
        LATER,
        "eastgate" if "eastgate" in str(now) else "northlight",
    )
    assert out.checks.expiring(LATER - timedelta(seconds=1)) == []
    assert len(out.checks.expiring(YEARS)) == 1  # its old end is no second row


@pytest.mark.parametrize(
    "now",
    [
        contract(note="read again"),
        contract(contract={"ref": "NW-2", "url": "https://x.example", "counsel": "read in 2026"}),
        contract(owner={"id": "northlight", "name": "Northlight Wire Ltd"}),
    ],
    ids=["note", "reference", "name"],
)
def test_a_change_of_words_that_nothing_depends_on_makes_no_piece_due(
    out: Store, now: dict[str, Any]
) -> None:
    out.agreements.put(now, at=LATER)
    assert due(out) == []
    assert due(out, 500) == [("chk_1", "unpublish", "licence.expired")]


@pytest.mark.parametrize("until", ["2031-06-30", "2027-07-01", None])
def test_a_renewed_agreement_takes_no_piece_down_at_its_old_end(
    out: Store, until: str | None
) -> None:
    out.agreements.put(contract(until), at=LATER)
    assert due(out) == []
    assert due(out, 500) == [("chk_1", "recheck", CHANGED)]


def test_terms_that_come_back_make_a_piece_what_it_was(out: Store) -> None:
    out.agreements.remove(NAME, at=LATER)
    out.agreements.put(contract(), at=LATER + timedelta(days=1))
    assert due(out, 500) == [("chk_1", "unpublish", "licence.expired")]


def test_a_new_check_and_the_desk_settle_it(out: Store) -> None:
    out.checks.done("chk_1", at=NOW)  # of the end that it knew
    out.agreements.put(contract("2026-11-10"), at=LATER)
    assert due(out) == [("chk_1", "recheck", CHANGED)]
    out.checks.done("chk_1", at=LATER + timedelta(hours=1), by="desk")
    assert due(out, 500) == []
    out.agreements.put(contract("2026-10-10"), at=LATER + timedelta(days=2))
    assert due(out) == [("chk_1", "recheck", CHANGED)]
    checked_at = LATER + timedelta(days=3)
    out.checks.record([piece("chk_2", document="wp:chk_1", next_event=None, checked_at=checked_at)])
    assert due(out, 500) == []


def test_only_what_is_out_and_rests_on_the_agreement_is_due(store: Store) -> None:
    store.agreements.put(contract(), at=NOW - timedelta(days=60))
    store.agreements.put({**contract(), "id": "lic:other"}, at=NOW - timedelta(days=60))
    both = ("lic:other", NAME)
    store.checks.record(
        [
            piece("draft"),
            piece("spot", document=None),
            piece("dated", use=OUT),
            piece("audited", audit="aud_1"),
            piece("both", *both, use=OUT),
            piece("other", "lic:other", use=OUT),
            piece("none", use=OUT, result={"verdict": "blocked", "claims": [{"owner": "a"}]}),
            piece("single", use=OUT, result={"claims": [{"owner": "a", "agreement": NAME}]}),
            piece("after", use=OUT, checked_at=LATER + timedelta(seconds=1)),
        ]
    )
    store.agreements.remove(NAME, at=LATER)
    assert {check for check, *_ in due(store)} == {"dated", "audited", "both", "single"}


def test_the_list_goes_on_behind_a_piece_that_was_dealt_with(out: Store) -> None:
    names = [f"chk_{n}" for n in range(2, 7)]
    out.checks.record([piece(name, use=OUT) for name in names])
    out.agreements.remove(NAME, at=LATER)
    listed: list[str] = []
    while part := out.checks.expiring(YEARS, limit=2, after=listed[-1] if listed else None):
        listed += [one.head.check for one in part]
        out.checks.done(listed[-1], at=LATER + timedelta(hours=1))
    assert listed == ["chk_1", *names]


def test_pieces_checked_before_agreements_were_noted_are_found(out: Store) -> None:
    database = Database(out._connections.reader())
    database.execute("DROP TABLE check_agreements")
    STEPS["0013_check_agreements"](database)
    out.agreements.remove(NAME, at=LATER)
    assert due(out) == [("chk_1", "recheck", CHANGED)]
