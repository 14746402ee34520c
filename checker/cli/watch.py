"""A wire drop: files appear in a folder, are taken once whole, and moved aside."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from checker.cli.ingest import Ingest
from checker.errors import ConfigurationError, Problem, WirecheckError

__all__ = ["watch_folder"]

DONE, REJECTS = "done", "rejects"
POLL_SECONDS = 1.0

Seen = dict[str, tuple[int, int]]


def watch_folder(
    folder: Path, ingest: Ingest, tell: Callable[[], None], *, rounds: int | None = None
) -> None:
    """Takes what appears in `folder` until it is interrupted.

    A file is taken when two looks in a row find the same size and time, so one that is still being
    written waits. Good ones move to done/, others to rejects/ with the reason beside them.

    Args:
        folder: the drop.
        ingest: where items go.
        tell: called after every round that took something.
        rounds: how many looks; None: for ever.
    """
    if not folder.is_dir():
        raise ConfigurationError(Problem(str(folder), "is no folder", "make it first"))
    for name in (DONE, REJECTS):
        (folder / name).mkdir(exist_ok=True)
    seen: Seen = {}
    look = 0
    while rounds is None or look < rounds:
        look += 1
        taken, seen = _round(folder, ingest, seen)
        if taken:
            tell()
        if rounds is None or look < rounds:
            time.sleep(POLL_SECONDS)


def _round(folder: Path, ingest: Ingest, seen: Seen) -> tuple[int, Seen]:
    now: Seen = {}
    taken = 0
    with os.scandir(folder) as entries:
        waiting = sorted(
            (entry for entry in entries if _is_item(entry)), key=lambda entry: entry.name
        )
    for entry in waiting:
        try:
            state = entry.stat()
        except FileNotFoundError:
            continue
        mark = (state.st_size, state.st_mtime_ns)
        if seen.get(entry.name) != mark:
            now[entry.name] = mark
            continue
        _take(folder, Path(entry.path), ingest)
        taken += 1
    return taken, now


def _is_item(entry: "os.DirEntry[str]") -> bool:
    return entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")


def _take(folder: Path, path: Path, ingest: Ingest) -> None:
    try:
        bad = [f"{record.place}: {record.what}" for record in ingest.one_file(path)]
    except WirecheckError as error:
        bad = [str(problem) for problem in error.problems]
    target = _free(folder / (REJECTS if bad else DONE) / path.name)
    if bad:
        reason = "\n".join(bad) + "\n"
        target.with_name(target.name + ".reason").write_text(
            reason, "utf-8", errors="backslashreplace"
        )
        print(f"rejected {path.name}: {bad[0]}", file=sys.stderr)  # noqa: T201
    path.rename(target)


def _free(path: Path) -> Path:
    """A name that is not taken: agencies send the same file name again."""
    number = 1
    candidate = path
    while candidate.exists():
        candidate = path.with_name(f"{path.name}.{number}")
        number += 1
    return candidate
