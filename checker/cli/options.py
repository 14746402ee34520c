"""Options that several commands share, and what the root command remembers of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.models import LOOKS, Look
from checker.settings import Settings

__all__ = [
    "At",
    "Channel",
    "Data",
    "FirstPublished",
    "Json",
    "LookFor",
    "Publisher",
    "Purpose",
    "Site",
    "Territory",
    "look_for",
    "remember",
    "settings_of",
    "use_of",
]

_USE = "The use"

Data = Annotated[
    Path | None,
    typer.Option("--data", help="The newsroom's data directory.", metavar="DIR"),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
LookFor = Annotated[
    list[str] | None,
    typer.Option(help="What to look for: markings, reuse; may be repeated."),
]
Publisher = Annotated[str | None, typer.Option(help="Who publishes.", rich_help_panel=_USE)]
Site = Annotated[str | None, typer.Option(help="The site or title.", rich_help_panel=_USE)]
Channel = Annotated[
    str | None, typer.Option(help="web, app, print, newsletter ...", rich_help_panel=_USE)
]
Territory = Annotated[
    list[str] | None,
    typer.Option(help="A country code; may be repeated.", rich_help_panel=_USE),
]
At = Annotated[
    str | None,
    typer.Option(
        help="When it is published (RFC 3339); now.", rich_help_panel=_USE, metavar="TIME"
    ),
]
FirstPublished = Annotated[
    str | None,
    typer.Option(help="When it was first published.", rich_help_panel=_USE, metavar="TIME"),
]
Purpose = Annotated[
    str | None,
    typer.Option(
        help="publish, non_commercial, ai_summary, ai_input, ai_training, translation or archive.",
        rich_help_panel=_USE,
    ),
]


@dataclass(frozen=True, slots=True)
class _Root:
    """What stood before the command's name."""

    data: Path | None
    config: Path | None


def remember(
    context: typer.Context,
    data: Data = None,
    config: Annotated[
        Path | None, typer.Option(help="wirecheck.toml of another name or place.", metavar="FILE")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="The version, and nothing else.")
    ] = False,
) -> None:
    """Whose text is in this story, may we publish it here and now, and what is missing."""
    if version:
        from checker.versions import package_version

        typer.echo(package_version())
        raise typer.Exit
    context.obj = _Root(data, config)


def settings_of(context: typer.Context, data: Path | None) -> Settings:
    """File, environment, then the command line over both.

    Raises:
        ConfigurationError: a key or value is wrong.
    """
    from dataclasses import replace

    from checker.settings import load_settings

    root: _Root = context.obj or _Root(None, None)
    settings = load_settings(root.config)
    chosen = data or root.data
    return settings if chosen is None else replace(settings, data=chosen)


def look_for(settings: Settings, given: list[str] | None) -> tuple[Look, ...]:
    """What to look for: as the command line says, or else the settings.

    Raises:
        ConfigurationError: there is no such look.
    """
    from checker.errors import ConfigurationError, Problem

    for name in given or ():
        if name not in LOOKS:
            hint = "allowed: " + ", ".join(LOOKS)
            raise ConfigurationError(Problem("--look", f"{name!r} is not known", hint))
    return tuple(look for look in LOOKS if look in given) if given else settings.check.look


def use_of(settings: Settings, **given: Any) -> Any:
    """The configured use with the command line's options over it.

    Raises:
        ConfigurationError: a time or purpose cannot be read.
    """
    from checker.uses import use_from

    return use_from({k: v for k, v in given.items() if v}, settings.use, "--use")
