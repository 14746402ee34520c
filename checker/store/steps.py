"""Steps that bring tables up to date: each applied once, in a transaction with the note of it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["Database", "applied", "apply"]

_SET = "wirecheck"
# As sqlite-utils made it, which applied the steps once.
_TABLE = (
    """CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)""",
    """CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")""",
)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Database:
    """A connection, to be referred to weakly: one that no thread holds any more is closed."""

    conn: sqlite3.Connection

    def __post_init__(self) -> None:
        self.conn.execute("PRAGMA recursive_triggers=ON")

    def execute(self, statement: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Executes one statement."""
        return self.conn.execute(statement, parameters)

    def close(self) -> None:
        """Closes the connection."""
        self.conn.close()


def applied(database: Database) -> tuple[str, ...]:
    """The names of the steps that were applied, in their order."""
    if not _has_notes(database):
        return ()
    rows = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
    return tuple(name for (name,) in database.execute(rows, (_SET,)))


def _has_notes(database: Database) -> bool:
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    return database.execute(known).fetchone() is not None


def apply(
    database: Database, steps: Mapping[str, Callable[[Database], None]], *, before: str = ""
) -> None:
    """Applies the steps that are missing, in their order, up to the one named `before`."""
    if not _has_notes(database):
        for statement in _TABLE:
            database.execute(statement)
    done = applied(database)
    for name, step in steps.items():
        if name == before:
            return
        if name in done:
            continue
        with _together(database):
            step(database)
            database.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
                (_SET, name, str(datetime.now(UTC))),
            )


@contextmanager
def _together(database: Database) -> Iterator[None]:
    """What is done inside is kept as a whole or not at all."""
    database.execute("BEGIN")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.conn.rollback()  # does nothing where the error has ended the transaction
        raise
