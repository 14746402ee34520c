"""All commands under one name, with one way to end when something is wrong."""

from collections.abc import Callable
from typing import Any

import typer

from checker.cli import (
    agreements,
    audit,
    audits,
    check,
    demo,
    index,
    keys,
    matrix,
    policy,
    recall,
    rules,
    serve,
    sources,
    upkeep,
)
from checker.cli.faults import guarded
from checker.cli.options import remember

__all__ = ["build", "run"]

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_INTRO = "Whose text is in this story, may we publish it here and now, and what is missing."

_COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("check", check.check),
    ("matrix", matrix.matrix),
    ("recall", recall.recall),
    ("expiring", recall.expiring),
    ("replay", recall.replay),
    ("audit", audit.audit),
    ("serve", serve.serve),
    ("demo", demo.demo),
    ("backup", upkeep.backup),
    ("restore", upkeep.restore),
    ("config", upkeep.config),
)
_GROUPS: tuple[tuple[str, str, dict[str, Callable[..., None]]], ...] = (
    ("sources", "Licensed items: what drafts are compared with.", sources.COMMANDS),
    ("agreements", "Agreements: the licences of your contracts.", agreements.COMMANDS),
    ("policy", "What the CMS does with a verdict.", policy.COMMANDS),
    ("audits", "Runs over archives: their states, and how one goes on or ends.", audits.COMMANDS),
    ("rules", "Marking rules, for their writers.", rules.COMMANDS),
    ("index", "The posting segments.", index.COMMANDS),
    ("keys", "Keys of the API.", keys.COMMANDS),
)


def build() -> typer.Typer:
    """The application with every command."""
    app = _typer(_INTRO)
    app.callback(invoke_without_command=True)(remember)
    for name, command in _COMMANDS:
        app.command(name)(guarded(command))
    for group, about, commands in _GROUPS:
        part = _typer(about)
        for name, command in commands.items():
            part.command(name)(guarded(command))
        app.add_typer(part, name=group)
    return app


def run(arguments: list[str] | None = None) -> None:
    """Runs the application and ends the process with its code."""
    build()(args=arguments, prog_name="wirecheck")


def _typer(about: str) -> typer.Typer:
    settings: dict[str, Any] = {
        "help": about,
        "no_args_is_help": True,
        "add_completion": False,
        "pretty_exceptions_enable": False,
        "context_settings": _CONTEXT,
        "rich_markup_mode": None,
    }
    return typer.Typer(**settings)
