"""Runs of whole numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.text.ranges import ranges


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 9))))
def test_the_numbers_of_each_run_follow_in_turn(runs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in runs], np.uint32)
    counts = np.array([count for _, count in runs], np.int32)
    expected = [start + step for start, count in runs for step in range(count)]
    assert ranges(starts, counts).tolist() == expected
