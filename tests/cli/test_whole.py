"""The installed command in a process of its own."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import LONG

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("measured_processes")]  # their own

MAIN = [sys.executable, "-c", "from checker.cli import main; main()"]


def run(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WIRECHECK_")}
    return subprocess.run(
        [*MAIN, *arguments], cwd=folder, env={**clean, **variables}, capture_output=True,
        text=True, timeout=LONG, check=False,
    )  # fmt: skip


def test_help_is_there_at_once(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = run("--help", folder=tmp_path)
    assert ran.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < 2  # seconds of a processor; a quarter of one is usual
    for command in ("check", "audit", "recall", "expiring", "replay", "demo", "serve"):
        assert f"  {command} " in ran.stdout


def without_coverage() -> dict[str, str]:
    """The environment of a process that is not measured: coverage itself loads sqlite3."""
    return {name: value for name, value in os.environ.items() if "COVERAGE" not in name}


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, checker.cli.app as app; app.build(); heavy = {'numpy', 'lxml', 'regex', "
        "'fastapi', 'sqlite3', 'jinja2', 'rich', 'pydantic', 'msgspec'} & set(sys.modules); "
        "print(sorted(heavy))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
        env=without_coverage(),
    )
    assert ran.stdout.strip() == "[]"


def test_the_demo_shows_a_report_and_leaves_nothing(tmp_path: Path) -> None:
    ran = run("demo", folder=tmp_path, TMPDIR=str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    for part in ("LICENCE REQUIRED", "BLOCKED", "CLEAR", "insert “", "urn:northlight:ferry"):
        assert part in ran.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("variable", "colour"), [("NO_COLOR", False), ("FORCE_COLOR", True)])
def test_colours_come_only_where_they_are_wanted(
    tmp_path: Path, variable: str, colour: bool
) -> None:
    ran = run("demo", folder=tmp_path, **{variable: "1"})
    assert ("\x1b[" in ran.stdout) is colour


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    command = " ".join(f"'{part}'" for part in MAIN)
    ran = subprocess.run(
        ["bash", "-c", f"{command} demo | head -1"], capture_output=True, text=True, cwd=tmp_path,
        check=False,
    )  # fmt: skip
    assert ran.stderr == ""


def test_a_terminal_that_knows_no_unicode_gets_the_report_all_the_same(tmp_path: Path) -> None:
    ran = run("demo", folder=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 0, ran.stderr
    assert "BLOCKED" in ran.stdout
