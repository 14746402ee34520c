"""What coverage measures of a run with `--cov`: the fast tests, and processes that a room asks for.

The tracer makes Python two to three times as slow. Slow tests show what a whole program does, in
lines that the fast tests have run already; so neither they nor what they start is measured.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["mark_unmeasured", "measured_processes", "processes_measured"]

ROOT = Path(__file__).resolve().parents[1]


def mark_unmeasured(items: Iterable[pytest.Item]) -> None:
    """Keeps the tracer out of slow tests, but for those that alone run some lines."""
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("measured"):
            item.add_marker(pytest.mark.no_cover)


@contextmanager
def processes_measured(config: pytest.Config) -> Iterator[None]:
    """Python processes that are started meanwhile are measured, in a run with `--cov`."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _variables(config).items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def measured_processes(pytestconfig: pytest.Config) -> Iterator[None]:
    """For tests that alone run some lines, in a process that they start."""
    with processes_measured(pytestconfig):
        yield


def _variables(config: pytest.Config) -> Mapping[str, str]:
    running = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if running is None:
        return {}
    settings = {"PROCESS_START": ROOT / "pyproject.toml", "FILE": ROOT / ".coverage"}
    return {f"COVERAGE_{name}": os.fspath(path) for name, path in settings.items()}
