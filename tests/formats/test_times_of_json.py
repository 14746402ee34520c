"""Embargoes, expiries and flags of JSON items, in whatever value they are stated."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.formats import read_sources
from checker.licensing import Judgement
from checker.models.draft import Rights
from checker.models.source import Item, Source
from checker.models.verdict import Reason
from tests.licensing.cases import USE, agreement, codes, items, judged, match

STORY = "The ferry to the island sank in the night off the coast of Marren, the pilots said."
SENT = "2026-11-20T08:00:00Z"
ON_THE_DAY = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
BEFORE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def record(**rights: Any) -> dict[str, Any]:
    return {"id": "r:1", "owner": "afp", "text": STORY, "published": SENT, "rights": rights}


def ninjs(**rights: Any) -> dict[str, Any]:
    item = {"uri": "r:1", "type": "text", "headline": "A ferry sank", "versioncreated": SENT}
    return {**item, "body_text": STORY, "provider": "AFP", **rights}


def rights_of(item: dict[str, Any]) -> Rights:
    found = list(read_sources(json.dumps(item).encode(), name="a.json", default_owner="afp"))
    (source,) = [one for one in found if isinstance(one, Source)]
    return source.rights


def judge_at(rights: Rights, when: datetime = ON_THE_DAY) -> Judgement:
    sent = datetime.fromisoformat(SENT)
    registry = items(Item("urn:afp:1", "afp", rights=rights, published=sent, received=sent))
    return judged(
        matches=(match(),),
        registry=registry,
        agreements=(agreement(),),
        use=replace(USE, at=when),
    )


def asked(judgement: Judgement) -> Reason:
    (claim,) = judgement.claims
    return next(one for one in claim.reasons if one.severity != "clear")


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize(
    "written",
    [
        "24.11.2026", "24 Nov 2026", "November 24, 2026", "11/24/2026", "2026年11月24日",
        "24 novembre 2026", "24. November 2026", "24 нояб. 2026", "24 نوفمبر 2026",
        "2026년 11월 24일", "24-Nov-26", "2026/11/24", "24-11-2026", "24 de noviembre de 2026",
    ],
)  # fmt: skip
def test_an_expiry_in_words_is_read_like_a_term(made: Any, written: str) -> None:
    rights = rights_of(made(expires=written))
    assert (judge_at(rights, BEFORE).verdict, judge_at(rights, AFTER).verdict) == (
        "clear",
        "blocked",
    )


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize(
    "written",
    ["yesterday", "end of season", "03/04/2026", "see contract", "Ostern", "true", True, ["soon"]],
)
def test_an_expiry_that_cannot_be_read_is_for_a_person(made: Any, written: Any) -> None:
    rights = rights_of(made(expires=written))
    judgement = judge_at(rights)
    reason = asked(judgement)
    assert (reason.code, reason.parsed) == ("licence.item_restricted", False)
    assert rights.expires_raw


@pytest.mark.parametrize(
    "written",
    [
        "never",
        "Never",
        "n/a",
        "none",
        "null",
        "0",
        "",
        "nie",
        "jamais",
        "永久",
        False,
        None,
        {},
        [],
    ],
)
def test_no_expiry_is_none(written: Any) -> None:
    rights = rights_of(record(expires=written))
    assert (rights.expires, rights.expires_raw) == (None, None)
    assert judge_at(rights).verdict == "clear"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24T10:00:00Z",
        {"date": "2026-11-24T10:00:00Z"},
        {"at": {"value": "2026-11-24T10:00:00Z", "reason": "a fair"}},
        [{"until": "2026-11-24T10:00:00Z"}],
        ["2026-11-24T10:00:00Z"],
    ],
)
@pytest.mark.parametrize("made", [record, ninjs])
def test_a_time_in_an_object_is_that_time(made: Any, written: Any) -> None:
    when = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert rights_of(made(expires=written)).expires == when
    assert rights_of(made(embargoed=written)).embargo_until == when
    assert judge_at(rights_of(made(embargo=written)), BEFORE).verdict == "blocked"
    assert judge_at(rights_of(made(embargo=written)), AFTER).verdict == "clear"


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize("key", ["embargoed", "embargo", "embargo_until", "Embargoed"])
@pytest.mark.parametrize(
    "written", [True, "yes", {"active": True}, {"note": "until the press conference"}]
)
def test_an_embargo_without_a_time_has_no_end(made: Any, key: str, written: Any) -> None:
    judgement = judge_at(rights_of(made(**{key: written})))
    assert judgement.verdict == "blocked"
    assert asked(judgement).code == "status.embargoed"


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize("written", [False, None, "", "false", {}, {"active": False}, []])
def test_no_embargo_is_none(made: Any, written: Any) -> None:
    assert judge_at(rights_of(made(embargoed=written))).verdict == "clear"


def test_a_flag_beside_a_time_ends_with_the_time() -> None:
    rights = rights_of(record(embargoed=True, embargo_until="2026-11-24T10:00:00Z"))
    assert judge_at(rights, BEFORE).verdict == "blocked"
    assert judge_at(rights, AFTER).verdict == "clear"


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("killed", "status.killed"), ("isKilled", "status.killed"),
        ("canceled", "status.killed"), ("is_cancelled", "status.killed"),
        ("withdrawn", "status.killed"), ("retracted", "status.killed"),
        ("withheld", "status.withheld"), ("onHold", "status.withheld"),
        ("not_for_publication", "status.not_for_publication"),
        ("doNotPublish", "status.not_for_publication"),
    ],
)  # fmt: skip
def test_a_flag_that_names_a_status_is_that_status(made: Any, key: str, code: str) -> None:
    assert code in codes(judge_at(rights_of(made(**{key: True}))))
    for silent in (False, None, 0):
        assert judge_at(rights_of(made(**{key: silent}))).verdict == "clear"


@pytest.mark.parametrize(
    "key", ["usable", "published", "urgent", "exclusive", "is_breaking", "commentable", "issue"]
)
def test_other_flags_of_an_item_say_nothing(key: str) -> None:
    assert judge_at(rights_of(ninjs(**{key: True}))).verdict == "clear"


def test_a_flag_at_the_record_itself_counts_and_is_no_unknown_key() -> None:
    sent = {**record(), "killed": True}
    found = list(read_sources(json.dumps(sent).encode(), name="a.jsonl"))
    (source,) = found
    assert isinstance(source, Source)
    assert source.rights.status == "canceled"


@pytest.mark.parametrize("flag", [{"killed": True}, {"rights": {"withheld": True}}])
def test_a_record_with_a_flag_and_no_text_is_a_message(flag: dict[str, Any]) -> None:
    sent = {"id": "r:1", "owner": "afp", **flag}
    (source,) = read_sources(json.dumps(sent).encode(), name="a.jsonl")
    assert isinstance(source, Source)
    assert source.rights.status in ("canceled", "withheld")


@pytest.mark.parametrize(
    ("keys", "version", "issued"),
    [
        ({"version": "3"}, "3", "20261120T080000"),
        ({}, "20261120T080000", "20261120T080000"),
        ({"version": "3", "versioncreated": "soon"}, "3", ""),
    ],
)
def test_the_time_of_issue_is_kept_beside_the_version(
    keys: dict[str, Any], version: str, issued: str
) -> None:
    sent = ninjs(**keys)
    (source,) = read_sources(json.dumps(sent).encode(), name="a.json", default_owner="afp")
    assert isinstance(source, Source)
    assert (source.version, source.issued) == (version, issued)


@pytest.mark.parametrize("key", ["updated", "updated_at", "modified", "lastModified"])
def test_a_record_states_when_it_was_updated(key: str) -> None:
    sent = {**record(), key: "2026-11-20T09:00:00+01:00"}
    (source,) = read_sources(json.dumps(sent).encode(), name="a.jsonl")
    assert isinstance(source, Source)
    assert (source.version, source.issued) == ("1", "20261120T080000")


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize(
    "key", ["valid_from", "validFrom", "available_from", "publish_after", "release_at"]
)
def test_a_time_from_which_an_item_may_be_used_is_an_embargo(made: Any, key: str) -> None:
    rights = rights_of(made(**{key: "2026-11-24T10:00:00Z"}))
    assert rights.embargo_until == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert judge_at(rights, BEFORE).verdict == "blocked"
    assert judge_at(rights, AFTER).verdict == "clear"
    assert judge_at(rights_of(made(**{key: SENT})), BEFORE).verdict == "clear"


@pytest.mark.parametrize("key", ["valid_from", "available_from"])
def test_a_day_from_which_an_item_is_valid_is_part_of_it(key: str) -> None:
    item = {**record(**{key: "2026-11-24"}), "provider_timezone": "UTC"}
    rights = rights_of(item)
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    assert rights.embargo_until == midnight
    assert judge_at(rights, midnight - timedelta(seconds=1)).verdict == "blocked"
    assert judge_at(rights, midnight).verdict == "clear"
