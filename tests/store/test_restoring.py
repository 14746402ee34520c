"""Putting a backup back is one step: done, or nothing has happened; and nothing is ever lost."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from checker.errors import Conflict, NotFound, StoreError
from checker.store import Store, restore
from tests.postings.disk import Countdown, watch
from tests.postings.forks import Say, forked
from tests.store.build import NOW, other_story, record, source

DAMAGED, JOURNAL = b"no database " * 900, b"the newest changes"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Of two items one came after the backup, and is killed."""
    place = tmp_path / "room"
    with Store.open(place) as store:
        store.sources.put([source("kept")], received=NOW)
        store.backup(tmp_path / "backup", at=NOW)
        store.sources.put([source("later", other_story(1))], received=NOW)
        store.sources.kill("later", NOW)
    return place


def items(room: Path) -> set[str]:
    with Store.open(room, create=False) as store:
        assert store.verify() == []
        return set(store.sources.items(["kept", "later"]))


def opened(room: Path) -> set[str]:
    """What is in it; nothing if it is damaged, as it was before the restore."""
    try:
        return items(room)
    except StoreError as error:
        if "damaged" not in str(error):
            raise
        return set()


def items_of(database: Path) -> set[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM sources")}


def test_each_restore_keeps_what_it_replaces_under_another_name(room: Path, tmp_path: Path) -> None:
    done = [restore(tmp_path / "backup", room, at=NOW, replace=True) for _ in range(3)]
    names = [one.kept_as or "" for one in done]
    assert names == [f"wirecheck.db.before-20260302T090000Z{end}" for end in ("", "-2", "-3")]
    assert [items_of(room / name) for name in names] == [{"kept", "later"}, {"kept"}, {"kept"}]


def test_kills_that_came_after_the_backup_are_told(room: Path, tmp_path: Path) -> None:
    with Store.open(room) as store:
        store.sources.kill("kept", NOW)
        store.backup(tmp_path / "newer", at=NOW)
        store.sources.kill("unknown", NOW)
        store.sources.release("later", NOW)
    assert restore(tmp_path / "newer", room, at=NOW, replace=True).kills_lost == ("unknown",)
    assert restore(tmp_path / "backup", room, at=NOW, replace=True).kills_lost == ("kept", "later")
    assert restore(tmp_path / "newer", room, at=NOW, replace=True).kills_lost == ()
    assert restore(tmp_path / "newer", tmp_path / "elsewhere", at=NOW).kills_lost == ()


def test_kills_of_a_damaged_database_are_unknown(room: Path, tmp_path: Path) -> None:
    (room / "wirecheck.db").write_bytes(DAMAGED)
    assert restore(tmp_path / "backup", room, at=NOW, replace=True).kills_lost is None


def test_a_restored_database_is_another_one_than_all_before_it(room: Path, tmp_path: Path) -> None:
    ids = set()
    for _ in range(3):
        with Store.open(room) as store:
            ids.add(store.database_id)
        restore(tmp_path / "backup", room, at=NOW, replace=True)
    assert len(ids) == 3


def killed(backup: Path, room: Path, at: int) -> bool:
    """Whether a process that restores was killed at its n-th point on the disk."""

    def run(_say: Say) -> None:
        watch(pytest.MonkeyPatch(), Countdown(at))
        restore(backup, room, at=NOW, replace=True)

    with forked(run) as (process,):
        said = process.end()
        assert process.status in (0, -9), said
        return process.status == -9


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [False, True])
def test_a_restore_killed_at_any_point_has_happened_or_not_and_can_be_done_again(
    room: Path, tmp_path: Path, damaged: bool
) -> None:
    (room / "index").mkdir()
    if damaged:  # with a journal that cannot be brought in
        (room / "wirecheck.db").write_bytes(DAMAGED)
        (room / "wirecheck.db-journal").write_bytes(JOURNAL)
    at, seen = 0, set()
    while True:
        at += 1
        here = tmp_path / f"killed-{at}"
        shutil.copytree(room, here)
        if not killed(tmp_path / "backup", here, at):
            break
        assert (here / "wirecheck.db").exists()  # at every moment
        if damaged:  # with its journal, under the one name or the other
            contents = [path.read_bytes() for path in here.glob("wirecheck.db*")]
            assert DAMAGED in contents
            assert JOURNAL in contents
        found = opened(here) or {"kept", "later"}
        assert found in ({"kept"}, {"kept", "later"})
        seen.add(frozenset(found))
        left = {path.name for path in here.glob("wirecheck.db.*")}
        assert not any(name.endswith((".new", ".restoring")) for name in left)
        assert any("before" in name for name in left) == (found == {"kept"})
        restore(tmp_path / "backup", here, at=NOW, replace=True)
        assert items(here) == {"kept"}
        shutil.rmtree(here)
    assert at > 5
    assert seen == {frozenset({"kept"}), frozenset({"kept", "later"})}


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_restore_killed_amid_the_index_leaves_no_list_of_files_that_are_gone(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, removed: int
) -> None:
    (room / "index").mkdir()
    for name in ("a.seg", "manifest.json", "z.seg"):
        (room / "index" / name).write_text("x", encoding="utf-8")

    def cut_off(folder: Path, **_: object) -> None:
        for path in sorted(folder.iterdir())[:removed]:
            path.unlink()
        raise SystemExit

    monkeypatch.setattr(shutil, "rmtree", cut_off)
    with pytest.raises(SystemExit):
        restore(tmp_path / "backup", room, at=NOW, replace=True)
    assert not (room / "index" / "manifest.json").exists()


@pytest.mark.slow
def test_a_backup_killed_at_any_point_can_be_taken_again_to_the_same_place(
    room: Path, tmp_path: Path
) -> None:
    at, ended = 0, False
    while not ended:
        at += 1
        target = tmp_path / f"backup-{at}"

        def run(_say: Say, target: Path = target, at: int = at) -> None:
            with Store.open(room) as store:
                watch(pytest.MonkeyPatch(), Countdown(at))
                store.backup(target, at=NOW)

        with forked(run) as (process,):
            said = process.end()
            assert process.status in (0, -9), said
            ended = process.status == 0
        if not (target / "manifest.json").exists():
            with Store.open(room) as store:
                store.backup(target, at=NOW)
        restore(target, tmp_path / f"again-{at}", at=NOW)
        assert items(tmp_path / f"again-{at}") == {"kept", "later"}
    assert at > 4
    with Store.open(room) as store, pytest.raises(Conflict, match="already"):
        store.backup(room, at=NOW)


def test_a_disk_without_links_keeps_a_copy(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    kept = restore(tmp_path / "backup", room, at=NOW, replace=True).kept_as or ""
    assert items_of(room / kept) == {"kept", "later"}
    assert items(room) == {"kept"}


def test_a_restore_that_fails_leaves_everything_as_it_was(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(path.name for path in room.iterdir())
    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(StoreError, match=r"not put back: No space"):
        restore(tmp_path / "backup", room, at=NOW, replace=True)
    assert sorted(path.name for path in room.iterdir()) == before
    assert items(room) == {"kept", "later"}


@pytest.mark.parametrize(
    "left",
    [
        "wirecheck.db.new",
        "wirecheck.db.before",
        "wirecheck.db.before-20260302T090000Z",
        "wirecheck.db-wal",
        "wirecheck.db.restoring",
    ],
)
@pytest.mark.parametrize("empty_database", [False, True])
def test_remains_without_a_database_are_refused_and_no_empty_newsroom_is_made(
    tmp_path: Path, left: str, empty_database: bool
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / left).write_bytes(b"")
    if empty_database:
        (room / "wirecheck.db").touch()
        if left.endswith("restoring"):
            return  # undone, and then as any other empty file
    before = sorted(room.iterdir())
    for create in (True, False):
        with pytest.raises(StoreError, match=r"wirecheck restore") as refused:
            Store.open(room, create=create)
        assert not isinstance(refused.value, NotFound)
    assert sorted(room.iterdir()) == before


def test_a_journal_beside_an_empty_database_is_that_of_its_making(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "wirecheck.db-journal").write_bytes(b"")
    with pytest.raises(StoreError, match=r"wirecheck restore"):
        Store.open(room)
    (room / "wirecheck.db").touch()
    Store.open(room).close()
    assert items(room) == set()


def test_a_restore_mends_a_directory_with_remains(room: Path, tmp_path: Path) -> None:
    (room / "wirecheck.db").rename(room / "wirecheck.db.before")
    with pytest.raises(StoreError, match=r"rename wirecheck\.db\.before to wirecheck\.db"):
        Store.open(room)
    restore(tmp_path / "backup", room, at=NOW)
    assert items(room) == {"kept"}
    assert items_of(room / "wirecheck.db.before") == {"kept", "later"}


def test_a_restore_that_broke_off_is_not_undone_by_who_only_reads(room: Path) -> None:
    (room / "wirecheck.db.restoring").touch()
    with pytest.raises(StoreError, match="was interrupted here"):
        Store.open(room, readonly=True)
    assert items(room) == {"kept", "later"}
    assert not (room / "wirecheck.db.restoring").exists()


def test_a_backup_from_before_ids_is_put_back_with_one(room: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(room / "wirecheck.db")) as connection:
        assert connection.execute("SELECT count(*) FROM changes WHERE mark IS NULL").fetchone() == (
            0,
        )
    with Store.open(room) as store:
        assert len(store.database_id) == 32
        assert store.documents.mark(1)
        assert store.documents.mark(1) != store.documents.mark(2)
        assert store.documents.mark(99) == ""


# Fingerprints of checks ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["another database", "flipped", "cut short", "an older form"])
def test_fingerprint_files_that_cannot_be_believed_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("checker.store.fingerprint_index.SPAN", 4)
    room = tmp_path / "room"
    prints = bytes(range(64))
    with Store.open(room) as store:
        store.checks.record([record(f"chk_{n}", fingerprints=prints) for n in range(8)])
        assert store.checks.sharing("late", prints, at=NOW)
        (path,) = (room / "prints").glob("*.prints")
    content = bytearray(path.read_bytes())
    if how == "another database":
        content[24:40] = bytes(16)
    elif how == "flipped":
        content[-3] ^= 1
    elif how == "cut short":
        del content[-12:]
    else:
        content[:40] = b"WCPRINT1" + content[8:16]
    path.write_bytes(content)
    with Store.open(room) as store:
        assert len(store.checks.sharing("later", prints, at=NOW)) == 8
        (again,) = (room / "prints").glob("*.prints")
    assert again.read_bytes() != bytes(content)
