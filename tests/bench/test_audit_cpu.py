"""The stages of an audit's CPU time, counted in its real workers."""

from pathlib import Path

import pytest

from bench.audit_cpu import cpu_of
from checker.audit.run import Run
from checker.newsroom import Newsroom
from checker.running.opening import CheckSetup, Opening


@pytest.mark.slow  # workers of its own
def test_each_stage_of_an_audit_is_counted(tmp_path: Path) -> None:
    pieces = tmp_path / "pieces"
    pieces.mkdir()
    for number in range(6):
        line = f"The council of Brell met on day {number} and agreed on a new bridge. "
        (pieces / f"{number}.txt").write_text(20 * line, "utf-8")
    data = tmp_path / "data"
    with Newsroom.open(data) as newsroom:
        run = Run((pieces,), tmp_path / "out", CheckSetup(Opening(data)), workers=2)
        found = cpu_of(run, newsroom)
    seconds = found["seconds"]
    assert found["workers"] == 2
    assert set(seconds) == {
        "starting", "reading", "checking", "answering", "passing",
        "keeping", "reporting", "dispatching",
    }  # fmt: skip
    assert all(spent > 0 for spent in seconds.values())
    assert found["spent"] == sum(seconds.values()) - seconds["starting"]
    assert found["share"] == (seconds["reading"] + seconds["checking"]) / found["spent"]
    assert (tmp_path / "out" / "report.html").is_file()
