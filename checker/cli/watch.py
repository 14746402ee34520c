"""A wire drop: ingests files that appear in a folder until interrupted."""

import time
from collections.abc import Callable
from pathlib import Path

from checker.cli import console
from checker.cli.ingest import Ingest
from checker.errors import ConfigurationError, Problem
from checker.formats.watched_folder import Watch, pass_over
from checker.wording import worded, worded_as

__all__ = ["watch_folder"]

POLL_SECONDS = 1.0


def watch_folder(
    folder: Path, ingest: Ingest, tell: Callable[[], None], *, rounds: int | None = None
) -> None:
    """Adds what appears in `folder` until it is interrupted; see `checker.formats.watched_folder`.

    Args:
        folder: the drop.
        ingest: receives the items.
        tell: called after every round that ingested something.
        rounds: the number of rounds; None for no limit.
    """
    if not folder.is_dir():
        raise ConfigurationError(
            Problem(str(folder), "is not a folder", "create it first, or check the path")
        )
    watch = Watch(folder)
    look = 0
    while rounds is None or look < rounds:
        look += 1
        taken = 0
        for handled in pass_over(watch, ingest.one_file, many=ingest.many_files):
            taken += 1
            if handled.rejected:
                told = next(p for p in handled.problems if p.kind == "bad")
                line = worded(
                    "rejected {file}: {what}", file=handled.file.name, what=worded_as(told.what)
                )
                console.note(line)
        if taken:
            tell()
        if rounds is None or look < rounds:
            time.sleep(POLL_SECONDS)
