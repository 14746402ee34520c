"""Waiting for what other processes do, on a machine that may be busy with something else.

No test may fail because a machine is slow: what is waited for is an event, and the only bound is
one that ends a test which would wait for ever.
"""

import os
import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["FIVE_MINUTES", "LONG", "children_seconds", "until"]

LONG = 200.0  # seconds
FIVE_MINUTES = 300.0  # of a processor: the pages promise no more of a newcomer's own machine

T = TypeVar("T")


def until(found: Callable[[], T | None], *, longest: float = 0.1) -> T:
    """Returns the first value of `found()` that is true, asked for after pauses up to `longest`."""
    end, pause = time.monotonic() + LONG, 0.02
    while not (value := found()):
        assert time.monotonic() < end, "it has not happened"
        time.sleep(pause)
        pause = min(1.3 * pause, longest)  # asking costs, too, and may be a whole check
    return value


def children_seconds() -> float:
    """Seconds of a processor that the commands took which this process has started and awaited."""
    spent = os.times()
    return spent.children_user + spent.children_system
