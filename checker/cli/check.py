"""`wirecheck check`: a file, standard input, or a batch."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from errno import EBADF
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import CLEAR, INCOMPLETE, TO_DO, warn
from checker.cli.newsrooms import tell_rules
from checker.cli.options import (
    At,
    Channel,
    Data,
    FirstPublished,
    LookFor,
    Publisher,
    Purpose,
    Site,
    Territory,
    look_for,
    settings_of,
    use_of,
)
from checker.errors import ConfigurationError, Problem
from checker.models import Look, OffsetUnits

if TYPE_CHECKING:
    from checker.newsroom import Newsroom
    from checker.running.documents import Readable, Unreadable
    from checker.running.ledger import Ledger
    from checker.running.opening import CheckSetup
    from checker.settings import Settings

__all__ = ["check"]

_OUTPUT = "Output"


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files to check; - or none: standard input.", show_default=False),
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help="A batch: one document a line.", metavar="IN")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where a batch's results go.", metavar="OUT")
    ] = None,
    as_type: Annotated[
        str | None,
        typer.Option("--as", help="Read as text, html, newsml-g2, ninjs ...", metavar="TYPE"),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object a document.", rich_help_panel=_OUTPUT)
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page (several documents: a folder).", rich_help_panel=_OUTPUT),
    ] = None,
    sarif: Annotated[
        bool, typer.Option("--sarif", help="SARIF 2.1.0.", rich_help_panel=_OUTPUT)
    ] = False,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Put the text into the JSON.", rich_help_panel=_OUTPUT),
    ] = False,
    units: Annotated[
        OffsetUnits,
        typer.Option(help="What offsets in JSON count.", rich_help_panel=_OUTPUT),
    ] = "codepoints",
    publisher: Publisher = None,
    site: Site = None,
    channel: Channel = None,
    territory: Territory = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    record: Annotated[
        bool | None,
        typer.Option("--record/--no-record", help="Keep the check for recall.", show_default=False),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Worker processes of a batch (0: one a processor).", min=0)
    ] = None,
    look: LookFor = None,
    data: Data = None,
) -> None:
    """Check a text before it is published.

    Ends with 0 (clear), 1 (something to do), 2 (usage), 3 (unfinished or unreadable).
    """
    settings = settings_of(context, data)
    use = use_of(
        settings,
        publisher=publisher,
        site=site,
        channel=channel,
        territories=territory,
        at=at,
        first_published=first_published,
        purpose=purpose,
    )
    setup = _setup(settings, use, units, with_text, record, look_for(settings, look))
    if jsonl is not None:
        code = _batch(setup, settings, jsonl, out, files, workers)
    elif out is not None:
        raise ConfigurationError(Problem("--out", "belongs to --jsonl", "use > to keep a report"))
    else:
        code = _single(setup, files or [Path("-")], as_type, json, html, sarif)
    raise typer.Exit(code)


def _setup(
    settings: "Settings",
    use: Any,
    units: Any,
    with_text: bool,
    record: bool | None,
    look: tuple[Look, ...],
) -> "CheckSetup":
    from checker.running.check import CheckOptions
    from checker.running.opening import CheckSetup

    options = CheckOptions(
        units=units,
        with_text=with_text,
        max_letters=settings.check.max_letters,
        record=settings.check.record if record is None else record,
        look=look,
    )
    return CheckSetup.of(settings, use, options)


def _single(
    setup: "CheckSetup",
    files: list[Path],
    as_type: str | None,
    as_json: bool,
    html: Path | None,
    sarif: bool,
) -> int:
    """Checks documents one by one; the worst exit code of all."""
    from checker.cli.page_file import PageFile
    from checker.report import lines

    pages = PageFile(html) if html is not None else None
    shown: list[tuple[dict[str, Any], str | None]] = []
    code = CLEAR
    with setup.opening.open() as newsroom:
        tell_rules(newsroom)
        for document, text in _documents(setup, newsroom, files, as_type):
            code = max(code, _code(document))
            if pages is not None:
                pages.add(document, text)
            if sarif:
                shown.append((document, text))
            elif as_json:
                console.write_json(document)
            elif pages is None:
                console.show(lines(document, draft=text))
    if sarif:
        from checker.report.sarif import sarif as log

        console.write_json(log(shown))
    if pages is not None:
        for path in pages.write():
            console.say(str(path))
    return code


def _documents(
    setup: "CheckSetup", newsroom: "Newsroom", files: list[Path], as_type: str | None
) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Results with their texts; what cannot be read is a result too."""
    from checker.running.documents import LeftAside, Unreadable, read_documents
    from checker.running.ledger import Ledger

    ledger = Ledger(newsroom)
    for path in files:
        name = str(path)
        try:
            body = _stdin() if name == "-" else path.read_bytes()
        except OSError as error:
            yield _unopened(error, name), None
            continue
        known = None if name == "-" else name
        base = path.resolve().parent
        anything = False
        for found in read_documents(body, name=known, use=setup.use, as_type=as_type, base=base):
            if isinstance(found, LeftAside):
                warn(f"{name}: {len(found.paths)} files were left out: {found.what}")
                continue
            anything = True
            if isinstance(found, Unreadable):
                yield _unread(found, name), None
            else:
                yield _checked(setup, newsroom, found, name, ledger), found.draft.text
        if not anything:
            yield _without_documents(name), None


def _stdin() -> bytes:
    if sys.stdin is None:  # the caller closed it
        raise OSError(EBADF, "standard input is closed")
    return sys.stdin.buffer.read()


def _unopened(error: OSError, name: str) -> dict[str, Any]:
    from checker.report import failure

    hint = "check the path"
    if isinstance(error, IsADirectoryError):
        hint = "name its files, or check the whole folder with `wirecheck audit`"
    elif name == "-":
        hint = "name a file, or send the text to standard input"
    return failure(f"cannot be read: {error.strerror}", id=name, place=name, hint=hint)


def _without_documents(name: str) -> dict[str, Any]:
    from checker.report import failure

    hint = "nothing was checked: a feed without items and a batch without lines hold no document"
    return failure("there is no document in it", id=name, place=name, hint=hint)


def _unread(found: "Unreadable", name: str) -> dict[str, Any]:
    from checker.report import failure

    document = failure(found.what, place=found.place, hint=found.hint, line=found.line)
    return {**document, "id": found.id if found.id is not None else _named(name, found.part)}


def _checked(
    setup: "CheckSetup", newsroom: "Newsroom", found: "Readable", name: str, ledger: "Ledger"
) -> dict[str, Any]:
    from checker.report import values_of
    from checker.running.check import check_document
    from checker.running.recording import NOT_RECORDED

    draft = found.draft
    if draft.id is None:
        draft = replace(draft, id=_named(name, found.part))
    use = found.use or setup.use
    done = check_document(newsroom, draft, use, setup.options, ledger=ledger)
    document = values_of(done.answer)
    if setup.options.record and not document["looked_at"]["recorded"]:
        told = (one for one in document["reasons"] if one["code"] == NOT_RECORDED)
        warn(f"{draft.id}: {next(told)['message']}")
    return document


def _named(name: str, part: str) -> str:
    return f"{name}#{part}" if part else name


def _code(document: dict[str, Any]) -> int:
    from checker.running.overrides import released

    if document["verdict"] in (None, "unfinished"):
        return INCOMPLETE
    if document["verdict"] != "clear" and not released(
        document.get("overrides") or (), document["enforcement"]
    ):
        return TO_DO
    return CLEAR if document["complete"] else INCOMPLETE


def _batch(
    setup: "CheckSetup",
    settings: "Settings",
    jsonl: Path,
    out: Path | None,
    files: list[Path] | None,
    workers: int | None,
) -> int:
    from checker.running.batch import Tally, check_lines, written
    from checker.running.workers import WorkerLimits

    if files:
        raise ConfigurationError(Problem("--jsonl", "takes no further files", "put them in IN"))
    if out is None:
        raise ConfigurationError(Problem("--jsonl", "needs --out OUT", "--out /dev/stdout works"))
    if not jsonl.exists():
        raise ConfigurationError(Problem(str(jsonl), "there is no such file", "check the path"))
    if out.exists() and jsonl.exists() and out.samefile(jsonl) and out.is_file():
        raise ConfigurationError(Problem(str(out), "is the input itself", "choose another name"))
    tally = Tally()
    limits = WorkerLimits(settings.audit.seconds, settings.audit.memory_mb)
    count = settings.check.workers if workers is None else workers
    with setup.opening.open() as newsroom, written(out) as stream:
        tell_rules(newsroom)
        base = jsonl.resolve().parent
        results = check_lines(setup, newsroom, _lines(jsonl), base, workers=count, limits=limits)
        with console.progress("checked") as progress:
            for one in results:
                stream.write(one.document.encode("utf-8") + b"\n")
                tally.count(one)
                progress(tally.checked)
    _report(tally, out)
    if tally.failed or tally.incomplete or not tally.checked:
        return INCOMPLETE
    return TO_DO if tally.to_do else CLEAR


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank; numbers count the blank ones."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _report(tally: Any, out: Path) -> None:
    parts = [f"{tally.checked} checked", f"{tally.to_do} to do"]
    if tally.incomplete:
        parts.append(f"{tally.incomplete} incomplete")
    if tally.failed:
        parts.append(f"{tally.failed} could not be checked")
    if tally.unstored:
        parts.append(f"{tally.unstored} not stored, so that a kill does not find them")
    print(f"{', '.join(parts)}: {out}", file=sys.stderr)  # noqa: T201
    console.unknown_keys(tally.unknown)
