"""Writers killed at any moment and at every point; power cuts; a full disk at every point."""

import random
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from checker.errors import DiskFull
from checker.index import Index
from checker.models.source import Source
from checker.store import Store
from tests.matching.newsroom import MemoryDocuments, draft, sources, story
from tests.postings.crash_child import documents
from tests.postings.disk import Countdown, Disk, watch
from tests.postings.forks import Say, forked
from tests.store.build import NOW

ROOT = Path(__file__).resolve().parents[2]
CHANGES = 400
OLD, NEW = 13, 16  # changes that are on disk, and changes in all


def child(folder: Path, start: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.postings.crash_child", str(folder), str(start)]
    return subprocess.Popen(
        [*command, str(CHANGES)], cwd=ROOT, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def expected(number: int, changes: int) -> bool:
    """Whether story `number` is to be found after so many changes."""
    if number % 7 == 6 or number >= changes:
        return False
    removal = number + 4  # documents() removes doc number-3, which is change number-4
    return not (removal % 7 == 6 and removal < changes)


def log_of(changes: int) -> MemoryDocuments:
    """The first changes of the log that all processes have."""
    made = documents(NEW + 8)
    made.log = made.log[:changes]
    return made


def must_be_whole(folder: Path, changes: int, turn: int = 0, of: int = 1) -> None:
    """It opens, finds all that is in the log and nothing that was removed, and is tidied up.

    Stories are asked for in turn, one in `of`, where this is done a hundred times.
    """
    index = Index.open(folder, log_of(changes))
    assert index.verify() == []
    for number in range(turn % of, changes, of):
        found = sources(index.search(draft(story(number, 3))).matches)
        assert (f"s{number}" in found) == expected(number, changes), number
    index.close()
    again = Index.open(folder, log_of(changes + 1))
    again.flush(force=True)
    assert again.verify() == []
    named = {entry.name for entry in again._directory.manifest.segments}
    removed = again._directory.manifest.removed
    assert removed is not None
    named |= {removed, "manifest.json", "lock", "merge.lock"}
    assert {path.name for path in folder.iterdir()} == named


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An index of many segments and a removed text, on disk: the next write is due to merge."""
    folder = tmp_path / "small"
    store = log_of(0)
    whole = log_of(OLD)
    index = Index.open(folder, store)
    for change in whole.log:
        store.log.append(change)
        if change.op == "remove" or change.seq % 3 == 0:
            index.flush(force=True)
    index.flush(force=True)
    assert 3 <= index.stats()["segments"] <= 5
    index.close()
    return folder


def add_remove_merge_rebuild(folder: Path) -> None:
    """Everything that writes: new segments, a removal, merges, and all of it again."""
    store = log_of(OLD)
    index = Index.open(folder, store)
    for change in log_of(NEW).log[OLD:]:
        store.log.append(change)
        index.flush(force=True)
    index.rebuild()
    index.close()


@pytest.mark.slow
def test_a_writer_killed_at_every_point_leaves_an_index_that_is_whole(
    small: Path, tmp_path: Path
) -> None:
    at, status = 0, -signal.SIGKILL
    while status == -signal.SIGKILL:
        at += 1
        folder = tmp_path / f"killed-{at}"
        shutil.copytree(small, folder)

        def write(_say: Say, folder: Path = folder, at: int = at) -> None:
            watch(pytest.MonkeyPatch(), Countdown(at))
            add_remove_merge_rebuild(folder)

        with forked(write) as (process,):
            said = process.end()
            assert process.status is not None
            status = process.status
        assert status in (0, -signal.SIGKILL), said
        must_be_whole(folder, NEW, at, 4)
        shutil.rmtree(folder)
    assert at > 100


@pytest.mark.slow
def test_a_power_cut_at_every_point_leaves_an_index_that_is_whole(
    small: Path, tmp_path: Path
) -> None:
    disk = Disk(small)
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, disk)
        add_remove_merge_rebuild(small)
    assert ("rename", "merging.new") in disk.story
    assert len(disk.states) > 40
    for number, state in enumerate(disk.states):
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        for name, content in state.items():
            (folder / name).write_bytes(content)
        must_be_whole(folder, NEW, number, 4)
        shutil.rmtree(folder)


def test_files_are_synced_before_they_are_named_and_named_before_others_go(small: Path) -> None:
    disk = Disk(small)
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, disk)
        add_remove_merge_rebuild(small)
    written: set[str] = set()
    unnamed: set[str] = set()
    swapped = False
    for what, name in disk.story:
        if what == "write":
            written.add(name)
        elif what == "fsynced" and name == ".":
            unnamed.clear()
            swapped = False
        elif what == "fsynced":
            written.discard(name)
        elif what == "rename":
            assert name not in written
            if name == "manifest.json.part":
                assert unnamed == set()
        elif what == "renamed" and name == "manifest.json":
            swapped = True
        elif what == "renamed" and not name.endswith(".part"):
            unnamed.add(name)
        elif what == "unlink" and not name.endswith((".part", ".new")):
            assert not swapped, f"{name} goes before the new manifest has reached the disk"


@pytest.mark.slow
def test_a_disk_that_is_full_at_any_point_loses_nothing(small: Path, tmp_path: Path) -> None:
    at, failed = 0, True
    while failed:
        at += 1
        folder = tmp_path / f"full-{at}"
        shutil.copytree(small, folder)
        countdown = Countdown(at, fail=True)
        store = log_of(OLD)
        index = Index.open(folder, store)
        store.log += log_of(NEW).log[OLD:]
        failed = False
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, countdown)
            for write in (partial(index.flush, force=True), index.rebuild):
                try:
                    write()
                except DiskFull as full:
                    failed = True
                    (problem,) = full.problems
                    assert "No space left" in problem.what
                    assert str(folder) in problem.place
                    assert "free some disk space" in problem.hint
            index.sync()
            for number in range(at % 4, NEW, 4):  # in turn: there are a hundred points
                found = sources(index.search(draft(story(number, 3))).matches)
                assert (f"s{number}" in found) == expected(number, NEW), (at, number)
        assert not list(folder.glob("*.part"))
        assert not list(folder.glob("*.new"))
        index.flush(force=True)
        index.close()
        must_be_whole(folder, NEW, at, 4)
        shutil.rmtree(folder)
    assert at > 20


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_an_index_that_is_whole(tmp_path: Path) -> None:
    rng = random.Random(4)
    done = 0
    for _ in range(6):
        process = child(tmp_path, done)
        assert process.stdout is not None
        line = process.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        done = max(done, *(int(number) for number in [line.strip() or "0", *rest]))
        store = documents(CHANGES)
        store.log = store.log[: min(done + 5, CHANGES)]
        index = Index.open(tmp_path, store)
        assert index.verify() == []
        for number in rng.sample(range(len(store.log)), min(12, len(store.log))):
            found = sources(index.search(draft(story(number, 3))).matches)
            assert (f"s{number}" in found) == expected(number, len(store.log)), number
        index.close()


@pytest.mark.slow
def test_store_and_index_together_survive_death_at_any_moment(tmp_path: Path) -> None:
    """What add and remove have acknowledged holds, whatever moment the process died at."""
    dice = random.Random(7)
    added: set[str] = set()
    leaving: set[str] = set()
    gone: set[str] = set()
    for turn in range(8):

        def write(say: Say, turn: int = turn) -> None:
            with Store.open(tmp_path) as store:
                index = Index.open(tmp_path / "index", store.documents)
                for number in range(turn * 1000, turn * 1000 + 1000):
                    item = Source(f"s{number}", "north", story(number, 3))
                    store.sources.put([item], received=NOW)
                    index.flush(force=number % 2 == 0)
                    say(f"added s{number}")
                    if number % 5 == 4:
                        say(f"leaving s{number - 2}")
                        store.sources.remove(f"s{number - 2}", at=NOW)
                        index.flush()
                        say(f"gone s{number - 2}")

        with forked(write) as (process,):
            lines = [process.line() for _ in range(dice.randrange(1, 25))]
            time.sleep(dice.uniform(0.0, 0.02))
            process.kill()
            lines += process.end()
            assert process.status == -signal.SIGKILL, lines
        for line in lines:
            word, name = line.split()
            {"added": added, "leaving": leaving, "gone": gone}[word].add(name)
        with Store.open(tmp_path) as store:
            index = Index.open(tmp_path / "index", store.documents)
            assert index.verify() == []
            assert store.verify() == []
            must = sorted(added - leaving)
            for name in dice.sample(must, min(15, len(must))):
                found = sources(index.search(draft(story(int(name[1:]), 3))).matches)
                assert found == [name]
            for name in sorted(gone):
                assert not index.search(draft(story(int(name[1:]), 3))).matches
            index.close()
    assert len(added) > 20
    assert gone
