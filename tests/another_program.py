"""Another program that has a data directory's database to itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["writing"]


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """It writes meanwhile and does not come to an end."""
    outside = sqlite3.connect(folder / "wirecheck.db", isolation_level=None)
    outside.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        outside.execute("ROLLBACK")
        outside.close()
