"""Large files are several tasks, and nothing of them is done twice or left out."""

import json
from pathlib import Path

import pytest

from checker.audit import shards
from checker.audit.plan import Planned
from checker.audit.run import Run
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
            found = audited(newsroom, run.work("aud_1"), Task(str(path))).lines
        own, other = map(json.loads, found)
        assert own["verdict"] is not None
        assert (other["verdict"] is not None) == follow_links
        if not follow_links:
            assert other["error"]["what"] == "lies outside what is audited"
