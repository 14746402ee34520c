"""What a run of the tests costs, printed at its end; no test fails by it.

The processor time of a test is that of its process and of the processes that it started and
waited for, so a fixture is paid by the test that asks for it first. Workers of a service end
without that and are seen only in what the machine did meanwhile, if nothing else ran on it. Where a
test takes longer than its time, it waits: for what others do, or for a clock.
"""

import os
import time
from collections import defaultdict
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

__all__ = ["Cost"]

_DEAREST = 15
_WAITING = 6
_READING = "reading the tests"
_FAST = "tests that are not marked slow"
_KEY = "cost"

T = TypeVar("T")


class Cost:
    """Counts seconds by kind and by file, in the workers of a run as in a run of one process."""

    def __init__(self) -> None:
        self._kinds: dict[str, float] = defaultdict(float)
        self._files: dict[str, float] = defaultdict(float)
        self._waits: dict[str, float] = defaultdict(float)
        self._before = _busy()

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, T, T]:
        before = _spent()
        found = yield
        self._kinds[_READING] += _spent() - before
        return found

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, T, T]:
        file = item.nodeid.partition("::")[0]
        began, before = time.monotonic(), _spent()
        found = yield
        took, spent = time.monotonic() - began, _spent() - before
        self._files[file] += spent
        self._waits[file] += max(0.0, took - spent)
        if item.get_closest_marker("slow") is None:
            self._kinds[_FAST] += spent
        return found

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_KEY] = [dict(self._kinds), dict(self._files), dict(self._waits)]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Adds what a worker has counted; one that died took its figures along."""
        counted = getattr(node, "workeroutput", {}).get(_KEY, [{}, {}, {}])
        for kept, more in zip((self._kinds, self._files, self._waits), counted, strict=True):
            for name, seconds in more.items():
                kept[name] += seconds

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("processor seconds")
        machine = ("the machine meanwhile, whatever ran on it", _busy() - self._before)
        rows = [("the whole run", _spent()), machine, *self._kinds.items()]
        for name, seconds in [*rows, *_largest(self._files, _DEAREST)]:
            terminalreporter.write_line(f"{seconds:8.1f}  {name}")
        terminalreporter.section("seconds of waiting")
        for name, seconds in _largest(self._waits, _WAITING):
            terminalreporter.write_line(f"{seconds:8.1f}  {name}")


def _largest(seconds: Mapping[str, float], count: int) -> list[tuple[str, float]]:
    return sorted(seconds.items(), key=lambda row: -row[1])[:count]


def _spent() -> float:
    """Processor seconds of this process and of the children that it has waited for."""
    return sum(os.times()[:4])


def _busy() -> float:
    """Seconds that all processors of the machine have worked; 0 where it does not say so."""
    try:
        figures = Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = map(int, figures[:7])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")
