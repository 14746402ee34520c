"""Times: zones, the hour that comes twice, the hour that is left out, and times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from checker.licensing.terms.prose_times import embargo_in_words
from checker.licensing.times import (
    earliest_reading,
    latest_reading,
    parse_moment,
    shown,
    zone_of,
)

NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_means_the_later_one_for_an_embargo() -> None:
    twice = datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001
    zone = zone_of("Europe/Paris")
    assert latest_reading(twice, zone).astimezone(UTC).isoformat() == "2025-10-26T01:30:00+00:00"
    assert earliest_reading(twice, zone).astimezone(UTC).isoformat() == "2025-10-26T00:30:00+00:00"


def test_a_time_that_is_left_out_in_spring_is_read_without_an_error() -> None:
    missing = datetime(2025, 3, 30, 2, 30)  # noqa: DTZ001
    read = latest_reading(missing, zone_of("Europe/Paris")).astimezone(UTC)
    assert read.isoformat() == "2025-03-30T01:30:00+00:00"


def test_a_time_without_any_zone_is_over_only_when_it_is_over_everywhere() -> None:
    naive = datetime(2025, 6, 1, 0, 0)  # noqa: DTZ001
    assert latest_reading(naive, None).astimezone(UTC) == datetime(2025, 6, 1, 12, tzinfo=UTC)
    assert earliest_reading(naive, None).astimezone(UTC) == datetime(2025, 5, 31, 10, tzinfo=UTC)


def test_an_aware_time_is_never_moved() -> None:
    aware = datetime(2025, 6, 1, 18, 0, tzinfo=zone_of("Asia/Tokyo"))
    assert latest_reading(aware, zone_of("Europe/Paris")) is aware


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-06-01", "2025-06-01T00:00:00"),
        ("20250601T101500Z", "2025-06-01T10:15:00+00:00"),
        ("2025-06-01T10:15:00+02:00", "2025-06-01T10:15:00+02:00"),
        ("2025-06-01 10:15", "2025-06-01T10:15:00"),
        ("2025-06-01T10:15:00.123-0330", "2025-06-01T10:15:00-03:30"),
    ],
)
def test_iso_times_are_read_in_both_forms(text: str, iso: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.value.isoformat() == iso


@pytest.mark.parametrize("text", ["", "tomorrow", "2025-02-30", "2025-13-01", "2025", "25-06-01"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "Mars/Base", "", "/abs", "Europe/Paris/../x", "A" * 500]
)
def test_an_unknown_zone_is_none_and_no_path(name: str) -> None:
    assert zone_of(name) is None


def test_a_time_is_shown_with_its_offset() -> None:
    assert (
        shown(datetime(2025, 1, 14, 18, tzinfo=zone_of("Asia/Tokyo"))) == "2025-01-14 18:00 +09:00"
    )
    assert shown(NEAR) == "2025-06-01 09:00 UTC"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Embargoed until 18:00 GMT, Monday 3 March 2025", "2025-03-03T18:00:00+00:00"),
        ("EMBARGO: 0001 GMT Wednesday June 4", "2025-06-04T00:01:00+00:00"),
        ("HOLD FOR RELEASE 12:01 a.m. EDT June 5, 2025", "2025-06-05T00:01:00-04:00"),
        ("Embargoed until 6pm BST on 5th June", "2025-06-05T18:00:00+01:00"),
        ("not for release until June 5, 12.01am ET", "2025-06-05T00:01:00-04:00"),
        ("Sperrfrist: 12.03.2025, 10:00 Uhr", "2025-03-12T10:00:00"),
        ("Nicht vor 22.10.2024, 11:30 Uhr verwenden", "2024-10-22T11:30:00"),
        ("Sperrfrist der Meldung bis heute Abend (23.01.), 19.00 Uhr", "2025-01-23T19:00:00"),
        ("Sous embargo jusqu'au 5 juin 2025 à 6h00", "2025-06-05T06:00:00"),
        ("Embargado hasta las 18:00 horas del 3 de junio de 2025", "2025-06-03T18:00:00"),
        ("Embargo fino alle 12 del 3 giugno 2025", "2025-06-03T12:00:00"),
        ("2025年6月5日18時解禁", "2025-06-05T18:00:00"),
        ("Embargo until 2025-06-05T10:00:00+02:00", "2025-06-05T10:00:00+02:00"),
        ("No use after 01/Feb/2016 19:04", "2016-02-01T19:04:00"),
        ("Embargo until 3 March 2025", "2025-03-04T00:00:00"),
        ("Embargo: 06.00 14/01/26", "2026-01-14T06:00:00"),
        ("Sperrfrist: 14.1.26, 10 Uhr", "2026-01-14T10:00:00"),
        ("SPERRFRIST: 14. Januar, 10.00 Uhr", "2025-01-14T10:00:00"),
        ("Embargoed to 0001 Friday September 5", "2025-09-05T00:01:00"),
        ("Embargoed until 1800 Monday, June 2", "2025-06-02T18:00:00"),
        ("Not for release until 12noon on Friday, June 6, 2025", "2025-06-06T12:00:00"),
        ("HOLD FOR RELEASE Jan 14", "2025-01-15T00:00:00"),
        ("Embargoed until midnight GMT+2 on 3 March 2025", "2025-03-03T00:00:00+02:00"),
        ("Embargoed until Tuesday 0600 GMT", "2025-06-03T06:00:00+00:00"),
    ],
)
def test_times_in_words_are_read_in_several_languages(text: str, iso: str) -> None:
    read = embargo_in_words(text, NEAR)
    assert read is not None
    assert read.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "Embargoed until after the match",
        "Embargo: 06/05/2025 10:00",  # May or June?
        "Embargo until 31 February 2025",
        "Embargo until 3 March 2025, page 17",
        "Embargo until 25:61 on 3 March 2025",
    ],
)
def test_a_time_that_is_not_certain_is_left_to_a_person(text: str) -> None:
    assert embargo_in_words(text, NEAR) is None


def test_a_year_that_is_not_written_is_the_nearest_one() -> None:
    december = datetime(2025, 12, 30, tzinfo=UTC)
    read = embargo_in_words("Embargoed until 2 January, 06:00 GMT", december)
    assert read == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert read - december < timedelta(days=7)
