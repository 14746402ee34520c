"""`wirecheck audits`: the runs that the newsroom knows, whoever started them."""

from collections.abc import Callable
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.audit import run_audit
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, settings_of

__all__ = ["COMMANDS"]

Name = Annotated[str, typer.Argument(metavar="ID", help="The id, as `audits list` shows it.")]


def list_(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """List audits, the newest first: running, interrupted, cancelled or finished."""
    from checker.audit.control import seen

    with opened(context, data, create=False) as newsroom:
        found = [seen(audit) for audit in newsroom.store.audits.page()]
    if json:
        import msgspec

        for audit in found:
            console.write_json(msgspec.to_builtins(audit))
        return
    rows = [(a.id, a.status, a.started, a.finished, a.folder) for a in found]
    columns = ("id", "status", "started", "finished", "folder")
    console.table(columns, rows, empty="no audits yet: wirecheck audit PATH --out DIR")


def resume(context: typer.Context, audit: Name, data: Data = None) -> None:
    """Resume an audit that was interrupted or cancelled; ends as `audit` does."""
    from checker.audit.control import resumed

    settings = settings_of(context, data)
    with opened(context, data, create=False) as newsroom:
        run = resumed(newsroom.store, audit, settings)
    raise typer.Exit(run_audit(run))


def cancel(context: typer.Context, audit: Name, data: Data = None) -> None:
    """Cancel an audit that is running or interrupted; what it found is kept."""
    from checker.audit.control import cancel

    with opened(context, data, create=False) as newsroom:
        console.say(f"{cancel(newsroom.store, audit).status} {audit}")


COMMANDS: dict[str, Callable[..., None]] = {"list": list_, "resume": resume, "cancel": cancel}
