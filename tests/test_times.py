"""The one reader and writer of times: forms, zones, doubtful hours, and what is no time."""

import ast
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.times import (
    ANY_YEAR,
    WrittenTime,
    ambiguous,
    aware,
    day_start,
    end_of,
    from_rfc3339,
    instant,
    no_time,
    parse_iso,
    parse_time,
    published_time,
    rfc3339,
    shown,
    zone_of,
)
from tests.test_import_direction import tree_of

ROOT = Path(__file__).resolve().parents[1]
PARIS = ZoneInfo("Europe/Paris")


def naive(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("2025-01-14T18:00:00+09:00", "2025-01-14T09:00:00"),
        ("20250114T180000+0900", "2025-01-14T09:00:00"),
        ("20250114T090000Z", "2025-01-14T09:00:00"),
        ("20250114090000Z", "2025-01-14T09:00:00"),
        ("2025-01-14t09:00z", "2025-01-14T09:00:00"),
        ("2025-01-14 09:00:00+00:00", "2025-01-14T09:00:00"),
        ("2025-01-14 09:00 UTC", "2025-01-14T09:00:00"),
        ("2025-01-14T09:00:00 GMT", "2025-01-14T09:00:00"),
        ("2025-01-14T09Z", "2025-01-14T09:00:00"),
        ("2025-1-14T09:00:00Z", "2025-01-14T09:00:00"),
        ("2025-1-4 09:00:00Z", "2025-01-04T09:00:00"),
        ("2025-01-14T10+01", "2025-01-14T09:00:00"),
        ("  2025-01-14T05:30-0330\n", "2025-01-14T09:00:00"),
        ("2025-01-14T09:00:00.1234567Z", "2025-01-14T09:00:00.123456"),
        ("2025-01-14T09:00:00,5Z", "2025-01-14T09:00:00.500000"),
        ("2025-01-14T24:00:00Z", "2025-01-15T00:00:00"),
        ("20251231T2400Z", "2026-01-01T00:00:00"),
        ("2025-01-14T08:59:60Z", "2025-01-14T08:59:59"),
        ("2025-06-30T23:59:60Z", "2025-06-30T23:59:59"),
        ("Tue, 14 Jan 2025 18:00:00 +0900", "2025-01-14T09:00:00"),
        ("14 Jan 2025 09:00 GMT", "2025-01-14T09:00:00"),
        ("Tue, 14 Jan 2025 10:00:00 CET", "2025-01-14T09:00:00"),
        ("Tue, 14 Jan 2025 10:00:00 MEZ", "2025-01-14T09:00:00"),
        ("Tue, 14 Jan 2025 18:00:00 JST (Tokyo)", "2025-01-14T09:00:00"),
        ("Tue, 14 Jan 2025 04:00:00 EST", "2025-01-14T09:00:00"),
        ("Tue, 14 Jan 2025 09:00:00 -0000", "2025-01-14T09:00:00"),
        ("20250114T050000-0400", "2025-01-14T09:00:00"),
        ("Tuesday, 14-Jan-25 09:00:00 GMT", "2025-01-14T09:00:00"),
        ("Tue Jan 14 10:00:00 CET 2025", "2025-01-14T09:00:00"),
        ("Sun, 14 Sept 2025 09:00:00 GMT", "2025-09-14T09:00:00"),
        ("Sun, 14 Sept. 2025 11:00 +0200", "2025-09-14T09:00:00"),
        ("14 September 2025 09:00:00 UTC", "2025-09-14T09:00:00"),
        ("Sept. 14, 2025 09:00:00 GMT", "2025-09-14T09:00:00"),
        ("Sun Sept 14 09:00:00 GMT 2025", "2025-09-14T09:00:00"),
        ("14-Sept-2025 09:00:00 GMT", "2025-09-14T09:00:00"),
        ("mar., 14 janv. 2025 10:00:00 +0100", "2025-01-14T09:00:00"),
        ("lun., 14 juil. 2025 11:00:00 +0200", "2025-07-14T09:00:00"),
        ("Di, 14 Jan 2025 10:00:00 +0100", "2025-01-14T09:00:00"),
        ("Fr., 14. März 2025 10:00 MEZ", "2025-03-14T09:00:00"),
        ("mar, 14 ene 2025 06:00:00 -0300", "2025-01-14T09:00:00"),
        ("14 de enero de 2025 09:00 GMT", "2025-01-14T09:00:00"),
        ("dom, 14 set 2025 11:00:00 +0200", "2025-09-14T09:00:00"),
        ("qua., 14 mai. 2025 06:00:00 -0300", "2025-05-14T09:00:00"),
        ("ons, 14 maj 2025 11:00:00 +0200", "2025-05-14T09:00:00"),
        ("wo, 14 mei 2025 11:00:00 +0200", "2025-05-14T09:00:00"),
        ("Вт, 14 янв 2025 12:00:00 +0300", "2025-01-14T09:00:00"),
        ("1736845200", "2025-01-14T09:00:00"),
        ("1736845200.0", "2025-01-14T09:00:00"),
        ("1736845200000", "2025-01-14T09:00:00"),
    ],
)
def test_a_time_with_an_offset_is_read_in_every_form_of_the_wires(raw: str, utc: str) -> None:
    written = parse_time(raw)
    assert written is not None
    assert not written.date_only
    assert written.when.astimezone(UTC).replace(tzinfo=None).isoformat() == utc


@pytest.mark.parametrize(
    ("raw", "local", "date_only"),
    [
        ("2025-01-14", "2025-01-14T00:00:00", True),
        ("20250114", "2025-01-14T00:00:00", True),
        ("20250114T1800", "2025-01-14T18:00:00", False),
        ("2025-01-14 18:00", "2025-01-14T18:00:00", False),
        ("202501141800", "2025-01-14T18:00:00", False),
        ("2025-01-14T18", "2025-01-14T18:00:00", False),
        ("2025-01-14T24:00", "2025-01-15T00:00:00", False),
        ("Tue, 14 Jan 2025 18:00:00", "2025-01-14T18:00:00", False),
        ("Tue Jan 14 18:00:00 2025", "2025-01-14T18:00:00", False),
        ("Sun Sept 14 18:00:00 2025", "2025-09-14T18:00:00", False),
        ("14 janvier 2025 18:00", "2025-01-14T18:00:00", False),
    ],
)
def test_a_time_without_an_offset_stays_a_local_time(raw: str, local: str, date_only: bool) -> None:
    written = parse_time(raw)
    assert written is not None
    assert written.when.tzinfo is None
    assert (written.when.isoformat(), written.date_only) == (local, date_only)


@pytest.mark.parametrize(
    "raw",
    [
        "", "soon", "tomorrow", "12", "2025", "25-06-01", "YYYYMMDD", "2025-02-30", "2025-13-40",
        "2025-01-14T25:00Z", "2025-01-14T24:01Z", "2025-01-14T10:61Z", "2025-01-14T10:00:61Z",
        "2025-01-14T10:00+25:00", "2025-01-14 10", "0001-01-01", "0001-01-01T00:00:00",
        "0000-00-00", "1900-01-01T00:00:00", "1970-01-01T00:00:00Z", "5 Jun 2025",
        "Fri, 5 Jun 2026", "Tue, 14 Jan 2025 1:00 pm GMT", "14 Sept 2025 1:00 p.m.",
        "14 Brumaire 2025 10:00", "lun., 14 jui 2025 10:00", "2031041613", "173684520",
        "17368452000", "Sept 14", "31 Sept 2025 10:00 GMT",
    ],
)  # fmt: skip
def test_what_is_no_time_or_no_value_is_none(raw: str) -> None:
    assert parse_time(raw) is None


def test_a_year_long_ago_is_one_where_people_write_it_and_year_one_never() -> None:
    assert parse_iso("1899-06-01", oldest=ANY_YEAR) == WrittenTime(naive(1899, 6, 1), True)
    assert parse_iso("0001-01-01", oldest=ANY_YEAR) is None
    assert parse_iso("Tue, 14 Jan 2025 18:00:00 +0900") is None


@pytest.mark.parametrize(
    ("raw", "none"),
    [
        ("0001-01-01T00:00:00", True), ("00010101", True), ("0000-00-00", True), ("NULL", True),
        ("1970-01-01T00:00:00Z", True), (" 0 ", True), ("None", True), ("-", True),
        ("2025-01-14", False), ("noon", False), ("no", False), ("10000", False), ("", False),
    ],
)  # fmt: skip
def test_the_no_value_of_systems_is_told_from_words_that_nobody_can_read(
    raw: str, none: bool
) -> None:
    assert no_time(raw) is none


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "Mars/Base",
        "",
        " ",
        "/abs",
        "Europe",
        "Europe/Paris/../x",
        "A" * 500,
        None,
    ],
)
def test_an_unknown_zone_is_none_and_no_path(name: str | None) -> None:
    assert zone_of(name) is None


def test_zones_are_known_by_their_iana_names() -> None:
    assert zone_of(" Europe/Paris ") == PARIS
    assert zone_of("America/Argentina/Buenos_Aires") is not None
    assert {zone_of("UTC"), zone_of("GMT"), zone_of("Z")} == {UTC}


@pytest.mark.parametrize(
    ("zone", "local", "early", "late"),
    [
        ("Europe/Paris", naive(2025, 10, 26, 2, 30), "00:30", "01:30"),  # comes twice
        ("Europe/Paris", naive(2025, 3, 30, 2, 30), "00:30", "01:30"),  # is left out
        ("America/New_York", naive(2025, 11, 2, 1, 30), "05:30", "06:30"),
        ("Australia/Sydney", naive(2025, 4, 6, 2, 30), "15:30", "16:30"),
        ("Asia/Tokyo", naive(2025, 6, 1, 9, 0), "00:00", "00:00"),
    ],
)
def test_a_doubtful_hour_is_read_the_way_that_is_asked_for(
    zone: str, local: datetime, early: str, late: str
) -> None:
    place = ZoneInfo(zone)
    readings = {how: instant(local, place, how) for how in ("earliest", "latest")}
    assert f"{readings['earliest'].astimezone(UTC):%H:%M}" == early
    assert f"{readings['latest'].astimezone(UTC):%H:%M}" == late
    assert ambiguous(local, place) is (early != late)


def test_without_any_zone_a_time_is_over_only_when_it_is_over_everywhere() -> None:
    local = naive(2025, 6, 1)
    assert instant(local, None, "latest") == datetime(2025, 6, 1, 12, tzinfo=UTC)
    assert instant(local, None, "earliest") == datetime(2025, 5, 31, 10, tzinfo=UTC)


def test_an_aware_time_is_never_moved() -> None:
    when = datetime(2025, 6, 1, 18, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert instant(when, PARIS, "latest") is when
    assert aware(when, PARIS) is when
    assert not ambiguous(when, PARIS)


@pytest.mark.parametrize(
    ("raw", "end"),
    [
        ("2025-01-14", naive(2025, 1, 15)),
        ("2024-12-31", naive(2025, 1, 1)),
        ("2025-01-14T18:00", naive(2025, 1, 14, 18)),
        ("2025-01-14T00:00", naive(2025, 1, 14)),
        ("9999-12-31", naive(9999, 12, 31)),
    ],
)
def test_a_date_alone_lasts_to_the_end_of_its_day(raw: str, end: datetime) -> None:
    written = parse_time(raw)
    assert written is not None
    assert end_of(written) == end


def test_a_day_of_a_zone_begins_and_ends_at_its_midnights() -> None:
    day = naive(2025, 10, 26).date()
    assert day_start(day, PARIS).isoformat() == "2025-10-26T00:00:00+02:00"
    assert day_start(day, PARIS, after=1).isoformat() == "2025-10-27T00:00:00+01:00"


@pytest.mark.parametrize("raw", ["9999-12-31T23:59:59", "9999-12-31T23:59:59-12:00", "9999-12-31"])
def test_the_end_of_time_does_not_overflow(raw: str) -> None:
    written = parse_time(raw)
    assert written is not None
    for zone in (None, PARIS, ZoneInfo("Pacific/Kiritimati")):
        for when in (end_of(written), written.when):
            assert instant(when, zone, "latest").astimezone(UTC).year >= 9998
            assert instant(when, zone, "earliest").astimezone(UTC).year >= 9998


def test_a_published_time_without_offset_is_in_the_providers_zone_or_utc() -> None:
    assert published_time("2025-01-14T18:00:00", None) == datetime(2025, 1, 14, 18, tzinfo=UTC)
    tokyo = published_time("2025-01-14T18:00:00", "Asia/Tokyo")
    assert tokyo == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert published_time("soon", "Asia/Tokyo") is None
    assert published_time(None, None) is None


def test_a_time_is_written_with_its_offset_and_shown_to_people_with_it() -> None:
    tokyo = datetime(2025, 1, 14, 18, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert rfc3339(tokyo) == "2025-01-14T18:00:00+09:00"
    assert rfc3339(tokyo, UTC) == "2025-01-14T09:00:00Z"
    assert rfc3339(naive(2025, 1, 14, 18)) == "2025-01-14T18:00:00Z"
    assert rfc3339(None) is None
    assert shown(tokyo) == "2025-01-14 18:00 +09:00"
    assert shown(datetime(2025, 6, 1, 9, 0, 5, tzinfo=UTC)) == "2025-06-01 09:00:05 UTC"


@pytest.mark.parametrize("text", ["", "soon", "2025-01-14", "2025-01-14T18:00:00", "0001-01-01"])
def test_only_a_time_with_an_offset_is_read_back(text: str) -> None:
    with pytest.raises(ValueError, match="offset"):
        from_rfc3339(text)


offsets = st.one_of(
    st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    st.sampled_from(["Europe/Paris", "Asia/Tokyo", "America/St_Johns", "Africa/Monrovia"]).map(
        ZoneInfo
    ),
)
moments = st.datetimes(naive(1900, 1, 2), naive(9998, 12, 30), timezones=offsets)


@given(moments, st.none() | offsets)
def test_what_is_written_is_read_again_as_the_same_instant(
    when: datetime, zone: timezone | ZoneInfo | None
) -> None:
    text = rfc3339(when, zone)
    assert from_rfc3339(text).timestamp() == when.timestamp()
    assert rfc3339(from_rfc3339(text)) == text


@given(moments.filter(lambda when: when.year > 1970))
def test_basic_and_extended_forms_are_the_same_instant(when: datetime) -> None:
    utc = when.astimezone(UTC).replace(microsecond=0)
    forms = [f"{utc:%Y-%m-%dT%H:%M:%SZ}", f"{utc:%Y%m%dT%H%M%SZ}", f"{utc:%Y-%m-%d %H:%M:%S} UTC"]
    if utc.year < 9000:
        forms.append(f"{utc:%d %b %Y %H:%M:%S +0000}")
    for form in forms:
        written = parse_time(form)
        assert written is not None, form
        assert written.when == utc


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_raise(raw: str) -> None:
    parse_time(raw)
    parse_iso(raw, oldest=ANY_YEAR)
    zone_of(raw)


@pytest.mark.no_cover
def test_no_other_file_parses_times() -> None:
    """The database's own encoding, written and read by the store alone, is no reader of input."""
    parsers = {"fromisoformat", "strptime", "parsedate", "parsedate_tz", "parsedate_to_datetime"}
    found = set()
    for top in ("checker", "api"):
        for path in (ROOT / top).rglob("*.py"):
            names = {
                node.attr if isinstance(node, ast.Attribute) else node.id
                for node in ast.walk(tree_of(path))
                if isinstance(node, (ast.Attribute, ast.Name))
            }
            if names & parsers:
                found.add(path.relative_to(ROOT).as_posix())
    assert {name for name in found if not name.startswith("checker/store/")} == {"checker/times.py"}
