"""Which database this is: a random id, so that nothing derived from another one is believed.

Index and fingerprint files carry it. A new migration gives one to an older directory, and putting
a backup back gives a new one: what comes after differs from what came after before.
"""

import sqlite3

__all__ = ["database_id", "renew"]


def database_id(connection: sqlite3.Connection) -> str:
    """Returns the id, 32 hexadecimal digits."""
    row = connection.execute("SELECT value FROM identity WHERE name = 'database'").fetchone()
    return str(row[0])


def renew(connection: sqlite3.Connection) -> None:
    """Gives the database another id, within a transaction."""
    connection.execute(
        "UPDATE identity SET value = lower(hex(randomblob(16))) WHERE name = 'database'"
    )
