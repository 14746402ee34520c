"""How commands open the newsroom, and how those that need none leave nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.faults import warn
from checker.cli.options import settings_of
from checker.wording import worded

if TYPE_CHECKING:
    from checker.newsroom import Newsroom
    from checker.running.opening import Opening

__all__ = ["opened", "opened_or_empty", "passing", "tell_rules"]


@contextmanager
def opened(
    context: typer.Context, data: Path | None, *, create: bool = True
) -> Iterator["Newsroom"]:
    """Opens the newsroom of the settings.

    Args:
        context: typer's context, with the options before the command's name.
        data: the command's own --data.
        create: create the directory if it is missing; commands that only read must not, or a
            mistyped name would answer "nothing found".
    """
    from dataclasses import replace

    from checker.running.opening import Opening

    opening = replace(Opening.of(settings_of(context, data)), create=create)
    with opening.open() as newsroom:
        tell_rules(newsroom)
        yield newsroom


@contextmanager
def opened_or_empty(
    context: typer.Context, data: Path | None, *, quiet: bool = False
) -> Iterator["Newsroom"]:
    """Opens the newsroom of the settings, or a temporary empty one if there is none."""
    from checker.running.opening import Opening

    asked = Opening.of(settings_of(context, data))
    with (
        passing(asked, make=bool(asked.rules), quiet=quiet) as opening,
        opening.open() as newsroom,
    ):
        tell_rules(newsroom)
        yield newsroom


@contextmanager
def passing(opening: "Opening", *, make: bool, quiet: bool = False) -> Iterator["Opening"]:
    """Returns the opening itself, or one in a temporary folder if its directory is missing.

    Args:
        opening: opens the newsroom.
        make: create the directory if it is missing, as for house rules, which it stores.
        quiet: do not report that there is none.
    """
    if make or opening.data.exists():
        yield opening
        return
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    if not quiet:
        warn(
            worded(
                "there is no newsroom at {absolute}, so the text is not compared with sources "
                "and the check is not kept; `wirecheck sources add FILE` creates one",
                absolute=opening.data.absolute(),
            )
        )
    with TemporaryDirectory(prefix="wirecheck-") as folder:
        yield replace(opening, data=Path(folder, "empty"))


def tell_rules(newsroom: "Newsroom") -> None:
    """Writes to stderr why the rules in force are not those of the folders, if they are not."""
    for problem in newsroom.rule_problems:
        warn(str(problem))
