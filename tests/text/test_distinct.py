"""Distinct numbers are those of numpy, without the part of it that takes long to load."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.text.distinct import distinct

NUMBERS = st.lists(st.one_of(st.integers(0, 9), st.integers(0, (1 << 64) - 1)), max_size=60)


@given(NUMBERS)
def test_each_number_once_in_order(numbers: list[int]) -> None:
    found = distinct(np.array(numbers, np.uint64))
    assert found.tolist() == sorted(set(numbers))


def test_masked_arrays_are_not_loaded() -> None:
    lines = (
        "import sys, numpy",
        "from checker.text.distinct import distinct",
        "distinct(numpy.zeros(3, numpy.uint64))",
        "print('numpy.ma' in sys.modules)",
    )
    command = [sys.executable, "-c", "; ".join(lines)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
