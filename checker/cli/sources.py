"""`wirecheck sources`: licensed items in, listed, shown, removed, killed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import INCOMPLETE, stoppable, warn
from checker.cli.newsrooms import opened, opened_or_empty
from checker.cli.options import AsType, Data, Json, known_type, settings_of
from checker.errors import ConfigurationError, Problem
from checker.strict import nearest
from checker.wording import Message, joined, plural, worded, worded_as

if TYPE_CHECKING:
    from checker.cli.ingest import Ingest
    from checker.formats import BadRecord
    from checker.newsroom import Newsroom

__all__ = ["COMMANDS"]

SHOWN = 20  # lines about what could not be read; --json has all

Owner = Annotated[
    str | None,
    typer.Option(help="The owner of the items, whatever they state.", metavar="ID"),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="The item's id.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="The items' ids.")]


def add(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Wire files, or folders of them.", show_default=False, metavar="FILE"),
    ] = None,
    owner: Owner = None,
    as_type: AsType = None,
    zone: Annotated[
        str | None,
        typer.Option(
            help="The time zone of times without an offset, such as Europe/Paris.", metavar="ZONE"
        ),
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option(help="Keep adding files that appear in this folder.", metavar="DIR"),
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Add licensed items; the same version again changes nothing.

    Exits with 3 when something cannot be read; everything else is added.
    """
    from checker.cli.ingest import Ingest

    if not files and watch is None:
        raise ConfigurationError(Problem("sources add", "nothing to add", "name files or --watch"))
    known_type(as_type)
    _known_zone(zone)
    if watch is None and not settings_of(context, data).data.exists():
        with opened_or_empty(context, data, quiet=True) as empty:
            first = Ingest(empty, owner=owner, as_type=as_type, zone=zone)
            if not first.finds_any(files or ()):  # a newsroom is not made for nothing
                _tell(first, json)
                raise typer.Exit(INCOMPLETE)
    with opened(context, data) as newsroom:
        if owner is not None:
            owner = _owner_of(newsroom, owner)
        ingest = Ingest(newsroom, owner=owner, as_type=as_type, zone=zone)
        if files:
            with stoppable(lambda: _stopped(ingest)), console.progress("added") as progress:
                ingest.files(files, progress)
            _tell(ingest, json)
        if watch is not None:
            from checker.cli.watch import watch_folder

            watch_folder(watch, ingest, lambda: _tell(ingest, json))
    if ingest.bad:
        raise typer.Exit(INCOMPLETE)


def _stopped(ingest: "Ingest") -> Message:
    """What became of files whose adding was interrupted."""
    return plural(
        "Stopped: {n} item was read and is stored. Run the same command to add the rest.",
        "Stopped: {n} items were read and are stored. Run the same command to add the rest.",
        ingest.outcomes.total(),
    )


def list_(
    context: typer.Context,
    owner: Annotated[
        str | None,
        typer.Option(
            help="Show only items of this owner: an id, a name or an alias.", metavar="OWNER"
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="Show at most N.", min=1, metavar="N")] = 100,
    after: Annotated[
        str | None, typer.Option(help="Show the items after this id.", metavar="ID")
    ] = None,
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
        rows = [
            (
                e.item.source,
                e.item.owner,
                e.item.newest_version,
                _status(newsroom, e),
                e.title,
                e.item.published,
            )
            for e in page
        ]
    empty = (
        worded("no items yet: wirecheck sources add FILE")
        if known is None
        else worded("no items from {owner}", owner=known)
    )
    console.table(("id", "owner", "version", "status", "title", "published"), rows, empty=empty)


def show(
    context: typer.Context,
    source: Id,
    version: Annotated[
        str | None, typer.Option(help="Show this older version.", metavar="VERSION")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show one item: what the provider states about it, and its text."""
    import msgspec

    with opened(context, data, create=False) as newsroom:
        found = newsroom.store.sources.get(source, version=version)
        item = newsroom.store.sources.items([source]).get(source)
        document = {"source": msgspec.to_builtins(found), "item": msgspec.to_builtins(item)}
    if json:
        console.write_json(document)
        return
    shown = {**_members(found), **(_members(item) if item else {})}
    for name, value in shown.items():
        if name not in ("text", "rights") and value not in (None, "", [], ()):
            console.say(worded("{name}: {line}", name=name, line=_line(value)))
    for name, value in _members(item.rights).items() if item else ():
        if value not in (None, "", [], ()):
            console.say(worded("rights.{name}: {line}", name=name, line=_line(value)))
    console.say("")
    console.say(found.text)


def remove(
    context: typer.Context,
    sources: Ids,
    withheld: Annotated[
        bool,
        typer.Option(
            "--withheld",
            help="Also remove items that may not be published (killed, withheld, under embargo).",
        ),
    ] = False,
    data: Data = None,
) -> None:
    """Remove items, so that drafts are no longer compared with them."""
    from checker.running.removing import remove_item

    with opened(context, data, create=False) as newsroom:
        for source in sources:
            remove_item(newsroom, source, withheld=withheld)
            console.say(worded("removed {source}", source=source))


def kill(
    context: typer.Context,
    source: Id,
    reason: Annotated[
        str, typer.Option(help="Why the agency killed it.", metavar="TEXT", show_default=False)
    ] = "",
    data: Data = None,
) -> None:
    """Kill an item: its text is blocked permanently. The pieces that use it are listed."""
    from checker.cli.recall import show_recalled
    from checker.store import waiting_kill

    with opened(context, data) as newsroom:
        unknown = newsroom.store.sources.unknown(source)
        killed = newsroom.store.sources.kill(source, newsroom.clock(), reason or None)
        console.say(worded("killed {list}", list=", ".join(killed) or source))
        show_recalled(newsroom.store.checks.recall(source))
    if unknown is not None:
        warn(waiting_kill(source, unknown))


def release(
    context: typer.Context,
    source: Id,
    data: Data = None,
) -> None:
    """Withdraw a kill that was a mistake; the item has the status of its provider again."""
    with opened(context, data, create=False) as newsroom:
        released = newsroom.store.sources.release(source, newsroom.clock())
        console.say(
            worded("released {list}", list=", ".join(released))
            if released
            else worded("{source} was not killed", source=source)
        )


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_,
    "show": show,
    "remove": remove,
    "kill": kill,
    "release": release,
}


def _owner_of(newsroom: "Newsroom", name: str) -> str:
    """The owner's id; a name that is new here stays, with a hint at the nearest known one."""
    from checker.errors import UnknownName
    from checker.running.named import owner_named

    try:
        return owner_named(newsroom, name, "--owner")
    except UnknownName as error:
        if error.problems[0].hint:
            warn(
                worded(
                    "the owner {name} is not known here: {hint}",
                    name=name,
                    hint=error.problems[0].hint,
                )
            )
        return name


def _known_zone(zone: str | None) -> None:
    """Refuses a time zone that is none, with the one that was probably meant."""
    from checker.times import zone_of

    if zone is not None and zone_of(zone) is None:
        from zoneinfo import available_timezones

        meant = nearest(zone, sorted(available_timezones()))
        hint = (
            worded("did you mean {meant}?", meant=repr(meant))
            if meant
            else worded("write it as Europe/Paris")
        )
        raise ConfigurationError(
            Problem("--zone", worded("unknown time zone {zone}", zone=repr(zone)), hint)
        )


def _tell(ingest: "Ingest", as_json: bool) -> None:
    from checker.store import OUTCOMES

    if as_json:
        console.write_json(ingest.summary())
        return
    counts = ingest.outcomes
    parts = [f"{counts[name]} {name}" for name in OUTCOMES]
    if ingest.killed:
        parts.append(worded("{n} killed", n=ingest.killed))
    console.say(joined(parts))
    for source, checks in ingest.late.items():
        console.say(
            worded("late: {source} is used by {list}", source=source, list=", ".join(checks))
        )
    _warn("not read", ingest.bad)
    _warn("read, but", [note for note in ingest.notes if note.kind == "note"])


def _warn(lead: str, records: list["BadRecord"]) -> None:
    """The first kinds of faults, a line each."""
    lines = list(_grouped(records))
    for line in lines[:SHOWN]:
        warn(worded("{lead}: {line}", lead=lead, line=line))
    if len(lines) > SHOWN:
        more = plural(
            "{lead}: {n} more kind of fault",
            "{lead}: {n} more kinds of faults",
            len(lines) - SHOWN,
            lead=lead,
        )
        warn(more)


def _grouped(bad: list["BadRecord"]) -> Iterator[str]:
    """A line a file and fault: a file of the wrong kind has the same fault in every line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for record in bad:
        file, mark, number = record.place.rpartition(":")
        name = file if mark and number.isdigit() else record.place
        groups.setdefault((name, record.what), []).append(record.place)
    for (name, what), places in groups.items():
        alone = len(places) == 1
        yield (
            worded("{name}: {what}", name=places[0], what=worded_as(what))
            if alone
            else worded(
                "{name}: {what} ({n} times)", name=name, what=worded_as(what), n=len(places)
            )
        )


def _status(newsroom: "Newsroom", entry: Any) -> str:
    """The state of an item in a word or two, as a check of its own text finds it now."""
    from checker.licensing import item_state
    from checker.report.use_words import when

    held, now = newsroom.in_force(), newsroom.clock()
    state = item_state(entry.item, agreements=held.agreements, policy=held.policy, now=now)
    words = state.word.replace("_", " ")
    return (
        words
        if state.until is None
        else worded("{words} until {time}", words=words, time=when(state.until))
    )


def _entry(entry: Any) -> dict[str, Any]:
    import msgspec

    return {**msgspec.to_builtins(entry.item), "title": entry.title}


def _members(value: Any) -> dict[str, Any]:
    """The members of a record by their names."""
    return {member.name: getattr(value, member.name) for member in fields(value)}


def _line(value: Any) -> str:
    from checker.report.use_words import when

    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(_line(one) for one in value)
    if is_dataclass(value):
        named = _members(value).items()
        return ", ".join(f"{k}={_line(v)}" for k, v in named if v not in (None, "", [], ()))
    return str(value)
