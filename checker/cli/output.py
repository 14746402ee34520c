"""The formats in which `wirecheck check` writes its results."""

import sys
from pathlib import Path
from typing import Any, Protocol

from checker.cli import console
from checker.cli.options import one_of
from checker.cli.page_file import PageFile
from checker.cli.reader import reader
from checker.errors import ConfigurationError, Problem
from checker.wording import worded

__all__ = ["FORMATS", "Output", "form_of", "output_of"]

FORMATS: tuple[str, ...] = ("text", "json", "sarif", "github", "html")

Document = dict[str, Any]


class Output(Protocol):
    """A consumer of results, one after the other; `end` is called after the last one."""

    def add(self, document: Document, text: str | None, *, verbatim: bool) -> None:
        """Receives a result and its text; `verbatim`: the file contains exactly this text."""

    def end(self) -> None:
        """Writes the output that had to wait for the last result."""


def form_of(named: str | None, *, json: bool, sarif: bool, page: bool) -> str:
    """Returns the one format that the options request.

    Raises:
        ConfigurationError: they request several, or one that is not known.
    """
    one_of("--format", [named] if named else (), FORMATS)
    asked = {
        "--format " + str(named): named,
        "--json": "json" if json else None,
        "--sarif": "sarif" if sarif else None,
        "--html": "html" if page else None,
    }
    forms = {form for form in asked.values() if form}
    if len(forms) > 1:
        options = ", ".join(option for option, form in asked.items() if form)
        raise ConfigurationError(Problem(options, "request several formats", "choose one"))
    return next(iter(forms), "text")


def output_of(form: str, page: Path | None) -> Output:
    """Returns the writer of a form; `page` is the file or the folder of `--html`."""
    if form == "sarif":
        return _Sarif()
    if form == "html":
        return _Page(page)
    return _Each(form)


class _Each:
    """Writes each result at once: as text, JSON lines or GitHub annotations."""

    def __init__(self, form: str) -> None:
        self._form = form

    def add(self, document: Document, text: str | None, *, verbatim: bool) -> None:
        if self._form == "json":
            console.write_json(document)
        elif self._form == "github":
            from checker.report.github import annotations

            for line in annotations(document, text if verbatim else None):
                console.say(line)
        else:
            from checker.report import lines

            console.show(lines(document, draft=text))

    def end(self) -> None:
        """Has nothing to add."""


class _Sarif:
    """Writes one SARIF log of all results."""

    def __init__(self) -> None:
        self._shown: list[tuple[Document, str | None]] = []

    def add(self, document: Document, text: str | None, *, verbatim: bool) -> None:  # noqa: ARG002
        self._shown.append((document, text))

    def end(self) -> None:
        from checker.report.sarif import sarif

        console.write_json(sarif(self._shown))


class _Page:
    """Writes pages: into a file, into a folder, or a single one to stdout."""

    def __init__(self, page: Path | None) -> None:
        self._files = None if page is None else PageFile(page)
        self._pages: list[tuple[Document, str | None]] = []

    def add(self, document: Document, text: str | None, *, verbatim: bool) -> None:  # noqa: ARG002
        if self._files is None:
            self._pages.append((document, text))
        else:
            self._files.add(document, text)

    def end(self) -> None:
        if self._files is not None:
            for path in self._files.write():
                console.say(str(path))
            return
        if len(self._pages) != 1:
            what = worded("{count} pages do not go to standard output", count=len(self._pages))
            hint = worded("name an existing folder: --html DIR")
            raise ConfigurationError(Problem("--format html", what, hint))
        from checker.report.page import html

        [(document, text)] = self._pages
        sys.stdout.flush()
        sys.stdout.buffer.write(html(document, draft=text, language=reader()).encode("utf-8"))
        sys.stdout.buffer.flush()
