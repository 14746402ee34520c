"""`wirecheck matrix`: one draft against several channels and territories."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import console
from checker.cli.faults import TO_DO, code_of_verdict
from checker.cli.newsrooms import opened_or_empty
from checker.cli.options import (
    AsType,
    At,
    Data,
    FirstPublished,
    Json,
    LookFor,
    Publisher,
    Purpose,
    Site,
    known_type,
    look_for,
    settings_of,
    standard_input,
    use_of,
)
from checker.cli.reader import reader, reader_of_data
from checker.wording import worded

if TYPE_CHECKING:
    from checker.report import Answer

__all__ = ["matrix"]


def matrix(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="The draft; - or none for standard input.", metavar="FILE", show_default=False
        ),
    ] = Path("-"),
    channel: Annotated[
        list[str] | None,
        typer.Option(help="A channel, such as web or print; may be repeated.", metavar="NAME"),
    ] = None,
    territory: Annotated[
        list[str] | None,
        typer.Option(help="A country code, such as FR; may be repeated.", metavar="CODE"),
    ] = None,
    as_type: AsType = None,
    publisher: Publisher = None,
    site: Site = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    json: Json = False,
    look: LookFor = None,
    data: Data = None,
) -> None:
    """Show whether a draft may run on each channel in each territory.

    Exits with 0 when everything is clear or released, 1 when action is needed, and 3 when a check
    is not finished.
    """
    from checker.formats import read_draft
    from checker.licensing import matrix_uses
    from checker.report.use_words import use_words
    from checker.running.check import CheckOptions, check_uses

    known_type(as_type)
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
    body = standard_input() if str(file) == "-" else file.read_bytes()
    draft = read_draft(body, name=None if str(file) == "-" else str(file), as_type=as_type)
    if draft.id is None:
        draft = replace(draft, id=str(file))  # as in `check`: an override is given to this piece
    pairs = [(c, t) for c in channels for t in places]
    uses = matrix_uses(base, channels, [] if places == ["*"] else places)
    options = CheckOptions(
        record=False,
        max_letters=settings.check.max_letters,
        look=look_for(settings, look),
        language=(reader_of_data() if json else reader()).code,
    )
    with opened_or_empty(context, data) as newsroom:
        as_of = newsroom.clock()
        answers = check_uses(newsroom, draft, uses, options)
        names = newsroom.publisher_names()
    if json:
        _write(pairs, answers)
    else:
        _table(channels, places, answers)
        console.say(use_words(replace(base, at=base.at or as_of), names, places=False))
    raise typer.Exit(_code(answers))


def _write(pairs: list[tuple[str, str]], answers: "Sequence[Answer]") -> None:
    from checker.report import values_of

    for (channel, territory), answer in zip(pairs, answers, strict=True):
        console.write_json({"channel": channel, "territory": territory, **values_of(answer)})


def _table(channels: list[str], places: list[str], answers: "Sequence[Answer]") -> None:
    waiting = iter(answers)
    rows = []
    reasons: dict[str, None] = {}
    for channel in channels:
        row = [channel]
        for territory in places:
            answer = next(waiting)
            row.append(_words(answer))
            where = "" if territory == "*" else f", {territory}"
            reasons.setdefault(f"{channel}{where}: {answer.message}")
        rows.append(row)
    console.table(["", *places], rows, always_head=True)
    for reason in reasons:
        console.say(reason)


def _words(answer: "Answer") -> str:
    from checker.report.words import VERDICT_WORDS

    words: str = VERDICT_WORDS[answer.verdict]
    if _is_released(answer):
        words += " (released)"
    return words if answer.complete else worded("{words} (not finished)", words=words)


def _code(answers: "Sequence[Answer]") -> int:
    codes = {
        code_of_verdict(one.verdict, complete=one.complete, released=_is_released(one))
        for one in answers
    }
    return TO_DO if TO_DO in codes else max(codes)


def _is_released(answer: "Answer") -> bool:
    from checker.running.overrides import released

    return released(answer.overrides, answer.enforcement)
