"""The pieces of an audit with their texts, re-read, and the sources that they use."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.audit.outputs import documents
from checker.checking import text_digest
from checker.models.draft import Use
from checker.running.documents import (
    LeftAside,
    Readable,
    Unreadable,
    read_documents,
    read_part,
)
from checker.values import dataclass

__all__ = ["ORIGINAL_BYTES", "Read", "Rereader", "file_of", "pieces_of"]

ORIGINAL_BYTES = 64 * 1024 * 1024  # of a file that is put into the package, and kept in memory
BLOCK = 1 << 20
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """The present state of a piece: its text, its file's bytes, and whether both are as audited.

    `text` is None if the piece no longer exists. `body` is empty then, and also for a file that is
    too large.
    """

    text: str | None
    body: bytes
    file_sha256: str
    unchanged: bool


def pieces_of(folder: Path, owner: str) -> Iterator[Document]:
    """Yields the results with a claim of an owner that needs action."""
    for document in documents(folder, owner):
        asking = [
            claim for claim in document.get("claims") or ()
            if claim["role"] != "mention" and claim["verdict"] != "clear"
        ]  # fmt: skip
        if asking:
            yield document


def file_of(document: Document, manifest: Mapping[str, Any]) -> Path:
    """Returns where the file of a piece is, wherever the audit was started."""
    path = str(document["path"])
    roots: Sequence[str] = manifest["asked"]["roots"]
    for name, root in zip(manifest.get("named") or roots, roots, strict=False):
        if path == name:
            return Path(root)
        if path.startswith(name.rstrip("/") + "/"):
            return Path(root) / path[len(name.rstrip("/")) + 1 :]
    return Path(path)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read: its bytes, its hash, and the texts of the parts that are wanted."""

    path: Path
    body: bytes
    digest: str
    texts: Mapping[str, str]


class Rereader:
    """Re-reads the files of pieces, each once, however many pieces it contains.

    Args:
        pieces: all pieces to be read; those of one file are consecutive.
        manifest: the manifest of the audit.
    """

    def __init__(self, pieces: Iterable[Document], manifest: Mapping[str, Any]) -> None:
        self._manifest = manifest
        self._wanted: dict[Path, set[str]] = {}
        for piece in pieces:
            path = file_of(piece, manifest)
            self._wanted.setdefault(path, set()).add(str(piece.get("part") or ""))
        self._last: _File | None = None

    def read(self, piece: Document) -> Read:
        """Returns the text of a piece, read from its file as the audit did."""
        path = file_of(piece, self._manifest)
        if self._last is None or self._last.path != path:
            self._last = _file(path, self._wanted.get(path, set()))
        text = self._last.texts.get(str(piece.get("part") or ""))
        same = text is not None and text_digest(text) == piece["text_sha256"]
        return Read(text, self._last.body, self._last.digest, unchanged=same)


def _file(path: Path, wanted: set[str]) -> _File:
    try:
        large = path.stat().st_size > ORIGINAL_BYTES
        digest = _digest(path)
        body = b"" if large else path.read_bytes()
    except OSError:
        return _File(path, b"", "", {})
    texts = {
        found.part: found.draft.text
        for found in _documents(path, body)
        if isinstance(found, Readable) and found.part in wanted
    }
    return _File(path, body, digest, texts)


def _documents(path: Path, body: bytes) -> Iterator[Readable | Unreadable | LeftAside]:
    if not body and path.suffix.lower() == ".zip":
        return read_part(path, path.name, 0, None)
    whole = body or path.read_bytes()
    return read_documents(whole, name=path.name, use=Use(), base=path.resolve().parent)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
