"""What a command loads: the time of its start is that of its imports, whatever the machine does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from checker.cli.app import _named, build

# Top-level packages that no command line needs before it is asked for something.
HEAVY = {
    "ahocorasick_rs",
    "fastapi",
    "fastwarc",
    "fasttext",
    "httpx",
    "jinja2",
    "lxml",
    "msgspec",
    "numpy",
    "pyarrow",
    "pydantic",
    "pyspark",
    "rapidfuzz",
    "regex",
    "resiliparse",
    "rich",
    "selectolax",
    "sqlite3",
    "starlette",
    "uvicorn",
    "yaml",
}
OURS = {
    "checker.licensing",
    "checker.models",
    "checker.settings",
    "checker.newsroom",
    "checker.text",
}
# Of those, what a check of a plain text has no use for.
NOT_FOR_TEXT = {
    "fastapi",
    "fastwarc",
    "fasttext",
    "httpx",
    "jinja2",
    "lxml",
    "pyarrow",
    "pydantic",
    "pyspark",
    "resiliparse",
    "rich",
    "selectolax",
    "starlette",
    "uvicorn",
    "yaml",
}
MOST_OF_OURS, MOST = 479, 496  # modules of a check, and those of other packages


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import json, sys\n"
        "from checker.cli.app import run\n"
        "try:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    # Coverage itself loads sqlite3.
    clean = {k: v for k, v in os.environ.items() if "COV" not in k and "WIRECHECK" not in k}
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, env=clean, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(json.loads(ran.stdout.splitlines()[-1]))


def test_help_loads_nothing_but_the_command_line(tmp_path: Path) -> None:
    assert loaded(tmp_path, "--help") & (HEAVY | OURS) == set()
    of_command = loaded(tmp_path, "check", "--help")
    assert of_command & (HEAVY | OURS) == set()


@pytest.mark.slow
def test_a_check_of_a_text_loads_no_reader_of_other_forms_and_no_service(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Own words about a harbour.", "utf-8")
    found = loaded(tmp_path, "check", "story.txt")
    assert found & NOT_FOR_TEXT == set()
    own = {name for name in found if name.startswith("checker.")}
    assert {name for name in own if name.split(".")[1] in ("audit", "client", "mending")} == set()
    unused = {"formats.html", "formats.wire", "report.page", "licensing.terms.parse"}
    assert {f"checker.{name}" for name in unused} & own == set()


@pytest.mark.slow
def test_a_check_loads_no_more_modules_than_it_did(tmp_path: Path) -> None:
    """Each module costs a command some time, with what is in it; more of them are a decision."""
    (tmp_path / "story.txt").write_text("PARIS (AFP) - The harbour reopened.", "utf-8")
    found = loaded(tmp_path, "check", "story.txt")
    own = {name for name in found if name.startswith("checker")}
    assert len(own) <= MOST_OF_OURS, sorted(own)
    assert len(found - own) <= MOST, sorted(found - own)


def test_a_command_builds_no_other_command() -> None:
    root = get_command(build("check"))
    assert isinstance(root, TyperGroup)
    assert list(root.commands) == ["check"]
    whole = get_command(build())
    assert isinstance(whole, TyperGroup)
    assert {"check", "sources", "keys"} < set(whole.commands)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["check", "story.txt"], "check"),
        (["sources", "add", "wire/"], "sources"),
        (["chekc"], None),  # all commands are needed to say which one was meant
        (["--data", "newsroom", "check"], None),
        (["--help"], None),
        ([], None),
    ],
)
def test_only_a_command_that_comes_first_is_built_alone(
    arguments: list[str], named: str | None
) -> None:
    assert _named(arguments) == named


def test_completion_knows_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_WIRECHECK_COMPLETE", "complete_bash")
    assert _named(["check"]) is None
