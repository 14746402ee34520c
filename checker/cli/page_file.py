"""Pages of results: one file, or a folder with one file per document."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.cli.reader import reader
from checker.errors import ConfigurationError, Problem
from checker.wording import worded

__all__ = ["PageFile"]


class PageFile:
    """Collects results and writes their pages.

    Args:
        path: a file for one document, or a folder (an existing one, or a name that ends in /).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pages: list[tuple[dict[str, Any], str | None]] = []

    def add(self, document: dict[str, Any], text: str | None) -> None:
        """Keeps a result for `write`."""
        self._pages.append((document, text))

    def write(self) -> Iterator[Path]:
        """Writes all pages and yields their paths.

        Raises:
            ConfigurationError: several documents and only one file.
        """
        from checker.report.page import html

        folder = self._path.is_dir()
        if not folder and len(self._pages) != 1:
            raise ConfigurationError(
                Problem(
                    "--html",
                    worded("{count} pages do not go into one file", count=len(self._pages)),
                    "create the folder first",
                )
            )
        for number, (document, text) in enumerate(self._pages, 1):
            path = self._path / self._name(number, document) if folder else self._path
            path.write_text(html(document, draft=text, language=reader()), "utf-8")
            yield path

    def _name(self, number: int, document: dict[str, Any]) -> str:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", str(document.get("id") or ""))[-60:].strip("-.")
        return f"{number:04d}-{plain or 'draft'}.html"
