"""`wirecheck backup`, `restore` and `config`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import console
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, settings_of
from checker.errors import Conflict, Problem

__all__ = ["backup", "config", "restore"]


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new directory.")],
    data: Data = None,
) -> None:
    """Copy the newsroom while it is in use."""
    with opened(context, data, create=False) as newsroom:
        manifest = newsroom.store.backup(target, at=newsroom.clock())
    console.say(f"{manifest['sources']} sources, {manifest['checks']} checks: {target}")


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="DIR", help="What `backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of what is there; it is set aside.")
    ] = False,
    data: Data = None,
) -> None:
    """Put a backup back; stop the service first. The index is made again."""
    from checker.store import restore as put_back

    settings = settings_of(context, data)
    try:
        restored = put_back(source, settings.data, at=datetime.now(UTC), replace=replace)
    except Conflict:
        hint = "--replace takes its place and keeps it under another name"
        place = str(settings.data)
        raise Conflict(Problem(place, "holds a database already", hint)) from None
    if restored.kept_as:
        console.say(f"what was there is kept as {settings.data / restored.kept_as}")
    with opened(context, data, create=False) as newsroom, console.progress("indexed") as progress:
        newsroom.index.rebuild(progress)
    console.say(f"{restored.sources} sources, {restored.checks} checks: {settings.data}")


def config(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show the configuration: file, environment and command line together."""
    import msgspec

    from checker.cli.serve import service

    settings = settings_of(context, data)
    serve = service("settings").serve_settings(settings)
    builtin: dict[str, Any] = msgspec.to_builtins(settings, enc_hook=str)
    document = {**builtin, "serve": msgspec.to_builtins(serve)}
    if json:
        console.write_json(document)
        return
    for name, value in document.items():
        if isinstance(value, dict):
            for key, inner in value.items():
                console.say(f"{name}.{key} = {_shown(inner)}")
        else:
            console.say(f"{name} = {_shown(value)}")


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "-"
    return "-" if value in (None, "") else str(value)
