"""How commands open the newsroom."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.faults import warn
from checker.cli.options import settings_of

if TYPE_CHECKING:
    from checker.newsroom import Newsroom

__all__ = ["opened", "tell_rules"]


@contextmanager
def opened(
    context: typer.Context, data: Path | None, *, create: bool = True
) -> Iterator["Newsroom"]:
    """The newsroom of the settings.

    Args:
        context: what stood before the command's name.
        data: the command's own --data.
        create: make the directory if it is not there; questions must not, or a mistyped name
            would answer "nothing found".
    """
    from checker.checking import Limits
    from checker.newsroom import Newsroom

    settings = settings_of(context, data)
    limits = Limits(settings.check.scan_seconds, settings.check.total_seconds)
    with Newsroom.open(
        settings.data, rules=settings.rules, create=create, limits=limits
    ) as newsroom:
        tell_rules(newsroom)
        yield newsroom


def tell_rules(newsroom: "Newsroom") -> None:
    """Writes to stderr why the rules in force are not those of the folders, if they are not."""
    for problem in newsroom.rule_problems:
        warn(str(problem))
