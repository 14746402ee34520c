"""Makes a package for one owner of an audit, given by its id or its folder."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from checker.audit.evidence.drawing import draw
from checker.audit.evidence.package import Order, export
from checker.audit.outputs import CLAIMS
from checker.audit.run import MANIFEST, read_manifest
from checker.errors import ConfigurationError, NotFound, Problem
from checker.languages import ENGLISH, Language
from checker.models.source import Source
from checker.models.vocabulary import owner_id
from checker.newsroom import Newsroom
from checker.store import Audit
from checker.wording import worded

__all__ = ["audit_folder", "claims_of", "make"]


def audit_folder(newsroom: Newsroom, audit: str = "") -> Path:
    """Returns the folder of a finished audit, given by id or folder, or of the newest one.

    Raises:
        ConfigurationError: there is none, or its report is missing.
    """
    if audit and (Path(audit) / MANIFEST).exists():
        return Path(audit)
    for one in _known(newsroom, audit):
        folder = Path(one.folder or "")
        if one.status == "finished" and one.folder and (folder / CLAIMS).exists():
            return folder
    what = (
        worded("no finished audit {audit} with its report", audit=repr(audit))
        if audit
        else worded("no finished audit yet")
    )
    raise ConfigurationError(Problem("audit", what, "wirecheck audits list"))


def _known(newsroom: Newsroom, audit: str) -> list[Audit]:
    """The audit with an id, however old it is, or the newest ones."""
    if not audit:
        return newsroom.store.audits.page()
    try:
        return [newsroom.store.audits.get(audit)]
    except NotFound:
        return []


def claims_of(folder: Path) -> list[dict[str, Any]]:
    """Returns the rows of an audit's schedule.

    Raises:
        ConfigurationError: the audit is unfinished, or was made by an older Wirecheck.
    """
    try:
        with (folder / CLAIMS).open("rb") as stream:
            return [json.loads(line) for line in stream]
    except (OSError, ValueError) as error:
        hint = worded("run the same `wirecheck audit` again: it rewrites the report")
        problem = Problem(
            str(folder / CLAIMS), worded("cannot be read: {error}", error=error), hint
        )
        raise ConfigurationError(problem) from error


def make(
    newsroom: Newsroom,
    folder: Path,
    owner: str,
    out: Path,
    *,
    key: Path | None = None,
    fonts: Sequence[Path] = (),
    language: Language = ENGLISH,
) -> dict[str, Any]:
    """Writes the package of one owner and returns its manifest.

    Args:
        newsroom: where the sources are.
        folder: the report of the audit.
        owner: id or name of the owner.
        out: the ZIP file to write.
        key: an Ed25519 private key (PEM) that signs the manifest, or None.
        fonts: font files for the PDF, tried before those of the machine.
        language: the language of the PDF's headings and notes.

    Raises:
        ConfigurationError: as `export` and `draw` do.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in claims_of(folder):
        theirs = owner_id(owner) in (row["owner"], owner_id(row["owner_name"] or ""))
        if theirs and row["verdict"] != "clear":
            rows.setdefault(str(row["check"]), []).append(row)
    order = Order(
        folder,
        read_manifest(folder / MANIFEST),
        owner_id(owner),
        newsroom.clock(),
        partial(_source, newsroom),
        partial(draw, named=fonts, language=language),
        key,
    )
    return export(order, rows, out)


def _source(newsroom: Newsroom, name: str, version: str) -> Source | None:
    for given in ({"version": version}, {}):
        try:
            return newsroom.store.sources.get(name, **given)
        except NotFound:
            continue
    return None
