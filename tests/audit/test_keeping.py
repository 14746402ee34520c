"""Results of an audit on their way into the store and the journal: checks first, soon together."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from checker.audit import keeping
from checker.audit.journal import Journal
from checker.audit.keeping import Keeper
from checker.audit.shards import Task
from checker.audit.task import FileResult, Work
from checker.models.draft import Draft, Use
from checker.newsroom import Newsroom
from checker.running.check import check_document
from checker.running.opening import CheckSetup, Opening
from checker.running.workers import Outcome
from checker.store import EncodedCheck


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data") as opened:
        yield opened


def outcome(newsroom: Newsroom, name: str) -> Outcome:
    done = check_document(newsroom, Draft(f"Own words of {name}."), Use(), check=name, store=False)
    assert done.record is not None
    found = FileResult((f'{{"id":"{name}"}}',), (), encoded=(EncodedCheck.of(done.record),))
    return Outcome(Task(name), "done", found)


def keeper(newsroom: Newsroom, journal: Journal, folder: Path) -> Keeper:
    return Keeper(newsroom, journal, Work(CheckSetup(Opening(folder / "data")), "aud_1"))


def listed(folder: Path) -> list[str]:
    return (folder / "out" / "results.jsonl").read_text("utf-8").splitlines()


def test_results_that_come_together_are_stored_in_one_transaction_and_then_listed(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together: list[tuple[int, int]] = []
    keep = newsroom.keep

    def counted(checks: Sequence[EncodedCheck]) -> None:
        together.append((len(checks), len(listed(tmp_path))))
        keep(checks)

    monkeypatch.setattr(newsroom, "keep", counted)
    monkeypatch.setattr(keeping, "WAIT", 1000.0)
    monkeypatch.setattr(keeping, "TOGETHER", 3)
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out") as journal:
        kept = keeper(newsroom, journal, tmp_path)
        for name in ("chk_a", "chk_b", "chk_c", "chk_d"):
            kept.keep(outcome(newsroom, name))
        assert (together, len(listed(tmp_path))) == ([(3, 0)], 3)
        kept.flush()
        kept.flush()
    assert together == [(3, 0), (1, 3)]
    assert newsroom.store.checks.get("chk_d").head.check == "chk_d"


def test_a_result_that_comes_late_is_listed_with_those_that_wait(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WAIT", 0.0)
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out") as journal:
        kept = keeper(newsroom, journal, tmp_path)
        kept.keep(outcome(newsroom, "chk_a"))
        assert len(listed(tmp_path)) == 1


def test_checks_that_an_earlier_run_stored_are_stored_once_and_listed(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out") as journal:
        kept = keeper(newsroom, journal, tmp_path)
        for name in ("chk_a", "chk_a", "chk_b"):
            kept.keep(outcome(newsroom, name))
        kept.flush()
    assert len(listed(tmp_path)) == 3
    assert newsroom.store.checks.get("chk_b").head.check == "chk_b"
