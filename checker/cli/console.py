"""Output to the terminal: coloured for people, plain for programs."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

from checker.cli.reader import in_words, reader
from checker.wording import Message, plural, worded, worded_as

if TYPE_CHECKING:
    from rich.console import Console

    from checker.report.lines import Line

__all__ = [
    "Counter",
    "coloured",
    "count",
    "note",
    "progress",
    "say",
    "show",
    "table",
    "unknown_keys",
    "write_json",
]

STYLES = {
    "verdict.clear": "bold black on green",
    "verdict.credit_required": "bold black on yellow",
    "verdict.licence_required": "bold white on dark_orange3",
    "verdict.blocked": "bold white on red",
    "verdict.clear.text": "green",
    "verdict.credit_required.text": "yellow",
    "verdict.licence_required.text": "dark_orange3",
    "verdict.blocked.text": "bold red",
    "severity.clear": "green",
    "severity.credit_required": "yellow",
    "severity.unfinished": "magenta",
    "severity.licence_required": "dark_orange3",
    "severity.blocked": "bold red",
    "incomplete": "bold white on magenta",
    "heading": "bold underline",
    "message": "bold",
    "owner": "bold cyan",
    "kind": "cyan",
    "name": "blue",
    "quote": "italic",
    "fix": "bold green",
    "dim": "dim",
    "changed": "bold black on yellow",
    "passage.verbatim": "underline blue",
    "passage.near": "green",
    "passage.derived": "magenta",
    "passage.quotation": "magenta",
}


class Counter(Protocol):
    """The progress callback of a long-running task."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """`done` items so far, of `total` where that is known."""


def coloured(stream: IO[str]) -> bool:
    """Returns whether a stream should be coloured (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(lines: Iterable["Line"]) -> None:
    """Writes a readable report to stdout, in the reader's language."""
    told = (line.told(reader()) for line in lines)
    if not coloured(sys.stdout):
        for line in told:
            say(str(line).rstrip())
        return
    from rich.padding import Padding
    from rich.text import Text

    console = _rich(stderr=False)
    for line in told:
        pieces = [(text, STYLES.get(style, "")) for text, style in line.pieces]
        console.print(Padding(Text.assemble(*pieces), (0, 0, 0, 2 * line.indent)), soft_wrap=False)


def say(line: str) -> None:
    """Writes a line to stdout, in the reader's language and in whatever encoding it has."""
    encoding = sys.stdout.encoding or "utf-8"
    print(in_words(line).encode(encoding, "backslashreplace").decode(encoding))  # noqa: T201


def note(line: str) -> None:
    """Writes a line to stderr, in the reader's language: it is for people, not for programs."""
    print(in_words(line).encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)  # noqa: T201


def write_json(value: Any) -> None:
    """Writes one JSON object to stdout in UTF-8: one line for programs, indented for people."""
    from checker.report.encode import dumps

    text = dumps(value, indent=2 if sys.stdout.isatty() else None) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    always_head: bool = False,
    empty: str = "",
) -> None:
    """Writes a table; for programs, tab-separated cells without a header.

    Args:
        columns: the names of the columns.
        rows: the cells; a moment has the common format, None is empty.
        always_head: whether programs get the header too.
        empty: the message on stderr for people if there are no rows.
    """
    cells = [[_cell(cell) for cell in row] for row in rows]
    if empty and not rows:
        note(empty)
        return
    if not sys.stdout.isatty():
        for row in [list(map(in_words, columns)), *cells] if always_head else cells:
            say("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    made = Table(*map(in_words, columns), box=None, pad_edge=False, header_style="bold")
    for row in cells:
        made.add_row(*(Text(cell) for cell in row))
    _rich(stderr=False).print(made)


def _cell(value: Any) -> str:
    from checker.report.words import clean

    if isinstance(value, datetime):
        from checker.report.use_words import when

        return when(value)
    return clean(
        in_words(value) if isinstance(value, Message) else str("" if value is None else value)
    )


def count(number: int, noun: str, nouns: str = "") -> Message:
    """Returns a number with its noun, as in "1 source" and "2 sources"."""
    return plural(f"{{n:,}} {noun}", f"{{n:,}} {nouns or noun + 's'}", number)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Counter]:
    """Shows a progress bar on stderr if that is a terminal, and nothing otherwise."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    with _bar(what, total) as count:
        yield count


def _unseen(done: int, total: int | None = None) -> None:
    """Discards progress where there is no terminal."""


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Counter]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_rich(stderr=True), transient=True) as bar:
        task = bar.add_task(in_words(what), total=total)

        def count(done: int, total: int | None = None) -> None:
            if total is None:
                bar.update(task, completed=done)
            else:
                bar.update(task, completed=done, total=total)

        yield count


def _rich(*, stderr: bool) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def unknown_keys(counted: Mapping[str, int]) -> None:
    """Reports on stderr which keys of a batch's lines were not read, and likely corrections."""
    from checker.formats.records.batch_line import meant

    for key, lines in counted.items():
        hint = meant(key)
        line: str = worded(
            "ignored: the key `{key}` ({lines})", key=key, lines=count(lines, "line")
        )
        if hint:
            line = worded("{line}; {hint}", line=line, hint=worded_as(hint))
        note(line)
