"""Damage is found wherever it is, told with file and hint, and never searched over in silence."""

import json
import os
import random
import shutil
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from checker.errors import IndexDamaged, IndexFault, IndexForeign, StoreError
from checker.index import Index
from checker.postings.directory import Directory
from tests.matching.newsroom import MemoryDocuments, draft, sources, story
from tests.postings.forks import Say, forked

NOBODY = 65534
ITEMS = 70


@pytest.fixture
def documents() -> MemoryDocuments:
    made = MemoryDocuments()
    for number in range(5):
        made.add(f"s{number}", story(number, 3))
    return made


@pytest.fixture
def folder(tmp_path: Path, documents: MemoryDocuments) -> Path:
    """An index with files of every kind: two segments, a removed text, a manifest."""
    place = tmp_path / "index"
    index = Index.open(place, documents)
    index.flush(force=True)
    documents.add("s5", story(5, 3))
    documents.remove(2)
    index.flush(force=True)
    index.close()
    assert len(list(place.glob("*.seg"))) == 2
    return place


def flips(content: bytes, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Places and bits: all of the first line, the end, and many between."""
    head = content.find(b"\n") + 1 or len(content)
    places = {*range(head), *range(max(0, len(content) - 80), len(content))}
    places |= {dice.randrange(len(content)) for _ in range(250)}
    for place in sorted(places):
        yield place, 1 << dice.randrange(8)


@pytest.mark.slow
def test_verify_finds_a_flipped_bit_anywhere_in_any_file(
    folder: Path, documents: MemoryDocuments
) -> None:
    dice = random.Random(2)
    index = Directory(folder, documents)
    assert index.verify() == []
    kinds: set[str] = set()
    for path in sorted(folder.iterdir()):
        if path.name in ("lock", "merge.lock"):
            continue
        kinds.add(path.suffix)
        whole = path.read_bytes()
        for place, bit in flips(whole, dice):
            content = bytearray(whole)
            content[place] ^= bit
            path.write_bytes(content)
            problems = index.verify()
            assert problems, f"{path.name} at {place}, bit {bit}"
            assert path.name in problems[0].place
            assert "wirecheck index rebuild" in problems[0].hint
        path.write_bytes(whole)
    assert kinds == {".seg", ".arr", ".json"}
    assert index.verify() == []


def test_verify_finds_files_that_are_cut_short_too_long_exchanged_or_missing(
    folder: Path, documents: MemoryDocuments
) -> None:
    index = Directory(folder, documents)
    first, second = sorted(folder.glob("*.seg"))
    for path in (first, *folder.glob("*.arr"), folder / "manifest.json"):
        whole = path.read_bytes()
        for content in (b"", whole[:10], whole[: len(whole) // 2], whole[:-1], whole + b"\0"):
            path.write_bytes(content)
            assert [Path(problem.place).name for problem in index.verify()] == [path.name]
        path.write_bytes(whole)
    whole = first.read_bytes()
    shutil.copyfile(second, first)
    (problem,) = index.verify()
    assert "not the file that the manifest names" in problem.what
    first.unlink()
    (problem,) = index.verify()
    assert first.name in problem.place
    first.write_bytes(whole)
    assert index.verify() == []


def damage(path: Path, how: str) -> None:
    whole = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {
                "empty": b"",
                "half": whole[: len(whole) // 2],
                "zeros": bytes(len(whole)),
                "noise": random.Random(how).randbytes(len(whole)),
            }[how]
        )


DAMAGES = ("empty", "half", "zeros", "noise", "missing")
FILES = ("*.seg", "*.arr", "manifest.json")
EACH = [(file, how) for file in FILES for how in DAMAGES]
EACH.remove(("manifest.json", "missing"))  # the log makes it anew: see test_index


@pytest.mark.parametrize(("which", "how"), EACH)
def test_a_damaged_index_refuses_to_search_until_it_is_made_again(
    folder: Path, documents: MemoryDocuments, which: str, how: str
) -> None:
    path = min(folder.glob(which))
    damage(path, how)
    index = Index.open(folder, documents)
    for act in (lambda: index.search(draft(story(1, 3))), index.sync, index.flush):
        with pytest.raises(IndexFault) as fault:
            act()
        (problem,) = fault.value.problems
        assert path.name in problem.place
        assert problem.hint == "wirecheck index rebuild"
    assert index.stats()["fault"]
    assert index.verify()
    index.rebuild()
    assert index.verify() == []
    assert index.stats()["fault"] is None
    for number in range(6):
        found = sources(index.search(draft(story(number, 3))).matches)
        assert found == ([] if number == 1 else [f"s{number}"])


def test_a_reader_that_has_the_index_open_is_told_of_damage_and_mended_by_a_rebuild(
    folder: Path, documents: MemoryDocuments
) -> None:
    reader = Index.open(folder, documents, readonly=True)
    (folder / "manifest.json").write_bytes(b"{}")
    with pytest.raises(IndexDamaged, match="rebuild"):
        reader.sync()
    Index.open(folder, documents).rebuild()
    reader.sync()
    assert sources(reader.search(draft(story(0, 3))).matches) == ["s0"]


def rewritten(folder: Path, **changes: object) -> None:
    """The manifest as another version would have written it, checksum and all."""
    path = folder / "manifest.json"
    body = json.dumps({**json.loads(json.loads(path.read_text())["manifest"]), **changes})
    path.write_text(json.dumps({"crc": zlib.crc32(body.encode()), "manifest": body}))


def test_what_a_newer_or_another_wirecheck_made_is_refused_with_a_hint(
    folder: Path, documents: MemoryDocuments
) -> None:
    rewritten(folder, format=2, shards=[1])
    index = Index.open(folder, documents)
    with pytest.raises(
        IndexFault, match=r"newer version of Wirecheck .*upgrade Wirecheck, or wirecheck inde"
    ):
        index.search(draft(story(0, 3)))
    rewritten(folder, format=1, normaliser="fold-0")
    index = Index.open(folder, documents)
    with pytest.raises(IndexFault, match=r"fold-0 .*fold-3.*wirecheck index rebuild"):
        index.search(draft(story(0, 3)))
    with pytest.raises(IndexFault, match="fold-0"):
        index.flush()
    assert [problem.hint for problem in index.verify()] == ["wirecheck index rebuild"]
    index.rebuild()
    assert sources(index.search(draft(story(0, 3))).matches) == ["s0"]


def test_an_index_that_is_ahead_of_its_database_is_refused(
    folder: Path, documents: MemoryDocuments
) -> None:
    older = MemoryDocuments()
    older.add("s0", story(0, 3))
    index = Index.open(folder, older)
    with pytest.raises(IndexForeign, match="ahead of the store"):
        index.search(draft(story(0, 3)))
    assert "ahead" in index.verify()[0].what
    older.add("t1", story(20, 3))
    with pytest.raises(IndexForeign, match="ahead of the store"):
        index.sync()
    index.rebuild()
    assert index.verify() == []
    assert sources(index.search(draft(story(20, 3))).matches) == ["t1"]
    assert index.search(draft(story(3, 3))).matches == ()


def test_verify_compares_what_is_in_the_index_with_the_database(
    folder: Path, documents: MemoryDocuments
) -> None:
    index = Index.open(folder, documents)
    assert index.verify() == index.verify(every_text=True) == []
    text = documents.texts[4]
    for other in (story(30, 3), text.text + " One sentence came later.", story(3, 3)[:-90]):
        documents.texts[4] = replace(text, text=other)
        (problem,) = index.verify()
        assert problem.what == "holds another text than the store for 's3' version 1"
        assert problem.hint == "wirecheck index rebuild"
    documents.texts[4] = text
    known = index.snapshot
    index._snapshot = replace(known, removed=np.array([2, 4]))
    assert [problem.what for problem in index.verify()] == ["lacks 1 texts that the store has"]
    index._snapshot = replace(known, removed=np.zeros(0, np.int64))
    assert [problem.what for problem in index.verify()] == [
        "holds 1 texts that the store does not have"
    ]
    index._snapshot = replace(known, segments=(*known.segments, known.segments[0]))
    assert "holds 5 texts twice" in index.verify()[0].what or index.verify()
    index._snapshot = known
    assert index.verify() == []


# Permissions --------------------------------------------------------------------------------------


def as_nobody(act: Callable[[], object]) -> str:
    """What an act without rights ends in, said by a process that has none."""

    def run(say: Say) -> None:
        if os.getuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            act()
        except (IndexFault, StoreError) as error:
            (problem,) = error.problems
            say(f"{type(error).__name__}|{problem.place}|{problem.what}|{problem.hint}")

    with forked(run) as (process,):
        lines = process.end()
        assert process.status == 0, lines
    return lines[0] if lines else ""


@pytest.fixture
def closed(folder: Path) -> Iterator[Path]:
    """The folder, with all above it open to everybody."""
    modes = {
        parent: parent.stat().st_mode
        for parent in (folder, *folder.parents)
        if parent.stat().st_uid == os.getuid() and parent != Path("/")
    }
    for parent, mode in modes.items():
        parent.chmod(mode | 0o055)
    for file in folder.iterdir():
        file.chmod(0o644)
    yield folder
    for parent, mode in modes.items():
        parent.chmod(mode)


def test_a_folder_that_may_not_be_read_or_written_is_told_with_a_hint(
    closed: Path, documents: MemoryDocuments
) -> None:
    def search() -> None:
        Index.open(closed, documents).search(draft(story(0, 3)))

    def add() -> None:
        index = Index.open(closed, documents)
        documents.add("s6", story(6, 3))
        index.sync()
        assert sources(index.search(draft(story(6, 3))).matches) == ["s6"]
        index.flush(force=True)

    def make() -> None:
        Index.open(closed / "inside", documents)

    closed.chmod(0o755)
    assert as_nobody(search) == ""  # reading needs no more than reading
    closed.chmod(0o555)
    for act, name in ((add, "lock"), (make, "inside")):
        kind, place, what, hint = as_nobody(act).split("|")
        assert (kind, place) == ("IndexFault", str(closed / name))
        assert "cannot be written to: Permission denied" in what
        assert "permission" in hint
    closed.chmod(0o000)
    kind, place, what, hint = as_nobody(search).split("|")
    assert (kind, what) == ("IndexFault", "cannot be read: Permission denied")
    assert place.startswith(str(closed))
    assert "permission" in hint


def test_a_file_in_the_place_of_the_folder_is_told(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    (tmp_path / "index").write_text("no folder")
    with pytest.raises(IndexFault, match="cannot be written to: File exists"):
        Index.open(tmp_path / "index", documents)
