"""Runs the tests and reports which lines and branches of the package they reach.

    python -m tools.covered [ARGUMENTS OF PYTEST]      (./test --cov does this)

Ends with the exit code of pytest, or with 2 if the floor of pyproject.toml is not reached.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import coverage

from tests.measured import MEASURED
from tools.reached import keep_reached

__all__ = ["run"]

_USUAL = ("-n", "2", "--dist", "worksteal")


def run(arguments: Sequence[str]) -> int:
    """Runs pytest with `arguments`, then joins what its processes and theirs have reached."""
    measuring = coverage.Coverage()
    measuring.erase()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "settings").write_text(measuring.config.serialize(), encoding="utf-8")
        words = [sys.executable, "-m", "pytest", *_USUAL, *arguments]
        tested = subprocess.run(words, check=False, env=dict(_environment(folder))).returncode
        keep_reached(measuring, sorted(folder.glob("*.json")))
    measuring.combine()
    measuring.save()
    total = measuring.report(skip_covered=True)
    floor = measuring.config.fail_under
    if total < floor:
        print(f"Coverage is {total:.2f} %, below the floor of {floor:g} % (pyproject.toml).")
    return tested or (2 if total < floor else 0)


def _environment(folder: Path) -> Iterator[tuple[str, str]]:
    """The environment of pytest; it may be started by a worker of another run."""
    for name, value in os.environ.items():
        if not name.startswith("PYTEST_XDIST"):
            yield name, value
    yield MEASURED, str(folder)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
