"""Archives of invented pieces, and the audit command run on them."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run as run_app
from tests.waiting import LONG, until

MAIN = [sys.executable, "-c", "from checker.cli import main; main()"]

OWN = (
    "The loft above the fish market smells of tar and oranges. Jonna Pell mends what the night "
    "has torn, two meshes to the minute, and number {n} will not be hurried."
)
AGENCY = "LARKPORT, May 9 (AFP) - A museum of lamps opened on Friday, said visitor {n}."
FERRY = (
    "The night ferry between Port Ansel and the island of Grey Holm sailed again on Saturday for "
    "the first time in six years, with 212 passengers, forty bicycles and a brass band on board."
)


def make(folder: Path, count: int) -> Path:
    """`count` files in year folders: pages and texts, every third one an agency's."""
    site = folder / "site"
    for n in range(count):
        text = (AGENCY if n % 3 == 0 else OWN).format(n=n)
        path = site / f"{2010 + n % 5}" / "06" / f"{n:04d}.{'html' if n % 2 else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<article><p>{text}</p></article>" if n % 2 else text, "utf-8")
    return site


def command(*arguments: str) -> list[str]:
    return [*MAIN, *arguments]


def environment(folder: Path) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WIRECHECK_")}
    return {**clean, "WIRECHECK_DATA": str(folder / "data"), "WIRECHECK_TRACEBACK": "1"}


def run(folder: Path, *arguments: str, code: int | None = None) -> str:
    """Runs the command in this process, which starts workers as any other."""
    told = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(told), redirect_stderr(told):
        patch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("WIRECHECK_")]:
            patch.delenv(name)
        patch.setenv("WIRECHECK_DATA", str(folder / "data"))
        patch.setenv("WIRECHECK_TRACEBACK", "1")
        try:
            run_app(list(arguments))
            ended = 0
        except SystemExit as end:
            ended = end.code if isinstance(end.code, int) else 0
    assert "Traceback" not in told.getvalue(), told.getvalue()  # its code is 1, as that of "to do"
    if code is not None:
        assert ended == code, told.getvalue()
    return told.getvalue()


def run_apart(
    folder: Path, *arguments: str, code: int | None = None, settings: dict[str, str] | None = None
) -> str:
    """Runs the command in a process of its own, for what does not end with the run."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env={**environment(folder), **(settings or {})},
        capture_output=True, text=True, timeout=LONG * 3, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    if code is not None:
        assert done.returncode == code, done.stderr + done.stdout
    return done.stdout + done.stderr


def killed(folder: Path, lines: int, *arguments: str) -> None:
    """Starts the command and kills it (and only it) once it has written so many more results."""
    written = folder / "out" / "results.jsonl"
    before = _lines(written)
    process = subprocess.Popen(
        command(*arguments), cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until(lambda: process.poll() is not None or _lines(written) >= before + lines, longest=0.02)
    process.kill()
    process.wait()


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def results(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_bytes().splitlines()]
