"""Waiting for what other processes do, on a machine that may be busy with something else.

No test may fail because a machine is slow: what is waited for is an event, and the only bound is
one that ends a test which would wait for ever.
"""

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["LONG", "until"]

LONG = 200.0  # seconds

T = TypeVar("T")


def until(found: Callable[[], T | None], *, longest: float = 0.1) -> T:
    """Returns the first value of `found()` that is true, asked for after pauses up to `longest`."""
    end, pause = time.monotonic() + LONG, 0.02
    while not (value := found()):
        assert time.monotonic() < end, "it has not happened"
        time.sleep(pause)
        pause = min(1.3 * pause, longest)  # asking costs, too, and may be a whole check
    return value
