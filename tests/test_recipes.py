"""The recipes of CONTRIBUTING, followed word by word on a clean copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BLOCK = re.compile(
    r"((?:^(?!```)[^\n]+\n)+)\n```(?:python|toml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL
)
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
NEW = re.compile(r"New file `([^`]+)`:\s*$")
IN = re.compile(
    r"`([^`]+)`,\s(?:(above|below)\sthe\s(line|row\sof)\s`([^`]+)`"
    r"(\sand\sthe\sline\sbefore\sit)?|in\splace\sof\s`([^`]+)`):\s*$"
)

# What each recipe is for, asked of the copy in one process of its own.
ASKED = '''
from datetime import UTC, datetime
import checker
from checker.formats import read_sources
from checker.licensing import CODES
from checker.testing import RuleTester

rules = RuleTester.of()
rules.assert_marks("LISBOA, 14 jan (Quayside Press Service) - O porto abriu.", "quayside")
rules.assert_ignores("He told the Quayside Press Service that it is open.", "quayside")
print("agency")

text = "The night ferry between Port Ansel and Grey Holm sailed again on Saturday with a band. " * 4
body = f"urn:tide:1\\nThe ferry\\n{text}\\n".encode()
(source,) = read_sources(body, name="a.tideline", default_owner="tide")
assert (source.id, source.title) == ("urn:tide:1", "The ferry"), source
print("format")

assert "licence.item_too_old" in CODES
print("reason")

AGREEMENT = """
id: lic:tide
owner: {id: tide}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: ["*"]}
territories: {allow: ["*"]}
age: {max_days: 7}
"""
def codes(newsroom, day):
    use = checker.Use(channel="web", territories=("FR",), at=datetime(2026, 5, day, tzinfo=UTC))
    claims = checker.check(newsroom, text, use).verdict.claims
    return {reason.code for claim in claims for reason in claim.reasons}

with checker.Newsroom.open("data") as newsroom:
    dated = checker.Source(
        id="urn:tide:1", owner="tide", text=text, published=datetime(2026, 5, 1, tzinfo=UTC)
    )
    newsroom.add_sources([dated])
    newsroom.add_agreement(AGREEMENT, "tide.yaml")
    assert "licence.item_too_old" not in codes(newsroom, 8), codes(newsroom, 8)
    assert "licence.item_too_old" in codes(newsroom, 9), codes(newsroom, 9)
print("condition")

from checker.orders.embargo import read_embargo
near = datetime(2031, 3, 1, tzinfo=UTC)
read = read_embargo("SUB EMBARGO gis vendredo, 14 de marto 2031, je 18:00 UTC", near)
assert (read.kind, read.until) == ("until", datetime(2031, 3, 14, 18, tzinfo=UTC)), read
print("language")
'''


@dataclass(frozen=True)
class Step:
    """One block of a recipe: a new file, or lines beside or in place of others."""

    recipe: str
    path: str
    text: str
    anchor: str = ""
    where: str = "new"
    before: bool = False


def steps() -> Iterator[Step]:
    recipes = PAGE.partition("## Recipes")[2].partition("\n## Pull")[0]
    for part in recipes.split("\n### ")[1:]:
        name = part.partition("\n")[0]
        for words, block in BLOCK.findall(part):
            if found := NEW.search(words):
                yield Step(name, found[1], block)
            elif found := IN.search(words):
                path, where, kind, line, earlier, old = found.groups()
                anchor = f"| `{line}`" if kind == "row of" else line
                yield Step(name, path, block, anchor or old, where or "replace", bool(earlier))
            else:
                pytest.fail(f"{name}: a block without a place: {words!r}")


STEPS = list(steps())


def follow(step: Step, tree: Path) -> None:
    """Does what a step says; its anchor must be there exactly once."""
    path = tree / step.path
    if step.where == "new":
        assert not path.exists(), step.path
        path.write_text(step.text, "utf-8")
        return
    text = path.read_text("utf-8")
    if step.where == "replace":
        assert text.count(step.anchor) == 1, step
        path.write_text(text.replace(step.anchor, step.text.strip()), "utf-8")
        return
    lines = text.splitlines(keepends=True)
    (at,) = [n for n, line in enumerate(lines) if line.rstrip("\n").startswith(step.anchor)]
    at += {"above": -1 if step.before else 0, "below": 1}[step.where]
    path.write_text("".join([*lines[:at], step.text, *lines[at:]]), "utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the recipes touch, with all of them followed."""
    tree = tmp_path_factory.mktemp("tree")
    bare = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("checker", "rules", "docs", "api", "tools"):
        shutil.copytree(ROOT / name, tree / name, ignore=bare)
    no_plug_ins = shutil.ignore_patterns("__pycache__", "*.pyc", "integrations")
    shutil.copytree(ROOT / "tests", tree / "tests", ignore=no_plug_ins)
    shutil.copy(ROOT / "pyproject.toml", tree)
    for step in STEPS:
        follow(step, tree)
    return tree


def test_every_recipe_has_its_steps() -> None:
    assert {step.recipe for step in STEPS} == {
        "Add an agency", "Add a format", "Add a reason code", "Add a condition", "Add a language",
    }  # fmt: skip


@pytest.mark.slow
def test_who_follows_the_recipes_gets_what_they_promise(tree: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(tree)!r})\n{ASKED}"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["agency", "format", "reason", "condition", "language"]


# Tests that keep lists and pages like the code: what a recipe forgets fails there.
KEPT_ALIKE = (
    "tests/rules/test_breadth.py::test_a_rule_id_is_never_renamed_or_dropped",
    "tests/rules/test_breadth.py::test_the_page_about_the_rules_is_written_from_the_files",
    "tests/licensing/test_documented.py",
    "tests/formats/test_registry.py::test_the_documented_table_is_the_table",
)


@pytest.mark.slow
def test_the_tree_with_the_recipes_followed_is_ready_for_a_request(tree: Path) -> None:
    """Runs the recipes' own commands, the linter, and tests that compare pages with code."""
    for block in SHELL.findall(PAGE.partition("## Recipes")[2]):
        command = block.replace("python -m", f"{sys.executable} -m")
        subprocess.run(["bash", "-c", command], cwd=tree, check=True, env=_env(tree))
    touched = sorted({step.path for step in STEPS if step.path.endswith(".py")})
    for words in (
        ["ruff", "check", *touched],
        ["ruff", "format", "--check", *touched],
        ["pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *KEPT_ALIKE],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tree,
            capture_output=True,
            text=True,
            env=_env(tree),
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _env(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree)}


def test_the_hooks_name_programs_of_the_development_environment() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {hook["entry"].split()[0] for hook in hooks} == {"ruff", "mypy", "wirecheck", "python"}
    for hook in hooks:
        files = re.compile(hook.get("files", ""))
        known = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("checker/**/*.py")]
        known += [path.relative_to(ROOT).as_posix() for path in ROOT.glob("rules/*.toml")]
        assert any(files.search(path) for path in known), hook["id"]
