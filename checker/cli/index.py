"""`wirecheck index`: the posting segments."""

from collections.abc import Callable

import typer

from checker.cli import console
from checker.cli.faults import INCOMPLETE
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json

__all__ = ["COMMANDS"]


def stats(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """How large the index is and what it holds."""
    with opened(context, data, create=False) as newsroom:
        newsroom.index.sync()
        found = newsroom.index.stats()
    if json:
        console.write_json(found)
        return
    for name, value in found.items():
        console.say(f"{name}: {value}")


def rebuild(context: typer.Context, data: Data = None) -> None:
    """Make the segments again from the database; checks go on meanwhile."""
    with opened(context, data, create=False) as newsroom:
        with console.progress("indexed") as progress:
            newsroom.index.rebuild(progress)
        console.say(f"{newsroom.store.documents.count()} texts indexed")


def verify(context: typer.Context, data: Data = None) -> None:
    """Check every segment against its checksum and the database."""
    with opened(context, data, create=False) as newsroom:
        problems = newsroom.index.verify()
    for problem in problems:
        console.say(str(problem))
    if problems:
        console.say("wirecheck index rebuild makes the index again from the database")
        raise typer.Exit(INCOMPLETE)
    console.say("the index is whole")


COMMANDS: dict[str, Callable[..., None]] = {"stats": stats, "rebuild": rebuild, "verify": verify}
