"""Distinct numbers, sorted: what `numpy.unique` gives, without the masked arrays that it loads."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["distinct"]


Whole = TypeVar("Whole", np.uint32, np.uint64)


def distinct(numbers: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
    """Returns each number once, in ascending order."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
