"""The pieces of an audit with their texts, read again, and the sources that they use."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.audit.outputs import documents
from checker.checking import text_digest
from checker.models import Use
from checker.running.documents import Readable, read_documents

__all__ = ["Read", "file_of", "pieces_of", "read_again"]

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A piece as it is now: its text, the bytes of its file, and whether both are as audited.

    `text` is None where the piece is not there any more; `body` is empty then.
    """

    text: str | None
    body: bytes
    file_sha256: str
    unchanged: bool


def pieces_of(folder: Path, owner: str) -> Iterator[Document]:
    """The results with a claim of an owner that asks for something."""
    for document in documents(folder, owner):
        asking = [
            claim for claim in document.get("claims") or ()
            if claim["role"] != "mention" and claim["verdict"] != "clear"
        ]  # fmt: skip
        if asking:
            yield document


def file_of(document: Document, manifest: Mapping[str, Any]) -> Path:
    """Where the file of a piece is, from wherever the audit was started."""
    path = str(document["path"])
    roots: Sequence[str] = manifest["asked"]["roots"]
    for name, root in zip(manifest.get("named") or roots, roots, strict=False):
        if path == name:
            return Path(root)
        if path.startswith(name.rstrip("/") + "/"):
            return Path(root) / path[len(name.rstrip("/")) + 1 :]
    return Path(path)


def read_again(document: Document, path: Path) -> Read:
    """The text of a piece, read from its file as the audit did."""
    try:
        body = path.read_bytes()
    except OSError:
        return Read(None, b"", "", unchanged=False)
    digest = hashlib.sha256(body).hexdigest()
    part = str(document.get("part") or "")
    for found in read_documents(body, name=path.name, use=Use(), base=path.resolve().parent):
        if isinstance(found, Readable) and found.part == part:
            text = found.draft.text
            same = text_digest(text) == document["text_sha256"]
            return Read(text, body, digest, unchanged=same)
    return Read(None, body, digest, unchanged=False)
