"""Dates whose year is counted in an era, as ministries in Japan and Taiwan write them."""

from datetime import UTC, datetime

import pytest

from checker.orders.embargo import read_embargo
from checker.orders.embargo_lines import embargoes_in
from checker.text.views import view_of

NEAR = datetime(2027, 2, 15, tzinfo=UTC)
AT_SIX = datetime(2027, 3, 1, 6)  # noqa: DTZ001 - a local time


@pytest.mark.parametrize(
    "line",
    [
        "2027年3月1日午前6時解禁",
        "令和9年3月1日午前6時解禁",
        "令和９年３月１日午前６時解禁",
        "令和 9 年 3 月 1 日 午前6時解禁",
        "【解禁:令和九年三月一日午前六時】",
        "令和9年3月1日(月)午前6時まで報道禁止",
        "解禁日時:令和9年3月1日 午前6時",
        "R9.3.1 6:00解禁",
        "R.9/3/1 6:00解禁",
        "R9年3月1日 6:00解禁",
        "2027年（令和9年）3月1日午前6時解禁",
        "令和9年(2027年)3月1日午前6時解禁",
        "民國116年3月1日上午6時前禁止發布",
        "中華民國一一六年三月一日上午六時前禁止發布",
    ],
)
def test_an_era_counts_as_its_year(line: str) -> None:
    orders = list(embargoes_in(view_of(f"{line}\n\n港で式典が行われた。"), field=False))
    assert [order.kind for order in orders] == ["embargo"]
    assert read_embargo(line, NEAR).until == AT_SIX


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("令和元年5月1日", (2019, 5, 2)),
        ("令和10年12月31日", (2029, 1, 1)),
        ("令和十一年三月一日", (2029, 3, 2)),
        ("平成31年4月30日", (2019, 5, 1)),
        ("昭和64年1月7日", (1989, 1, 8)),
        ("民国116年3月1日", (2027, 3, 2)),
        ("2028年（令和10年）3月1日", (2028, 3, 2)),
    ],
)
def test_a_day_ends_with_it(date: str, day: tuple[int, int, int]) -> None:
    assert read_embargo(f"{date}解禁", NEAR).until == datetime(*day)  # noqa: DTZ001


@pytest.mark.parametrize("words", ["2028年（令和9年）3月1日解禁", "令和年3月1日15解禁"])
def test_years_that_contradict_each_other_are_left_to_a_person(words: str) -> None:
    assert read_embargo(words, NEAR).kind == "unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "令和9年3月1日に解禁される新作映画が話題になっている。",
        "令和9年度の予算案は3月1日に成立した。",
        "民國116年的選舉將於3月1日舉行。",
        "The road R9.3.1 is closed until 6:00.",
        "Release R9.3.1 of the library is out.",
        "昭和の名曲が3月1日に配信された。",
    ],
)
def test_news_with_such_years_orders_nothing(text: str) -> None:
    assert list(embargoes_in(view_of(text), field=False)) == []


def test_a_letter_before_an_hour_is_no_era() -> None:
    assert read_embargo("Embargo 1 March 2027, H18.30", NEAR).until == datetime(2027, 3, 1, 18, 30)  # noqa: DTZ001
