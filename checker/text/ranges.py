"""Runs of whole numbers, one after another."""

import numpy as np
import numpy.typing as npt

__all__ = ["ranges"]


def ranges(
    starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]
) -> npt.NDArray[np.int64]:
    """Returns `counts[n]` consecutive numbers from `starts[n]`, for every n in turn."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - counts), counts)
