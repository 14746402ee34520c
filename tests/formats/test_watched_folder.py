"""The watched folder: once, whole, moved aside, whatever happens in between."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.errors import DamagedInput, Problem, StoreError
from checker.formats import BadRecord, watched_folder
from checker.formats.watched_folder import Watch, pass_over


class Store:
    """A store that remembers what it was given, as adding again is a no-op."""

    def __init__(self) -> None:
        self.items: set[str] = set()
        self.calls = 0

    def ingest(self, path: Path) -> Sequence[BadRecord]:
        self.calls += 1
        self.items.add(path.read_text())
        return ()


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def test_a_file_is_taken_when_its_size_stands_still(tmp_path: Path) -> None:
    store, watch = Store(), Watch(tmp_path)
    growing = tmp_path / "a.xml"
    growing.write_text("half")
    assert list(pass_over(watch, store.ingest)) == []
    growing.write_text("half and whole")
    assert list(pass_over(watch, store.ingest)) == []
    assert len(list(pass_over(watch, store.ingest))) == 1
    assert store.items == {"half and whole"}
    assert names(tmp_path) == ["done"]
    assert names(tmp_path / "done") == ["a.xml"]


def test_unfinished_and_hidden_names_wait_until_they_are_renamed(tmp_path: Path) -> None:
    store, watch = Store(), Watch(tmp_path, settled=False)
    for name in ("a.xml.part", ".b.xml", "~c.xml", "d.tmp"):
        (tmp_path / name).write_text(name)
    assert list(pass_over(watch, store.ingest)) == []
    (tmp_path / "a.xml.part").rename(tmp_path / "a.xml")
    assert len(list(pass_over(watch, store.ingest))) == 1


def test_a_bad_file_goes_to_rejects_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("x")

    def ingest(path: Path) -> Sequence[BadRecord]:
        raise DamagedInput(Problem("a.xml:3", "not well-formed XML", "send it again"))

    handled = list(pass_over(Watch(tmp_path, settled=False), ingest))
    assert handled[0].rejected
    assert names(tmp_path / "rejects") == ["a.xml", "a.xml.reason.txt"]
    reason = (tmp_path / "rejects" / "a.xml.reason.txt").read_text()
    assert "a.xml:3" in reason
    assert "send it again" in reason


def test_a_file_with_one_lost_record_is_rejected_and_notes_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("x")
    lost = BadRecord("a.jsonl:2", "not JSON")
    note = BadRecord("b.xml", "the item has no id", kind="note")
    watch = Watch(tmp_path, settled=False)
    assert next(pass_over(watch, lambda _: [lost, note])).moved_to.parent.name == "rejects"
    (tmp_path / "b.xml").write_text("x")
    assert next(pass_over(watch, lambda _: [note])).moved_to.parent.name == "done"


def test_a_crash_between_ingest_and_move_loses_and_doubles_nothing(tmp_path: Path) -> None:
    store = Store()
    (tmp_path / "a.xml").write_text("item 1")

    def killed(path: Path) -> Sequence[BadRecord]:
        store.ingest(path)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(pass_over(Watch(tmp_path, settled=False), killed))
    assert names(tmp_path) == ["a.xml"]
    list(pass_over(Watch(tmp_path, settled=False), store.ingest))
    assert (store.calls, store.items) == (2, {"item 1"})
    assert names(tmp_path / "done") == ["a.xml"]


def test_a_fault_of_the_store_leaves_the_file_for_the_next_pass(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("item 1")

    def full(path: Path) -> Sequence[BadRecord]:
        raise StoreError("the disk is full")

    with pytest.raises(StoreError):
        list(pass_over(Watch(tmp_path, settled=False), full))
    assert names(tmp_path) == ["a.xml"]


def test_a_name_that_was_there_before_is_not_overwritten(tmp_path: Path) -> None:
    store, watch = Store(), Watch(tmp_path, settled=False)
    for text in ("one", "two", "three"):
        (tmp_path / "a.xml").write_text(text)
        list(pass_over(watch, store.ingest))
    assert names(tmp_path / "done") == ["a.xml", "a.xml.2", "a.xml.3"]
    assert store.items == {"one", "two", "three"}


def test_a_file_taken_away_by_someone_else_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("one")

    def gone(path: Path) -> Sequence[BadRecord]:
        path.unlink()
        raise FileNotFoundError(path)

    assert list(pass_over(Watch(tmp_path, settled=False), gone)) == []


def test_older_files_come_first(tmp_path: Path) -> None:
    import os

    for number, name in enumerate(("b.xml", "a.xml")):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (number + 1, number + 1))
    taken = [h.file.name for h in pass_over(Watch(tmp_path, settled=False), Store().ingest)]
    assert taken == ["b.xml", "a.xml"]


def test_small_files_are_taken_together_and_those_left_out_one_by_one(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.xml").write_text(f"item {number}")
    store = Store()
    portions: list[list[str]] = []

    def many(paths: Sequence[Path]) -> dict[Path, Sequence[BadRecord]]:
        portions.append([path.name for path in paths])
        bad = [BadRecord("1.xml", "damaged")]
        return {path: bad if path.name == "1.xml" else () for path in paths[:3]}

    handled = list(pass_over(Watch(tmp_path, settled=False), store.ingest, many=many))
    assert portions == [["0.xml", "1.xml", "2.xml", "3.xml", "4.xml"]]
    assert store.items == {"item 3", "item 4"}
    assert [h.file.name for h in handled if h.rejected] == ["1.xml"]
    assert len(names(tmp_path / "done")) == 4


def test_a_large_file_is_not_read_together_with_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.formats.watched_folder.PORTION_BYTES", 10)
    for number, size in enumerate((4, 4, 40, 4)):
        (tmp_path / f"{number}.xml").write_text("x" * size)
    watch = Watch(tmp_path, settled=False)
    sizes = [[path.stat().st_size for path in portion] for portion in watch.portions()]
    assert sizes == [[4, 4], [40], [4]]


HALF, WHOLE = "<a>half", "<a>half and whole</a>"


def well_formed(path: Path) -> Sequence[BadRecord]:
    if not path.read_text().endswith("</a>"):
        raise DamagedInput(Problem(f"{path.name}:1", "not well-formed XML"))
    return ()


@pytest.mark.parametrize("aside", ["done", "rejects"])
def test_a_file_that_grows_after_it_was_moved_is_taken_again(tmp_path: Path, aside: str) -> None:
    watch, store = Watch(tmp_path), Store()
    ingest = well_formed if aside == "rejects" else store.ingest
    with (tmp_path / "a.xml").open("w") as upload:
        upload.write(HALF)
        upload.flush()
        assert [len(list(pass_over(watch, ingest))) for _ in range(2)] == [0, 1]
        assert (tmp_path / aside / "a.xml").read_text() == HALF
        assert list(pass_over(watch, ingest)) == []
        upload.write(WHOLE.removeprefix(HALF))
    assert list(pass_over(watch, ingest)) == []  # it has just changed
    (handled,) = pass_over(watch, ingest)
    assert (handled.rejected, handled.moved_to) == (False, tmp_path / "done" / "a.xml")
    assert handled.moved_to.read_text() == WHOLE
    assert names(tmp_path / "done") == ["a.xml"]
    assert names(tmp_path / "rejects") == []
    assert [list(pass_over(watch, ingest)) for _ in range(3)] == [[], [], []]


def test_a_rejected_file_that_grows_and_is_still_bad_has_one_reason(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    with (tmp_path / "a.xml").open("w") as upload:
        upload.write(HALF)
        upload.flush()
        assert [len(list(pass_over(watch, well_formed))) for _ in range(2)] == [0, 1]
        upload.write(" more")
    assert [len(list(pass_over(watch, well_formed))) for _ in range(3)] == [0, 1, 0]
    assert names(tmp_path / "rejects") == ["a.xml", "a.xml.reason.txt"]


@pytest.mark.parametrize(("after", "times"), [(-1.0, 1), (1.0, 0)])
def test_a_moved_file_is_looked_at_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: float, times: int
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    watch, store = Watch(tmp_path, settled=False), Store()
    (tmp_path / "a.txt").write_text("a")
    assert len(list(pass_over(watch, store.ingest))) == 1
    now += watched_folder.AGAIN_SECONDS + after
    assert list(pass_over(watch, store.ingest)) == []
    (tmp_path / "done" / "a.txt").write_text("a and b")
    assert len(list(pass_over(watch, store.ingest))) == times


def test_a_moved_file_that_somebody_takes_away_is_forgotten(tmp_path: Path) -> None:
    watch, store = Watch(tmp_path, settled=False), Store()
    (tmp_path / "a.txt").write_text("a")
    (handled,) = pass_over(watch, store.ingest)
    handled.moved_to.unlink()
    assert list(pass_over(watch, store.ingest)) == []
    assert watch.moved == {}
