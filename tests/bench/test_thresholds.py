"""The page of the thresholds shows what was measured, and of the values that are in force."""

import json
from dataclasses import fields

import pytest

from bench.thresholds import PAGE, RESULTS, changed, page, steps
from checker.matching.thresholds import THRESHOLDS


def test_the_page_is_written_from_the_measurements_of_every_threshold() -> None:
    measured = json.loads(RESULTS.read_text("utf-8"))
    assert PAGE.read_text("utf-8") == page(measured)
    numbers = {
        field.name: getattr(THRESHOLDS, field.name)
        for field in fields(THRESHOLDS)
        if isinstance(getattr(THRESHOLDS, field.name), int | float)
    }
    assert {one["threshold"]: one["value"] for one in measured} == numbers


@pytest.mark.parametrize(
    ("value", "expected"), [(0.4, (0.36, 0.44)), (12.0, (9.0, 15.0)), (2, (1, 3)), (40, (30, 50))]
)
def test_a_step_is_a_tenth_of_a_share_and_a_quarter_of_a_length(
    value: float, expected: tuple[float, float]
) -> None:
    assert steps(value) == expected


def test_a_changed_threshold_is_put_back() -> None:
    before = THRESHOLDS.form_share
    with changed("form_share", 0.9):
        assert THRESHOLDS.form_share == 0.9
    assert THRESHOLDS.form_share == before
