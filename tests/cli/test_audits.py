"""`wirecheck audits`: runs are listed with their states, go on from anywhere, and end."""

import json
import os
from pathlib import Path

from checker.audit.journal import Journal
from checker.store import Store
from tests.audit.archive import make, results

from .run import Command


def interrupted(folder: Path, kept: int) -> str:
    """Makes of a finished run in `out` one that was killed after so many files; its id."""
    progress = folder / "out" / "progress.jsonl"
    progress.write_bytes(b"".join(progress.read_bytes().splitlines(keepends=True)[:kept]))
    manifest = folder / "out" / "manifest.json"
    known = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**known, "status": "running", "process": {"pid": 1}}))
    with Store.open(folder / "data") as store:
        store.audits.update(known["id"], status="running")
    return str(known["id"])


def test_a_run_that_was_killed_goes_on_from_anywhere_and_does_nothing_twice(
    wirecheck: Command, tmp_path: Path
) -> None:
    data = ("--data", str(tmp_path / "data"))
    site = make(tmp_path, 7)
    (site / "lines.jsonl").write_text(json.dumps({"id": "l", "text": "A line of its own."}))
    wirecheck("audit", "site", "--out", "out", "--workers", "1", *data)
    whole = {found["id"]: found["verdict"] for found in results(tmp_path / "out")}
    assert set(whole) == {
        os.path.relpath(path, tmp_path) + ("#line 1" if path.suffix == ".jsonl" else "")
        for path in site.rglob("*.*")
    }
    audit = interrupted(tmp_path, 3)
    assert wirecheck("audits", "list", "--json", *data).documents[0]["status"] == "interrupted"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    wirecheck.patch.chdir(elsewhere)
    with Journal(tmp_path / "out"):
        refused = wirecheck("audits", "resume", audit, *data)
        assert "is running" in refused.err
    begin = results(tmp_path / "out")
    assert len(begin) == 3
    went_on = wirecheck("audits", "resume", audit, *data)
    assert went_on.code in (0, 1, 3), went_on.err
    after = results(tmp_path / "out")
    assert after[:3] == begin
    assert len(after) == len(whole)
    assert {found["id"]: found["verdict"] for found in after} == whole
    assert wirecheck("audits", "list", "--json", *data).documents[0]["status"] == "finished"
    with Store.open(tmp_path / "data") as store:
        recorded = store.checks.page(None, 100, audit=audit)
    assert len(recorded) == len({one.head.document for one in recorded}) == len(whole)
    # The archive named otherwise is the same archive.
    wirecheck("audit", str(site), "--out", str(tmp_path / "out"), *data)
    assert results(tmp_path / "out") == after


def test_a_run_is_cancelled_once_and_a_finished_one_never(
    wirecheck: Command, tmp_path: Path
) -> None:
    data = ("--data", "data")
    make(tmp_path, 2)
    wirecheck("audit", "site", "--out", "out", "--workers", "1", *data)

    def told() -> str:
        return wirecheck("audits", "list", *data).out

    assert "finished" in told()
    audit = interrupted(tmp_path, 1)
    assert "interrupted" in told()
    assert wirecheck("audits", "cancel", audit, *data).code == 0
    assert "cancelled" in told()
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["status"] == "cancelled"
    assert wirecheck("audits", "resume", audit, *data).code in (0, 1, 3)
    assert len(results(tmp_path / "out")) == 2
    for command in ("cancel", "resume"):
        refused = wirecheck("audits", command, audit, *data)
        assert (refused.code, "is finished" in refused.err) == (2, True)
        assert wirecheck("audits", command, "aud_none", *data).code == 2
