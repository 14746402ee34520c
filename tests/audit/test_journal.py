"""Results and progress survive being cut off at any byte."""

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from checker.audit.journal import Journal
from checker.errors import Busy
from checker.models.verdict import QuotaItem, QuotaUse
from checker.report import dumps

FILES = {"a": ['{"id":"a"}'], "b": ['{"id":"b1"}', '{"id":"b2 \\udce9"}'], "c": []}


def fill(folder: Path, keys: str = "abc") -> None:
    with Journal(folder) as journal:
        for key in keys:
            if key not in journal.done:
                journal.add(key, FILES[key])


def lines(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_bytes().splitlines()]


def test_what_is_done_is_known_when_it_is_opened_again(tmp_path: Path) -> None:
    fill(tmp_path, "ab")
    with Journal(tmp_path) as journal:
        assert journal.done == {"a", "b"}
    fill(tmp_path)
    assert [line["id"] for line in lines(tmp_path)] == ["a", "b1", "b2 \udce9"]


@pytest.mark.parametrize("name", ["results.jsonl", "progress.jsonl"])
def test_cut_off_at_any_byte_nothing_is_lost_or_there_twice(tmp_path: Path, name: str) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    fill(whole)
    results = (whole / "results.jsonl").read_bytes()
    for cut in range(len((whole / name).read_bytes())):
        folder = tmp_path / f"{cut}"
        folder.mkdir()
        for part in ("results.jsonl", "progress.jsonl"):
            content = (whole / part).read_bytes()
            (folder / part).write_bytes(content[:cut] if part == name else content)
        fill(folder)
        assert (folder / "results.jsonl").read_bytes() == results


def test_half_a_result_that_no_progress_speaks_of_is_cut_off(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    with (tmp_path / "results.jsonl").open("ab") as stream:
        stream.write(b'{"id":"half')
    fill(tmp_path, "ab")
    assert [line["id"] for line in lines(tmp_path)] == ["a", "b1", "b2 \udce9"]


def test_what_results_use_of_quotas_is_read_whatever_names_and_titles_hold(tmp_path: Path) -> None:
    """A run that is resumed counts them again; a name need not be UTF-8, a title may be cut."""
    use = QuotaUse("lic:x", 2, "2026-05", "checked", 1, (QuotaItem("urn:1", 1),))
    made = {"quota": [msgspec.to_builtins(use)], "path": "archive/\udce9.html"}
    with Journal(tmp_path) as journal:
        for number, title in enumerate(["plain", "half \ud83d", "漢"]):
            journal.add(str(number), [dumps({**made, "title": title}), dumps({"id": "none"})])
        assert list(journal.quotas()) == [(use,)] * 3


def test_two_runs_never_write_into_one_folder(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(Busy, match="another audit"):
        Journal(tmp_path)
    fill(tmp_path)


@pytest.mark.parametrize("moment", ["before", "decided", "results", "done"])
def test_results_are_dropped_as_a_whole_or_not_at_all_whenever_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    fill(tmp_path)

    class Killed(Exception):
        pass

    replaced: list[str] = []
    replace = Path.replace

    def broken(self: Path, target: Path) -> Path:
        if len(replaced) == {"before": 0, "decided": 1, "results": 2, "done": 3}[moment]:
            raise Killed
        replaced.append(target.name)
        return replace(self, target)

    def unlinked(_self: Path, missing_ok: bool = False) -> None:
        raise Killed

    with Journal(tmp_path) as journal, monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken)
        if moment == "results":
            patch.setattr(Path, "unlink", unlinked)
        with suppress(Killed):
            journal.drop({"b"})
    kept = {"a", "b", "c"} if moment == "before" else {"a", "c"}
    for _ in range(2):
        with Journal(tmp_path) as journal:
            assert journal.done == kept
    assert [line["id"] for line in lines(tmp_path)] == (
        ["a", "b1", "b2 \udce9"] if moment == "before" else ["a"]
    )
    fill(tmp_path)
    assert sorted(line["id"] for line in lines(tmp_path)) == ["a", "b1", "b2 \udce9"]
