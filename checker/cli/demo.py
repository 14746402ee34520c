"""`wirecheck demo`: a throw-away newsroom, to try everything at once."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import console
from checker.cli.reader import reader
from checker.wording import worded

if TYPE_CHECKING:
    from checker.newsroom import Newsroom

__all__ = ["demo"]


def demo(
    context: typer.Context,  # noqa: ARG001 - commands have one shape
    serve: Annotated[
        bool, typer.Option("--serve", help="Afterwards, open the editor's page on this newsroom.")
    ] = False,
    port: Annotated[
        int, typer.Option(help="The port of the page.", min=0, max=65535, metavar="PORT")
    ] = 8321,
    keep: Annotated[
        Path | None,
        typer.Option(
            help="Make the newsroom here and keep it, with its drafts, contracts and wire items.",
            metavar="DIR",
        ),
    ] = None,
) -> None:
    """Check sample drafts against sample sources and agreements; your own data is not touched."""
    from checker.demo import fill, write_files
    from checker.newsroom import Newsroom

    folder = keep or Path(tempfile.mkdtemp(prefix="wirecheck-demo-"))
    try:
        if keep is not None:
            write_files(keep)
        with Newsroom.open(folder) as newsroom:
            if not newsroom.store.sources.page(limit=1):
                fill(newsroom)
            _show(newsroom)
        if not serve:
            console.say("To open this newsroom in a browser: wirecheck demo --serve")
        console.say("To use your own files: wirecheck sources add FILE, wirecheck check FILE")
        if keep is not None:
            _kept(keep)
        if serve:
            _serve(folder, port)
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _show(newsroom: "Newsroom") -> None:
    """The first draft in full, the others by their verdicts."""
    from checker.demo import DEMO_USE, drafts
    from checker.formats import read_draft
    from checker.report import lines, values_of
    from checker.report.lines import Line
    from checker.running.check import CheckOptions, check_document

    held = newsroom.index_version()["items"]
    agreements = len(newsroom.in_force().agreements)
    agencies = len(newsroom.rules.agencies)
    console.say(
        worded(
            "A newsroom with {held} invented sources, {agreements} agreements and the "
            "markings of {agencies} agencies. Use: web, in France and Germany.\n",
            held=held,
            agreements=agreements,
            agencies=agencies,
        )
    )
    options = CheckOptions(language=reader().code)
    others: list[Line] = []
    for number, (name, body) in enumerate(drafts()):
        draft = replace(read_draft(body, name=name), id=name)
        answer = check_document(newsroom, draft, DEMO_USE, options).answer
        report = list(lines(values_of(answer), draft=draft.text))
        if number == 0:
            console.show(report)
            console.say("")
        else:
            others += report[:2]
    console.show(others)
    console.say("")


def _kept(folder: Path) -> None:
    """Reports what `--keep` created, with a command to try it."""
    console.say(
        worded(
            "\nKept in {folder}: drafts/, agreements/, sources.jsonl and the database.",
            folder=folder,
        )
    )
    console.say(
        worded(
            "Try: wirecheck --config {folder} check {folder2}/drafts/*.txt",
            folder=folder / "wirecheck.toml",
            folder2=folder,
        )
    )


def _serve(folder: Path, port: int) -> None:
    from importlib.resources import files

    from checker.cli.serve import page_address, run_service
    from checker.demo import DEMO_USE
    from checker.settings import Settings

    address = page_address("127.0.0.1", port)
    console.note("")
    console.note(worded("The editor's page: {address} (Ctrl-C ends it)", address=address))
    samples = str(files("checker.demo") / "drafts")
    serve = {"host": "127.0.0.1", "port": port, "samples": samples}
    settings = Settings(data=folder, use=DEMO_USE, serve=serve)
    run_service(settings)
