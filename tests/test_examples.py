"""Every command of README, getting-started, guides and examples/README runs in examples/."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import checker.cli.serve
from checker.cli.help import EXAMPLES
from tests.cli.run import Command, Ran
from tests.packaged import share_rules

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
NOT_RUN = ("pip install", "python -m", "./test", "cd examples", "wirecheck --install-completion")
ENDLESS = ("--watch",)  # waits for files until somebody stops it
USES_IT = 1  # the draft asks for something, or a piece uses the item: an answer, not a fault


def commands(page: str) -> Iterator[list[str]]:
    """The words of every command line that a page shows to be typed."""
    for block in FENCE.findall((ROOT / page).read_text("utf-8")):
        for line in block.splitlines():
            for one in line.split("&&"):
                words = shlex.split(one, comments=True)
                if words:
                    yield words


@pytest.fixture
def examples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command in a fresh copy of examples/."""
    here = tmp_path / "examples"
    shutil.copytree(
        ROOT / "examples", here, ignore=shutil.ignore_patterns("wirecheck-data", "report")
    )
    for name in ("WIRECHECK_CONFIG", "WIRECHECK_DATA", "WIRECHECK_RULES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WIRECHECK_TRACEBACK", "1")
    monkeypatch.setenv("WIRECHECK_AUDIT_WORKERS", "1")
    share_rules(monkeypatch)
    monkeypatch.chdir(here)
    return Command(here, capsys, monkeypatch)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The settings with which the service would have been started."""
    settings: list[Any] = []
    monkeypatch.setattr(checker.cli.serve, "run_service", settings.append)
    return settings


def run(examples: Command, words: list[str]) -> Ran:
    assert words[0] == "wirecheck", words
    return examples(*words[1:])


@pytest.mark.slow
@pytest.mark.measured
@pytest.mark.parametrize("page", ["README.md", "examples/README.md", "docs/getting-started.md"])
def test_every_command_of_a_page_runs_in_its_order(
    page: str, examples: Command, served: list[Any]
) -> None:
    ran = []
    for words in commands(page):
        line = " ".join(words)
        if line.startswith(NOT_RUN) or set(words) & set(ENDLESS):
            continue
        done = run(examples, words)
        assert done.code in (0, USES_IT), f"{line}: {done.err or done.out}"
        assert "warning: not read" not in done.err, line
        ran.append(words[1])
    assert {"sources", "agreements", "check"} <= set(ran)
    assert ran.count("serve") + ran.count("demo") >= 1


GUIDES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/guides/*.md"))


@pytest.mark.slow
@pytest.mark.measured
@pytest.mark.parametrize("page", GUIDES)
def test_every_command_of_a_guide_runs_in_its_order(
    page: str, examples: Command, served: list[Any]
) -> None:
    for words in commands(page):
        line = " ".join(words)
        if words[0] == "wirecheck":
            done = run(examples, words)
            assert done.code in (0, USES_IT), f"{line}: {done.err or done.out}"
        else:
            assert words[0].startswith(("pip", "python3", "/opt/wirecheck/bin/")), line


def test_the_answers_are_those_that_the_pages_show(examples: Command) -> None:
    shown = [
        line
        for page in ("README.md", "docs/getting-started.md")
        for block in re.findall(
            r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL
        )
        for line in block.splitlines()
        if line.strip() not in ("", "...") and not line.lstrip().startswith("$")
    ]
    examples("sources", "add", "wire/")
    examples("agreements", "add", "contracts/")
    said = examples("check", "drafts/ferry.html", "--channel", "web", "--territory", "FR").out
    lines = {line.strip() for line in said.splitlines()}
    assert len(shown) >= 3
    assert [line for line in shown if line.strip() not in lines] == []


def test_the_house_rule_of_the_examples_is_found_once_it_is_configured(examples: Command) -> None:
    text = 'rules = ["house-rules"]\n' + (examples.folder / "wirecheck.toml").read_text("utf-8")
    examples.write("wirecheck.toml", text)
    draft = examples.write("d.txt", "By Lowtide Coast Service\n\nThe harbour is open again.\n")
    (answer,) = examples("check", "--json", "--look", "markings", draft).documents
    assert [claim["owner"] for claim in answer["claims"]] == ["lowtide"]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_examples_of_help_are_of_their_command(name: str) -> None:
    for line in EXAMPLES[name]:
        assert line.startswith(f"wirecheck {name}"), line
