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


def until(found: Callable[[], T | None]) -> T:
    """Returns the first value of `found()` that is true."""
    end = time.monotonic() + LONG
    while not (value := found()):
        assert time.monotonic() < end, "it has not happened"
        time.sleep(0.02)
    return value
