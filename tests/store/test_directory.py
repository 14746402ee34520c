"""Opening: empty, older, newer, damaged, read-only and full directories."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.errors import NotFound, StoreError
from checker.store import Store
from checker.store.schema import STEPS
from checker.store.steps import Database, apply
from tests.store.build import NOW, other_story, record, source


def schema(path: Path) -> list[str]:
    with closing(sqlite3.connect(path / "wirecheck.db")) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        )
        return [row[0] for row in rows]


@pytest.mark.parametrize("stop", list(STEPS)[1:])
def test_an_older_directory_is_brought_up_to_date_with_its_contents(
    tmp_path: Path, stop: str
) -> None:
    room, fresh = tmp_path / "old", tmp_path / "fresh"
    room.mkdir()
    with closing(sqlite3.connect(room / "wirecheck.db", isolation_level=None)) as connection:
        apply(Database(connection), STEPS, before=stop)
        connection.execute(
            "INSERT INTO kills (id, root, at) VALUES ('a1', 'a1', ?)",
            ("2026-03-02T09:00:00.000000Z",),
        )
    with Store.open(room) as store, Store.open(fresh):
        store.sources.put([source("a1")], received=NOW)
        assert store.sources.items(["a1"])["a1"].killed_by == "a1"
        store.checks.record([record("chk_1", "a1")])
    assert schema(room) == schema(fresh)


def test_what_used_up_a_quota_before_it_was_counted_by_agreement_is_not_forgotten(
    tmp_path: Path,
) -> None:
    held = {"id": "lic:x", "owner": {"id": "agency:AFP"}, "quota": {"items_per_month": 2}}
    with Store.open(tmp_path) as store:
        store.agreements.put(held, at=NOW)
        store.sources.put([source("a1")], received=NOW)
        store.checks.record([record("chk_1", "a1")])
        assert used(store) == {}
    with closing(sqlite3.connect(tmp_path / "wirecheck.db")) as connection, connection:
        connection.execute("DROP TABLE quota_uses")
        connection.execute("DROP INDEX checks_confirmed")
        connection.execute("DROP INDEX checks_event_online")
        connection.execute("ALTER TABLE checks DROP COLUMN confirmed_at")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0010_quota_uses'")
    with Store.open(tmp_path) as store:
        assert list(used(store)) == ["a1"]


def used(store: Store) -> dict[str, set[str]]:
    month = timedelta(days=31)
    return store.checks.used_in_month("lic:x", NOW - month, NOW + month, "checked")


def test_an_empty_file_becomes_a_directory_s_database(tmp_path: Path) -> None:
    (tmp_path / "wirecheck.db").touch()
    with Store.open(tmp_path) as store:
        store.sources.put([source()], received=NOW)


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("how", ["gone", "replaced", "in another folder"])
def test_a_database_that_was_replaced_under_a_process_is_not_gone_on_with(
    tmp_path: Path, how: str, readonly: bool
) -> None:
    room, other = tmp_path / "room", tmp_path / "other"
    for folder in (room, other):
        Store.open(folder).close()
    with Store.open(room, readonly=readonly) as store:
        assert store.sources.page(limit=1) == []
        if how == "in another folder":
            room.rename(tmp_path / "elsewhere")
        else:
            (room / "wirecheck.db").unlink()
        if how == "replaced":
            (other / "wirecheck.db").rename(room / "wirecheck.db")
        for asked in (lambda: store.sources.items(["a1"]), store.state, store.policy.get):
            with pytest.raises(StoreError, match="restart the process"):
                asked()
        with pytest.raises(StoreError):
            store.checks.record([record("chk_1", "a1")])


def test_a_newer_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "wirecheck.db")) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('wirecheck', '9999_future', 'x')"
        )
        connection.commit()
    with pytest.raises(StoreError, match="newer version of Wirecheck"):
        Store.open(tmp_path)


def test_a_missing_directory_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="not a Wirecheck data directory"):
        Store.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    Store.open(tmp_path / "deep" / "room").close()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "wirecheck.db").write_bytes(b"This is a shopping list. " * 300)
    with pytest.raises(StoreError, match=r"damaged.*backup"):
        Store.open(tmp_path)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_database_that_cannot_be_opened_is_not_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readonly: bool
) -> None:
    (tmp_path / "wirecheck.db").write_bytes(b"x" * 9000)
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def recorded(*given: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*given, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", recorded)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path, readonly=readonly)
    assert opened
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.sources.items(["a1"])


def test_a_read_only_store_reads_and_never_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.sources.put([source()], received=NOW)
        with Store.open(tmp_path, readonly=True) as reader:
            assert set(reader.sources.items(["a1"])) == {"a1"}
            with pytest.raises(StoreError, match="read-only"):
                reader.sources.kill("a1", NOW)
            store.sources.kill("a1", NOW)
            assert reader.sources.items(["a1"])["a1"].killed_by == "a1"


def test_a_backup_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "room") as store:
        store.sources.put([source()], received=NOW)
        store.backup(tmp_path / "shared", at=NOW)
    (tmp_path / "shared").chmod(0o500)
    with Store.open(tmp_path / "shared", readonly=True) as reader:
        assert set(reader.sources.items(["a1"])) == {"a1"}
    (tmp_path / "shared").chmod(0o700)


def test_the_journal_is_a_write_ahead_log(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "wirecheck.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.sources.put([source(f"s{n}", other_story(n)) for n in range(50)], received=NOW)
        connection = store._connections.reader()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 3}")
        before = (store.state(), store.documents.newest_seq(), store.holdings())
        with pytest.raises(StoreError, match=r"disk is full; nothing was changed"):
            store.sources.put([source(f"t{n}", other_story(n)) for n in range(200)], received=NOW)
        assert before == (store.state(), store.documents.newest_seq(), store.holdings())
        assert len(store.sources.page(limit=1000)) == 50
        connection.execute("PRAGMA max_page_count=1073741823")
        store.sources.put([source(f"t{n}", other_story(n)) for n in range(200)], received=NOW)
        assert len(store.sources.page(limit=1000)) == 250
