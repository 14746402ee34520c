"""The index follows the store: adding, removing, flushing, merging, rebuilding, damage."""

from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from checker.errors import DiskFull, IndexFault
from checker.index import Index
from tests.matching.newsroom import MemoryDocuments, draft, ordinal, sources, story


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments()


def test_a_story_is_found_as_soon_as_it_is_in_the_log(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(tmp_path, documents)
    assert index.search(draft(story(1))).matches == ()
    documents.add("one", story(1))
    index.sync()
    found = index.search(draft(story(900), story(1), story(901)))
    assert sources(found.matches) == ["one"]
    (match,) = found.matches
    assert match.share_of_source == 1.0
    assert 0.3 < match.share_of_draft < 0.36


def test_offsets_cut_the_same_words_out_of_both_texts(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    documents.add("one", story(1))
    text = story(900) + "\n\n" + story(1) + "\n\n" + story(901)
    (match,) = Index.open(tmp_path, documents).search(draft(text)).matches
    (passage,) = match.passages
    assert text[passage.start : passage.end] == story(1)
    assert story(1)[passage.source_start : passage.source_end] == story(1)
    assert passage.cls == "verbatim"


def test_a_removed_story_vanishes_at_once(tmp_path: Path, documents: MemoryDocuments) -> None:
    doc = documents.add("one", story(1))
    index = Index.open(tmp_path, documents)
    documents.remove(doc)
    index.sync()
    assert index.search(draft(story(1))).matches == ()
    index.flush(force=True)
    assert Index.open(tmp_path, documents).search(draft(story(1))).matches == ()


def test_what_was_flushed_is_there_after_a_restart(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    for number in range(150):
        documents.add(f"s{number}", story(number))
    index = Index.open(tmp_path, documents)
    index.flush()
    assert index.stats()["in_memory"] == 0
    again = Index.open(tmp_path, documents, readonly=True)
    assert again.stats()["items"] == 150
    assert sources(again.search(draft(story(77))).matches) == ["s77"]


def test_a_small_tail_stays_in_memory_and_is_read_from_the_store_again(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    documents.add("one", story(1))
    index = Index.open(tmp_path, documents)
    index.flush()
    assert index.stats()["segments"] == 0
    assert sources(Index.open(tmp_path, documents).search(draft(story(1))).matches) == ["one"]


def test_a_reader_sees_what_another_process_writes(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    writer = Index.open(tmp_path, documents)
    reader = Index.open(tmp_path, documents, readonly=True)
    for number in range(100):
        documents.add(f"s{number}", story(number))
        if number % 25 == 0:
            writer.flush(force=True)
    reader.sync()
    for number in (0, 50, 99):
        assert sources(reader.search(draft(story(number))).matches) == [f"s{number}"]
    writer.flush(force=True)
    reader.sync()
    assert reader.stats()["in_memory"] == 0


def test_many_flushes_leave_few_segments(tmp_path: Path, documents: MemoryDocuments) -> None:
    index = Index.open(tmp_path, documents)
    for number in range(40):
        documents.add(f"s{number}", story(number))
        index.flush(force=True)
    assert index.stats()["segments"] <= 6
    assert len(list(tmp_path.glob("*.seg"))) == index.stats()["segments"]
    assert all(
        sources(index.search(draft(story(number))).matches) == [f"s{number}"]
        for number in range(40)
    )


def test_a_merge_drops_removed_stories(tmp_path: Path, documents: MemoryDocuments) -> None:
    docs = [documents.add(f"s{number}", story(number)) for number in range(30)]
    index = Index.open(tmp_path, documents)
    index.flush(force=True)
    for doc in docs[:15]:
        documents.remove(doc)
    index.rebuild()
    assert index.stats()["items"] == 15
    assert index.stats()["removed"] == 0


def test_an_item_that_comes_back_is_found_again(tmp_path: Path, documents: MemoryDocuments) -> None:
    doc = documents.add("one", story(1))
    index = Index.open(tmp_path, documents)
    index.flush(force=True)
    documents.remove(doc)
    index.flush(force=True)
    documents.log.append(type(documents.log[0])(len(documents.log) + 1, "add", doc))
    index.sync()
    assert sources(index.search(draft(story(1))).matches) == ["one"]


def test_rebuild_makes_an_index_that_finds_the_same(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    for number in range(80):
        documents.add(f"s{number}", story(number), day=ordinal(number))
    index = Index.open(tmp_path, documents)
    index.flush()
    before = index.search(draft(story(900), story(33)))
    seen: list[tuple[int, int]] = []
    index.rebuild(lambda done, of: seen.append((done, of)))
    assert seen[-1] == (80, 80)
    assert index.search(draft(story(900), story(33))) == before
    assert index.verify() == []


def test_verify_finds_a_flipped_byte(tmp_path: Path, documents: MemoryDocuments) -> None:
    for number in range(70):
        documents.add(f"s{number}", story(number))
    index = Index.open(tmp_path, documents)
    index.flush()
    assert index.verify() == []
    (path,) = tmp_path.glob("*.seg")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (problem,) = index.verify()
    assert "checksum" in problem.what
    assert str(path) == problem.place


def test_a_damaged_index_opens_says_so_and_can_be_rebuilt(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    for number in range(70):
        documents.add(f"s{number}", story(number))
    Index.open(tmp_path, documents).flush()
    (path,) = tmp_path.glob("*.seg")
    path.write_bytes(path.read_bytes()[:2000])
    index = Index.open(tmp_path, documents)
    with pytest.raises(IndexFault, match="rebuild"):
        index.search(draft(story(1)))
    with pytest.raises(IndexFault, match="rebuild"):
        index.sync()
    assert index.stats()["fault"]
    index.rebuild()
    assert sources(index.search(draft(story(1))).matches) == ["s1"]


def test_another_normaliser_is_refused(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.add("one", story(1))
    Index.open(tmp_path, documents).flush(force=True)
    monkeypatch.setattr("checker.postings.manifest.NORMALISER", "fold-9")
    index = Index.open(tmp_path, documents)
    with pytest.raises(IndexFault, match="fold-3/units-3"):
        index.search(draft(story(1)))


def test_a_lost_folder_is_made_again_from_the_log(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    for number in range(70):
        documents.add(f"s{number}", story(number))
    Index.open(tmp_path, documents).flush()
    (tmp_path / "manifest.json").unlink()
    index = Index.open(tmp_path, documents)
    assert sources(index.search(draft(story(5))).matches) == ["s5"]


def test_a_long_way_is_written_as_it_goes_and_only_by_who_may_write(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.index._TAIL_TEXTS", 10)
    monkeypatch.setattr("checker.postings.memory_segment.BATCH", 4)
    for number in range(50):
        documents.add(f"s{number}", story(number, 3))
    reader = Index.open(tmp_path / "none", documents, readonly=True)
    assert reader.stats()["in_memory"] == 50
    assert not (tmp_path / "none").exists()
    writer = Index.open(tmp_path / "index", documents)
    assert writer.stats()["in_memory"] < 20
    assert writer.stats()["items"] == 50
    for index in (reader, writer):
        for number in range(0, 50, 7):
            assert sources(index.search(draft(story(number, 3))).matches) == [f"s{number}"]


def test_a_reader_that_falls_behind_while_it_opens_does_not_write(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.add("one", story(1, 3))
    monkeypatch.setattr(documents, "newest_seq", lambda: 1000)  # more is coming all the while
    for readonly in (True, False):
        index = Index.open(tmp_path, documents, readonly=readonly)
        assert sources(index.search(draft(story(1, 3))).matches) == ["one"]
    assert list(tmp_path.iterdir()) == []


def test_a_reader_does_not_write(tmp_path: Path, documents: MemoryDocuments) -> None:
    index = Index.open(tmp_path, documents, readonly=True)
    with pytest.raises(IndexFault, match="open read-only"):
        index.flush()
    with pytest.raises(IndexFault, match="open read-only"):
        index.rebuild()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_gives_an_error_and_loses_nothing(
    tmp_path: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.add("one", story(1))
    index = Index.open(tmp_path, documents)
    index.flush(force=True)
    documents.add("two", story(2))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("checker.postings.segment_files.write_arrays", full)
        with pytest.raises(DiskFull, match="No space"):
            index.flush(force=True)
        for number in (1, 2):
            assert index.search(draft(story(number))).matches
    index.flush(force=True)
    assert Index.open(tmp_path, documents).stats()["items"] == 2
    assert index.verify() == []


def test_warming_touches_every_mapped_byte(tmp_path: Path, documents: MemoryDocuments) -> None:
    for number in range(70):
        documents.add(f"s{number}", story(number))
    index = Index.open(tmp_path, documents)
    index.flush()
    assert index.warm() > 10_000


def test_a_text_shares_its_fingerprints_with_the_texts_it_is_part_of(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(tmp_path, documents)
    kept = index.fingerprints(story(900) + "\n" + story(1) + "\n" + story(901))
    assert kept.dtype.name == "uint64"
    assert sorted(set(kept.tolist())) == kept.tolist()
    assert len(np.intersect1d(kept, index.fingerprints(story(1)))) >= 2
    assert not len(np.intersect1d(kept, index.fingerprints(story(2))))


def test_threads_search_and_follow_while_one_writes(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(tmp_path, documents)
    wrong: list[int] = []

    def read() -> None:
        for number in range(40):
            index.sync()
            known = len(documents.log)
            if number < known and not index.search(draft(story(number))).matches:
                index.sync()
                if not index.search(draft(story(number))).matches:
                    wrong.append(number)

    threads = [Thread(target=read) for _ in range(3)]
    for number in range(40):
        documents.add(f"s{number}", story(number))
    for thread in threads:
        thread.start()
    for number in range(40, 80):
        documents.add(f"s{number}", story(number))
        index.flush(force=True)
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.stats()["items"] == 80
