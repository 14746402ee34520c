"""`wirecheck sources`: licensed items in, listed, shown, removed, killed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import INCOMPLETE
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json

if TYPE_CHECKING:
    from checker.cli.ingest import Ingest
    from checker.formats import BadRecord
    from checker.newsroom import Newsroom

__all__ = ["COMMANDS"]

SHOWN = 20  # lines about what could not be read; --json has all

Owner = Annotated[str | None, typer.Option(help="Whose items these are, whatever they say.")]


def add(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders of the wire.", show_default=False)
    ] = None,
    owner: Owner = None,
    as_type: Annotated[
        str | None, typer.Option("--as", help="Read them as this type.", metavar="TYPE")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of times without an offset (Europe/Paris).")
    ] = None,
    watch: Annotated[
        Path | None, typer.Option(help="Keep taking what appears in this folder.", metavar="DIR")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Add licensed items; the same version again changes nothing.

    Ends with 3 when something could not be read; all the rest is in.
    """
    from checker.cli.ingest import Ingest
    from checker.errors import ConfigurationError, Problem

    if not files and watch is None:
        raise ConfigurationError(Problem("sources add", "nothing to add", "name files or --watch"))
    with opened(context, data) as newsroom:
        if owner is not None:
            owner = _owner_of(newsroom, owner)
        ingest = Ingest(newsroom, owner=owner, as_type=as_type, zone=zone)
        if files:
            with console.progress("added") as progress:
                ingest.files(files, progress)
            _tell(ingest, json)
        if watch is not None:
            from checker.cli.watch import watch_folder

            watch_folder(watch, ingest, lambda: _tell(ingest, json))
    if ingest.bad:
        raise typer.Exit(INCOMPLETE)


def list_(
    context: typer.Context,
    owner: Annotated[
        str | None, typer.Option(help="Only this owner's: an id, a name or an alias.")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 100,
    after: Annotated[str | None, typer.Option(help="Those after this id.")] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """List licensed items by id."""
    from checker.running.named import owner_named

    with opened(context, data, create=False) as newsroom:
        known = None if owner is None else owner_named(newsroom, owner, "--owner")
        page = newsroom.store.sources.page(after=after, limit=limit, owner=known)
        if json:
            for entry in page:
                console.write_json(_entry(entry))
            return
        if known is not None and not page:
            console.say(f"no items of {known}")
            return
        rows = [
            (e.item.source, e.item.owner, e.item.newest_version, _status(e), e.title) for e in page
        ]
        console.table(("id", "owner", "version", "status", "title"), rows)


def show(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID")],
    version: Annotated[str | None, typer.Option(help="An older version.")] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show one item: what the wire says of it, its versions and its text."""
    import msgspec

    with opened(context, data, create=False) as newsroom:
        found = newsroom.store.sources.get(source, version=version)
        item = newsroom.store.sources.items([source]).get(source)
        document = {"source": msgspec.to_builtins(found), "item": msgspec.to_builtins(item)}
    if json:
        console.write_json(document)
        return
    for name, value in {**document["source"], **(document["item"] or {})}.items():
        if name not in ("text", "rights") and value not in (None, "", [], ()):
            console.say(f"{name}: {_line(value)}")
    for name, value in document["item"]["rights"].items() if document["item"] else ():
        if value not in (None, "", [], ()):
            console.say(f"rights.{name}: {_line(value)}")
    console.say("")
    console.say(found.text)


def remove(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="ID...")],
    data: Data = None,
) -> None:
    """Remove items; drafts are not compared with them any more."""
    with opened(context, data, create=False) as newsroom:
        for source in sources:
            newsroom.store.sources.remove(source, at=newsroom.clock())
            console.say(f"removed {source}")


def kill(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID")],
    reason: Annotated[str, typer.Option(help="Why the agency killed it.")] = "",
    data: Data = None,
) -> None:
    """Kill an item: blocked from now on, for good; tells which pieces use it."""
    from checker.cli.recall import show_recalled

    with opened(context, data) as newsroom:
        unknown = newsroom.store.sources.unknown(source)
        killed = newsroom.store.sources.kill(source, newsroom.clock(), reason or None)
        console.say(f"killed {', '.join(killed) or source}")
        show_recalled(newsroom.store.checks.recall(source))
    if unknown is not None:
        console.warn(f"no item {source} has come in yet: the kill waits for it. {unknown}")


def release(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID")],
    data: Data = None,
) -> None:
    """Take a kill back that was a mistake; what the wire says of the item holds again."""
    with opened(context, data, create=False) as newsroom:
        released = newsroom.store.sources.release(source, newsroom.clock())
        console.say(f"released {', '.join(released)}" if released else f"{source} was not killed")


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_,
    "show": show,
    "remove": remove,
    "kill": kill,
    "release": release,
}


def _owner_of(newsroom: "Newsroom", name: str) -> str:
    """The owner's id; a name that is new here stays, with a word about the nearest known one."""
    from checker.errors import UnknownName
    from checker.running.named import owner_named

    try:
        return owner_named(newsroom, name, "--owner")
    except UnknownName as error:
        if error.problems[0].hint:
            console.warn(f"no owner {name} is known so far: {error.problems[0].hint}")
        return name


def _tell(ingest: "Ingest", as_json: bool) -> None:
    from checker.store import OUTCOMES

    if as_json:
        console.write_json(ingest.summary())
        return
    counts = ingest.outcomes
    parts = [f"{counts[name]} {name}" for name in OUTCOMES]
    console.say(", ".join(parts) + (f", {ingest.killed} killed" if ingest.killed else ""))
    for source, checks in ingest.late.items():
        console.say(f"late: {source} is used by {', '.join(checks)}")
    told = list(_grouped(ingest.bad))
    for line in told[:SHOWN]:
        console.warn(f"not read: {line}")
    if len(told) > SHOWN:
        console.warn(f"not read: {len(told) - SHOWN} more kinds of faults")


def _grouped(bad: list["BadRecord"]) -> Iterator[str]:
    """A line a file and fault: a file of the wrong kind has the same fault in every line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for record in bad:
        file, mark, number = record.place.rpartition(":")
        name = file if mark and number.isdigit() else record.place
        groups.setdefault((name, record.what), []).append(record.place)
    for (name, what), places in groups.items():
        alone = len(places) == 1
        yield f"{places[0]}: {what}" if alone else f"{name}: {what} ({len(places)} times)"


def _status(entry: Any) -> str:
    if entry.item.killed_at is not None:
        return "killed"
    return entry.item.rights.status or "usable"


def _entry(entry: Any) -> dict[str, Any]:
    import msgspec

    return {**msgspec.to_builtins(entry.item), "title": entry.title}


def _line(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(_line(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{k}={_line(v)}" for k, v in value.items() if v not in (None, "", []))
    return str(value)
