"""`wirecheck check --jsonl`: a batch of documents, one per line."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import console
from checker.cli.faults import CLEAR, INCOMPLETE, TO_DO, stoppable
from checker.cli.newsrooms import passing, tell_rules
from checker.cli.reader import in_words
from checker.errors import ConfigurationError, Problem
from checker.wording import Message, joined, plural, worded

if TYPE_CHECKING:
    from checker.running.batch import Tally
    from checker.running.opening import CheckSetup
    from checker.settings import Settings

__all__ = ["check_batch"]


def check_batch(
    setup: "CheckSetup",
    settings: "Settings",
    jsonl: Path,
    out: Path | None,
    workers: int | None,
) -> int:
    """Checks every line of a file and writes the results to another; returns the exit code.

    Raises:
        ConfigurationError: there is no input, or no output.
    """
    from checker.running.batch import Tally, check_lines, written
    from checker.running.workers import WorkerLimits

    target = _target(jsonl, out)
    tally = Tally()
    limits = WorkerLimits(settings.audit.seconds, settings.audit.memory_mb)
    make = setup.options.record or bool(setup.opening.rules)
    count = settings.check.workers if workers is None else workers
    with (
        stoppable(lambda: _stopped(tally, setup.options.record)),
        passing(setup.opening, make=make) as opening,
        opening.open() as newsroom,
        written(target) as stream,
        console.progress("checked", _count(jsonl)) as progress,
    ):
        tell_rules(newsroom)
        here = replace(setup, opening=opening)
        base = jsonl.resolve().parent
        for one in check_lines(here, newsroom, _lines(jsonl), base, workers=count, limits=limits):
            stream.write(one.document.encode("utf-8") + b"\n")
            tally.count(one)
            progress(tally.checked)
    _report(tally, target)
    if tally.failed or tally.incomplete or not tally.checked:
        return INCOMPLETE
    return TO_DO if tally.to_do else CLEAR


def _stopped(tally: "Tally", record: bool) -> Message:
    """What became of a batch that was interrupted."""
    done = plural("{n} document was checked", "{n} documents were checked", tally.checked)
    if record:
        return worded(
            "Stopped: {done}; these checks are stored, but OUT was not written. Run the same "
            "command to check all of them again.",
            done=done,
        )
    return worded(
        "Stopped: {done}; OUT was not written. Run the same command to start again.", done=done
    )


def _target(jsonl: Path, out: Path | None) -> Path:
    if out is None:
        raise ConfigurationError(
            Problem(
                "--jsonl", "needs --out OUT", "name a file; for standard output: --out /dev/stdout"
            )
        )
    if not jsonl.exists():
        raise ConfigurationError(Problem(str(jsonl), "there is no such file", "check the path"))
    if not out.parent.is_dir():
        what = worded("there is no folder {folder}", folder=str(out.parent))
        raise ConfigurationError(Problem("--out", what, "create the folder first"))
    if out.exists() and out.samefile(jsonl) and out.is_file():
        raise ConfigurationError(Problem(str(out), "is the input itself", "choose another name"))
    return out


def _count(path: Path) -> int | None:
    """How many lines a batch has, for the bar; only counted where one is shown."""
    if not sys.stderr.isatty() or not path.is_file():
        return None
    return sum(1 for _ in _lines(path))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank; numbers count the blank ones."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _report(tally: "Tally", out: Path) -> None:
    parts = [
        worded("{n} checked", n=tally.checked),
        worded("{n} to do", n=tally.to_do),
    ]
    if tally.incomplete:
        parts.append(worded("{n} incomplete", n=tally.incomplete))
    if tally.failed:
        parts.append(worded("{n} could not be checked", n=tally.failed))
    if tally.unstored:
        parts.append(worded("{n} not stored, so a kill does not find them", n=tally.unstored))
    console.note(f"{in_words(joined(parts))}: {out}")
    console.unknown_keys(tally.unknown)
