"""Whether work grows with its input alone, seen without a limit in seconds."""

import time
from collections.abc import Callable

__all__ = ["grows_linearly"]


def grows_linearly(work: Callable[[int], object], count: int) -> bool:
    """Eight times the input costs a linear reader 8 times as much and a quadratic one 64 times.

    A busy machine makes one run dearer than another, so the cheapest of three counts, and the
    bound lies in the middle. The long input is read again only where it was too dear.
    """
    few = min(_spent(work, count) for _ in range(3))
    return any(_spent(work, 8 * count) <= 24 * few + 0.05 for _ in range(3))


def _spent(work: Callable[[int], object], count: int) -> float:
    began = time.process_time()
    work(count)
    return time.process_time() - began
