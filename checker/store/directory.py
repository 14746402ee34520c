"""The data directory before its database is opened: created, or refused if a database is missing.

An empty newsroom would answer "nothing found" although the real one exists under another name, so a
directory that has parts of a database but no database is refused.
"""

import os
from pathlib import Path

from checker.errors import NotFound, Problem, StoreError
from checker.private import make_file, make_folder
from checker.store.connection import DATABASE, JOURNALS, UNFINISHED
from checker.store.restoring import roll_back
from checker.wording import worded, worded_as

__all__ = ["prepare"]


def prepare(path: Path, *, create: bool, readonly: bool) -> None:
    """Ensures that there is a database to open, after undoing an interrupted restore.

    Raises:
        NotFound: there is none, and it must not be created.
        StoreError: the database is missing, or a restore was interrupted and the directory is
            read-only.
    """
    if (path / UNFINISHED).exists():
        if readonly:
            what = worded(
                "a restore was interrupted here and cannot be undone in a read-only directory"
            )
            hint = worded(
                "run any command with write access to the directory, or `wirecheck restore`"
            )
            raise StoreError(Problem(str(path), what, hint))
        roll_back(path)
    held = path / DATABASE
    if held.exists() and held.stat().st_size:
        return
    _refuse_remains(path, being_made=held.exists())
    if held.exists():
        return
    if readonly or not create:
        raise NotFound(
            Problem(str(path), "is not a Wirecheck data directory", "add sources or agreements")
        )
    try:
        make_folder(path)
        make_file(held)  # before SQLite does: its journals take the mode from it
    except OSError as error:
        raise NotFound(
            Problem(str(path), worded("cannot be made: {strerror}", strerror=error.strerror))
        ) from error


def _refuse_remains(path: Path, *, being_made: bool) -> None:
    """Refuses parts of a database.

    Beside an empty one a rollback journal is none: whoever made the directory died in its very
    first transaction, before there was anything to lose.
    """
    try:
        names = sorted(os.listdir(path))
    except OSError:  # not there, or not to be read: who opens the database says so
        return
    known = tuple(f"{DATABASE}{end}" for end in (".new", ".before", *JOURNALS))
    journal = f"{DATABASE}-journal" if being_made else None
    remains = [name for name in names if name.startswith(known) and name != journal]
    if not remains:
        return
    what = worded(
        "contains {list} but no complete {name}: a database was here",
        list=", ".join(remains),
        name=DATABASE,
    )
    kept = [name for name in remains if name.startswith(f"{DATABASE}.before")]
    hint = "`wirecheck restore` a backup"
    if kept:
        hint = worded(
            "{hint}, or rename {kept} to {name}", hint=worded_as(hint), kept=kept[-1], name=DATABASE
        )
    raise StoreError(
        Problem(
            str(path), what, worded("{hint}; an empty directory begins a new newsroom", hint=hint)
        )
    )
