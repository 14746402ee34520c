"""Damage of every array of a segment is told: when it is mapped, beside, or by a few texts."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from checker.errors import IndexDamaged, IndexFault
from checker.index import Index
from checker.postings import mapped
from checker.postings.segment_files import ARRAYS, LARGE
from tests.matching.newsroom import MemoryDocuments, draft, sources, story
from tests.waiting import until

STORIES = 60


@pytest.fixture
def documents() -> MemoryDocuments:
    made = MemoryDocuments()
    for number in range(STORIES):
        made.add(f"s{number}", story(number, 3))
    return made


@pytest.fixture
def segment(tmp_path: Path, documents: MemoryDocuments) -> Path:
    Index.open(tmp_path, documents).flush(force=True)
    (path,) = tmp_path.glob("*.seg")
    return path


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as a large one."""
    monkeypatch.setattr(mapped, "_AT_ONCE", 0)


def array_of(content: bytes, name: str) -> tuple[int, int]:
    """Where an array is in a file, and how long."""
    head = content.index(b"\n") + 1
    entry = json.loads(content[:head])["arrays"][name]
    return head + entry["at"], int(np.prod(entry["shape"])) * np.dtype(entry["dtype"]).itemsize


def zeroed(path: Path, name: str, share: float = 1.0) -> None:
    """Zeros in place of a part of an array, as a lost extent leaves them; size and name stay."""
    content = bytearray(path.read_bytes())
    start, length = array_of(bytes(content), name)
    lost = int(length * share)
    content[start : start + lost] = bytes(lost)
    path.write_bytes(content)


def flipped(path: Path, name: str) -> None:
    content = bytearray(path.read_bytes())
    start, length = array_of(bytes(content), name)
    content[start + length // 2] ^= 1
    path.write_bytes(content)


def told(act: Callable[[], object]) -> str:
    with pytest.raises(IndexFault) as fault:
        act()
    assert fault.value.problems[0].hint == "wirecheck index rebuild"
    return str(fault.value)


NAMES = [name for name in ARRAYS if name != "stops"]  # empty here


@pytest.mark.parametrize("name", NAMES)
def test_one_flipped_bit_in_a_small_file_is_told_before_anything_is_searched(
    segment: Path, documents: MemoryDocuments, name: str
) -> None:
    flipped(segment, name)
    index = Index.open(segment.parent, documents)
    assert name in told(lambda: index.search(draft(story(1, 3))))
    assert name in told(index.sync)
    assert index.condition()[0] == "faulty"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LARGE])
@pytest.mark.usefixtures("large")
def test_one_flipped_bit_in_a_small_array_of_a_large_file_is_told_when_it_is_opened(
    segment: Path, documents: MemoryDocuments, name: str
) -> None:
    flipped(segment, name)
    assert name in told(Index.open(segment.parent, documents).sync)


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.usefixtures("large")
def test_one_flipped_bit_in_a_large_array_is_told_beside_after_the_start(
    segment: Path, documents: MemoryDocuments, name: str
) -> None:
    flipped(segment, name)
    index = Index.open(segment.parent, documents)
    assert index.condition() == ("checking", ())
    index.inspect()
    until(lambda: index.condition()[0] == "faulty")
    assert name in told(lambda: index.search(draft(story(1, 3))))
    assert name in told(index.sync)
    index.rebuild()
    until(lambda: index.condition()[0] == "whole")
    assert sources(index.search(draft(story(1, 3))).matches) == ["s1"]
    index.close()


@pytest.mark.parametrize("name", ["rest", "rows"])
@pytest.mark.usefixtures("large")
def test_a_large_file_that_lost_a_part_of_every_text_is_told_when_it_is_opened(
    segment: Path, documents: MemoryDocuments, name: str
) -> None:
    zeroed(segment, name, 0.3)
    assert segment.name in told(Index.open(segment.parent, documents).sync)


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_up_to_a_size_is_compared_as_a_whole_before_it_is_searched(
    segment: Path, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    monkeypatch.setattr(mapped, "_AT_ONCE", segment.stat().st_size - more)
    flipped(segment, "places")
    index = Index.open(segment.parent, documents)
    assert index.condition()[0] == ("checking" if more else "faulty")


@pytest.mark.parametrize(("share", "told"), [(0.03, False), (0.2, True)])
@pytest.mark.usefixtures("large")
def test_a_loss_that_hardly_shows_waits_for_the_checksums_and_a_larger_one_does_not(
    segment: Path, documents: MemoryDocuments, share: float, told: bool
) -> None:
    zeroed(segment, "rest", share)
    index = Index.open(segment.parent, documents)
    assert index.condition()[0] == ("faulty" if told else "checking")
    if not told:
        assert sources(index.search(draft(story(1, 3))).matches) == ["s1"]


def test_damage_under_a_reader_that_has_the_file_open_is_told_at_the_next_search(
    segment: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(segment.parent, documents, readonly=True)
    assert index.search(draft(story(1, 3))).matches
    zeroed(segment, "rest")
    told(index.sync)
    Index.open(segment.parent, documents).rebuild()
    index.sync()
    assert sources(index.search(draft(story(1, 3))).matches) == ["s1"]


def test_a_file_cut_short_under_a_reader_is_told_and_not_touched(
    segment: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(segment.parent, documents, readonly=True)
    with segment.open("r+b") as file:
        file.truncate(5000)
    assert "5000 bytes" in told(index.sync)


@pytest.mark.parametrize("error", [IndexError, ValueError, OverflowError])
def test_an_error_inside_a_search_that_comes_of_damage_is_told_as_damage(
    segment: Path,
    documents: MemoryDocuments,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error("out of bounds")

    index = Index.open(segment.parent, documents)
    monkeypatch.setattr("checker.index.search", failing)
    with pytest.raises(error):  # nothing is damaged: it is a mistake of ours
        index.search(draft(story(1, 3)))
    flipped(segment, "rest")
    with pytest.raises(IndexDamaged, match="checksum"):
        index.search(draft(story(1, 3)))


@pytest.mark.usefixtures("large")
def test_a_merge_does_not_hide_damage(tmp_path: Path, documents: MemoryDocuments) -> None:
    index = Index.open(tmp_path, documents)
    index.flush(force=True)
    for number in range(100, 104):
        documents.add(f"s{number}", story(number, 3))
        index.flush(force=True)
    index.close()
    flipped(min(tmp_path.glob("*.seg")), "places")
    documents.add("s104", story(104, 3))
    index = Index.open(tmp_path, documents)
    with pytest.raises(IndexDamaged, match="places"):
        index.flush(force=True)
    assert "places" in told(index.sync)


def test_the_list_of_removed_texts_is_compared_when_it_is_opened(
    segment: Path, documents: MemoryDocuments
) -> None:
    documents.remove(3)
    Index.open(segment.parent, documents).flush(force=True)
    (path,) = segment.parent.glob("*.arr")
    content = bytearray(path.read_bytes())
    content[content.index(b"\n") + 1] ^= 4
    path.write_bytes(content)
    assert "removed differs" in told(Index.open(segment.parent, documents).sync)
