"""Options that several commands share, and what the root command remembers of them."""

import sys
from collections.abc import Collection, Iterable
from dataclasses import replace
from errno import EBADF
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.reader import ask_language
from checker.languages import LANGUAGES
from checker.values import dataclass
from checker.wording import worded

if TYPE_CHECKING:
    from checker.models.vocabulary import Look
    from checker.settings import Settings

__all__ = [
    "AsType",
    "At",
    "Channel",
    "Data",
    "FirstPublished",
    "Json",
    "Limit",
    "LookFor",
    "Publisher",
    "Purpose",
    "Site",
    "Territory",
    "known_type",
    "look_for",
    "one_of",
    "remember",
    "settings_of",
    "standard_input",
    "text_of",
    "use_of",
    "within",
]

_USE = worded("The use")

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="The newsroom's data directory; by default, the one in the configuration.",
        metavar="DIR",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON object per line.")]
AsType = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Read the file as this type (text, html, newsml-g2, ninjs ...) without detecting"
        " its type.",
        metavar="TYPE",
    ),
]
Limit = Annotated[int | None, typer.Option(help="Show at most N.", min=1, metavar="N")]
LookFor = Annotated[
    list[str] | None,
    typer.Option(
        help="What to look for: markings or reuse. By default both; may be repeated.",
        metavar="WHAT",
    ),
]
Publisher = Annotated[
    str | None,
    typer.Option(
        help="The publisher, as named in the agreements.", rich_help_panel=_USE, metavar="ID"
    ),
]
Site = Annotated[
    str | None, typer.Option(help="The site or title.", rich_help_panel=_USE, metavar="NAME")
]
Channel = Annotated[
    str | None,
    typer.Option(
        help="The channel: web, app, print, newsletter ...", rich_help_panel=_USE, metavar="NAME"
    ),
]
Territory = Annotated[
    list[str] | None,
    typer.Option(
        help="A country code, such as FR; may be repeated.", rich_help_panel=_USE, metavar="CODE"
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        help="When the text is published (RFC 3339); by default, now.",
        rich_help_panel=_USE,
        metavar="TIME",
    ),
]
FirstPublished = Annotated[
    str | None,
    typer.Option(
        help="When the text was first published (RFC 3339).", rich_help_panel=_USE, metavar="TIME"
    ),
]
Purpose = Annotated[
    str | None,
    typer.Option(
        help="The purpose: publish, non_commercial, ai_summary, ai_input, ai_training, translation"
        " or archive.",
        rich_help_panel=_USE,
        metavar="NAME",
    ),
]


@dataclass(frozen=True, slots=True)
class _Root:
    """What is written before the command's name."""

    data: Path | None
    config: Path | None


def _in_language(code: str | None) -> str | None:
    """Notes the language before anything else is read, so that help is in it, too."""
    if code is not None and code not in LANGUAGES:
        codes = " or ".join(LANGUAGES)
        raise typer.BadParameter(worded("it must be {codes}", codes=codes), param_hint="--language")
    ask_language(code or "")
    return code


def remember(
    context: typer.Context,
    data: Data = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The configuration file; by default, the nearest wirecheck.toml in this folder or"
            " one above it.",
            metavar="FILE",
        ),
    ] = None,
    language: Annotated[  # noqa: ARG001 - its callback has noted it
        str | None,
        typer.Option(
            help="The language of messages: en or de; by default, the terminal's language"
            " for text and English for machine-readable output.",
            metavar="CODE",
            is_eager=True,
            callback=_in_language,
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Answers whose text is in a story, whether it may be published, and what is missing."""
    if version:
        from checker.versions import package_version

        typer.echo(package_version())
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    context.obj = _Root(data, config)


def within(context: typer.Context, data: Data = None) -> None:
    """Accepts `--data` between the name of a group and that of its command, too."""
    if data is not None:
        root: _Root = context.obj or _Root(None, None)
        context.obj = replace(root, data=data)


def settings_of(context: typer.Context, data: Path | None) -> "Settings":
    """Returns the settings: the file, then the environment, then the command line.

    Raises:
        ConfigurationError: a key or value is wrong.
    """
    from checker.errors import ConfigurationError, Problem
    from checker.settings import load_settings

    root: _Root = context.obj or _Root(None, None)
    settings = load_settings(root.config)
    chosen = data or root.data
    if chosen is not None and chosen.exists() and not chosen.is_dir():
        what = worded("is not a Wirecheck data directory: it is a file")
        raise ConfigurationError(Problem(str(chosen), what, "name a directory"))
    return settings if chosen is None else replace(settings, data=chosen, placed=False)


def look_for(settings: "Settings", given: list[str] | None) -> "tuple[Look, ...]":
    """Returns what to look for, from the command line or else from the settings.

    Raises:
        ConfigurationError: a value is not known.
    """
    from checker.models.vocabulary import LOOKS

    one_of("--look", given or (), LOOKS)
    return tuple(look for look in LOOKS if look in given) if given else settings.check.look


def one_of(option: str, given: Iterable[str], allowed: Collection[str]) -> None:
    """Refuses words that an option does not know, with those that were probably meant.

    Raises:
        ConfigurationError: it names all such words.
    """
    from checker.errors import ConfigurationError, Problem
    from checker.strict import hint

    wrong = [
        Problem(option, worded("unknown value {word}", word=repr(word)), hint(word, allowed))
        for word in given
        if word not in allowed
    ]
    if wrong:
        raise ConfigurationError(*wrong)


def known_type(as_type: str | None) -> None:
    """Refuses a type that no reader has.

    Raises:
        ConfigurationError: it names the nearest type.
    """
    if as_type is not None:
        from checker.formats import known_types

        one_of("--as", [as_type], known_types())


def use_of(settings: "Settings", **given: Any) -> Any:
    """Returns the configured use, overridden by the options of the command line.

    Raises:
        ConfigurationError: a time, purpose or territory is not known.
    """
    from checker.uses import use_from

    return use_from({k: v for k, v in given.items() if v}, settings.use, "--use")


def text_of(path: Path) -> str:
    """Returns the text of a file that people write: an agreement, a policy.

    Raises:
        ConfigurationError: it is not valid UTF-8.
        OSError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        from checker.errors import ConfigurationError, Problem

        hint = "save it as UTF-8"
        raise ConfigurationError(Problem(str(path), "is not UTF-8 text", hint)) from None


def standard_input() -> bytes:
    """Reads standard input to its end; on a terminal, it first says what it is waiting for.

    Raises:
        OSError: the caller closed it.
    """
    if sys.stdin is None:
        raise OSError(EBADF, worded("standard input is closed"))
    if sys.stdin.isatty():
        console.note(worded("Paste the text, then press Ctrl-D."))
    return sys.stdin.buffer.read()
