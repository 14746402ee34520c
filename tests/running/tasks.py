"""Tasks for worker processes, which import them by name."""

import gc
import mmap
import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import ConfigurationError, InputError, Problem

LARGE = 600_000_000  # bytes; more than the limits of the tests


@dataclass(frozen=True)
class Task:
    """The name of a function below, and what it works on."""

    name: str
    value: Any = None


@dataclass(frozen=True)
class Setup:
    """What a worker does before its first task.

    Args:
        refuse: whether it refuses to start.
        hold: bytes that it keeps for all its life.
        lives: the most seconds before it is killed, at a random moment; 0: it is not.
        closed: a file that it writes when it ends by itself.
    """

    refuse: bool = False
    hold: int = 0
    lives: float = 0.0
    closed: Path | None = None


@contextmanager
def bench(setup: Setup) -> Iterator[Callable[[Task], Any]]:
    if setup.refuse:
        raise ConfigurationError(Problem("here", "cannot start", "start elsewhere"))
    held = b"x" * setup.hold
    if setup.lives:
        moment = random.SystemRandom().uniform(0, setup.lives)
        threading.Timer(moment, os.kill, (os.getpid(), signal.SIGKILL)).start()
    yield lambda task: TASKS[task.name](task.value)
    if setup.closed is not None:
        setup.closed.write_text(f"closed with {len(held)} bytes held")


def double(value: int) -> int:
    return value * 2


def collector(_value: None) -> tuple[int, int]:
    return gc.get_freeze_count(), gc.get_threshold()[0]


def pid(_value: None) -> int:
    return os.getpid()


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def refuse(_value: None) -> None:
    raise InputError(Problem("text", "cannot be read", "send another"))


def defect(words: str) -> None:
    raise ValueError(words)


def nap(seconds: float) -> None:
    time.sleep(seconds)


def hang(_value: None) -> None:
    time.sleep(600)


def hang_in_c(_value: None) -> None:
    """Never lets another thread of the process run."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def wait(gate: Path) -> str:
    """Ends once the file is there."""
    while not gate.exists():
        time.sleep(0.01)
    return gate.name


def open_gate(gate: Path) -> None:
    gate.touch()


def noted(value: tuple[Path, int, int]) -> tuple[int, bytes]:
    """Notes that it ran, and returns its number and so many bytes."""
    notes, number, size = value
    with notes.open("ab", buffering=0) as file:
        file.write(b"%d\n" % number)
    time.sleep(0.002 * (number % 4))
    return number, b"x" * size


def hoard(_value: None) -> int:
    return len(b"x" * LARGE)


def hoard_in_numpy(_value: None) -> float:
    return float(np.ones(LARGE // 8).sum())


def hoard_in_a_map(_value: None) -> int:
    return len(mmap.mmap(-1, LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))


def hoard_and_hide(_value: None) -> int:
    try:
        return len(b"x" * LARGE)
    except MemoryError as error:
        raise InputError(Problem("text", "cannot be read")) from error


def hoard_in_the_answer(_value: None) -> bytes:
    return bytes(LARGE // 3 * 2)


def map_file(path: Path) -> int:
    """Maps a file to read, as the index does; that is nobody's private memory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        return len(mapped)


TASKS: dict[str, Callable[[Any], Any]] = {
    one.__name__: one
    for one in (
        double, pid, die, refuse, defect, nap, hang, hang_in_c, wait, open_gate, noted, hoard,
        hoard_in_numpy, hoard_in_a_map, hoard_and_hide, hoard_in_the_answer, map_file,
        collector,
    )
}  # fmt: skip
