"""`wirecheck index`: the posting segments."""

from collections.abc import Callable
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.faults import INCOMPLETE
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json
from checker.private import seen_by_others

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


def verify(
    context: typer.Context,
    every_text: Annotated[
        bool, typer.Option("--all", help="Compare every text with the index, not 2,000 of them.")
    ] = False,
    data: Data = None,
) -> None:
    """Read every byte of index and database; compare checksums, and the texts with the index."""
    with opened(context, data, create=False) as newsroom:
        wrong = newsroom.index.verify(every_text=every_text)
        wrong_in_database = newsroom.store.verify()
        exposed = seen_by_others(newsroom.store.path)
    if exposed:
        console.say(f"warning: {exposed}")
    for problem in (*wrong, *wrong_in_database):
        console.say(str(problem))
    if wrong_in_database:
        console.say("the index cannot be made again from a damaged database: restore a backup")
    elif wrong:
        console.say("wirecheck index rebuild makes the index again from the database")
    if wrong or wrong_in_database:
        raise typer.Exit(INCOMPLETE)
    console.say("the index is whole, and so is the database")


COMMANDS: dict[str, Callable[..., None]] = {"stats": stats, "rebuild": rebuild, "verify": verify}
