"""Pages of the reference, made from the commands, the settings, the codes, the types and the paths.

They are made when the site is built and are in no folder, so they cannot differ from the program.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

import checker
import checker.client
import checker.testing
from api import create_app
from api.settings import ServeSettings
from checker.cli.app import build
from checker.cli.help import first_sentence
from checker.licensing import CODES
from checker.settings import AuditSettings, CheckSettings, Settings
from checker.uses import USE_KEYS

__all__ = ["pages"]

_NO_KEYS = {"use", "check", "audit", "serve", "origin", "placed"}  # sections, and where it was read
LICENSING = Path(__file__).resolve().parents[2] / "docs" / "licensing.md"


def pages() -> dict[str, str]:
    """Returns the text of every page of the reference under the name of its file."""
    made = {
        "commands.md": _commands(),
        "settings.md": _settings(),
        "reason-codes.md": _reason_codes(),
        "http.md": _http(),
        "python.md": _python(),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    """The help of every command, as the program prints it."""
    yield "# Commands"
    yield ""
    yield "What `wirecheck COMMAND --help` prints. [The command line](../cli.md) has exit codes,"
    yield "configuration and what the commands have in common."
    runner, app = CliRunner(), build()
    for name in _names(get_command(app)):
        shown = runner.invoke(app, [*name.split(), "--help"], prog_name="wirecheck")
        yield from ("", f"## {name}", "", "```text", shown.output.strip(), "```")


def _names(group: Any, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _names(command, f"{before}{name} ")
        else:
            yield before + name


def _settings() -> Iterator[str]:
    """Every key of wirecheck.toml with its default and its variable."""
    yield "# Settings"
    yield ""
    yield "Every key of `wirecheck.toml`, its default, and the environment variable that overrides"
    yield "it. [Configuration](../cli.md#configuration) says where the file is looked for."
    for section, kind in (
        ("", Settings),
        ("use", checker.Use),
        ("check", CheckSettings),
        ("audit", AuditSettings),
        ("serve", ServeSettings),
    ):
        yield from ("", f"## `[{section}]`" if section else "## At the top of the file", "")
        yield from (_prose(kind), "", "| key | default | variable |", "| --- | --- | --- |")
        for one in fields(kind):
            if one.name not in _written(section, kind):
                continue
            variable = "_".join(filter(None, ("WIRECHECK", section, one.name))).upper()
            yield f"| `{one.name}` | `{_default(kind, one.name)}` | `{variable}` |"


def _written(section: str, kind: type) -> tuple[str, ...]:
    """The keys that the file may have, of the fields that the type has."""
    known = USE_KEYS if section == "use" else [one.name for one in fields(kind)]
    return tuple(name for name in known if section or name not in _NO_KEYS)


def _default(kind: type, name: str) -> str:
    value = getattr(kind(), name)
    if value in (None, (), ""):
        return "none"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _reason_codes() -> Iterator[str]:
    """The table of docs/licensing.md, by group, for codes that the program knows."""
    rows = dict(
        re.findall(r"^\| `([a-z0-9_.]+)` \| (.*) \|$", LICENSING.read_text("utf-8"), re.MULTILINE)
    )
    yield "# Reason codes"
    yield ""
    yield f"The {len(CODES)} codes of `reasons[].code`, by group. They are stable: none is renamed"
    yield "and none gets another meaning. [Verdicts](../licensing.md) explains how they come about."
    group = ""
    for code in CODES:
        if code.partition(".")[0] != group:
            group = code.partition(".")[0]
            yield from (
                "",
                f"## {group}",
                "",
                "| code | severity | meaning |",
                "| --- | --- | --- |",
            )
        yield f"| `{code}` | {rows[code]} |"


def _http() -> Iterator[str]:
    """Every operation of the service's OpenAPI document."""
    document = create_app(Settings(data=Path("never-opened"))).openapi()
    yield "# HTTP requests"
    yield ""
    yield "Every operation of the service, from its OpenAPI document (`/openapi.json`)."
    yield "[The API](../api.md) explains them with examples that run."
    yield from ("", "| request | does |", "| --- | --- |")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            words = operation.get("description") or operation.get("summary", "")
            yield f"| `{method.upper()} {path}` | {_cell(first_sentence(words))} |"


def _python() -> Iterator[str]:
    """The public names of the library, with their signatures and docstrings."""
    yield "# Python"
    yield ""
    yield "The names that programs may rely on ([stability](../contract.md#python)); all else"
    yield "may change in any version."
    for module, names in (
        (checker, checker.__all__),
        (checker.testing, checker.testing.__all__),
        (checker.client, checker.client.__all__),
    ):
        yield from ("", f"## `{module.__name__}`", "", _prose(module))
        for name in names:
            yield from _name(name, getattr(module, name))


def _name(name: str, value: Any) -> Iterator[str]:
    yield from ("", f"### `{name}`", "")
    if callable(value) and (signature := _signature(name, value)):
        yield from ("```python", signature, "```", "")
    yield _prose(value)
    if inspect.isclass(value) and not issubclass(value, Exception):
        for inner, method in vars(value).items():
            what = getattr(method, "__func__", method)
            if not inner.startswith("_") and inspect.isfunction(what) and what.__doc__:
                yield from ("", f"- `{_signature(inner, what)}`: {first_sentence(what.__doc__)}")


def _signature(name: str, value: Any) -> str:
    try:
        return f"{name}{inspect.signature(value)}"
    except (TypeError, ValueError):  # what is no function and has no constructor of its own
        return ""


def _prose(value: Any) -> str:
    return inspect.cleandoc(value.__doc__ or "")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", r"\|")
