"""What a run of the tests costs in processor time, printed at its end; no test fails by it.

The time of a test is that of its process and of the processes that it started and waited for, so
a fixture is paid by the test that asks for it first. Wall clock would tell about the machine.
"""

import os
from collections import defaultdict
from collections.abc import Generator
from typing import Any, TypeVar

import pytest

__all__ = ["Cost"]

_DEAREST = 15
_READING = "reading the tests"
_FAST = "tests that are not marked slow"
_KEY = "processor_seconds"

T = TypeVar("T")


class Cost:
    """Counts processor seconds by file, in the workers of a run as in a run of one process."""

    def __init__(self) -> None:
        self._by_file: dict[str, float] = defaultdict(float)
        self._by_kind: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, T, T]:
        before = _spent()
        found = yield
        self._by_kind[_READING] += _spent() - before
        return found

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, T, T]:
        before = _spent()
        found = yield
        spent = _spent() - before
        self._by_file[item.nodeid.partition("::")[0]] += spent
        if item.get_closest_marker("slow") is None:
            self._by_kind[_FAST] += spent
        return found

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_KEY] = [dict(self._by_file), dict(self._by_kind)]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Adds what a worker has counted; one that died took its figures along."""
        by_file, by_kind = getattr(node, "workeroutput", {}).get(_KEY, [{}, {}])
        for told, kept in ((by_file, self._by_file), (by_kind, self._by_kind)):
            for name, seconds in told.items():
                kept[name] += seconds

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("processor seconds")
        files = sorted(self._by_file.items(), key=lambda row: -row[1])[:_DEAREST]
        for name, seconds in [("the whole run", _spent()), *self._by_kind.items(), *files]:
            terminalreporter.write_line(f"{seconds:8.1f}  {name}")


def _spent() -> float:
    """Processor seconds of this process and of the children that it has waited for."""
    return sum(os.times()[:4])
