"""The work on a text grows with its length, whatever is repeated in it.

Work is counted in calls of functions, which no load of the machine changes. What one call costs
inside a pattern shows only as CPU time, so that is compared with itself at two lengths whose ratio
for work that grows with the square is far from the ratio for work that grows with the length.
"""

import cProfile
import time
from collections.abc import Callable

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

NAMED = [
    "(AFP",
    "AFP)",
    "\nAFP",
    "Reuters/AFP/dpa ",
    "（時事）",
    "【共同】",
    "dpa-",
    "(dpa/AFP",
    "Foto: AFP ",
    "(c) AFP ",
    "by A. B. Name/AP ",
    "[(Ann Sample/AFP)",
    "Ann Sample/\nAFP\n",
    "PARIS LYON (AFP) - ",
    "NO SALES AFP ",
    "الرياض (واس) - ",
    "(أ ف ب",
    "（新华社记者",
    "写真：AFP＝時事",
    "(서울=연합뉴스) ",
    "<credit>AFP</credit>",
    '{"credit":"AFP",',
    "Agence Frnce-Pres ",
    "EMBARGO AFP ",
    "AFP · @AFP ",
    "[alt] AFP\n",
    "Armed Forces P (AFP) ",
]
NAMELESS = [
    " ",
    "\n",
    "By A B ",
    "[",
    "((((",
    "© ",
    "A. B. Name/",
    "CAPITALS IN A ROW ",
    "МОСКВА ",
    "東京",
    "الرياض ",
    "Foto: ",
    "【",
    "&lt;b ",
    "<a b=",
    '{"a":',
    "\\n",
    "EMBARGO: 1 Jan ",
    "Not for publication before 12:00 ",
    "No sales ",
    "http://",
    "- ",
    "1/2/3 ",
    "A\u200b",
    "e\u0301",
    "аa",
]
SHORT, LONG = 500, 1_000
TIMES = 16  # what is timed is this much longer the second time


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def repeated(unit: str, length: int) -> Draft:
    return Draft(unit * (length // len(unit)))


def calls(engine: Engine, draft: Draft) -> int:
    """How many functions a scan calls, those in C among them."""
    profile = cProfile.Profile()
    profile.enable()
    engine.scan(draft, budget=1e9)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("unit", NAMED)
def test_twice_the_repetitions_are_twice_the_calls(engine: Engine, unit: str) -> None:
    engine.scan(repeated(unit, SHORT), budget=1e9)  # what is remembered for all texts
    first = calls(engine, repeated(unit, SHORT))
    assert calls(engine, repeated(unit, LONG)) < 2.2 * first + 2_000


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize("unit", NAMELESS)
def test_no_pattern_costs_the_square_of_what_is_repeated(engine: Engine, unit: str) -> None:
    """The square would be 256 times as much; a fifth of that is three times the length's share."""
    few, many = repeated(unit, 1_500), repeated(unit, 1_500 * TIMES)
    engine.scan(few, budget=1e9)
    least = max(min(seconds(lambda: engine.scan(few, budget=1e9)) for _ in range(5)), 0.002)
    for _ in range(3):  # another program can slow one of them down
        if seconds(lambda: engine.scan(many, budget=1e9)) < 3 * TIMES * least:
            return
    pytest.fail(f"{unit!r} costs more than its length")


@pytest.mark.parametrize("unit", ["(AFP", "【共同】", "© ", " "])
def test_a_hostile_text_is_scanned_whole_where_the_budget_allows_it(
    engine: Engine, unit: str
) -> None:
    assert engine.scan(repeated(unit, 8_000), budget=1e9).incomplete == ()
