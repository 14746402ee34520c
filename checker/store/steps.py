"""Migration steps for the tables, as `sqlite-utils` applies and records them."""

import sqlite3
from collections.abc import Callable, Mapping

from checker.values import dataclass

__all__ = ["Database", "applied", "apply"]

_SET = "wirecheck"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Database:
    """A connection that allows weak references: once no thread holds it, it is closed."""

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
    """Returns the names of the applied steps, in order."""
    if not _has_notes(database):
        return ()
    rows = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
    return tuple(name for (name,) in database.execute(rows, (_SET,)))


def _has_notes(database: Database) -> bool:
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    return database.execute(known).fetchone() is not None


def apply(
    database: Database,
    steps: Mapping[str, Callable[[Database], None]],
    *,
    before: str | None = None,
) -> None:
    """Applies the missing steps in order, up to the one named `before`.

    Each runs in a transaction that also records it. A new database gets all of them in one, since
    it has nothing to resume after a crash. The library is imported only here, because most
    processes open a database that has all steps.
    """
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    migrations = Migrations(_SET)
    for name, step in steps.items():
        migrations(name=name)(lambda tables, step=step: step(Database(tables.conn)))
    tables = Tables(database.conn, execute_plugins=False)
    if _has_notes(database):
        migrations.apply(tables, stop_before=before)
    else:
        with tables.atomic():
            migrations.apply(tables, stop_before=before)
