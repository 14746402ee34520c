"""Restores a backup in place of a database, in one step that succeeds or changes nothing.

The existing database gets a second name, which is never reused, and the new one takes its place by
one rename, so there is a database at every moment. A note in the directory marks a restore in
progress, so that whoever opens it after a crash undoes it.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from checker.errors import Busy, Conflict, Problem, StoreError
from checker.private import make_file, make_folder
from checker.store.backup import flush, read_backup
from checker.store.codec import moment
from checker.store.connection import DATABASE, JOURNALS, UNFINISHED, Connections, translated
from checker.store.identity import renew
from checker.store.schema import migrate
from checker.store.steps import Database
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Restored", "restore", "roll_back"]

DERIVED = ("index", "prints")
CONTENTS = "index/manifest.json"  # without it the rest of the index is made again, not missed
FRESH = f"{DATABASE}.new"


@dataclass(frozen=True, slots=True)
class Restored:
    """The contents of a backup, and the name under which the previous database was kept.

    `kills_lost` are ids that the previous database knows as killed and the backup does not; None
    where it could not be read.
    """

    sources: int
    checks: int
    kept_as: str | None = None
    kills_lost: tuple[str, ...] | None = ()


def restore(backup: Path, path: Path, *, at: datetime, replace: bool = False) -> Restored:
    """Restores a backup as a data directory; stop everything that uses the directory first.

    Args:
        backup: what `Store.backup` wrote.
        path: the data directory; created if necessary.
        at: the moment of the restore; the previous database is kept as 'wirecheck.db.before-TIME'.
        replace: replace an existing database.

    Raises:
        NotFound: the path is not a backup.
        Conflict: a database already exists.
        StoreError: the backup is damaged, was made by a newer Wirecheck, or the disk is full.
        Busy: the directory is in use.
    """
    manifest = read_backup(backup)
    if (path / DATABASE).exists() and not replace:
        raise Conflict(Problem(str(path), "already contains a database", "choose to replace it"))
    try:
        make_folder(path)
        with Connections(path, busy=5.0).turn():
            _undo(path)  # what an earlier one has begun
            kept = _in_place(backup, path, at)
    except OSError as error:
        what = worded("the backup was not put back: {strerror}", strerror=error.strerror or error)
        raise StoreError(
            Problem(str(error.filename or path), what, "free some disk space")
        ) from error
    lost = _kills_lost(path / kept, path / DATABASE) if kept is not None else ()
    return Restored(int(manifest["sources"]), int(manifest["checks"]), kept, lost)


def roll_back(path: Path) -> None:
    """Undoes an interrupted restore; waits for one that is in progress.

    Raises:
        Busy: it is still in progress.
        StoreError: there was no database before it, or the directory cannot be written.
    """
    if not (path / DATABASE).exists():
        what = worded("a restore was interrupted here, and there is no database yet")
        raise StoreError(Problem(str(path), what, "run `wirecheck restore` again"))
    try:
        with Connections(path).turn():
            _undo(path)
    except OSError as error:
        what = worded(
            "a restore was interrupted here and cannot be undone: {strerror}",
            strerror=error.strerror or error,
        )
        raise StoreError(
            Problem(str(path), what, "free some disk space, then try again")
        ) from error


def _in_place(backup: Path, path: Path, at: datetime) -> str | None:
    """Puts the backup in the place of the database; returns the old one's other name."""
    held = path / DATABASE
    kept = _free_name(path, at) if held.exists() else None
    make_file(path / UNFINISHED)
    (path / UNFINISHED).write_text(kept or "", encoding="utf-8")
    flush(path / UNFINISHED)
    make_file(path / FRESH)  # while it is there, nothing has happened yet
    flush(path)
    try:
        if kept is not None:
            _keep(path, kept)
        _make_ready(backup, path)
        _exchange(path)
    except BaseException:
        _undo(path)
        raise
    (path / UNFINISHED).unlink()
    return kept


def _kills_lost(previous: Path, restored: Path) -> tuple[str, ...] | None:
    """The ids that are killed in one database and not in the other; None if one is damaged."""
    killed = []
    for database in (previous, restored):
        with (
            suppress(sqlite3.DatabaseError),
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as reader,
        ):
            rows = reader.execute("SELECT id FROM kills WHERE cleared_at IS NULL ORDER BY at, id")
            killed.append([str(row[0]) for row in rows])
    if len(killed) < 2:
        return None
    known = set(killed[1])
    return tuple(dict.fromkeys(id_ for id_ in killed[0] if id_ not in known))


def _make_ready(backup: Path, path: Path) -> None:
    """Copies the database beside the one in use: whole, up to date and with an id of its own."""
    fresh = path / FRESH
    with (backup / DATABASE).open("rb") as source, fresh.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    with translated(fresh), closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        reported = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if reported != "ok":
            raise StoreError(
                Problem(
                    str(backup),
                    worded("is damaged: {reported}", reported=reported),
                    "use another backup",
                )
            )
        migrate(Database(connection), str(backup))
        renew(connection)
    flush(fresh)


def _keep(path: Path, kept: str) -> None:
    """Gives the database its second name, with its journal if that cannot be brought into it.

    Raises:
        Busy: somebody still has it open.
    """
    for end in ("", *JOURNALS):
        if (path / f"{DATABASE}{end}").exists():
            _second_name(path / f"{DATABASE}{end}", path / f"{kept}{end}")
    flush(path)
    if _journal_taken_in(path / DATABASE):
        for end in JOURNALS:
            (path / f"{kept}{end}").unlink(missing_ok=True)


def _exchange(path: Path) -> None:
    """Puts the new database in the place of the old one: there is one at every moment."""
    with suppress(OSError):  # first of all: half of an index that is listed whole is a damaged one
        (path / CONTENTS).unlink()
    for derived in DERIVED:  # where it cannot be removed: it names the database it is made from
        shutil.rmtree(path / derived, ignore_errors=True)
    for end in JOURNALS:  # SQLite would play the old one into the new database
        (path / f"{DATABASE}{end}").unlink(missing_ok=True)
    (path / FRESH).replace(path / DATABASE)
    flush(path)


def _undo(path: Path) -> None:
    """Takes away what a restore has begun, unless all that is left of it is to say so."""
    note = path / UNFINISHED
    if note.exists() and (path / FRESH).exists():
        kept = note.read_text(encoding="utf-8")
        for end in JOURNALS if kept else ():
            second, first = path / f"{kept}{end}", path / f"{DATABASE}{end}"
            if second.exists() and not first.exists():
                second.replace(first)
            second.unlink(missing_ok=True)
        if kept and (path / DATABASE).exists():
            (path / kept).unlink(missing_ok=True)
        flush(path)
    for end in ("", *JOURNALS):
        (path / f"{FRESH}{end}").unlink(missing_ok=True)
    note.unlink(missing_ok=True)


def _journal_taken_in(held: Path) -> bool:
    """Brings the journal into the database; False when that is damaged, perhaps why we are here.

    Raises:
        Busy: somebody still has the database open.
    """
    try:
        with translated(held), closing(sqlite3.connect(held, timeout=1.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # fails while anybody has it open
    except Busy:
        raise
    except StoreError:
        return False
    return True


def _second_name(held: Path, kept: Path) -> None:
    """A link where the disk knows links, else a copy."""
    try:
        os.link(held, kept)
    except OSError:
        make_file(kept)
        shutil.copyfile(held, kept)
        flush(kept)


def _free_name(path: Path, at: datetime) -> str:
    return next(name for name in _names(at) if not (path / name).exists())


def _names(at: datetime) -> Iterator[str]:
    """Names by time: 'wirecheck.db.before-20260302T090000Z', '...Z-2' and so on."""
    stem = f"{DATABASE}.before-{moment(at)[:19].replace('-', '').replace(':', '')}Z"
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
