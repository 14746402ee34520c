"""The questions that a rights desk asks again and again: recall, expiring, replay."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import TO_DO
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, settings_of

if TYPE_CHECKING:
    from checker.store import Expiring, Recalled

__all__ = ["expiring", "recall", "replay", "show_recalled"]


def recall(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID")],
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Every checked or audited piece that uses an item, derived uses too.

    Ends with 1 when there is one, so that a script can act on it, and with 2 when nothing here
    knows the id: that is no all-clear.
    """
    with opened(context, data, create=False) as newsroom:
        found = newsroom.store.checks.recall(source, limit)
    if json:
        for piece in found:
            console.write_json(_recalled(piece))
    else:
        show_recalled(found)
    if any(piece.current for piece in found):
        raise typer.Exit(TO_DO)


def expiring(
    context: typer.Context,
    days: Annotated[int, typer.Option(help="Within so many days.", min=0)] = 30,
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """What must come down or be licensed again soon; what is overdue comes first."""
    from checker.report.use_words import when

    with opened(context, data, create=False) as newsroom:
        until = newsroom.clock() + timedelta(days=days)
        found = newsroom.store.checks.expiring(until, limit=limit)
        now = newsroom.clock()
    if json:
        for piece in found:
            console.write_json(_expiring(piece))
        return
    rows = [
        (
            when(piece.event.at) + (" overdue" if piece.event.at <= now else ""),
            piece.event.action,
            piece.head.document or piece.head.title or piece.head.check,
            piece.event.reason,
            piece.head.check,
        )
        for piece in found
    ]
    console.table(("when", "action", "piece", "reason", "check"), rows)


def replay(
    context: typer.Context,
    check: Annotated[str, typer.Argument(metavar="CHECK")],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The text, where it was not kept.")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Check a stored check again: the same verdict, or what has changed since.

    Ends with 1 when the verdict differs.
    """
    from checker.cli.replaying import replayed

    most = settings_of(context, data).check.max_letters
    with opened(context, data, create=False) as newsroom:
        answer = replayed(newsroom, check, file, most)
    if json:
        console.write_json(answer.document())
    else:
        for line in answer.lines():
            console.say(line)
    if not answer.same:
        raise typer.Exit(TO_DO)


def show_recalled(found: Sequence["Recalled"]) -> None:
    """A line a piece, with its uses below it."""
    from checker.report.use_words import when

    if not found:
        console.say("no checked piece uses it")
    for piece in found:
        head = piece.head
        name = head.document or head.url or head.title or head.check
        old = "" if piece.current else "  (since changed)"
        audit = f"  audit {head.audit}" if head.audit else ""
        console.say(f"{name}  {head.verdict}  {when(head.checked_at)}  {head.check}{audit}{old}")
        for use in piece.uses:
            late = ", came in later" if use.late else ""
            spans = ", ".join(f"{p.start}-{p.end}" for p in use.passages)
            console.say(f"  {use.source}: {use.cls}, {use.words} words{late}  {spans}".rstrip())


def _recalled(piece: "Recalled") -> dict[str, Any]:
    import msgspec

    document: dict[str, Any] = msgspec.to_builtins(piece)
    document = {"id": piece.head.document, **document.pop("head"), **document}
    for use in document["uses"]:
        use["class"] = use.pop("cls")
        for passage in use["passages"]:
            passage["class"] = passage.pop("cls")
    return document


def _expiring(piece: "Expiring") -> dict[str, Any]:
    import msgspec

    document: dict[str, Any] = msgspec.to_builtins(piece)
    return {**document.pop("head"), **document}
