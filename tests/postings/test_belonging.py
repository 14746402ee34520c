"""An index belongs to one database: another one's, or one that parted from it, is not believed."""

import json
import shutil
import zlib
from pathlib import Path

import pytest

from checker.errors import IndexForeign
from checker.index import Followed, Index, unsearched
from tests.matching.newsroom import MemoryDocuments, draft, sources, story
from tests.waiting import until

STORIES = 70


def stored(*numbers: int, database: str = "") -> MemoryDocuments:
    made = MemoryDocuments()
    made.database = database or made.database
    for number in numbers:
        made.add(f"s{number}", story(number, 3))
    return made


@pytest.fixture
def ours() -> MemoryDocuments:
    return stored(*range(STORIES))


@pytest.fixture
def folder(tmp_path: Path, ours: MemoryDocuments) -> Path:
    place = tmp_path / "index"
    index = Index.open(place, ours)
    index.flush(force=True)
    index.close()
    return place


def manifest(folder: Path) -> dict[str, object]:
    document: dict[str, object] = json.loads(
        json.loads((folder / "manifest.json").read_text())["manifest"]
    )
    return document


def write_manifest(folder: Path, document: dict[str, object]) -> None:
    body = json.dumps(document)
    wrapped = json.dumps({"crc": zlib.crc32(body.encode()), "manifest": body})
    (folder / "manifest.json").write_text(wrapped)


def without_id(folder: Path) -> None:
    """The folder as a Wirecheck wrote it that knew no ids."""
    document = manifest(folder)
    del document["database"], document["mark"]
    write_manifest(folder, document)


def shuffled() -> MemoryDocuments:
    return stored(*reversed(range(STORIES)))


def longer() -> MemoryDocuments:
    return stored(*reversed(range(STORIES + 30)))


def a_copy_that_went_on() -> MemoryDocuments:
    """A copy of the database, made before the last ten stories came, with others after that."""
    copy = stored(*range(STORIES - 10), database="the same")
    for number in range(200, 210):
        copy.add(f"s{number}", story(number, 3))
    return copy


@pytest.mark.parametrize("others", [shuffled, longer])
def test_the_index_of_another_database_is_never_searched(
    folder: Path, others: type[MemoryDocuments]
) -> None:
    theirs = others()
    index = Index.open(folder, theirs)
    for _ in range(2):
        with pytest.raises(IndexForeign, match=r"another database.*wirecheck index rebuild"):
            index.search(draft(story(7, 3)))
        with pytest.raises(IndexForeign):
            index.sync()
    (problem,) = index.verify()
    assert problem.hint == "wirecheck index rebuild"
    assert index.condition() == ("faulty", (problem,))
    index.rebuild()
    assert index.verify() == []
    assert sources(index.search(draft(story(7, 3))).matches) == ["s7"]


def test_the_index_of_a_copy_that_went_on_by_itself_is_never_searched(tmp_path: Path) -> None:
    ours = stored(*range(STORIES), database="the same")
    Index.open(tmp_path, ours).flush(force=True)
    index = Index.open(tmp_path, a_copy_that_went_on())
    with pytest.raises(IndexForeign, match="went on by itself"):
        index.search(draft(story(205, 3)))


def test_a_reader_that_has_the_index_open_refuses_one_that_is_put_in_its_place(
    folder: Path, tmp_path: Path, ours: MemoryDocuments
) -> None:
    other = tmp_path / "other"
    Index.open(other, shuffled()).flush(force=True)
    reader = Index.open(folder, ours, readonly=True)
    shutil.rmtree(folder)
    shutil.copytree(other, folder)
    with pytest.raises(IndexForeign):
        reader.sync()


def test_who_writes_makes_a_foreign_index_again_and_nobody_waits_for_it(folder: Path) -> None:
    theirs = shuffled()
    checks = Index.open(folder, theirs, readonly=True)
    writer = Index.open(folder, theirs)
    writer.flush()
    writer.close()
    until(lambda: checks.condition()[0] == "whole")
    assert sources(checks.search(draft(story(7, 3))).matches) == ["s7"]
    assert Index.open(folder, theirs).verify() == []


def test_a_forced_flush_makes_a_foreign_index_again_before_it_returns(folder: Path) -> None:
    writer = Index.open(folder, shuffled())
    writer.flush(force=True)
    assert writer.verify() == []


def test_an_index_without_an_id_is_adopted_when_it_holds_the_very_texts(
    folder: Path, ours: MemoryDocuments
) -> None:
    ours.remove(3)
    Index.open(folder, ours).flush(force=True)
    without_id(folder)
    reader = Index.open(folder, ours, readonly=True)
    assert sources(reader.search(draft(story(7, 3))).matches) == ["s7"]
    assert "database" not in manifest(folder)
    Index.open(folder, ours)
    assert manifest(folder)["database"] == ours.database_id()
    assert manifest(folder)["mark"] == ours.mark(len(ours.log))
    reader.sync()
    assert sources(reader.search(draft(story(7, 3))).matches) == ["s7"]


@pytest.mark.parametrize("others", [shuffled, longer, a_copy_that_went_on])
def test_an_index_without_an_id_that_holds_other_texts_is_never_searched(
    folder: Path, others: type[MemoryDocuments]
) -> None:
    without_id(folder)
    index = Index.open(folder, others())
    for _ in range(2):
        with pytest.raises(IndexForeign, match="another text than the store"):
            index.sync()
    index.flush(force=True)
    assert index.verify() == []


def test_an_index_without_an_id_and_without_texts_is_no_answer_either(tmp_path: Path) -> None:
    emptied = stored(1)
    emptied.remove(1)
    Index.open(tmp_path, emptied).flush(force=True)
    without_id(tmp_path)
    index = Index.open(tmp_path, stored(1, 2, 3))
    with pytest.raises(IndexForeign, match="lacks 2 texts"):
        index.sync()


def test_an_index_says_how_far_it_has_followed_which_database(
    folder: Path, ours: MemoryDocuments
) -> None:
    index = Index.open(folder, ours, readonly=True)
    assert index.followed == Followed(ours.database, STORIES, STORIES)
    ours.add("late", story(300, 3))
    assert index.followed == Followed(ours.database, STORIES, STORIES + 1)
    index.sync()
    assert index.followed == Followed(ours.database, STORIES + 1, STORIES + 1)


def test_a_check_is_told_what_it_lacks_and_what_mends_it(folder: Path) -> None:
    index = Index.open(folder, shuffled())
    with pytest.raises(IndexForeign) as refused:
        index.sync()
    lacking = unsearched(refused.value)
    assert lacking.code == "system.index_stale"
    assert "no source was compared" in lacking.what
    assert "wirecheck index rebuild" in lacking.what
