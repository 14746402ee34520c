"""Counters in the database that every process watches."""

import sqlite3

__all__ = ["bump", "read"]


def bump(connection: sqlite3.Connection, counter: str, by: int = 1) -> None:
    """Increments a counter, within a transaction: `state`, `contracts`, `docs` or `sources`."""
    connection.execute("UPDATE counters SET value = value + ? WHERE name = ?", (by, counter))


def read(connection: sqlite3.Connection, counter: str) -> int:
    """Returns the value of a counter."""
    row = connection.execute("SELECT value FROM counters WHERE name = ?", (counter,)).fetchone()
    return int(row[0])
