"""Backups of a directory while it is in use; `checker.store.restoring` restores them.

Only the database is copied: index and fingerprint files are rebuilt from it.
"""

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from checker.errors import Conflict, NotFound, Problem, StoreError
from checker.private import make_file, make_folder
from checker.store.codec import moment
from checker.store.connection import DATABASE, JOURNALS, Connections, translated
from checker.store.counters import read
from checker.store.steps import Database, applied
from checker.wording import worded

__all__ = ["MANIFEST", "back_up", "flush", "read_backup"]

MANIFEST = "manifest.json"
FORMAT = "wirecheck-backup/1"
BLOCK = 1 << 20


def back_up(connections: Connections, target: Path, at: datetime) -> dict[str, Any]:
    """Copies the database as of one moment, while reads and writes continue."""
    fresh, written = target / f"{DATABASE}.new", target / f"{MANIFEST}.new"
    begun = written.exists()  # by one that was killed: what is here is its own
    if (target / MANIFEST).exists() or ((target / DATABASE).exists() and not begun):
        raise Conflict(Problem(str(target), "already contains a backup", "name a new directory"))
    if not begun and target.is_dir() and any(target.iterdir()):
        raise Conflict(Problem(str(target), "is not empty", "name a new directory"))
    try:
        make_folder(target)
        make_file(written)
        for end in ("", *JOURNALS):
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)
        make_file(fresh)
    except OSError as error:
        raise StoreError(
            Problem(str(target), worded("cannot be made: {strerror}", strerror=error.strerror))
        ) from error
    with translated(target), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        with connections.snapshot() as connection:
            connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        contents = _contents(copy)
    flush(fresh)
    manifest = {
        "format": FORMAT,
        "created": moment(at),
        "sha256": _digest(fresh),
        "size": fresh.stat().st_size,
        **contents,
    }
    fresh.replace(target / DATABASE)
    written.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    flush(written)
    written.replace(target / MANIFEST)
    flush(target)
    return manifest


def read_backup(backup: Path) -> dict[str, Any]:
    """Returns the manifest of a backup after verifying its database against it.

    Raises:
        NotFound: the path is not a backup.
        StoreError: the backup is damaged.
    """
    manifest = _manifest(backup)
    if _digest(backup / DATABASE) != manifest.get("sha256"):
        raise StoreError(
            Problem(str(backup), "is damaged: its checksum differs", "use another backup")
        )
    return manifest


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFound(
            Problem(
                str(backup), "is not a backup", worded("no {MANIFEST} in it", MANIFEST=MANIFEST)
            )
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NotFound(
            Problem(str(backup), worded("is not a backup in the format {FORMAT}", FORMAT=FORMAT))
        )
    if not (backup / DATABASE).is_file():
        raise NotFound(Problem(str(backup), worded("{DATABASE} is missing", DATABASE=DATABASE)))
    return manifest


def _contents(connection: sqlite3.Connection) -> dict[str, Any]:
    checks = connection.execute("SELECT count(*) FROM checks").fetchone()[0]
    return {
        "steps": list(applied(Database(connection))),
        "sources": read(connection, "sources"),
        "texts": read(connection, "docs"),
        "checks": checks,
    }


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Flushes a file's content, or a directory's entries, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
