"""A full disk gives an error with place and hint and loses nothing; with room, all goes on.

Disks of a few megabytes are mounted where that is permitted; a limit on the size of files stands in
for them elsewhere. See test_crash.py for no room at each single point of a write.
"""

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.errors import DiskFull, StoreError
from checker.index import Index
from checker.models.source import Source
from checker.store import Store
from tests.api.conftest import Served, serve
from tests.cli.conftest import wirecheck
from tests.cli.run import Command
from tests.matching.newsroom import draft, sources, story
from tests.postings.forks import Say, forked
from tests.store.build import NOW

__all__ = ["serve", "wirecheck"]

MEGABYTES = 12
FIRST = 80


def items(first: int, last: int, sentences: int = 12) -> list[Source]:
    return [Source(f"s{n}", "north", story(n, sentences)) for n in range(first, last)]


def lines(first: int, last: int) -> str:
    import msgspec

    made = [msgspec.json.encode(item).decode() for item in items(first, last)]
    return "\n".join(made) + "\n"


class SmallDisk:
    """A disk of its own, and a file on it that takes the room away and gives it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self, left: int = 0) -> None:
        """Leave so many bytes."""
        free = os.statvfs(self.path)
        with self._ballast.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - left)

    def empty(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(place)]
    if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield SmallDisk(place)
    subprocess.run(["umount", "-l", str(place)], check=True)


def add_without_end(store: Store) -> None:
    for start in range(FIRST, 4000, 200):
        store.sources.put(items(start, start + 200), received=NOW)


def must_find(room: Path, first: int, last: int) -> None:
    with Store.open(room) as store:
        index = Index.open(room / "index", store.documents)
        for number in range(first, last, 7):
            found = sources(index.search(draft(story(number))).matches)
            assert found == [f"s{number}"]
        assert index.verify() == []
        assert store.verify() == []
        index.close()


def test_a_full_disk_refuses_items_and_keeps_those_that_are_in(disk: SmallDisk) -> None:
    room = disk.path / "room"
    with Store.open(room) as store:
        index = Index.open(room / "index", store.documents)
        store.sources.put(items(0, FIRST), received=NOW)
        index.flush()
        disk.fill()
        with pytest.raises(DiskFull, match="the disk is full; nothing was changed") as full:
            add_without_end(store)
        (problem,) = full.value.problems
        assert problem.place == str(room / "wirecheck.db")
        assert "free some disk space" in problem.hint
        index.sync()
        assert sources(index.search(draft(story(5))).matches) == ["s5"]
        held = store.holdings()["items"]
        disk.empty()
        store.sources.put(items(held, held + 50), received=NOW)
        index.flush(force=True)
        index.close()
    must_find(room, 0, held + 50)


def test_no_room_for_the_index_alone_is_an_error_and_what_was_stored_is_found(
    disk: SmallDisk, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "room") as store:
        index = Index.open(disk.path / "index", store.documents)
        store.sources.put(items(0, FIRST), received=NOW)
        index.flush()
        disk.fill()
        store.sources.put(items(FIRST, 2 * FIRST), received=NOW)
        for write in (index.flush, index.rebuild):
            with pytest.raises(DiskFull, match=r"No space left.*nothing that was stored") as full:
                write()
            (problem,) = full.value.problems
            assert problem.place.startswith(str(disk.path / "index"))
            assert "free some disk space" in problem.hint
        for number in (5, FIRST + 5):
            assert sources(index.search(draft(story(number))).matches) == [f"s{number}"]
            other = Index.open(disk.path / "index", store.documents)
            assert sources(other.search(draft(story(number))).matches) == [f"s{number}"]
        assert index.verify() == []
        disk.empty()
        index.flush()
        assert index.stats()["in_memory"] == 0
        assert index.verify() == []


@pytest.mark.slow
def test_the_command_tells_of_a_full_disk_and_goes_on_when_there_is_room(
    disk: SmallDisk, wirecheck: Command
) -> None:
    room = disk.path / "room"
    (wirecheck.folder / "first.jsonl").write_text(lines(0, 5 * FIRST))
    (wirecheck.folder / "then.jsonl").write_text(lines(5 * FIRST, 3000))
    assert wirecheck("sources", "add", "first.jsonl", "--data", str(room)).code == 0
    disk.fill(left=200_000)
    told = wirecheck("sources", "add", "then.jsonl", "--data", str(room))
    assert told.code == 3
    assert str(room) in told.err
    assert "disk is full" in told.err
    assert "hint: free some disk space" in told.err
    assert "Traceback" not in told.err
    disk.empty()
    disk.fill()
    told = wirecheck("index", "verify", "--data", str(room))  # there is no room to read, even
    assert told.code == 3
    assert "disk is full" in told.err
    disk.empty()
    disk.fill(left=80_000)
    told = wirecheck("index", "rebuild", "--data", str(room))
    assert told.code == 3
    assert str(room / "index") in told.err
    assert "No space left" in told.err
    assert "hint: free some disk space" in told.err
    assert wirecheck("index", "verify", "--data", str(room)).code == 0
    disk.empty()
    assert wirecheck("index", "rebuild", "--data", str(room)).code == 0
    (wirecheck.folder / "then.jsonl").write_text(lines(5 * FIRST, 6 * FIRST))
    assert wirecheck("sources", "add", "then.jsonl", "--data", str(room)).code == 0
    must_find(room, 0, 6 * FIRST)


@pytest.mark.slow
def test_the_service_tells_of_a_full_disk_as_a_problem_and_goes_on(
    disk: SmallDisk, serve: Callable[..., Served]
) -> None:
    served = serve(disk.path / "room", workers=1)
    with served.client() as client:

        def add(first: int, last: int) -> tuple[int, dict[str, Any]]:
            wire = [
                {"id": item.id, "owner": item.owner, "text": item.text}
                for item in items(first, last)
            ]
            answer = client.post("/v1/sources", json={"items": wire}, timeout=60)
            kind = "problem+json" if answer.is_error else "json"
            assert answer.headers["content-type"] == f"application/{kind}"
            return answer.status_code, answer.json()

        assert add(0, FIRST)[0] == 201
        disk.fill()
        status, problem = 201, dict[str, Any]()
        for start in range(FIRST, 6000, 200):
            status, problem = add(start, start + 200)
            if status != 201:
                break
        assert status == 507
        assert problem["type"] == "urn:wirecheck:problem:disk-full"
        (error,) = problem["errors"]
        assert error["field"].startswith(str(disk.path))
        assert "free some disk space" in error["hint"]
        answer = client.post("/v1/checks", json={"text": story(5), "record": False})
        assert [match["source"] for match in answer.json()["matches"]] == ["s5"]
        disk.empty()
        assert add(7000, 7020)[0] == 201
        assert served.check(story(7005))["matches"]
        assert served.check(story(5))["matches"]


def test_a_limit_on_the_size_of_files_is_told_too(tmp_path: Path) -> None:
    """As `ulimit -f` and quotas set it; it needs no right to mount."""

    def write(say: Say) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with Store.open(tmp_path) as store:
            index = Index.open(tmp_path / "index", store.documents)
            store.sources.put(items(0, FIRST), received=NOW)
            index.flush()
            limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (4000, limit))
            try:
                index.rebuild()
            except DiskFull as error:
                (problem,) = error.problems
                say(f"{problem.place}|{problem.what}|{problem.hint}")
            try:
                store.sources.put(items(FIRST, FIRST + 60), received=NOW)
            except StoreError as error:
                (problem,) = error.problems
                say(f"{problem.place}|{problem.what}|{problem.hint}")
            assert sources(index.search(draft(story(5))).matches) == ["s5"]
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            store.sources.put(items(FIRST, 2 * FIRST), received=NOW)
            index.flush(force=True)

    with forked(write) as (process,):
        said = process.end()
        assert process.status == 0, said
    assert len(said) == 2, said
    assert "File too large" in said[0]
    assert str(tmp_path / "index") in said[0]
    assert str(tmp_path / "wirecheck.db") in said[1]
    assert "free space, quota" in said[1] or "free some disk space" in said[1]
    must_find(tmp_path, 0, 2 * FIRST)
