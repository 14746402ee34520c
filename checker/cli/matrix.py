"""`wirecheck matrix`: one draft against several channels and territories."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import CLEAR, INCOMPLETE, TO_DO
from checker.cli.newsrooms import opened
from checker.cli.options import (
    At,
    Data,
    FirstPublished,
    Json,
    Publisher,
    Purpose,
    Site,
    settings_of,
    use_of,
)

__all__ = ["matrix"]


def matrix(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The draft; - for standard input.")] = Path("-"),
    channel: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    territory: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    as_type: Annotated[str | None, typer.Option("--as", metavar="TYPE")] = None,
    publisher: Publisher = None,
    site: Site = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Whether a draft may run on each channel in each territory.

    Ends with 0 when everything is clear, 1 when something is to do, 3 when it is incomplete.
    """
    from checker.formats import read_draft
    from checker.licensing import matrix_uses
    from checker.running.check import check_uses

    settings = settings_of(context, data)
    base = use_of(
        settings,
        publisher=publisher,
        site=site,
        at=at,
        first_published=first_published,
        purpose=purpose,
    )
    channels = channel or [base.channel]
    places = territory or list(base.territories) or ["*"]
    body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    draft = read_draft(body, name=None if str(file) == "-" else str(file), as_type=as_type)
    pairs = [(c, t) for c in channels for t in places]
    uses = matrix_uses(base, channels, [] if places == ["*"] else places)
    with opened(context, data) as newsroom:
        verdicts = check_uses(newsroom, draft, uses, settings.check.max_letters)
    if json:
        _write(pairs, verdicts)
    else:
        _table(channels, places, verdicts)
    raise typer.Exit(_code(verdicts))


def _write(pairs: list[tuple[str, str]], verdicts: list[Any]) -> None:
    from checker.report import result

    for (channel, territory), verdict in zip(pairs, verdicts, strict=True):
        console.write_json({"channel": channel, "territory": territory, **result(verdict)})


def _table(channels: list[str], places: list[str], verdicts: list[Any]) -> None:
    from checker.report.words import VERDICT_WORDS

    answers = iter(verdicts)
    rows = []
    reasons: dict[str, None] = {}
    for channel in channels:
        row = [channel]
        for territory in places:
            verdict = next(answers)
            unsure = "" if verdict.complete else " (not finished)"
            row.append(VERDICT_WORDS[verdict.verdict] + unsure)
            where = "" if territory == "*" else f", {territory}"
            reasons.setdefault(f"{channel}{where}: {verdict.message}")
        rows.append(row)
    console.table(["", *places], rows, always_head=True)
    for reason in reasons:
        console.say(reason)


def _code(verdicts: list[Any]) -> int:
    if any(verdict.verdict != "clear" for verdict in verdicts):
        return TO_DO
    return CLEAR if all(verdict.complete for verdict in verdicts) else INCOMPLETE
