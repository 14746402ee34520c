"""All commands under one name, with one way of ending on an error."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import typer

from checker.cli import (
    agreements,
    audit,
    audits,
    check,
    demo,
    doctor,
    fix,
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
from checker.cli.help import HelpedCommand, PlainGroup, examples_of, first_sentence, paragraphs
from checker.cli.options import remember, within

__all__ = ["abouts", "build", "run"]

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_COMPLETING = "_WIRECHECK_COMPLETE"  # a shell asks with it what may follow
_INTRO = "Whose text is in this story, may we publish it here and now, and what is missing?"

_COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("check", check.check),
    ("fix", fix.fix),
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
    ("doctor", doctor.doctor),
)
_GROUPS: tuple[tuple[str, str, dict[str, Callable[..., None]]], ...] = (
    ("sources", "Manage licensed items: what drafts are compared with.", sources.COMMANDS),
    ("agreements", "Manage agreements: what your contracts allow.", agreements.COMMANDS),
    ("policy", "Show or set the policy: what the CMS does with a verdict.", policy.COMMANDS),
    (
        "audits",
        "List, resume and cancel audits; export and settle what they found.",
        audits.COMMANDS,
    ),
    ("rules", "List, check and try marking rules.", rules.COMMANDS),
    ("index", "Show, verify and rebuild the index of the sources.", index.COMMANDS),
    ("keys", "Create, list and revoke API keys.", keys.COMMANDS),
)


def build(only: str | None = None) -> typer.Typer:
    """Returns the application with every command, or only the command or group named `only`."""
    app = _typer(_INTRO, completion=True)
    app.callback(invoke_without_command=True)(remember)
    for name, command in _COMMANDS:
        if only in (None, name):
            _add(app, name, command, name)
    for group, about, commands in _GROUPS:
        if only not in (None, group):
            continue
        part = _typer(about)
        part.callback()(within)
        for name, command in commands.items():
            _add(part, name, command, f"{group} {name}")
        app.add_typer(part, name=group, short_help=about)
    return app


def abouts() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields the help texts of each command and group: `(texts, module)`."""
    yield (_INTRO, *(about for _, about, _ in _GROUPS)), __name__
    for _, command in (*_COMMANDS, *(one for _, _, part in _GROUPS for one in part.items())):
        words = command.__doc__ or ""
        yield (*paragraphs(words), first_sentence(words)), command.__module__


def run(arguments: list[str] | None = None) -> None:
    """Runs the application and ends the process with its exit code."""
    given = audits.in_full(sys.argv[1:] if arguments is None else arguments)
    build(_named(given))(args=given, prog_name="wirecheck")


def _named(arguments: list[str]) -> str | None:
    """The command or group that the first argument names, so that no other one is built."""
    first = arguments[0] if arguments and _COMPLETING not in os.environ else ""
    names = {name for name, *_ in (*_COMMANDS, *_GROUPS)}
    return first if first in names else None


def _add(app: typer.Typer, name: str, command: Callable[..., None], whole: str) -> None:
    """Adds a command with its first sentence for lists and its examples at the end of its help."""
    summary = first_sentence(command.__doc__ or "")
    made = app.command(name, cls=HelpedCommand, short_help=summary, epilog=examples_of(whole))
    made(guarded(command))


def _typer(about: str, *, completion: bool = False) -> typer.Typer:
    settings: dict[str, Any] = {
        "cls": PlainGroup,
        "help": about,
        "no_args_is_help": not completion,  # the root shows its help and ends with 0
        "add_completion": completion,
        "pretty_exceptions_enable": False,
        "context_settings": _CONTEXT,
        "rich_markup_mode": None,
    }
    return typer.Typer(**settings)
