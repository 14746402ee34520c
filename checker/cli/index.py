"""`wirecheck index`: the posting segments."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.faults import INCOMPLETE, stoppable
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json
from checker.private import seen_by_others
from checker.wording import worded

__all__ = ["COMMANDS"]

_KEPT = worded(
    "Stopped: the previous index stays in use. Run `wirecheck index rebuild` to start again."
)

_MEANS: Mapping[str, str] = MappingProxyType(
    {
        "items": worded("texts that drafts are compared with"),
        "removed": worded("removed texts that still take up space"),
        "families": worded("texts, with versions and near copies of one another counted once"),
        "segments": worded("files on the disk"),
        "postings": worded("fingerprints of all texts"),
        "in_memory": worded("texts that are not yet in a file on the disk"),
        "bytes": worded("size on the disk"),
        "bytes_an_item": worded("size on the disk for each text"),
        "seq": worded("the last change of the database that the index contains"),
        "behind": worded("changes of the database that the index does not contain yet"),
        "fault": worded("why the index cannot be used"),
        "not_mended": worded("why a damaged segment could not be rebuilt"),
        "not_merged": worded("why small segments could not be merged"),
    }
)


def stats(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show how large the index is and what it contains."""
    with opened(context, data, create=False) as newsroom:
        newsroom.index.sync()
        found = newsroom.index.stats()
    if json:
        console.write_json(found)
        return
    for name, value in found.items():
        about = f"  ({_MEANS[name]})" if name in _MEANS else ""
        console.say(
            worded(
                "{name}: {value}{about}",
                name=name,
                value="-" if value is None else value,
                about=about,
            )
        )


def rebuild(context: typer.Context, data: Data = None) -> None:
    """Rebuild the index from the database; checks continue meanwhile."""
    with opened(context, data, create=False) as newsroom:
        with stoppable(lambda: _KEPT), console.progress("indexed") as progress:
            newsroom.index.rebuild(progress)
        console.say(
            worded("{count} indexed", count=console.count(newsroom.store.documents.count(), "text"))
        )


def verify(
    context: typer.Context,
    every_text: Annotated[
        bool, typer.Option("--all", help="Compare every text with the index, not only 2,000.")
    ] = False,
    data: Data = None,
) -> None:
    """Verify index and database: checksums of all bytes, and the texts against the index."""
    with opened(context, data, create=False) as newsroom:
        wrong = newsroom.index.verify(every_text=every_text)
        wrong_in_database = newsroom.store.verify()
        exposed = seen_by_others(newsroom.store.path)
    if exposed:
        console.say(worded("warning: {exposed}", exposed=exposed))
    for problem in (*wrong, *wrong_in_database):
        console.say(str(problem))
    if wrong_in_database:
        console.say("the index cannot be rebuilt from a damaged database: restore a backup")
    elif wrong:
        console.say("to rebuild the index from the database: wirecheck index rebuild")
    if wrong or wrong_in_database:
        raise typer.Exit(INCOMPLETE)
    console.say("the index and the database are whole")


COMMANDS: dict[str, Callable[..., None]] = {"stats": stats, "rebuild": rebuild, "verify": verify}
