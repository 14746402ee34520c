"""A command or option that docs/cli.md does not speak of is not finished."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from checker.cli.app import build
from checker.cli.help import EXAMPLES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text("utf-8")
EVERYWHERE = {"--data", "--json", "--help", "-h", "--install-completion", "--show-completion"}


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path), command


EVERY = list(commands(get_command(build())))


@pytest.mark.parametrize(("name", "command"), EVERY, ids=[name for name, _ in EVERY])
def test_every_command_and_option_is_documented(name: str, command: Any) -> None:
    assert f"`{name}" in PAGE or f"wirecheck {name}" in PAGE
    assert (command.help or "").strip()
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option not in EVERYWHERE:
                assert f"`{option}" in PAGE or f"{option} " in PAGE, option


@pytest.mark.parametrize(("name", "command"), EVERY, ids=[name for name, _ in EVERY])
def test_help_has_whole_sentences_and_examples_and_no_types_of_python(
    name: str, command: Any
) -> None:
    shown = command.get_help(Context(command, info_name=f"wirecheck {name}"))
    assert EXAMPLES[name][0] in " ".join(shown.split())
    assert not re.search(r"<[a-z]|list\[|\bPath\b|\brange>", shown), shown
    assert command.short_help.endswith(".")
    assert "..." not in command.short_help
    assert command.short_help[0].isupper()
