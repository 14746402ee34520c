"""What the tests run of the package, where a run is measured (`./test --cov`, tools/covered.py).

In the processes of the tests, SlipCover puts a probe into each line and branch, and removes it
once it was reached: coverage's tracer, which is called at every line, more than doubles the cost
of the tests on Python 3.11. Commands and services that tests start are too short for that (probes
cost ten seconds a process), so these are traced.
"""

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover

__all__ = ["MEASURED", "SOURCES", "Measured", "begin"]

MEASURED = "WIRECHECK_COVERAGE"  # the folder for what was reached, and below it coverage's settings
_CHILDREN = "COVERAGE_PROCESS_CONFIG"  # coverage starts in each process that has it
SOURCES = ("checker", "api")


class Measured:
    """Probes in all modules that are imported from now on; `save` writes what was reached."""

    def __init__(self, folder: Path, sources: Iterable[str | Path] = SOURCES) -> None:
        self._folder = folder
        self._probes = Slipcover(branch=True)
        self._importing = ExitStack()
        matcher = FileMatcher(sources=list(sources))
        self._importing.enter_context(ImportManager(self._probes, matcher))

    def pytest_sessionstart(self) -> None:
        """From now on, the processes that a test starts are traced."""
        os.environ[_CHILDREN] = (self._folder / "settings").read_text("utf-8")

    def pytest_sessionfinish(self) -> None:
        self.save(os.environ["PYTEST_XDIST_WORKER"])

    def save(self, name: str) -> None:
        """Writes the lines and branches of each file, and looks at no further import."""
        self._importing.close()
        files = self._probes.get_coverage()["files"]
        reached = {
            str(Path(file).resolve()): [found["executed_lines"], found["executed_branches"]]
            for file, found in files.items()
        }
        (self._folder / f"{name}.json").write_text(json.dumps(reached), encoding="utf-8")


def begin() -> Measured | None:
    """Begins in a worker of a run that is measured, before anything of the package is imported.

    The processes that it starts do not inherit that: a run of tests inside a test is not measured.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ or MEASURED not in os.environ:
        return None
    return Measured(Path(os.environ.pop(MEASURED)))
