"""`wirecheck check`: a file, standard input, or a batch."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from checker.cli.batch import check_batch
from checker.cli.faults import CLEAR, TO_DO, code_of_verdict, warn
from checker.cli.newsrooms import passing, tell_rules
from checker.cli.options import (
    AsType,
    At,
    Channel,
    Data,
    FirstPublished,
    LookFor,
    Publisher,
    Purpose,
    Site,
    Territory,
    known_type,
    look_for,
    one_of,
    settings_of,
    standard_input,
    use_of,
)
from checker.cli.output import form_of, output_of
from checker.cli.reader import reader, reader_of_data
from checker.errors import ConfigurationError, Problem
from checker.values import dataclass
from checker.wording import plural, worded

if TYPE_CHECKING:
    from checker.models.vocabulary import Look, OffsetUnits
    from checker.newsroom import Newsroom
    from checker.running.documents import Readable, Unreadable
    from checker.running.ledger import Ledger
    from checker.running.opening import CheckSetup
    from checker.settings import Settings

__all__ = ["check"]

_OUTPUT = worded("Output")


@dataclass(frozen=True, slots=True)
class _Result:
    """A result; `text` is what was checked, `verbatim` whether the file holds that very text."""

    document: dict[str, Any]
    text: str | None = None
    verbatim: bool = False


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="The files to check; - or none for standard input.",
            show_default=False,
            metavar="FILE",
        ),
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option("--jsonl", help="Check a batch: one document per line.", metavar="IN"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the batch's results here.", metavar="OUT")
    ] = None,
    as_type: AsType = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="How to write the results: text, json, sarif, github or html.",
            rich_help_panel=_OUTPUT,
            metavar="FORMAT",
            show_default="text",
        ),
    ] = None,
    json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Write one JSON object per document; same as --format json.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            help="Write a page to this file; for several documents, to an existing folder.",
            rich_help_panel=_OUTPUT,
            metavar="PATH",
        ),
    ] = None,
    sarif: Annotated[
        bool,
        typer.Option(
            "--sarif", help="Write SARIF 2.1.0; same as --format sarif.", rich_help_panel=_OUTPUT
        ),
    ] = False,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Include the text in the JSON.", rich_help_panel=_OUTPUT),
    ] = False,
    units: Annotated[
        str,
        typer.Option(
            help="The unit of offsets in the JSON: codepoints or utf16.",
            rich_help_panel=_OUTPUT,
            metavar="UNITS",
        ),
    ] = "codepoints",
    exit_zero: Annotated[
        bool,
        typer.Option(
            "--exit-zero", help="Exit with status 0 instead of 1 when a verdict is not clear."
        ),
    ] = False,
    publisher: Publisher = None,
    site: Site = None,
    channel: Channel = None,
    territory: Territory = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    record: Annotated[
        bool | None,
        typer.Option(
            "--record/--no-record",
            help="Whether to keep the check for recall. By default it is kept if the newsroom"
            " exists.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Worker processes of a batch; 0 for one per processor.", min=0, metavar="N"
        ),
    ] = None,
    look: LookFor = None,
    data: Data = None,
) -> None:
    """Check texts before they are published.

    Exits with 0 when everything is clear, 1 when action is needed, 2 when the command or the
    configuration is wrong, and 3 when a check is not finished or a file cannot be read.
    """
    known_type(as_type)
    one_of("--units", [units], ("codepoints", "utf16"))
    chosen = form_of(form, json=json, sarif=sarif, page=html is not None)
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
    record = _kept(settings, record)
    people = jsonl is None and chosen in ("text", "html")
    language = (reader() if people else reader_of_data()).code
    looks = look_for(settings, look)
    setup = _setup(settings, use, units, with_text, record, looks, language)
    if jsonl is not None:
        if files:
            what = worded("accepts no further files")
            raise ConfigurationError(Problem("--jsonl", what, "add them to the batch"))
        code = check_batch(setup, settings, jsonl, out, workers)
    elif out is not None:
        raise ConfigurationError(
            Problem("--out", "belongs to --jsonl", "to keep a report, redirect it with >")
        )
    else:
        code = _single(setup, files or [Path("-")], as_type, chosen, html)
    raise typer.Exit(CLEAR if exit_zero and code == TO_DO else code)


def _kept(settings: "Settings", record: bool | None) -> bool:
    """Whether checks are kept; a directory is made for them only where somebody chose its place."""
    asked = settings.check.record if record is None else record
    return asked and (settings.data.exists() or settings.placed or record is True)


def _setup(
    settings: "Settings",
    use: Any,
    units: str,
    with_text: bool,
    record: bool,
    look: "tuple[Look, ...]",
    language: str,
) -> "CheckSetup":
    from checker.expressions import loading

    with loading("check"):
        from checker.running.check import CheckOptions
        from checker.running.opening import CheckSetup

    options = CheckOptions(
        units=cast("OffsetUnits", units),
        with_text=with_text,
        max_letters=settings.check.max_letters,
        record=record,
        look=look,
        language=language,
    )
    return CheckSetup.of(settings, use, options)


def _single(
    setup: "CheckSetup", files: list[Path], as_type: str | None, form: str, page: Path | None
) -> int:
    """Checks documents one by one; the worst exit code of all."""
    output = output_of(form, page)
    code = CLEAR
    with passing(setup.opening, make=_makes(setup)) as opening, opening.open() as newsroom:
        tell_rules(newsroom)
        unknown: Counter[str] = Counter()
        for one in _documents(setup, newsroom, files, as_type, unknown):
            code = max(code, _code(one.document))
            output.add(one.document, one.text, verbatim=one.verbatim)
    output.end()
    if unknown:
        from checker.cli.console import unknown_keys

        unknown_keys(unknown)
    return code


def _makes(setup: "CheckSetup") -> bool:
    return setup.options.record or bool(setup.opening.rules)


def _documents(
    setup: "CheckSetup",
    newsroom: "Newsroom",
    files: list[Path],
    as_type: str | None,
    unknown: Counter[str],
) -> Iterator[_Result]:
    """Results with their texts; what cannot be read is a result too.

    `unknown` counts the keys of records that were not read.
    """
    from checker.running.documents import LeftAside, Unreadable, read_documents
    from checker.running.ledger import Ledger

    ledger = Ledger(newsroom)
    for path in files:
        name = str(path)
        try:
            body = standard_input() if name == "-" else path.read_bytes()
        except OSError as error:
            yield _Result(_unopened(error, name))
            continue
        known = None if name == "-" else name
        base = path.resolve().parent
        anything = False
        for found in read_documents(body, name=known, use=setup.use, as_type=as_type, base=base):
            if isinstance(found, LeftAside):
                warn(
                    plural(
                        "{name}: {n} file was left out: {what}",
                        "{name}: {n} files were left out: {what}",
                        len(found.paths),
                        name=name,
                        what=found.what,
                    )
                )
                continue
            anything = True
            if isinstance(found, Unreadable):
                yield _Result(_unread(found, name))
            else:
                unknown.update(found.unknown)
                text = found.draft.text
                document = _checked(setup, newsroom, found, name, ledger)
                yield _Result(document, text, verbatim=_holds(body, text))
        if not anything:
            yield _Result(_without_documents(name))


def _holds(body: bytes, text: str) -> bool:
    """Whether a file is that very text, so that its lines are the file's."""
    return body.removeprefix(b"\xef\xbb\xbf") == text.encode("utf-8", "surrogatepass")


def _unopened(error: OSError, name: str) -> dict[str, Any]:
    from checker.report import failure

    hint = "check the path"
    if isinstance(error, IsADirectoryError):
        hint = worded("name its files, or check the whole folder with `wirecheck audit`")
    elif name == "-":
        hint = worded("name a file, or send the text to standard input")
    return failure(
        worded("cannot be read: {strerror}", strerror=error.strerror),
        id=name,
        place=name,
        hint=hint,
    )


def _without_documents(name: str) -> dict[str, Any]:
    from checker.report import failure

    hint = worded(
        "nothing was checked: a feed without items or an empty batch contains no document"
    )
    return failure(worded("it contains no document"), id=name, place=name, hint=hint)


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
        warn(worded("{draft}: {next}", draft=draft.id, next=next(told)["message"]))
    return document


def _named(name: str, part: str) -> str:
    return f"{name}#{part}" if part else name


def _code(document: dict[str, Any]) -> int:
    from checker.running.overrides import released

    let_go = released(document.get("overrides") or (), document.get("enforcement", ""))
    return code_of_verdict(document["verdict"], complete=document["complete"], released=let_go)
