"""Times in words: languages, orders, zones, and what is left to a person."""

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest

from checker.orders.clause import HEADS
from checker.orders.times_in_words import customary_zone, time_in_words
from checker.text.views import normalised
from checker.times import end_of
from tests.rows import each_row

KNOWN = {
    *HEADS,
    "until",
    "filler",
    "label",
    "negation",
    "over",
    "lifted",
    "from",
    "none",
    "future",
    "past",
    "news",
    "work",
    "idiom",
}
NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def read(text: str, near: datetime = NEAR) -> datetime | None:
    """The moment that words name; a date alone is over with its day."""
    written = time_in_words(text, near)
    return end_of(written) if written is not None else None


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
        ("Not before 00:00 on 04 Mar 2028", "2028-03-04T00:00:00"),  # "mar." is a Tuesday, too
        ("Embargoed until midnight GMT+2 on 3 March 2025", "2025-03-04T00:00:00+02:00"),
        ("Embargoed until Tuesday 0600 GMT", "2025-06-03T06:00:00+00:00"),
    ],
)
def test_times_in_words_are_read_in_several_languages(text: str, iso: str) -> None:
    found = read(text)
    assert found is not None
    assert found.isoformat() == iso


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
    assert read(text) is None


@each_row(
    "text",
    [
        "Embargo until 12/1/26 6 a.m. EST",
        "EMBARGOED UNTIL 12/1/2026, 6:00 A.M. EST",
        "Embargo until 12/1/26 6 a.m. WEST",
        "Embargo until 12/1/26 6 a.m. IST",
        "Embargo until 12/1/26 6 a.m. ART",
    ],
)
def test_the_letters_of_a_zone_do_not_say_that_the_day_comes_first(text: str) -> None:
    assert read(text) is None


@each_row(
    "text, iso",
    [
        ("Embargo until Tuesday, 12/1/26 6 a.m. EST", "2026-12-01T06:00:00-05:00"),
        ("Embargo until Monday, 12/1/26 6 a.m. EST", "2026-01-12T06:00:00-05:00"),
        ("Embargo until 12/21/26 6 a.m. EST", "2026-12-21T06:00:00-05:00"),
        ("L'embargo est levé le 12/1/26 à 18h", "2026-01-12T18:00:00"),
        ("EMBARGO JUSQU'AU LUNDI 12/1/26 À 18H EST", "2026-01-12T18:00:00-05:00"),
    ],
)
def test_a_weekday_or_a_language_says_it(text: str, iso: str) -> None:
    assert read(text) == datetime.fromisoformat(iso)


def test_a_year_that_is_not_written_is_the_nearest_one() -> None:
    december = datetime(2025, 12, 30, tzinfo=UTC)
    found = read("Embargoed until 2 January, 06:00 GMT", december)
    assert found == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert found - december < timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-06-05 10:00 CET", "2025-06-05T10:00:00+01:00"),
        ("2025-06-05 10:00 UTC", "2025-06-05T10:00:00+00:00"),
        ("5 June 2025, 18:00 +02:00", "2025-06-05T18:00:00+02:00"),
        ("5 June 2025, 18:00 -0500", "2025-06-05T18:00:00-05:00"),
        ("5. Juni 2025, 18 Uhr MESZ", "2025-06-05T18:00:00+02:00"),
        ("14. Januar 2025, 18 Uhr MEZ", "2025-01-14T18:00:00+01:00"),
        ("5 June 2025 ET", "2025-06-06T00:00:00-04:00"),
        ("2 November 2025 ET", "2025-11-03T00:00:00-05:00"),  # a day of 25 hours
    ],
)
def test_a_zone_that_is_written_counts(text: str, iso: str) -> None:
    found = read(text)
    assert found is not None
    assert found.isoformat() == iso


def test_a_range_of_hours_is_no_offset() -> None:
    found = read("5 June 2025, 18:00-20:00")
    assert found is not None
    assert found.tzinfo is None


def test_a_wording_may_suggest_a_zone() -> None:
    assert customary_zone("5. Juni, 18 Uhr") == "Europe/Berlin"
    for text in ("5. Juni, 18 Uhr Ortszeit", "5 June, 18:00", "18 Uhren"):
        assert customary_zone(text) is None


def table(name: str) -> dict[str, Any]:
    path = files("checker.orders").joinpath(name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_language_of_the_table_has_whole_years_and_weeks_and_no_unknown_key() -> None:
    kinds = {"months": 12, "weekdays": 7}
    lists = {"today", "tomorrow", "midnight", "noon", "am", "pm", "night", "at", "hours", "of"}
    lists |= {"sharp", "local", "after", "unit", "about"}
    for language, rows in table("times.toml")["language"].items():
        assert set(rows) <= {"twelve", *kinds, *lists}, language
        for kind, count in kinds.items():
            assert len(rows.get(kind, [()] * count)) == count, (language, kind)


def test_each_month_is_read_in_each_language() -> None:
    """A name of two months ("listopada") is read as the later one."""
    named: dict[str, int] = {}
    for rows in table("times.toml")["language"].values():
        for number, names in enumerate(rows.get("months", ()), 1):
            for name in names:
                named[normalised(name)] = max(number, named.get(normalised(name), 0))
    for name, number in named.items():
        found = time_in_words(f"5 {name} 2025, 18:00", NEAR)
        assert found is not None, name
        assert (found.when.month, found.when.hour) == (number, 18), name


def test_words_of_embargoes_are_of_known_senses_and_no_phrase_is_written_twice() -> None:
    for language, senses in table("embargo.toml")["language"].items():
        assert set(senses) <= KNOWN, language
        for sense, words in senses.items():
            assert len(words) == len(set(words)), (language, sense)


# Words that are strong in one language and joints in another read a time wrongly in the other.
STRONG = ("noon", "midnight", "today", "tomorrow", "pm", "night")
JOINTS = ("at", "of", "hours")


def test_no_word_of_a_time_means_a_half_of_the_day_in_one_language_and_nothing_in_another() -> None:
    meanings: dict[str, set[str]] = {}
    for rows in table("times.toml")["language"].values():
        for sense in (*STRONG, *JOINTS):
            for word in rows.get(sense, ()):
                meanings.setdefault(normalised(word).lower(), set()).add(sense)
    both = {w for w, m in meanings.items() if m & set(STRONG) and m & set(JOINTS)}
    assert both == set()
