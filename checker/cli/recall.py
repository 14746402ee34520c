"""The questions that a rights desk asks again and again: recall, expiring, replay."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import TO_DO
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, Limit, settings_of
from checker.wording import worded

if TYPE_CHECKING:
    from checker.store import Expiring, Recalled

__all__ = ["expiring", "recall", "replay", "show_recalled"]


def recall(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID", help="The item's id.")],
    limit: Limit = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Find every checked or audited piece that uses an item, edited copies included.

    Exits with 1 if there is such a piece, so that a script can act on it, and with 2 if the id is
    not known, which is not an all-clear.
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
    days: Annotated[
        int, typer.Option(help="Show what is due within N days.", min=0, metavar="N")
    ] = 30,
    limit: Limit = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """List stories that must come down or be relicensed soon; overdue ones come first."""
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
            piece.head.standing.replace("_", " "),
            piece.head.check,
        )
        for piece in found
    ]
    empty = worded("nothing is due within {count}", count=console.count(days, "day"))
    console.table(("when", "action", "piece", "reason", "standing", "check"), rows, empty=empty)


def replay(
    context: typer.Context,
    check: Annotated[str, typer.Argument(metavar="CHECK", help="The check's id.")],
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="The text, if it was not stored."),
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Repeat a stored check and report whether the verdict is the same, or what has changed.

    Exits with 1 when the verdict differs.
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
        console.say("no checked piece uses this item")
    for piece in found:
        head = piece.head
        name = head.document or head.url or head.title or head.check
        old = "" if piece.current else worded("  (has changed since)")
        audit = worded("  audit {audit}", audit=head.audit) if head.audit else ""
        standing = head.standing.replace("_", " ")
        told = f"{head.verdict}  {standing}  {when(head.checked_at)}  {head.check}"
        console.say(
            worded("{name}  {told}{audit}{old}", name=name, told=told, audit=audit, old=old)
        )
        for use in piece.uses:
            late = worded(", arrived later") if use.late else ""
            spans = ", ".join(f"{p.start}-{p.end}" for p in use.passages)
            words = f"{use.cls}, {console.count(use.words, 'word')}{late}"
            console.say(f"  {use.source}: {words}  {spans}".rstrip())


def _recalled(piece: "Recalled") -> dict[str, Any]:
    import msgspec

    document: dict[str, Any] = msgspec.to_builtins(piece)
    standing = piece.head.standing
    document = {"id": piece.head.document, **document.pop("head"), "standing": standing, **document}
    for use in document["uses"]:
        use["class"] = use.pop("cls")
        for passage in use["passages"]:
            passage["class"] = passage.pop("cls")
    return document


def _expiring(piece: "Expiring") -> dict[str, Any]:
    import msgspec

    document: dict[str, Any] = msgspec.to_builtins(piece)
    return {**document.pop("head"), "standing": piece.head.standing, **document}
