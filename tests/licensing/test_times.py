"""Times: zones, the hour that comes twice, the hour that is left out, and times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from checker.licensing.terms.prose_times import embargo_in_words

NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


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
