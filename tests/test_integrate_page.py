"""docs/integrate.md: its commands run as they are written, in order, and its samples hold."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port
from tests.waiting import LONG

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "integrate.md").read_text("utf-8")
FENCE = re.compile(r"^```(sh|json|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
WRITTEN = re.compile(r"-o (\S+\.json)")


def blocks() -> Iterator[tuple[str, str]]:
    yield from FENCE.findall(PAGE)


def holds(answer: Any, sample: Any) -> bool:
    """Whether an answer has all that a sample shows."""
    if isinstance(sample, dict):
        return isinstance(answer, dict) and all(
            name in answer and holds(answer[name], value) for name, value in sample.items()
        )
    if isinstance(sample, list):
        return len(answer) == len(sample) and all(map(holds, answer, sample))
    return bool(answer == sample)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for the commands; the service that they started ends with the test."""
    yield tmp_path
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
            here = Path(os.readlink(path.parent / "cwd"))
        except OSError:
            continue
        if here == tmp_path and b"serve" in words:
            os.kill(int(path.parent.name), signal.SIGTERM)


def shell(command: str, room: Path, port: int) -> None:
    command = command.replace("8321", str(port))
    lines = [line for line in command.splitlines() if not line.startswith("pip install")]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    script = "set -e\n" + "\n".join(lines)
    # The service goes on behind it and keeps what it was given: nothing of it may be waited for.
    with (room / "errors.txt").open("w") as errors:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=room,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            timeout=LONG,
        )
    assert done.returncode == 0, f"{command}\n{(room / 'errors.txt').read_text()}"


@pytest.mark.slow
def test_a_newcomer_gets_from_nothing_to_a_veto_by_the_page_alone(room: Path) -> None:
    port = free_port()
    answers: list[str] = []
    for language, block in blocks():
        if language == "sh":
            shell(block, room, port)
            answers += WRITTEN.findall(block)
        elif language == "json":
            answer = json.loads((room / answers[-1]).read_text("utf-8"))
            assert holds(answer, json.loads(block)), (answers[-1], answer)
        else:
            key = (room / "site.key").read_text().strip()
            done = subprocess.run(
                [sys.executable, "-c", block.replace("8321", str(port))],
                env={**os.environ, "WIRECHECK_KEY": key, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                timeout=LONG,
            )
            assert done.returncode == 0, done.stderr
            assert "print(going_out" not in block or done.stdout == "True\n"
    secret = json.loads((room / "hook.json").read_text("utf-8"))["secret"]
    assert secret.startswith("whsec_")


def test_every_member_that_the_page_names_is_one_of_the_answer() -> None:
    from api.app import create_app
    from checker.settings import Settings

    document = create_app(Settings(data=Path("never-opened"))).openapi()
    schemas = document["components"]["schemas"]
    _, _, section = PAGE.partition("## What to do with an answer")
    rows = re.findall(r"^\| `([\w.\[\]]+)` \| `", section.split("\n## ")[0], re.MULTILINE)
    assert len(rows) > 10
    for row in rows:
        kind = schemas["Answer"]
        for name in row.replace("[]", "").split("."):
            assert name in kind["properties"], row
            found = re.search(r"schemas/(\w+)", json.dumps(kind["properties"][name]))
            kind = schemas[found[1]] if found else {"properties": {}}
