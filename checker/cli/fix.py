"""`wirecheck fix`: the fixes of a check made in files."""

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import console
from checker.cli.faults import CLEAR, code_of, code_of_verdict, from_system, tell, warn
from checker.cli.newsrooms import opened_or_empty
from checker.cli.options import (
    AsType,
    At,
    Channel,
    Data,
    FirstPublished,
    Publisher,
    Purpose,
    Site,
    Territory,
    known_type,
    settings_of,
    standard_input,
    use_of,
)
from checker.cli.reader import in_words, reader
from checker.errors import ConfigurationError, Problem, WirecheckError
from checker.wording import worded

if TYPE_CHECKING:
    from checker.running.fixing import FixedFile

__all__ = ["fix"]


def fix(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Plain text, Markdown or HTML files; - for standard input.", metavar="FILE"
        ),
    ],
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change; this is the default.")
    ] = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", "-i", help="Change the files themselves.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write the corrected text of one file here; - for standard output.",
            metavar="PATH",
        ),
    ] = None,
    as_type: AsType = None,
    publisher: Publisher = None,
    site: Site = None,
    channel: Channel = None,
    territory: Territory = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    data: Data = None,
) -> None:
    """Make the fixes that a check offers: missing credits, notices and links.

    Without --in-place or --output, the changes are shown and nothing is written. HTML keeps its
    markup and links. The exit codes are those of `check` for the fixed text.
    """
    known_type(as_type)
    _refuse_mixture(files, diff=diff, in_place=in_place, output=output)
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
    from checker.running.check import CheckOptions
    from checker.running.fixing import fix_file

    options = CheckOptions(
        record=False, max_letters=settings.check.max_letters, language=reader().code
    )
    code = CLEAR
    with opened_or_empty(context, data) as newsroom:
        for path in files:
            name = str(path)
            try:
                body = standard_input() if name == "-" else path.read_bytes()
                done = fix_file(
                    newsroom, body, name=name, use=use, options=options, as_type=as_type
                )
            except (WirecheckError, OSError) as error:
                refused = error if isinstance(error, WirecheckError) else from_system(error)
                tell(refused)
                code = max(code, code_of(refused))
                continue
            _written(done, path, in_place=in_place, output=output)
            _told(done, name)
            code = max(code, _code(done))
    raise typer.Exit(code)


def _refuse_mixture(files: list[Path], *, diff: bool, in_place: bool, output: Path | None) -> None:
    if sum((diff, in_place, output is not None)) > 1:
        what = worded("--diff, --in-place and --output cannot be combined")
        raise ConfigurationError(Problem("fix", what, "choose one"))
    if output is not None and len(files) > 1:
        what = worded("takes the text of one file, not of {count}", count=len(files))
        raise ConfigurationError(Problem("--output", what, "--in-place changes each file"))
    if in_place and Path("-") in files:
        what = worded("standard input cannot be changed in place")
        raise ConfigurationError(Problem("--in-place", what, "--output - writes the text"))


def _written(done: "FixedFile", path: Path, *, in_place: bool, output: Path | None) -> None:
    """Puts the corrected text where it was asked for; a file without fixes is left alone."""
    if in_place:
        if done.made:
            _replaced(path, done.body)
    elif output is None:
        for line in _difference(done, str(path)):
            console.say(line)
    elif str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(done.body)
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():  # a pipe or a device
        output.write_bytes(done.body)
    else:
        _replaced(output, done.body)


def _replaced(path: Path, body: bytes) -> None:
    """Writes a file whole or not at all; links are followed and the mode stays as it is."""
    target = path.resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as new:
        written = Path(new.name)
        try:
            new.write(body)
            new.flush()
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            written.chmod(mode)
            written.replace(target)
        except BaseException:
            written.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _difference(done: "FixedFile", name: str) -> Iterator[str]:
    before, after = (text.splitlines() for text in (done.before, done.after))
    return difflib.unified_diff(
        before, after, name, in_words(worded("{name} (fixed)", name=name)), lineterm=""
    )


def _told(done: "FixedFile", name: str) -> None:
    """Says on stderr what was fixed, what was not, and what the verdict is then."""
    from checker.report.words import VERDICT_WORDS, clean

    for reason in done.made:
        fixed = worded("fixed {code}: {message}", code=reason.code, message=clean(reason.message))
        print(f"{name}: {in_words(fixed)}", file=sys.stderr)  # noqa: T201
    for code, why in done.unmade:
        warn(worded("{name}: {code} is not fixed: {why}", name=name, code=code, why=why))
    then, now = (VERDICT_WORDS[one.answer.verdict] for one in (done.then, done.now))
    change = (
        worded("{then}; {now} with the fixes", then=then, now=now)
        if done.made
        else worded("{then}; there is nothing to fix", then=then)
    )
    print(f"{name}: {in_words(change)}", file=sys.stderr)  # noqa: T201
    if done.now.answer.verdict != "clear":
        print(f"{name}: {clean(done.now.answer.message)}", file=sys.stderr)  # noqa: T201


def _code(done: "FixedFile") -> int:
    now = done.now
    return code_of_verdict(now.answer.verdict, complete=now.answer.complete, released=now.released)
