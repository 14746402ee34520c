"""Workers run the installed package, wherever a command is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os

from checker.running.workers import Pool
from tests.running.tasks import Setup, Task, bench

if __name__ == "__main__":
    with Pool(bench, Setup(), workers=1) as pool:
        print(*(outcome.value or outcome.what for outcome in pool.run([Task("double", 2)])))
    print(os.environ.get("PYTHONSAFEPATH"))
"""


@pytest.mark.slow  # starts a program with a worker
def test_a_folder_of_the_packages_name_in_the_current_folder_is_not_imported(
    tmp_path: Path,
) -> None:
    program = tmp_path / "bin" / "program.py"
    program.parent.mkdir()
    program.write_text(PROGRAM, "utf-8")
    package = tmp_path / "here" / "checker"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('the package of this folder')", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONSAFEPATH", None)
    ran = subprocess.run(
        [sys.executable, str(program)],
        cwd=package.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == ["4", "None"], ran.stderr  # and the environment is as before
