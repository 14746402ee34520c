"""Tests in which no power fails: what they write goes to the disk when the machine likes.

Hundreds of newsrooms are made, filled and thrown away; waiting for the disk at each of their writes
is most of the time that they take. Processes that tests start and kill wait for it as ever.
"""

import os
import sqlite3
from functools import partial
from typing import Any

import pytest

__all__ = ["unsynced"]


class _Connection(sqlite3.Connection):
    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        if statement.startswith("PRAGMA synchronous="):
            statement = "PRAGMA synchronous=OFF"
        return super().execute(statement, *parameters)


def unsynced(patch: pytest.MonkeyPatch) -> None:
    """Lets nothing in this process wait for the disk."""
    patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_Connection))
    patch.setattr(os, "fsync", lambda _descriptor: None)
