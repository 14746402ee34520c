"""docs/contract.md lists what others build on, all of it and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import checker
from api import create_app
from checker.cli.app import build
from checker.cli.faults import CLEAR, INCOMPLETE, TO_DO, USAGE
from checker.models.vocabulary import CLAIM_ROLES, ENFORCEMENTS, EVENTS, VERDICTS
from checker.report.answer import SCHEMA
from checker.settings import Settings

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "contract.md").read_text("utf-8")


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def commands(group: Any, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_is_listed() -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Commands"), re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`([^`(]+)`", row)]
    assert sorted(listed) == sorted(commands(get_command(build())))


def test_every_exit_code_is_listed() -> None:
    listed = [int(code) for code in re.findall(r"^\| (\d) \|", section("Commands"), re.MULTILINE)]
    assert listed == [CLEAR, TO_DO, USAGE, INCOMPLETE]


def test_every_path_and_method_is_listed(tmp_path: Path) -> None:
    paths = create_app(Settings(data=tmp_path / "never-opened")).openapi()["paths"]
    rows = re.findall(r"^\| `(/[^`]*)` \| (.*) \|$", section("HTTP"), re.MULTILINE)
    listed = {path: set(re.findall(r"`([A-Z]+)`", methods)) for path, methods in rows}
    assert listed == {path: {m.upper() for m in methods} for path, methods in paths.items()}


@pytest.mark.parametrize("name", checker.__all__)
def test_a_public_name_of_the_library_is_listed_or_is_an_error(name: str) -> None:
    value = getattr(checker, name)
    is_error = isinstance(value, type) and issubclass(value, Exception)
    assert is_error or name == "Problem" or f"`{name}`" in section("Python")


@pytest.mark.parametrize("word", [SCHEMA, *VERDICTS, *ENFORCEMENTS, *EVENTS, *CLAIM_ROLES])
def test_a_word_of_the_protocol_is_on_the_page(word: str) -> None:
    assert re.search(rf'[`"]{re.escape(word)}[`"]', PAGE)


def test_the_verdicts_are_in_their_order() -> None:
    places = [section("A result").index(f"`{word}`") for word in VERDICTS]
    assert places == sorted(places)
