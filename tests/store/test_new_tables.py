"""A new database has the tables that the migrations make, in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from checker.store import Store, new_tables
from checker.store.schema import STEPS, migrate
from checker.store.steps import Database, applied, apply

CONTENT = ("sqlite_master", "counters", "_sqlite_migrations", "identity")


@contextmanager
def empty() -> Iterator[Database]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield Database(connection)


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """The tables and their rows, without what is by chance or of the moment."""
    found = {name: list(database.execute(f"SELECT * FROM {name}")) for name in CONTENT}
    found["sqlite_master"] = sorted(
        (kind, name, table, sql) for kind, name, table, _, sql in found["sqlite_master"] if sql
    )
    found["_sqlite_migrations"] = [row[:3] for row in found["_sqlite_migrations"]]
    found["identity"] = [row[:1] for row in found["identity"]]
    return found


def test_a_new_database_is_what_the_migrations_make() -> None:
    with empty() as at_once, empty() as step_by_step:
        migrate(at_once, "new")
        apply(step_by_step, STEPS)
        assert content(at_once) == content(step_by_step)
        assert applied(at_once) == tuple(STEPS)


def test_each_new_database_has_its_own_identity(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        assert one.database_id != other.database_id


def test_what_breaks_off_leaves_an_empty_database(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ("CREATE TABLE first (n INTEGER)", "CREATE TABLE")
    monkeypatch.setattr(new_tables, "prepared", lambda *_, **__: broken)
    with empty() as database:
        with pytest.raises(sqlite3.OperationalError):
            migrate(database, "new")
        assert new_tables.is_empty(database)
        assert not database.conn.in_transaction
