"""The data directory is its owner's alone, and a disk without locks is named as what it is."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.errors import IndexFault, StoreError
from checker.newsroom import Newsroom
from checker.postings.lock import Lock
from checker.private import seen_by_others
from checker.store import Presence, Store, restore
from tests.store.build import NOW, other_story, record, source


@pytest.fixture(params=[0o022, 0o000, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_folders_are_made_0700_and_files_0600_whatever_the_umask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.store.fingerprint_index.SPAN", 4)
    room = tmp_path / "room"
    with Newsroom.open(room) as newsroom:
        newsroom.add_sources([source(f"s{n}", other_story(n)) for n in range(3)])
        newsroom.index.flush(force=True)
        newsroom.store.sources.remove("s1", at=NOW)
        newsroom.index.rebuild()
        prints = bytes(range(64))
        newsroom.store.checks.record([record(f"chk_{n}", fingerprints=prints) for n in range(8)])
        newsroom.store.checks.sharing("late", prints, at=NOW)
        presence = Presence(room)
        newsroom.store.backup(tmp_path / "backup", at=NOW)
        names = {path.name for path in room.iterdir()}
        assert {"wirecheck.db", "wirecheck.db-wal", "wirecheck.db-shm", "index", "prints"} <= names
        all_private(room)
        presence.close()
    all_private(tmp_path / "backup")
    restore(tmp_path / "backup", room, at=NOW, replace=True)
    all_private(room)
    assert seen_by_others(room) is None


def all_private(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert oct(mode) == oct(0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize(("mode", "told"), [(0o755, True), (0o701, True), (0o770, False)])
def test_a_directory_that_is_there_keeps_its_mode_and_is_told_if_everybody_may_enter(
    tmp_path: Path, mode: int, told: bool
) -> None:
    tmp_path.chmod(mode)
    Store.open(tmp_path).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == mode
    problem = seen_by_others(tmp_path)
    assert (problem is not None) == told
    if problem is not None:
        assert problem.hint == f"chmod 700 {tmp_path}"


def writing(room: Path) -> None:
    with Store.open(room) as store:
        store.sources.put([source()], received=NOW)


def indexing(room: Path) -> None:
    with Lock(room / "lock").held(0.0):
        pass


def serving(room: Path) -> None:
    Presence(room)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EIO])
@pytest.mark.parametrize("act", [writing, indexing, serving])
def test_a_disk_that_knows_no_locks_is_told_with_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Path], None],
    code: int,
) -> None:
    def refused(_held: int, how: int) -> None:
        if how != fcntl.LOCK_UN:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refused)
    with pytest.raises((StoreError, IndexFault), match=r"cannot be locked.*local disk"):
        act(tmp_path)
