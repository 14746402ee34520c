"""Jobs for the pool's tests; a worker imports them by name."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from typing import Any

from checker.errors import InputError, NotFound, Problem


class Bench:
    """What the tests' workers hold."""

    def close(self) -> None:
        """Nothing to close."""


def open_bench() -> Bench:
    return Bench()


def refuse() -> Bench:
    raise NotFound(Problem("there", "is nothing"))


def double(_bench: Bench, number: int) -> int:
    return number * 2


def hang(_bench: Bench) -> None:
    time.sleep(600)


def die(_bench: Bench) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hoard(_bench: Bench) -> int:
    return len(bytearray(3_000_000_000))


def refused(_bench: Bench) -> None:
    raise InputError(Problem("text", "cannot be read", "send another"))


def defect(_bench: Bench) -> None:
    raise ValueError("the secret words of a draft")


def nap(_bench: Bench, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


JOBS: Mapping[str, Callable[..., Any]] = {
    f.__name__: f for f in (double, hang, die, hoard, refused, defect, nap)
}
