"""Times, statuses, holders and conflicts: the common end of all rights fields."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.formats.owners import Names, owner_of, same_party, slug
from checker.formats.rights import RightsBuilder, holder_in_notice, resolved
from checker.models.draft import RightsField
from checker.orders.status import read_status, status_in_note
from checker.times import parse_time
from tests.formats.wire import AGENCIES


def test_an_hour_that_occurs_twice_is_read_strictly_at_both_ends() -> None:
    written = parse_time("2025-10-26T02:30:00")
    assert written is not None
    late, told = resolved(written, "Europe/Paris", "latest")
    early, _ = resolved(written, "Europe/Paris", "earliest")
    assert late.astimezone(UTC) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    assert early.astimezone(UTC) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert "ambiguous" in told


def test_an_hour_that_does_not_exist_raises_nothing() -> None:
    written = parse_time("2025-03-30T02:30:00")
    assert written is not None
    late, _ = resolved(written, "Europe/Paris", "latest")
    assert late.astimezone(UTC) == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


def test_an_unknown_zone_counts_as_none() -> None:
    written = parse_time("2025-01-14T18:00:00")
    assert written is not None
    late, told = resolved(written, "Mars/Olympus", "latest")
    assert late.astimezone(UTC) == datetime(2025, 1, 15, 6, tzinfo=UTC)
    assert "not known" in told


def test_a_date_alone_counts_to_its_end() -> None:
    written = parse_time("2025-01-14")
    assert written is not None
    late, _ = resolved(written, "UTC", "latest")
    assert late == datetime(2025, 1, 15, tzinfo=UTC)


def test_the_end_of_time_does_not_overflow() -> None:
    rights = RightsBuilder()
    rights.expires("e", "9999-12-31T23:59:59Z")
    rights.embargo("b", "9999-12-31T23:59:59-12:00")
    built = rights.build()
    assert built.expires is None
    assert built.embargo_until is not None
    assert built.embargo_until.astimezone(UTC).year == 9999


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_makes_the_owner_reader_raise(one: str, other: str) -> None:
    same_party(one, other, Names(AGENCIES))
    assert owner_of((one, other), AGENCIES) == owner_of((one, other), AGENCIES)
    holder_in_notice(one)


def test_an_unreadable_embargo_is_kept_raw_and_told() -> None:
    rights = RightsBuilder()
    rights.embargo("embargoed", "12noon on Friday")
    built = rights.build()
    assert (built.embargo_until, built.embargo_raw) == (None, "12noon on Friday")
    assert any("person" in c for c in built.conflicts)


def test_an_embargo_spoken_of_only_in_a_note_is_told() -> None:
    rights = RightsBuilder()
    rights.add("editors_note", "note", "Sperrfrist: Freitag, 12 Uhr")
    assert any("embargo" in c for c in rights.build().conflicts)


def test_an_expiry_before_the_embargos_end_is_told() -> None:
    rights = RightsBuilder()
    rights.embargo("a", "2025-02-01T00:00:00Z")
    rights.expires("b", "2025-01-01T00:00:00Z")
    assert any("before its embargo" in c for c in rights.build().conflicts)


def test_fields_stay_verbatim_and_are_kept_once() -> None:
    rights = RightsBuilder()
    rights.add("usage_terms", "p", "  Not in\n Italy ")
    rights.add("usage_terms", "p", "  Not in\n Italy ")
    rights.add("usage_terms", "p", "   ")
    built = rights.build()
    assert built.fields == (RightsField("p", "  Not in\n Italy "),)
    assert built.usage_terms == ("Not in\n Italy",)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("stat:usable", "usable"),
        ("Cancelled", "canceled"),
        ("KILL", "canceled"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("Not for publication", "not_for_publication"),
        ("embargoed", "embargoed"),
        ("Mandatory kill", "canceled"),
        ("Annulé", "canceled"),
        ("Under embargo", "embargoed"),
        ("Embargoed until release", "embargoed"),
        ("Do not publish", "not_for_publication"),
        ("fresh", None),
        ("Not embargoed", None),
        ("Sports/Kill list", None),
        ("in progress", None),
    ],
)
def test_status_words_are_read(word: str, status: str | None) -> None:
    assert read_status(word) == status


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("KILL", "canceled"),
        ("EDITORS: MANDATORY KILL -- story is wrong", "canceled"),
        ("Please KILL THIS STORY", "canceled"),
        ("EDITORS: HOLD until further notice", "withheld"),
        ("ADVISORY: plans for Friday", "not_for_publication"),
        ("HOLD for legal", "withheld"),
        ("Banks hold for legal reasons more than before", None),
        ("NOT FOR PUBLICATION", "not_for_publication"),
        ("The following information is not for publication", None),
        ("Police say attacker was killed; hold on power", None),
        ("KILLINGTON, Vt. (AP)", None),
        ("HOLDEN, Mass.", None),
    ],
)
def test_only_the_desks_own_orders_are_orders(note: str, status: str | None) -> None:
    assert status_in_note(note) == status


@pytest.mark.parametrize(
    ("notice", "holder"),
    [
        ("© 2025 AFP", "AFP"),
        ("Copyright 2024, dpa (www.dpa.de). Alle Rechte vorbehalten", "dpa"),
        ("(c) Copyright Thomson Reuters 2025. Click For Restrictions", "Thomson Reuters"),
        ("Copyright 2024 Europa Press. Está expresamente prohibida", "Europa Press"),
        ("Copyright dsv - All rights reserved", "dsv"),
        ("© 2025. All rights reserved.", ""),
        ("All rights reserved", ""),
    ],
)
def test_the_holder_is_read_out_of_a_notice(notice: str, holder: str) -> None:
    assert holder_in_notice(notice) == holder


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Agence France-Presse", "afp"),
        ("agence france presse", "afp"),
        ("nprov:AFP", "afp"),
        ("http://www.afp.com", "afp"),
        ("Ana Sample/Pool/AP", "ap"),
        ("Deutsche Presse-Agentur GmbH", "dpa"),
        ("AP Moller Maersk", "ap-moller-maersk"),
        ("Grape Growers", "grape-growers"),
        ("Example Enews LLP", "example-enews-llp"),
    ],
)
def test_names_lead_to_owners(name: str, owner: str) -> None:
    assert owner_of((name,), AGENCIES) == owner


def test_without_names_an_owner_is_a_slug_of_its_name() -> None:
    assert owner_of(("Agência Sample",), {}) == "agencia-sample"
    assert slug("agency:AFP") == "afp"
    assert owner_of((), AGENCIES) == ""
    assert owner_of(("Nobody",), AGENCIES, known_only=True) == ""


def test_parties_are_one_by_acronym_domain_or_shared_words() -> None:
    assert same_party("AAP", "Australian Associated Press")
    assert same_party("dpa", "Deutsche Presse-Agentur GmbH")
    assert same_party("reuters.com", "Thomson Reuters")
    assert not same_party("AAP", "AP")
    assert not same_party("AFP", "Reuters")


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("STRICTLY EMBARGOED until 12 noon", True),
        ("Embargo: Friday", True),
        ("Not for release before Monday", True),
        ("Eds: Adds reaction to the oil embargo on exports", False),
    ],
)
def test_an_embargo_in_the_news_is_no_embargo_of_the_item(note: str, told: bool) -> None:
    rights = RightsBuilder()
    rights.add("editors_note", "note", note)
    assert bool(rights.build().conflicts) is told
