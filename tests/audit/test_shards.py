"""Large files are several tasks, and nothing of them is done twice or left out."""

import json
from pathlib import Path

import pytest

from checker.audit import shards
from checker.audit.plan import Planned
from checker.audit.run import Run, audit
from checker.audit.shards import MEMBERS, Task, tasks_of
from checker.audit.task import Work, audited
from checker.newsroom import Newsroom
from checker.running.documents import LeftAside, Readable, Unreadable, read_part
from checker.running.opening import CheckSetup, Opening
from tests.formats.documents import zipped


def archive(folder: Path, files: int) -> Path:
    path = folder / "pages.zip"
    members = {f"{n}.txt": f"Story {n} of the harbour." for n in range(files - 1)}
    path.write_bytes(zipped({**members, "photo.png": "x"}))
    return path


@pytest.mark.parametrize(("files", "tasks"), [(MEMBERS, 1), (MEMBERS + 1, 2)])
def test_an_archive_of_many_files_is_several_tasks(tmp_path: Path, files: int, tasks: int) -> None:
    path = archive(tmp_path, files)
    found = list(tasks_of(Planned(str(path), path.stat().st_size)))
    assert len(found) == tasks
    assert len({task.key for task in found}) == tasks
    read: list[Readable | Unreadable | LeftAside] = []
    for task in found:
        read += read_part(path, path.name, task.start, task.end)
    texts = [one.draft.text for one in read if isinstance(one, Readable)]
    assert texts == [f"Story {n} of the harbour." for n in range(files - 1)]
    assert sum(isinstance(one, LeftAside) for one in read) == 1
    assert not any(isinstance(one, Unreadable) for one in read)


def test_a_damaged_archive_is_one_task_whose_reader_says_what_is_wrong(tmp_path: Path) -> None:
    path = archive(tmp_path, MEMBERS * 2)
    path.write_bytes(path.read_bytes()[:500])
    (task,) = tasks_of(Planned(str(path), 500))
    assert task.end is None
    (fault,) = read_part(path, path.name, 0, None)
    assert isinstance(fault, Unreadable)
    assert "damaged" in fault.what


LINE = json.dumps({"id": "a", "text": "A story of the harbour."}) + "\n"


def batch(folder: Path, lines: int, *, last: str = "\n", name: str = "batch.jsonl") -> Path:
    path = folder / name
    records = (json.dumps({"id": f"s{n}", "text": f"Story {n}, é 漢."}) for n in range(lines))
    path.write_text("\n".join(records) + last, "utf-8")
    return path


def tasks(path: Path) -> list[Task]:
    return list(tasks_of(Planned(str(path), path.stat().st_size)))


@pytest.mark.parametrize(
    ("more", "expected"), [(-1, 1), (0, 1), (len(LINE) - 1, 1), (len(LINE), 2)]
)
def test_a_batch_file_over_the_limit_is_several_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, expected: int
) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text(LINE * 3, "utf-8")
    monkeypatch.setattr(shards, "STRETCH", path.stat().st_size - more)
    assert len(tasks(path)) == expected


@pytest.mark.parametrize("last", ["\n", ""])
@pytest.mark.parametrize("stretch", [1, 40, 200])
def test_every_line_of_a_batch_file_is_in_one_task_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, stretch: int
) -> None:
    path = batch(tmp_path, 25, last=last)
    monkeypatch.setattr(shards, "STRETCH", stretch)
    found = tasks(path)
    assert len(found) > 3
    assert len({task.key for task in found}) == len(found)
    content = path.read_bytes()
    parts = [content[task.start : task.end] for task in found]
    assert b"".join(parts) == content
    assert all(part.endswith(b"\n") for part in parts[:-1])
    numbers = [task.first_line for task in found]
    assert numbers == [1 + content[: task.start].count(b"\n") for task in found]


def test_other_files_are_one_task_whatever_their_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "STRETCH", 10)
    (task,) = tasks(batch(tmp_path, 25, name="batch.csv"))
    assert (task.start, task.end) == (0, None)


def test_a_batch_file_that_cannot_be_opened_is_one_task_whose_reader_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "STRETCH", 10)
    path = tmp_path / "gone.jsonl"
    (task,) = tasks_of(Planned(str(path), 1_000))
    assert (task.path, task.end) == (str(path), None)
    with Newsroom.open(tmp_path / "data") as newsroom:
        work = Work(CheckSetup(Opening(tmp_path / "data")), "aud_1")
        (line,) = audited(newsroom, work, task).lines
    assert json.loads(line)["state"] == "not read"
    assert json.loads(line)["error"]["what"] == "cannot be read: No such file or directory"


def test_a_file_that_was_cut_since_it_was_planned_ends_its_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = batch(tmp_path, 25)
    planned = Planned(str(path), path.stat().st_size)
    monkeypatch.setattr(shards, "STRETCH", 100)
    path.write_bytes(path.read_bytes()[:250])
    found = list(tasks_of(planned))
    assert found[-1].end == 250


@pytest.mark.parametrize("stretch", [1, 90, 300, 5_000])
@pytest.mark.parametrize(("first", "more"), [(2, 1), (2, 30), (25, 0), (25, 1), (25, 40)])
def test_what_a_batch_file_has_gained_is_tasks_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int, first: int, more: int
) -> None:
    """Each line is in one task, whether the file was one task at first, or is one at last."""
    monkeypatch.setattr(shards, "STRETCH", stretch)
    before = tasks(batch(tmp_path, first))
    reached = {task.key: task.reach for task in before if task.reach is not None}
    size = (tmp_path / "batch.jsonl").stat().st_size
    path = batch(tmp_path, first + more)
    content = path.read_bytes()
    found = list(tasks_of(Planned(str(path), len(content)), reached=reached))
    assert found[: len(before)] == before
    new = [task for task in found if task.key not in reached]
    assert b"".join(content[task.start : task.end] for task in new) == content[size:]
    assert [t.first_line for t in new] == [1 + content[: t.start].count(b"\n") for t in new]
    assert len({task.key for task in found}) == len(found)
    again = {task.key: task.reach for task in found if task.reach is not None}
    assert list(tasks_of(Planned(str(path), len(content)), reached=again)) == found


@pytest.mark.parametrize(
    ("files", "more"), [(9, 5), (9, MEMBERS * 2), (MEMBERS + 9, 1), (MEMBERS + 9, MEMBERS)]
)
def test_what_an_archive_has_gained_is_tasks_of_its_own(
    tmp_path: Path, files: int, more: int
) -> None:
    path = archive(tmp_path, files)
    before = list(tasks_of(Planned(str(path), 1)))
    reached = {task.key: task.reach for task in before if task.reach is not None}
    path = archive(tmp_path, files + more)
    found = list(tasks_of(Planned(str(path), 1), reached=reached))
    assert found[: len(before)] == before
    new = [task for task in found if task.key not in reached]
    members = [n for task in new for n in range(task.start, task.end or 0)]
    assert members == list(range(files, files + more))


@pytest.mark.slow
@pytest.mark.parametrize("stretch", [100, 1_000_000])
def test_an_audit_that_goes_on_reads_what_its_files_have_gained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(shards, "STRETCH", stretch)
    site = tmp_path / "site"
    site.mkdir()
    opening = Opening(tmp_path / "data")
    run = Run((site,), tmp_path / "out", CheckSetup(opening), workers=1)
    for lines in (7, 12):
        batch(site, lines)
        with Newsroom.open(tmp_path / "data") as newsroom:
            audit(run, newsroom, lambda _done, _total: None)
        results = (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()
        assert len(results) == lines
        numbers = {json.loads(line)["id"].rpartition(" ")[2] for line in results}
        assert numbers == {str(n) for n in range(1, lines + 1)}


@pytest.mark.parametrize("follow_links", [False, True])
def test_a_batch_of_an_archive_reads_no_file_outside_of_it_unless_links_are_followed(
    tmp_path: Path, follow_links: bool
) -> None:
    archive, secret = tmp_path / "archive", tmp_path / "secret.txt"
    archive.mkdir()
    secret.write_text("What the service may read and no archive may show.")
    (archive / "own.txt").write_text("A story of the harbour.")
    path = archive / "batch.jsonl"
    lines = [{"id": "own", "path": "own.txt"}, {"id": "secret", "path": str(secret)}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    setup = CheckSetup(Opening(tmp_path / "data"))
    for roots in ((archive,), (path,)):
        run = Run(roots, tmp_path / "out", setup, follow_links=follow_links)
        with Newsroom.open(tmp_path / "data") as newsroom:
            found = audited(newsroom, run.work({"id": "aud_1"}), Task(str(path))).lines
        own, other = map(json.loads, found)
        assert own["verdict"] is not None
        assert (other["verdict"] is not None) == follow_links
        if not follow_links:
            assert other["error"]["what"] == "lies outside what is audited"
