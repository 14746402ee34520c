"""The tables of a new database, all at once.

What the migrations make of an empty database is kept as SQL for the next process (see
`checker.prepared`): a check in a folder without a newsroom makes a database for itself, and the
migrations with their library would take a fifth of its time.
"""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from checker.prepared import prepared
from checker.store.identity import renew
from checker.store.steps import Database, apply

__all__ = ["create", "is_empty"]


def is_empty(database: Database) -> bool:
    """Returns whether the database has no table yet."""
    return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def create(database: Database, steps: Mapping[str, Callable[[Database], None]]) -> None:
    """Creates the tables as all steps make them, with their record, in one transaction."""
    statements = prepared("tables", tuple[str, ...], lambda: _made_by(steps), rooms=("store",))
    connection = database.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        renew(connection)
        now = str(datetime.now(UTC))
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (now,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def _made_by(steps: Mapping[str, Callable[[Database], None]]) -> tuple[str, ...]:
    """The SQL of what all steps make of an empty database."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        apply(Database(connection), steps)
        turns = ("BEGIN TRANSACTION;", "COMMIT;")
        return tuple(line for line in connection.iterdump() if line not in turns)
    finally:
        connection.close()
