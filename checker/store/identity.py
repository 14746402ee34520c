"""The identity of the database: a random id that guards against files derived from another one.

Index and fingerprint files carry it. A migration assigns one to an older directory, and restoring a
backup assigns a new one, because the changes that follow differ from those that followed before.
"""

import sqlite3

__all__ = ["database_id", "renew"]


def database_id(connection: sqlite3.Connection) -> str:
    """Returns the id as 32 hexadecimal digits."""
    row = connection.execute("SELECT value FROM identity WHERE name = 'database'").fetchone()
    return str(row[0])


def renew(connection: sqlite3.Connection) -> None:
    """Assigns a new id to the database, within a transaction."""
    connection.execute(
        "UPDATE identity SET value = lower(hex(randomblob(16))) WHERE name = 'database'"
    )
