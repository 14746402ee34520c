"""The zone in which the end of an embargo is read, and the offset in which it is told."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checker.licensing import Agreement, Policy
from checker.models.draft import Draft, Rights, RightsField
from checker.models.source import Item
from checker.times import rfc3339
from tests.licensing.cases import (
    NOW,
    STORY,
    agreement,
    finding,
    items,
    judged,
    match,
)
from tests.licensing.embargo_doors import DOORS, HELD, at, embargoes, registry, through


@pytest.mark.parametrize("door", DOORS)
def test_the_zone_is_the_providers_then_the_policys_then_that_of_the_wording_then_the_agreements(
    door: str,
) -> None:
    words, uhr = "Embargo: 5 June 2025, 10:00", "Sperrfrist: 05.06.2025, 10 Uhr"
    paris = (agreement(timezone="Europe/Paris"),)
    both = (*paris, agreement(id="lic:tokyo", timezone="Asia/Tokyo"))
    tokyo = Policy.from_document({"timezones": {"AFP": "Asia/Tokyo"}})
    plain = Policy.default()
    rows: list[tuple[str, str | None, Policy, tuple[Agreement, ...], str]] = [
        (words, "America/New_York", tokyo, paris, "14:00"),
        (words, None, tokyo, paris, "01:00"),
        (words, None, plain, paris, "08:00"),
        (words, None, plain, both, "22:00"),  # two zones: over when it is over everywhere
        (words, None, plain, HELD, "22:00"),
        (uhr, None, tokyo, paris, "01:00"),
        (uhr, None, plain, (agreement(timezone="Asia/Tokyo"),), "08:00"),
        (f"{words} GMT", "America/New_York", tokyo, paris, "10:00"),
    ]
    for text, zone, policy, held, utc in rows:
        before = datetime(2025, 6, 4, 12, tzinfo=UTC)
        judgement = through(door, text, before, zone=zone, held=held, policy=policy)
        assert judgement.next_event is not None, (text, utc)
        assert f"{judgement.next_event.at.astimezone(UTC):%d %H:%M}" == f"05 {utc}", text


def test_the_end_is_told_in_the_offset_in_which_it_was_given() -> None:
    (told,) = embargoes(through("draft", "Embargo: 5 June 2025, 10:00 JST", NOW))
    assert told[3] == "2025-06-05T10:00:00+09:00"
    (told,) = embargoes(through("field", "2025-06-05T10:00:00Z", NOW))
    assert told[3] == rfc3339(datetime(2025, 6, 5, 10, tzinfo=UTC)) == "2025-06-05T10:00:00Z"


def test_the_next_event_of_a_line_is_in_the_zone_of_the_owner_whose_text_it_is() -> None:
    text = f"Embargo: 5 June 2025, 10:00\n\nLISBON (AFP) - {STORY}"
    mark = finding(text, "LISBON (AFP) -", "dateline")
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    policy = Policy.from_document({"timezones": {"AFP": "Asia/Tokyo"}})
    judgement = judged(text, mark, line, agreements=HELD, policy=policy)
    assert judgement.next_event is not None
    assert judgement.next_event.at == datetime(2025, 6, 5, 1, tzinfo=UTC)


def test_the_drafts_own_field_of_a_zone_counts_for_its_line() -> None:
    text = f"Embargo: 5 June 2025, 10:00\n\n{STORY}"
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    fields = (RightsField("provider_timezone", "Asia/Tokyo"),)
    judgement = judged(text, line, draft=Draft("", rights=Rights(fields=fields)))
    assert judgement.next_event is not None
    assert judgement.next_event.at == datetime(2025, 6, 5, 1, tzinfo=UTC)


def test_an_embargo_ends_at_its_moment_in_its_own_offset() -> None:
    held = registry(embargo_until=datetime.fromisoformat("2025-06-01T18:00:00+09:00"))
    before = judged(
        matches=(match(),), agreements=HELD, registry=held, use=at("2025-06-01T08:59:59Z")
    )
    after = judged(
        matches=(match(),), agreements=HELD, registry=held, use=at("2025-06-01T09:00:00Z")
    )
    assert (before.verdict, after.verdict) == ("blocked", "clear")
    messages = [r.message for c in before.claims for r in c.reasons if r.code == "status.embargoed"]
    assert "2025-06-01 18:00 +09:00" in messages[0]


@pytest.mark.parametrize("form", ["field", "zone", "policy"])
def test_an_embargo_without_an_offset_is_read_in_the_providers_zone_the_later_way(
    form: str,
) -> None:
    raw = Rights(embargo_raw="2025-10-26T02:30:00")
    item = Item("urn:afp:1", "afp", raw)
    policy = Policy.default()
    if form == "field":
        fields = (RightsField("provider_timezone", "Europe/Paris"),)
        item = replace(item, rights=replace(raw, fields=fields))
    elif form == "zone":
        item = replace(item, timezone="Europe/Paris")
    else:
        policy = Policy.from_document({"timezones": {"AFP": "Europe/Paris"}})
    verdicts = [
        judged(
            matches=(match(),), agreements=HELD, registry=items(item), policy=policy, use=at(moment)
        ).verdict
        for moment in ("2025-10-26T00:29:00Z", "2025-10-26T00:45:00Z", "2025-10-26T01:30:00Z")
    ]
    assert verdicts == ["blocked", "blocked", "clear"]


def test_an_embargo_without_any_zone_holds_until_it_is_over_everywhere() -> None:
    held = registry(embargo_raw="2025-06-01T10:00:00")
    for moment, verdict in (("2025-06-01T21:59:00Z", "blocked"), ("2025-06-01T22:00:00Z", "clear")):
        judgement = judged(matches=(match(),), agreements=HELD, registry=held, use=at(moment))
        assert judgement.verdict == verdict


def test_a_note_without_a_zone_is_read_in_that_of_its_field_or_its_language() -> None:
    note = ("Sperrfrist 23. Januar 19.00 Uhr",)
    field = datetime.fromisoformat("2025-01-23T19:00:00+01:00")
    near = datetime.fromisoformat("2025-01-22T12:00:00+00:00")
    for rights in (Rights(editors_note=note, embargo_until=field), Rights(editors_note=note)):
        known = items(Item("urn:afp:1", "afp", rights, published=near))
        for when, verdict in (
            ("2025-01-23T18:59:59+01:00", "blocked"),
            ("2025-01-23T19:00:00+01:00", "clear"),
        ):
            judgement = judged(matches=(match(),), agreements=HELD, registry=known, use=at(when))
            assert judgement.verdict == verdict
    universal = Rights(
        editors_note=("Not for public release until 12noon on Thursday, January 23, 2025",),
        embargo_until=datetime.fromisoformat("2025-01-23T12:00:00+00:00"),
    )
    known = items(Item("urn:afp:1", "afp", universal, published=near))
    noon = judged(
        matches=(match(),), agreements=HELD, registry=known, use=at("2025-01-23T12:00:00+00:00")
    )
    assert noon.verdict == "clear"
    elsewhere = Rights(editors_note=("Sperrfrist 23. Januar 19.00 Uhr Ortszeit",))
    known = items(Item("urn:afp:1", "afp", elsewhere, published=near))
    late = judged(
        matches=(match(),), agreements=HELD, registry=known, use=at("2025-01-24T06:00:00+00:00")
    )
    assert late.verdict == "blocked"  # any place's time: the latest


@pytest.mark.parametrize("door", DOORS)
def test_letters_of_several_zones_are_the_providers_own_where_they_fit_its_clock(door: str) -> None:
    """ "IST" is read in India, Israel and Ireland; without a zone the latest of them counts."""
    words = "Embargoed until 18:00 IST, 5 June 2025"
    policy = Policy.from_document({"timezones": {"AFP": "Asia/Kolkata"}})
    rows = (
        ("Asia/Kolkata", None, "12:30"),
        (None, policy, "12:30"),
        ("Europe/Dublin", None, "17:00"),
        ("Asia/Tokyo", None, "17:00"),  # none of theirs: the latest
        (None, None, "17:00"),
    )
    for zone, told, utc in rows:
        before = datetime(2025, 6, 4, 12, tzinfo=UTC)
        judgement = through(door, words, before, zone=zone, policy=told)
        assert judgement.next_event is not None, (zone, utc)
        assert f"{judgement.next_event.at.astimezone(UTC):%d %H:%M}" == f"05 {utc}", (zone, utc)
