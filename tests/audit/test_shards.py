"""Large files are several tasks, and nothing of them is done twice or left out."""

from pathlib import Path

import pytest

from checker.audit.plan import Planned
from checker.audit.shards import MEMBERS, tasks_of
from checker.running.documents import LeftAside, Readable, Unreadable, read_part
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
