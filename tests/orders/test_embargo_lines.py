"""Embargoes as the world writes them: the table of lines through the engine, and as fields."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine import Engine
from checker.models.draft import Draft
from checker.orders.embargo import Embargo, orders_embargo, read_embargo
from checker.orders.embargo_lines import embargoes_in
from checker.text.views import view_of
from checker.times import instant
from checker.zone_letters import ZONE_LETTERS, letter_readings
from tests.packaged import packaged_engine

TABLE = Path(__file__).with_name("embargo_lines.jsonl")
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()
]
NEAR = datetime(2031, 2, 27, 12, 0, tzinfo=UTC)  # a Thursday
STORY = (
    "PORTVILLE - The harbour opens its gates again on Saturday, two years after the flood.\n\n"
    "Some forty boats waited outside, and the keeper of the lights said that he had missed them."
)
Moment = datetime | Literal["unreadable", "none"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def draft_of(row: dict[str, Any]) -> str:
    """The row's line at the head or the foot of a story."""
    line = row["line"]
    return f"{STORY}\n\n{line}\n" if row["place"] == "foot" else f"{line}\n\n{STORY}\n"


def told(embargo: Embargo, zone: str | None) -> Moment:
    """When an embargo ends; a local time is one of the row's zone, or that of its wording."""
    if embargo.until is None:
        return "none" if embargo.kind == "none" else "unreadable"
    name = zone or embargo.zone
    return instant(embargo.until, ZoneInfo(name) if name else None, "latest")


def expected(row: dict[str, Any]) -> Moment:
    moment = row["moment"]
    return moment if moment in ("none", "unreadable") else datetime.fromisoformat(moment)


def in_draft(engine: Engine, row: dict[str, Any]) -> Moment:
    found = [f for f in engine.scan(Draft(draft_of(row))).findings if f.kind == "embargo"]
    assert all(f.scope == "article" for f in found)
    read = [told(read_embargo(f.text, NEAR), row.get("zone")) for f in found]
    assert len(read) <= 1, (row["line"], [f.text for f in found])
    return read[0] if read else "none"


@pytest.mark.no_cover
def test_each_line_of_a_draft_is_held_until_its_moment(engine: Engine) -> None:
    wrong = {
        f"{row['language']}: {row['line']}": (got, expected(row))
        for row in ROWS
        if (got := in_draft(engine, row)) != expected(row)
    }
    assert wrong == {}


def test_the_same_words_in_a_field_are_held_until_the_same_moment() -> None:
    orders = [row for row in ROWS if row["moment"] != "none"]
    wrong = {
        row["line"]: got
        for row in orders
        if (got := told(read_embargo(row["line"], NEAR), row.get("zone"))) != expected(row)
        or not orders_embargo(row["line"])
    }
    assert wrong == {}


def test_what_says_that_there_is_no_embargo_is_none_in_a_field() -> None:
    said = [row for row in ROWS if row["moment"] == "none" and row["source"] != "news"]
    fields = [row["line"] for row in said if row["line"][0] not in '"<']
    assert {line for line in fields if read_embargo(line, NEAR).kind != "none"} == set()


def test_the_table_is_of_many_languages_and_says_where_each_form_comes_from() -> None:
    assert len(ROWS) >= 150
    assert sum(row["moment"] == "none" for row in ROWS) >= 40
    assert len({row["language"] for row in ROWS}) >= 25
    assert all(row["source"] for row in ROWS)
    lines = [(row["line"], row["place"]) for row in ROWS]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Release date: 1 March 2031, 6 p.m. EST\n\n{}", True),
        ("Harbour\nPress\nRelease date: 1 March 2031, 6 p.m. EST\n\n{}", True),
        ("Harbour\nPress\nBulletin\nRelease date: 1 March 2031, 6 p.m. EST\n\n{}", False),
        ("Release date: 1 March 2031, 6 p.m.\n\n{}", False),
        ("Release date: 1 March 2031\n\n{}", False),
        ("Release date: 1 March 2031, 6 p.m. EST, in all theatres\n\n{}", False),
    ],
)
def test_a_date_of_release_orders_with_hour_and_zone_among_the_first_three_lines(
    text: str, *, held: bool
) -> None:
    assert bool(list(embargoes_in(view_of(text.format(STORY)), field=False))) is held


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("# EMBARGO: 1 March 2031, 18:00 GMT\n\n{}", "article"),
        ("== EMBARGOED :: 1 March 2031 :: 18:00 GMT ==\n\n{}", "article"),
        ("-- 2031年3月1日下午6時前請勿發布 --\n\n{}", "article"),
        ("{}\n\n// EMBARGO: 1 March 2031, 18:00 GMT //", "article"),
        ('assert embargo == "Embargo: 1 March 2031, 18:00 GMT"\n\n{}', "other"),
    ],
)
def test_signs_that_set_an_order_apart_are_no_program(
    engine: Engine, text: str, scope: str
) -> None:
    findings = engine.scan(Draft(text.format(STORY))).findings
    assert {f.scope for f in findings if f.kind == "embargo"} <= {scope}
    assert scope == "other" or [f for f in findings if f.kind == "embargo"]


def test_an_hour_two_lines_below_an_order_is_its_time() -> None:
    lines = "EMBARGOED\n1 MARCH 2031\n18:00 GMT", "EMBARGO\n\n1 March 2031, 18:00 GMT"
    for text in lines:
        view = view_of(f"{text}\n\n{STORY}")
        (order,) = embargoes_in(view, field=False)
        words = view.lines[order.start : order.end]
        assert read_embargo(words, NEAR).until == datetime(2031, 3, 1, 18, tzinfo=UTC)


minutes = st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31)).map(  # noqa: DTZ001
    lambda t: t.replace(second=0, microsecond=0)
)


def on_clocks(local: datetime, region: str) -> list[datetime]:
    """What the clocks of a region say; two moments in the hour that comes twice."""
    return [local.replace(tzinfo=ZoneInfo(region), fold=n).astimezone(UTC) for n in (0, 1)]


@given(st.sampled_from(sorted(ZONE_LETTERS)), minutes)
def test_letters_of_a_zone_end_no_embargo_before_the_clocks_of_their_region(
    letters: str, local: datetime
) -> None:
    latest = letter_readings(local, letters, "latest")
    earliest = letter_readings(local, letters, "earliest")
    for reading, early, (_, region) in zip(latest, earliest, ZONE_LETTERS[letters], strict=True):
        assert early <= reading
        assert reading.replace(tzinfo=None) == local or region is not None
        if region is not None:
            clocks = on_clocks(local, region)
            assert reading in clocks or reading > max(clocks)


@given(st.sampled_from(sorted(set(ZONE_LETTERS) - {"Z", "UT"})), minutes)
def test_an_embargo_with_letters_of_a_zone_ends_at_their_latest_reading(
    letters: str, local: datetime
) -> None:
    words = f"EMBARGOED UNTIL {local:%H:%M} {letters}, {local.day} {local:%B %Y}"
    embargo = read_embargo(words, NEAR)
    assert embargo.until == max(letter_readings(local, letters, "latest")), words
    for _, region in ZONE_LETTERS[letters]:
        assert region is None or embargo.until >= min(on_clocks(local, region))


def test_letters_that_hold_on_the_day_are_taken_at_their_word() -> None:
    for letters, local, iso in (
        ("CEST", datetime(2031, 7, 1, 9), "2031-07-01T07:00:00+00:00"),  # noqa: DTZ001
        ("CEST", datetime(2031, 12, 1, 9), "2031-12-01T08:00:00+00:00"),  # noqa: DTZ001
        ("CET", datetime(2031, 7, 1, 9), "2031-07-01T08:00:00+00:00"),  # noqa: DTZ001
        ("CEST", datetime(2031, 10, 26, 2, 30), "2031-10-26T00:30:00+00:00"),  # noqa: DTZ001
        ("CET", datetime(2031, 10, 26, 2, 30), "2031-10-26T01:30:00+00:00"),  # noqa: DTZ001
        ("AEDT", datetime(2031, 7, 1, 9), "2031-06-30T23:00:00+00:00"),  # noqa: DTZ001
        ("BST", datetime(2031, 12, 1, 9), "2031-12-01T09:00:00+00:00"),  # noqa: DTZ001
    ):
        (reading, *_) = letter_readings(local, letters, "latest")
        assert reading.astimezone(UTC).isoformat() == iso, letters


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    ["embargo until ", "embargo 1.", "until 18:00 ", '"embargo": ', "<embargo ", "1 march ", "解禁",
     "hold for release\n", "embargo\n1 march\n", "embargo (until) - ",
     "release date 1 march 18:00 gmt\n", "一", "ห้ามเผยแพร่", "gesperrt bis "],
)  # fmt: skip
def test_a_hostile_text_costs_no_more_than_its_length(words: str) -> None:
    """Twice the text takes about twice the time, however words of orders are heaped."""
    spent = []
    for length in (4_000, 16_000):
        view = view_of(words * (length // len(words)))
        began = time.thread_time()
        list(embargoes_in(view, field=False))
        spent.append(time.thread_time() - began)
    assert spent[1] < 8 * spent[0] + 0.05


def held(line: str, *, above: int = 0) -> bool:
    story = "\n\nThe harbour opens its gates again.\n\nForty boats waited.\n\nMore below.\n\nEnd."
    text = "\n\n".join(["The boats come in."] * above + [line]) + story * 2
    return any(order.kind == "embargo" for order in embargoes_in(view_of(text), field=False))


def sentence(words: int) -> str:
    """A sentence about a report, of that many words as the grammar counts them."""
    topic = " ".join(["ux"] * (words - 8))
    return f"This report on {topic} must not be published before 1 March 2031"


@pytest.mark.parametrize(
    ("line", "is_held"),
    [
        (sentence(20), True),
        (sentence(20).replace("report", "bridge"), False),
        (sentence(20).replace("1 March 2031", "tomorrow"), False),
        (f"{sentence(20)}, she said", False),
        ("(The report on the old port and all its piers can appear not before 1 March 2031)", True),
        ("The report on the old port and all its piers can appear not before 1 March 2031", False),
    ],
)
def test_a_sentence_of_any_words_holds_an_item_that_it_names(line: str, *, is_held: bool) -> None:
    assert held(line) is is_held


def test_such_a_sentence_stands_at_the_head_or_the_foot() -> None:
    assert held(sentence(20), above=2)
    assert not held(sentence(20), above=3)


def test_such_a_sentence_has_45_words_at_most() -> None:
    assert held(sentence(45))
    assert not held(sentence(46))


@pytest.mark.parametrize(
    ("line", "is_held"),
    [
        ("Note to editors: our report on the port goes out for release after 1 March 2031", True),
        ("Note to readers: our report on the port goes out for release after 1 March 2031", False),
        ("(Our report on the port of the town goes out for release after 1 March 2031)", True),
        ("Note to editors: our report on the port went out for release on 1 March 2031", False),
        ("Note to editors: our report on the port goes out for release after March 2031", False),
        ("Note to editors: our bus to the port of the town goes out after 1 March 2031", False),
    ],
)
def test_a_line_to_clients_tells_in_any_words_from_when_an_item_is_free(
    line: str, *, is_held: bool
) -> None:
    assert held(line) is is_held
