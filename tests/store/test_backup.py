"""Backups of a directory in use, and putting them back."""

import threading
from pathlib import Path

import pytest

from checker.errors import Busy, NotFound, StoreError
from checker.store import Store, restore
from tests.store.build import NOW, other_story, record, source


def test_a_backup_taken_during_writes_is_whole(tmp_path: Path) -> None:
    with Store.open(tmp_path / "room") as store:
        stop = threading.Event()

        def write() -> None:
            number = 0
            while not stop.is_set():
                store.sources.put(
                    [source(f"s{number}-{n}", other_story(n)) for n in range(20)], received=NOW
                )
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        manifest = store.backup(tmp_path / "backup", at=NOW)
        stop.set()
        writer.join()
    restore(tmp_path / "backup", tmp_path / "again", at=NOW)
    with Store.open(tmp_path / "again") as again:
        assert again.holdings()["items"] == manifest["sources"]
        assert manifest["sources"] % 20 == 0
        again.sources.put([source("after")], received=NOW)


def test_restore_replaces_only_when_told_and_drops_what_was_made_of_the_old(tmp_path: Path) -> None:
    room = tmp_path / "room"
    with Store.open(room) as store:
        store.sources.put([source("kept")], received=NOW)
        store.sources.kill("kept", NOW)
        store.checks.record([record("chk_1", "kept")])
        store.backup(tmp_path / "backup", at=NOW)
        store.sources.put([source("later", other_story(1))], received=NOW)
    (room / "index").mkdir()
    (room / "prints").mkdir()
    with pytest.raises(StoreError, match="already"):
        restore(tmp_path / "backup", room, at=NOW)
    restore(tmp_path / "backup", room, at=NOW, replace=True)
    assert not (room / "index").exists()
    assert not (room / "prints").exists()
    with Store.open(room) as store:
        assert set(store.sources.items(["kept", "later"])) == {"kept"}
        assert store.sources.items(["kept"])["kept"].killed_by == "kept"
        assert [one.head.check for one in store.checks.recall("kept")] == ["chk_1"]
    assert (room / "wirecheck.db.before-20260302T090000Z").exists()


def test_a_directory_in_use_is_not_replaced(tmp_path: Path) -> None:
    room = tmp_path / "room"
    with Store.open(room) as store:
        store.sources.put([source("kept")], received=NOW)
        store.backup(tmp_path / "backup", at=NOW)
        with pytest.raises(Busy):
            restore(tmp_path / "backup", room, at=NOW, replace=True)
        assert set(store.sources.items(["kept"])) == {"kept"}


def test_what_is_no_backup_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="not a backup"):
        restore(tmp_path, tmp_path / "again", at=NOW)
    with Store.open(tmp_path / "room") as store:
        store.sources.put([source()], received=NOW)
        store.backup(tmp_path / "backup", at=NOW)
        with pytest.raises(StoreError, match="already"):
            store.backup(tmp_path / "backup", at=NOW)
    copy = tmp_path / "backup" / "wirecheck.db"
    damaged = bytearray(copy.read_bytes())
    damaged[5000] ^= 255
    copy.write_bytes(damaged)
    with pytest.raises(StoreError, match="damaged"):
        restore(tmp_path / "backup", tmp_path / "again", at=NOW)
    assert not (tmp_path / "again" / "wirecheck.db").exists()


def test_a_backup_takes_the_place_of_a_damaged_database(tmp_path: Path) -> None:
    room = tmp_path / "room"
    with Store.open(room) as store:
        store.sources.put([source("kept")], received=NOW)
        store.backup(tmp_path / "backup", at=NOW)
    (room / "wirecheck.db").write_bytes(b"rubbish" * 1000)
    restore(tmp_path / "backup", room, at=NOW, replace=True)
    with Store.open(room) as store:
        assert set(store.sources.items(["kept"])) == {"kept"}
