"""docs/recipes-cms.md: its requests are answered as it says, and its code is code."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.api.conftest import start
from tests.test_integrate_page import holds, shell

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "recipes-cms.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(PAGE)


@pytest.mark.slow
def test_every_request_is_answered_as_the_page_says(tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    command = [sys.executable, "-c", "from checker.cli import main; main()"]
    subprocess.run([*command, "demo", "--keep", str(demo)], check=True, capture_output=True)
    served = start(demo)
    try:
        samples, answered = run_page(tmp_path, int(served.base.rpartition(":")[2]))
    finally:
        served.stop()
    assert samples == answered == 6


def run_page(folder: Path, port: int) -> tuple[int, int]:
    """Runs the page's requests; returns how many samples were held, and how many answers came."""
    answered: list[str] = []
    samples = 0
    for language, block in BLOCKS:
        if language == "sh":
            shell(block, folder, port)
            answered += re.findall(r"-o (\S+\.json)", block)
        elif language == "json":
            answer: Any = json.loads((folder / answered[-1]).read_text("utf-8"))
            assert holds(answer, json.loads(block)), (answered[-1], answer)
            samples += 1
    return samples, len(answered)


def test_every_system_of_the_table_has_a_recipe() -> None:
    rows = re.findall(r"^\| ([A-Z][\w ,]+?|static sites) ?(?:\(.*?\))? \| ", PAGE, re.MULTILINE)
    titles = set(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    others = PAGE.partition("## Others")[2]
    assert len(rows) >= 7
    for row in rows:
        for name in row.replace(" and other hosted ones", "").split(", "):
            known = {title.casefold() for title in titles}
            word = name.removesuffix(" 5").casefold()
            assert word in known or name in others, name


@pytest.mark.parametrize(
    ("language", "tool", "head"),
    [("js", ["node", "--check"], ""), ("php", ["php", "-l"], "<?php\n")],
)
def test_the_code_can_be_read_by_its_language(
    tmp_path: Path, language: str, tool: list[str], head: str
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"no {tool[0]}")
    found = [block for kind, block in BLOCKS if kind == language]
    assert found
    for block in found:
        path = tmp_path / f"sketch.{language}"
        path.write_text(head + block, "utf-8")
        done = subprocess.run([*tool, str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout


def test_the_configuration_is_yaml_and_names_hooks_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    used = [yaml.safe_load(block) for kind, block in BLOCKS if kind == "yaml"]
    ids = {hook["id"] for repo in used[0]["repos"] for hook in repo["hooks"]}
    assert ids <= {hook["id"] for hook in hooks}
    assert "wirecheck_git.py" in used[1][0]["run"]
