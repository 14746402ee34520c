"""The package: all evidence for the claims of one owner, in one ZIP with a manifest."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from checker.audit.claims import CLAIM_COLUMNS
from checker.audit.evidence.pieces import Read, Rereader, pieces_of
from checker.audit.evidence.signing import signed
from checker.errors import ConfigurationError, Problem
from checker.models.source import Source
from checker.report import dumps
from checker.report.tables import csv_text
from checker.times import rfc3339
from checker.values import dataclass
from checker.wording import worded

__all__ = ["MANIFEST", "SCHEMA", "SIGNATURE", "Case", "Order", "Piece", "export"]

SCHEMA = "wirecheck-evidence/1"
MANIFEST, SIGNATURE, PDF, CSV = "manifest.json", "manifest.sig", "evidence.pdf", "claims.csv"
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Order:
    """What to pack: from which audit, for which owner, and how.

    `source` finds a source by id and version; `draw` makes the PDF of a case, None for no PDF.
    """

    folder: Path
    manifest: Mapping[str, Any]
    owner: str
    made: datetime
    source: Callable[[str, str], Source | None]
    draw: Callable[["Case"], bytes] | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number in the package, its result, its rows of the schedule, its text."""

    number: int
    document: dict[str, Any]
    rows: list[dict[str, Any]]
    read: Read
    original: str = ""  # the name of its file in the package


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the PDF shows."""

    order: Order
    pieces: list[Piece]
    sources: dict[str, tuple[str, Source]]  # by id: the name of its file, and the source


@dataclass(slots=True)
class _Packing:
    """A package that is written: its files with their hashes."""

    archive: ZipFile
    made: datetime
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> None:
        """One file."""
        entry = ZipInfo(name, self.made.timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED
        self.archive.writestr(entry, content)
        digest = hashlib.sha256(content).hexdigest()
        self.files[name] = {"sha256": digest, "size": len(content)}


def export(order: Order, rows: Rows, out: Path) -> dict[str, Any]:
    """Writes the package and returns its manifest.

    Args:
        order: what to pack.
        rows: the rows of the schedule by the check that they belong to.
        out: the file, written completely or not at all.

    Raises:
        ConfigurationError: the owner has no open claim in the audit, the file cannot be written, or
            the key cannot be read.
    """
    found = list(pieces_of(order.folder, order.owner))
    if not found:
        what = worded(
            "the audit has no claim of {owner} that needs action", owner=repr(order.owner)
        )
        raise ConfigurationError(Problem("owner", what, "its owners are in report.html"))
    fresh = out.with_name(out.name + ".part")
    try:
        with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
            manifest = _packed(_Packing(archive, order.made), order, rows, found)
    except OSError as error:
        what = worded("cannot be written: {strerror}", strerror=error.strerror)
        raise ConfigurationError(Problem(str(out), what, "name another file")) from error
    fresh.replace(out)
    return manifest


def _packed(
    packing: _Packing, order: Order, rows: Rows, found: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    originals: dict[str, str] = {}
    reader = Rereader(found, order.manifest)
    pieces = [
        _piece(packing, reader, rows, number, document, originals)
        for number, document in enumerate(found, 1)
    ]
    case = Case(order, pieces, _sources(packing, order, pieces))
    every = [row for piece in pieces for row in piece.rows]
    packing.add(CSV, ("\ufeff" + csv_text(CLAIM_COLUMNS, every)).encode())
    if order.draw is not None:
        packing.add(PDF, order.draw(case))
    manifest = {
        "schema": SCHEMA,
        "audit": order.manifest["id"],
        "owner": order.owner,
        "made": rfc3339(order.made, UTC),
        "use": order.manifest["asked"]["use"],
        "versions": order.manifest["versions"],
        "pieces": [_listed(piece) for piece in pieces],
        "sources": [
            {"id": name, "version": source.version, "file": file}
            for name, (file, source) in case.sources.items()
        ],
        "files": packing.files,
    }
    content = (dumps(manifest, indent=2) + "\n").encode()
    packing.archive.writestr(ZipInfo(MANIFEST, packing.made.timetuple()[:6]), content)
    if order.key is not None:
        signature = (dumps(signed(content, order.key), indent=2) + "\n").encode()
        packing.archive.writestr(ZipInfo(SIGNATURE, packing.made.timetuple()[:6]), signature)
    return manifest


def _piece(
    packing: _Packing,
    reader: Rereader,
    rows: Rows,
    number: int,
    document: dict[str, Any],
    originals: dict[str, str],
) -> Piece:
    read = reader.read(document)
    folder = f"pieces/{number:04d}"
    packing.add(f"{folder}/result.json", (dumps(document, indent=2) + "\n").encode())
    if read.text is not None:
        packing.add(f"{folder}/text.txt", read.text.encode("utf-8", "surrogatepass"))
    original = originals.get(read.file_sha256, "")
    if read.body and not original:
        original = f"files/{len(originals) + 1:04d}-{_plain(PurePath(document['path']).name)}"
        originals[read.file_sha256] = original
        packing.add(original, read.body)
    return Piece(number, document, rows.get(str(document.get("check")), []), read, original)


def _sources(
    packing: _Packing, order: Order, pieces: Iterable[Piece]
) -> dict[str, tuple[str, Source]]:
    found: dict[str, tuple[str, Source]] = {}
    for piece in pieces:
        for match in piece.document["matches"]:
            name = match["source"]
            source = None if name in found else order.source(name, match["version"])
            if source is None:
                continue
            file = f"sources/{len(found) + 1:04d}.txt"
            found[name] = (file, source)
            packing.add(file, source.text.encode("utf-8", "surrogatepass"))
            packing.add(f"{file[:-4]}.json", (dumps(_stated(source), indent=2) + "\n").encode())
    return found


def _stated(source: Source) -> dict[str, Any]:
    """Returns what the owner states about a source, with the hash of its text."""
    return {
        "id": source.id,
        "owner": source.owner,
        "version": source.version,
        "title": source.title,
        "published": rfc3339(source.published),
        "url": source.url,
        "byline": source.byline,
        "dateline": source.dateline,
        "origin": source.origin,
        "copyright_notice": list(source.rights.copyright_notice),
        "usage_terms": list(source.rights.usage_terms),
        "status": source.rights.status,
        "text_sha256": hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _listed(piece: Piece) -> dict[str, Any]:
    return {
        "number": piece.number,
        "id": piece.document["id"],
        "check": piece.document.get("check"),
        "cms_id": piece.document.get("document"),
        "url": piece.document.get("url"),
        "claims": [row["key"] for row in piece.rows],
        "file": piece.original or None,
        "file_sha256_audited": piece.document.get("file_sha256"),
        "file_sha256": piece.read.file_sha256 or None,
        "text_sha256": piece.document["text_sha256"],
        "unchanged_since_audit": piece.read.unchanged,
    }


def _plain(name: str) -> str:
    """A file's name that every system takes."""
    safe = "".join(one if one.isalnum() or one in "._-" else "_" for one in name)
    return safe.encode("ascii", "replace").decode().replace("?", "_")[-80:]
