"""The questions that a rights desk asks again and again: recall, expiring, replay."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import TO_DO
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, Limit, settings_of
from checker.wording import plural, worded

if TYPE_CHECKING:
    from checker.store import Expiring, Recalled

__all__ = ["expiring", "recall", "replay", "show_recalled"]


STANDARD_INPUT = "-"  # which names no story
SpotChecks = Annotated[
    bool,
    typer.Option("--spot-checks", help="List every check, including texts that were only tried."),
]


def recall(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID", help="The item's id.")],
    limit: Limit = None,
    spot_checks: SpotChecks = False,
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
        show_recalled(found, spot_checks=spot_checks)
    if any(piece.current for piece in found):
        raise typer.Exit(TO_DO)


def expiring(
    context: typer.Context,
    days: Annotated[
        int, typer.Option(help="Show what is due within N days.", min=0, max=36_500, metavar="N")
    ] = 30,
    limit: Limit = None,
    spot_checks: SpotChecks = False,
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
        if spot_checks or not _is_spot_check(piece)
    ]
    empty = worded("nothing is due within {count}", count=console.count(days, "day"))
    console.table(("when", "action", "piece", "reason", "standing", "check"), rows, empty=empty)
    if not spot_checks:
        _folded(found)


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


def show_recalled(found: Sequence["Recalled"], *, spot_checks: bool = False) -> None:
    """Shows one line per piece, by its newest check, followed by its uses.

    Texts that were only tried share one line; with `spot_checks` every check is listed.
    """
    from checker.report.use_words import when

    if not found:
        console.say("no checked piece uses this item")
    times = Counter(piece.head.document for piece in found if piece.head.document)
    shown: set[str] = set()
    for piece in found:
        if not spot_checks and (_is_spot_check(piece) or piece.head.document in shown):
            continue
        shown.update([piece.head.document] if piece.head.document else ())
        head = piece.head
        name = head.document or head.url or head.title or head.check
        old = "" if piece.current else worded("  (has changed since)")
        audit = worded("  audit {audit}", audit=head.audit) if head.audit else ""
        standing = head.standing.replace("_", " ")
        told = f"{head.verdict}  {standing}  {when(head.checked_at)}  {head.check}"
        if not spot_checks and (count := times[head.document or ""]) > 1:
            told = worded("{told}  ({checks})", told=told, checks=console.count(count, "check"))
        console.say(
            worded("{name}  {told}{audit}{old}", name=name, told=told, audit=audit, old=old)
        )
        for use in piece.uses:
            late = worded(", arrived later") if use.late else ""
            spans = ", ".join(f"{p.start}-{p.end}" for p in use.passages)
            words = f"{use.cls}, {console.count(use.words, 'word')}{late}"
            console.say(f"  {use.source}: {words}  {spans}".rstrip())

    if not spot_checks:
        _folded(found)


def _is_spot_check(piece: "Recalled | Expiring") -> bool:
    """Whether somebody only tried the text, without the name of a story."""
    return piece.head.standing == "spot_check" or piece.head.document == STANDARD_INPUT


def _folded(found: "Sequence[Recalled | Expiring]") -> None:
    """Says how many checks of texts without a name were not listed."""
    count = sum(map(_is_spot_check, found))
    if count:
        console.say(
            plural(
                "and {n} spot check of a text without a name; --spot-checks lists it",
                "and {n} spot checks of texts without a name; --spot-checks lists them",
                count,
            )
        )


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
