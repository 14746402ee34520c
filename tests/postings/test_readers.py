"""Many processes on one index: readers beside writers, writers beside writers, beside merges."""

import os
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import checker.index as index_module
from checker.errors import Busy
from checker.index import Index
from checker.models.source import Source
from checker.postings.common_phrase import CommonPhrase
from checker.postings.merge import merge
from checker.postings.segment import I64, Segment
from checker.store import Store
from tests.matching.newsroom import MemoryDocuments, draft, sources, story
from tests.postings.forks import forked
from tests.store.build import NOW
from tests.waiting import LONG

ROUNDS = 24
EACH = 4
END = "end -"


def item(number: int) -> Source:
    return Source(f"s{number}", "north", story(number, 3))


class Board:
    """What the writers have acknowledged, for all processes to read: a line an act."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, line: str) -> None:
        with self._path.open("ab") as file:
            os.write(file.fileno(), f"{line}\n".encode())

    def read(self) -> tuple[set[str], set[str], set[str], bool]:
        """Added; on their way out or out; out; whether the writers have ended."""
        added, leaving, gone = set[str](), set[str](), set[str]()
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        for line in lines:
            word, name = line.split()
            {"added": added, "leaving": leaving, "gone": gone, "end": set()}[word].add(name)
        return added, leaving, gone, END in lines


def write_and_remove(room: Path, board: Board, first: int) -> None:
    """Adds, removes and merges, and says what is acknowledged when it is."""
    with Store.open(room) as store:
        index = Index.open(room / "index", store.documents)
        for turn in range(ROUNDS):
            numbers = range(first + turn * EACH, first + turn * EACH + EACH)
            store.sources.put([item(number) for number in numbers], received=NOW)
            index.flush(force=True)
            for number in numbers:
                board.write(f"added s{number}")
            if turn >= 2:
                number = first + (turn - 2) * EACH
                board.write(f"leaving s{number}")
                store.sources.remove(f"s{number}", at=NOW)
                board.write(f"gone s{number}")
            if turn % 10 == 9:
                index.rebuild()
        index.close()


def read_all_the_while(room: Path, board: Board, seed: int, *, readonly: bool) -> int:
    """Asks until the writers have ended; the number of questions, all of them answered rightly."""
    dice, asked, ended = random.Random(seed), 0, False
    with Store.open(room) as store:
        index = Index.open(room / "index", store.documents, readonly=readonly)
        while not ended:
            added, leaving, gone, ended = board.read()
            there, out = sorted(added - leaving), sorted(gone)
            for name in dice.sample(there, min(2, len(there))) + dice.sample(out, min(1, len(out))):
                index.sync()
                matches = index.search(draft(story(int(name[1:]), 3))).matches
                found = {match.source for match in matches}
                leaving = board.read()[1]
                if name in out:
                    assert name not in found, f"{name} was removed"
                else:
                    assert name in found or name in leaving, f"{name} is there"
                known = set(store.sources.items(sorted(found)))
                assert found <= known | board.read()[1], "every match is of an item"
                asked += 1
        index.close()
    return asked


@pytest.mark.slow
def test_readers_see_one_consistent_index_while_others_add_merge_and_remove(tmp_path: Path) -> None:
    room, board = tmp_path / "room", Board(tmp_path / "board")
    Store.open(room).close()

    def reader(seed: int) -> Callable[[Callable[[str], None]], object]:
        return lambda say: say(
            f"asked {read_all_the_while(room, board, seed, readonly=seed % 2 == 0)}"
        )

    def writer(first: int) -> Callable[[Callable[[str], None]], object]:
        return lambda _say: write_and_remove(room, board, first)

    with forked(reader(0), reader(1), reader(2)) as readers:
        try:
            with forked(writer(0), writer(10_000)) as writers:
                for process in writers:
                    assert process.end() == []
        finally:
            board.write(END)
        said = [process.end()[-1] for process in readers]
    assert [process.status for process in readers] == [0, 0, 0], said
    assert all(int(line.split()[1]) >= 10 for line in said), said
    with Store.open(room) as store:
        index = Index.open(room / "index", store.documents)
        assert index.verify() == []
        added, leaving, _, _ = board.read()
        assert len(added) == 2 * ROUNDS * EACH
        for name in sorted(added - leaving):
            assert sources(index.search(draft(story(int(name[1:]), 3))).matches) == [name]
        for name in sorted(leaving):
            assert not index.search(draft(story(int(name[1:]), 3))).matches


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments()


class Held:
    """A merge that does not end before it is told to."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, segments: list[Segment], removed: I64, common: CommonPhrase) -> Segment:
        self.begun.set()
        assert self.go.wait(LONG)
        return merge(segments, removed, common)


def filled(folder: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index with a merge due at the next flush."""
    monkeypatch.setattr(index_module, "_FLUSH_TEXTS", 1)
    index = Index.open(folder, documents)
    for number in range(5):
        documents.add(f"s{number}", story(number, 3))
        index.flush()
    assert index.stats()["segments"] == 5
    documents.add("s5", story(5, 3))
    return index


def found_at(index: Index, number: int) -> list[str]:
    index.sync()
    return sources(index.search(draft(story(number, 3))).matches)


def test_searching_and_adding_go_on_while_a_merge_is_under_way(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, documents, monkeypatch)
    held = Held()
    monkeypatch.setattr("checker.postings.compaction.merge", held)
    index.flush()
    assert held.begun.wait(LONG)
    other = Index.open(tmp_path, documents)  # as another process
    reader = Index.open(tmp_path, documents, readonly=True)
    for number in range(6, 14):
        documents.add(f"s{number}", story(number, 3))
        (index, other)[number % 2].flush()
        for each in (index, other, reader):
            for asked in (0, number - 1, number):
                assert found_at(each, asked) == [f"s{asked}"]
    assert reader.stats()["in_memory"] == 0  # all of it was written meanwhile
    held.go.set()
    index.close()
    for each in (other, reader, Index.open(tmp_path, documents)):
        for asked in range(14):
            assert found_at(each, asked) == [f"s{asked}"]
        assert each.stats()["segments"] == 1
        assert each.verify() == []


def leaving_out(
    folder: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> tuple[Index, Held]:
    """An index in the middle of a merge that leaves the second text out."""
    index = filled(folder, documents, monkeypatch)
    documents.remove(2)
    held = Held()
    monkeypatch.setattr("checker.postings.compaction.merge", held)
    index.flush()
    assert held.begun.wait(LONG)
    return index, held


def test_what_a_merge_leaves_out_and_comes_back_meanwhile_is_found(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, held = leaving_out(tmp_path, documents, monkeypatch)
    assert found_at(index, 1) == []
    documents.log.append(type(documents.log[0])(len(documents.log) + 1, "add", 2))
    other = Index.open(tmp_path, documents)
    other.flush()
    held.go.set()
    index.close()
    for each in (other, Index.open(tmp_path, documents)):
        assert found_at(each, 1) == ["s1"]
        each.flush(force=True)
        assert found_at(each, 1) == ["s1"]
        assert each.verify() == []


def test_a_copy_that_joins_the_family_of_what_a_merge_leaves_out_is_found(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, held = leaving_out(tmp_path, documents, monkeypatch)
    documents.add("copy", story(1, 3))  # its fingerprints stand with the removed text alone
    other = Index.open(tmp_path, documents)
    other.flush()
    held.go.set()
    index.close()
    for each in (other, Index.open(tmp_path, documents)):
        assert found_at(each, 1) == ["copy"]
        each.flush(force=True)
        assert found_at(each, 1) == ["copy"]


def test_one_merges_at_a_time_and_who_is_told_to_wait_in_vain_says_so(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, documents, monkeypatch)
    monkeypatch.setattr(index_module, "LOCK_SECONDS", 0.1)
    with Index.open(tmp_path, documents)._directory.merging():
        index.flush()  # leaves the merge to the other one
        with pytest.raises(Busy, match="another process"):
            index.flush(force=True)
    assert [found_at(index, number) for number in range(6)] == [[f"s{n}"] for n in range(6)]
    assert index.stats()["segments"] == 6
    index.flush(force=True)
    assert index.stats()["segments"] == 1


def test_adding_does_not_wait_for_who_writes_the_files(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, documents, monkeypatch)
    other = Index.open(tmp_path, documents)
    with other._directory.alone():  # as a rebuild does for its whole time
        index.flush()
        assert found_at(index, 5) == ["s5"]
        monkeypatch.setattr(index_module, "LOCK_SECONDS", 0.1)
        with pytest.raises(Busy, match="searchable meanwhile"):
            index.flush(force=True)
        assert found_at(index, 5) == ["s5"]
    index.flush(force=True)
    assert index.stats()["in_memory"] == 0


def test_two_writers_at_once_lose_nothing(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_FLUSH_TEXTS", 1)
    wrong: list[BaseException] = []

    def write() -> None:
        try:
            index = Index.open(tmp_path, documents)
            for _ in range(20):
                index.flush(force=True)
                index.flush()
            index.close()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(60):
        documents.add(f"s{number}", story(number, 3))
    for thread in threads:
        thread.join()
    assert wrong == []
    index = Index.open(tmp_path, documents)
    assert all(found_at(index, number) == [f"s{number}"] for number in range(60))
    index.flush(force=True)
    assert index.verify() == []


def test_a_merge_that_finds_no_room_is_told_and_done_later(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, documents, monkeypatch)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(index._directory, "write_merged", full)
        index.flush()
        index.close()
        assert "No space left" in index.stats()["not_merged"]
    index.sync()
    assert [found_at(index, number) for number in range(6)] == [[f"s{n}"] for n in range(6)]
    documents.add("s6", story(6, 3))
    index.flush()
    index.close()
    assert index.stats()["not_merged"] is None
    assert Index.open(tmp_path, documents).stats()["segments"] == 1


def test_a_reader_keeps_what_it_has_mapped_when_files_are_merged_away(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, documents, monkeypatch)
    reader = Index.open(tmp_path, documents, readonly=True)
    before = reader.snapshot
    assert len(before.segments) == 5
    index.flush(force=True)
    assert len(list(tmp_path.glob("*.seg"))) == 1
    assert all(sources(reader.search(draft(story(n, 3))).matches) == [f"s{n}"] for n in range(5))
    assert reader.snapshot is before


def test_a_folder_made_again_under_the_same_names_is_read_anew(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    documents.add("s0", story(0, 3))
    Index.open(tmp_path, documents).flush(force=True)
    reader = Index.open(tmp_path, documents, readonly=True)
    for path in tmp_path.iterdir():
        path.unlink()
    for number in range(1, 4):
        documents.add(f"s{number}", story(number, 3))
    Index.open(tmp_path, documents).flush(force=True)
    assert [path.name for path in tmp_path.glob("*.seg")] == ["segment-00000001.seg"]
    assert [found_at(reader, number) for number in range(4)] == [[f"s{n}"] for n in range(4)]
