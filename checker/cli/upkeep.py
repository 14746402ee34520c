"""`wirecheck backup`, `restore` and `config`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, settings_of
from checker.errors import Conflict, Problem
from checker.wording import worded

if TYPE_CHECKING:
    from checker.settings import Settings

__all__ = ["absolute", "backup", "config", "replace_paths", "restore"]


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new directory for the backup.")],
    data: Data = None,
) -> None:
    """Back up the newsroom while it is in use."""
    with opened(context, data, create=False) as newsroom:
        manifest = newsroom.store.backup(target, at=newsroom.clock())
    console.say(
        worded(
            "{counted}: {target}",
            counted=_counted(manifest["sources"], manifest["checks"]),
            target=target,
        )
    )


def restore(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="DIR", help="The directory that `backup` wrote.")
    ],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Replace the existing directory, which is kept under another name."
        ),
    ] = False,
    data: Data = None,
) -> None:
    """Restore a backup; stop the service first. The index is rebuilt."""
    from checker.store import restore as put_back

    settings = settings_of(context, data)
    try:
        restored = put_back(source, settings.data, at=datetime.now(UTC), replace=replace)
    except Conflict:
        hint = worded(
            "--replace puts the backup in its place and keeps the old one under another name"
        )
        place = str(settings.data)
        raise Conflict(Problem(place, "already contains a database", hint)) from None
    if restored.kept_as:
        console.say(
            worded(
                "the previous directory is kept as {data}", data=settings.data / restored.kept_as
            )
        )
    _tell_lost(restored.kills_lost)
    with opened(context, data, create=False) as newsroom, console.progress("indexed") as progress:
        newsroom.index.rebuild(progress)
    console.say(
        worded(
            "{counted}: {data}",
            counted=_counted(restored.sources, restored.checks),
            data=settings.data,
        )
    )


def _tell_lost(kills: tuple[str, ...] | None) -> None:
    """Says which kills came after the backup: without them their items are no longer withdrawn."""
    if kills is None:
        console.say(worded("the kills of the previous directory could not be read"))
    elif kills:
        console.say(worded("killed after the backup, and no longer: {ids}", ids=", ".join(kills)))
        console.say(worded("`wirecheck sources kill ID` withdraws an item again"))
    if kills != ():
        console.say(worded("read the feeds again from the day of the backup on"))


def config(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show the effective configuration and the file that it comes from.

    The environment overrides the file, and the command line overrides both. Paths are absolute.
    """
    import msgspec

    from checker.cli.serve import service
    from checker.uses import USE_KEYS

    settings = settings_of(context, data)
    serve = service("settings").serve_settings(settings)
    whole = replace_paths(settings)
    builtin: dict[str, Any] = msgspec.to_builtins(whole, enc_hook=str)
    document = {**builtin, "serve": msgspec.to_builtins(serve)}
    del document["placed"]
    # What no file can set is no setting.
    document["use"] = {key: value for key, value in builtin["use"].items() if key in USE_KEYS}
    if json:
        console.write_json(document)
        return
    console.say(worded("file = {file_words}", file_words=_file_words(whole)))
    del document["origin"]
    for name, value in document.items():
        if isinstance(value, dict):
            for key, inner in value.items():
                console.say(
                    worded("{name}.{key} = {shown}", name=name, key=key, shown=_shown(inner))
                )
        else:
            console.say(worded("{name} = {shown}", name=name, shown=_shown(value)))


def replace_paths(settings: "Settings") -> "Settings":
    """Returns the settings with absolute paths."""
    from dataclasses import replace

    origin = None if settings.origin is None else absolute(settings.origin)
    rules = tuple(absolute(folder) for folder in settings.rules)
    return replace(settings, data=absolute(settings.data), rules=rules, origin=origin)


def absolute(path: Path) -> Path:
    """Returns an absolute path without `..`; links are not resolved."""
    return Path(os.path.normpath(path.absolute()))


def _file_words(settings: "Settings") -> str:
    from checker.settings import FILE

    if settings.origin is not None:
        return str(settings.origin)
    return worded("none (there is no {file} in {folder} or above it)", file=FILE, folder=Path.cwd())


def _counted(sources: int, checks: int) -> str:
    return f"{console.count(sources, 'source')}, {console.count(checks, 'check')}"


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value in (None, "") else str(value)
