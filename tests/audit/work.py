"""Functions for worker processes: they must be importable there."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

from checker.errors import ConfigurationError, Problem


def factory(setup: Any) -> Callable[[Any], Any]:
    if setup == "broken":
        raise ConfigurationError(Problem("here", "cannot start"))
    return work


def work(task: Any) -> Any:
    if task == "hang":
        while True:
            time.sleep(1)
    if task == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "eat":
        return len(b"x" * 4_000_000_000)
    if task == "raise":
        raise ValueError("nonsense")
    if task == "slow":
        time.sleep(0.4)
    return (task, os.getpid())
