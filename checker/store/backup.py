"""Backups of a directory that is in use, and putting one back.

Only the database is copied: index and fingerprint files are made again from it.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from checker.errors import Busy, NotFound, Problem, StoreError
from checker.store.codec import moment
from checker.store.connection import DATABASE, Connections, translated
from checker.store.counters import read
from checker.store.schema import migrations, pending

__all__ = ["MANIFEST", "back_up", "restore"]

MANIFEST = "manifest.json"
FORMAT = "wirecheck-backup/1"
DERIVED = ("index", "prints")
JOURNALS = ("-wal", "-shm")
BLOCK = 1 << 20


def back_up(connections: Connections, target: Path, at: datetime) -> dict[str, Any]:
    """Copies the database as it is at one moment; writers and readers go on meanwhile."""
    if (target / MANIFEST).exists() or (target / DATABASE).exists():
        raise StoreError(Problem(str(target), "holds a backup already", "name a new directory"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(Problem(str(target), f"cannot be made: {error.strerror}")) from error
    fresh = target / f"{DATABASE}.new"
    with translated(target), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        with connections.snapshot() as connection:
            connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        contents = _contents(copy)
    _flush(fresh)
    manifest = {
        "format": FORMAT,
        "created": moment(at),
        "sha256": _digest(fresh),
        "size": fresh.stat().st_size,
        **contents,
    }
    fresh.replace(target / DATABASE)
    written = target / f"{MANIFEST}.new"
    written.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    _flush(written)
    written.replace(target / MANIFEST)
    return manifest


def restore(backup: Path, path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Puts a backup back as a data directory; stop everything that uses the directory first.

    Args:
        backup: what `Store.backup` wrote.
        path: the data directory; made if need be.
        replace: take the place of a database that is there; it is kept as 'wirecheck.db.before'.

    Returns:
        The manifest.

    Raises:
        NotFound: that is no backup.
        StoreError: it is damaged, a newer Wirecheck made it, or a database is in the way.
        Busy: the directory is in use.
    """
    manifest = _manifest(backup)
    if _digest(backup / DATABASE) != manifest.get("sha256"):
        raise StoreError(
            Problem(str(backup), "is damaged: its checksum differs", "use another backup")
        )
    if (path / DATABASE).exists() and not replace:
        raise StoreError(Problem(str(path), "holds a database already", "say to replace it"))
    path.mkdir(parents=True, exist_ok=True)
    fresh = path / f"{DATABASE}.new"
    shutil.copyfile(backup / DATABASE, fresh)
    _flush(fresh)
    with translated(fresh), closing(sqlite3.connect(fresh)) as copy:
        pending(Database(copy, execute_plugins=False), str(backup))
        _must_be_whole(copy, backup)
    with Connections(path, busy=5.0).turn():
        _set_aside(path)
        fresh.replace(path / DATABASE)
        for derived in DERIVED:  # made of another history: they must not be read again
            shutil.rmtree(path / derived, ignore_errors=True)
    return manifest


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFound(Problem(str(backup), "is no backup", f"no {MANIFEST} in it")) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NotFound(Problem(str(backup), f"is no backup of the form {FORMAT}"))
    if not (backup / DATABASE).is_file():
        raise NotFound(Problem(str(backup), f"{DATABASE} is missing"))
    return manifest


def _contents(connection: sqlite3.Connection) -> dict[str, Any]:
    steps = migrations().applied(Database(connection, execute_plugins=False))
    checks = connection.execute("SELECT count(*) FROM checks").fetchone()[0]
    return {
        "steps": [step.name for step in steps],
        "sources": read(connection, "sources"),
        "texts": read(connection, "docs"),
        "checks": checks,
    }


def _must_be_whole(connection: sqlite3.Connection, backup: Path) -> None:
    reported = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if reported != "ok":
        raise StoreError(Problem(str(backup), f"is damaged: {reported}", "use another backup"))


def _set_aside(path: Path) -> None:
    """Moves the database that is there out of the way, with its journal if it is damaged.

    Raises:
        Busy: somebody still has it open.
    """
    held = path / DATABASE
    if not held.exists():
        return
    try:
        with translated(path), closing(sqlite3.connect(held, timeout=1.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # fails while anybody has it open
    except Busy:
        raise
    except StoreError:
        for suffix in JOURNALS:  # damaged, which is why a backup is put back: keep all of it
            journal = path / f"{DATABASE}{suffix}"
            if journal.exists():
                journal.replace(path / f"{DATABASE}.before{suffix}")
    held.replace(path / f"{DATABASE}.before")
    for suffix in JOURNALS:
        (path / f"{DATABASE}{suffix}").unlink(missing_ok=True)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as written:
        os.fsync(written.fileno())
