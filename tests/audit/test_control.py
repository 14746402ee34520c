"""A run's state is true of its process; whoever started it, it can be ended and gone on with."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.audit import holding
from checker.audit.control import cancel, resumed, seen
from checker.audit.holding import end, hold, holder, is_held
from checker.audit.journal import Journal
from checker.errors import Busy, Conflict, NotFound
from checker.settings import Settings
from checker.store import AUDIT_STATES, Audit, Store
from tests.audit.archive import results
from tests.waiting import LONG

NOW = datetime(2026, 1, 5, tzinfo=UTC)
USE = {"publisher": "pub:lantern", "site": "", "channel": "web", "territories": ["FR"], "at": None}
ASKED = {"roots": ["/archive"], "follow_links": True, "use": {**USE, "purpose": "publish"}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


def begun(store: Store, folder: Path, **manifest: Any) -> Audit:
    """A run as it is while it runs, or as it is left when it dies."""
    folder.mkdir()
    known = {"schema": "wirecheck-audit/1", "id": "aud_1", "status": "running", "asked": ASKED}
    (folder / "manifest.json").write_text(json.dumps({**known, **manifest}))
    return store.audits.start("aud_1", ASKED, at=NOW, folder=str(folder))


HOLDING = """
import signal, sys, time
from pathlib import Path
from checker.audit.holding import hold
# What a shell puts into the background is deaf to Ctrl-C, and so are the processes that it starts.
deaf = "deaf" in sys.argv
signal.signal(signal.SIGINT, signal.SIG_IGN if deaf else signal.default_int_handler)
held = hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(10_000)
"""


@contextmanager
def held_by_another(folder: Path, *how: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder), *how], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def named(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    return {"pid": process.pid, "started": holding._started(process.pid)}


def test_a_run_is_running_as_long_as_somebody_runs_it_and_interrupted_from_then_on(
    store: Store, tmp_path: Path
) -> None:
    audit = begun(store, tmp_path / "out")
    assert seen(audit).status == "interrupted"
    with Journal(tmp_path / "out"):
        assert seen(audit).status == "running"
    assert seen(audit).status == "interrupted"
    with held_by_another(tmp_path / "out") as process:
        assert seen(audit).status == "running"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert seen(audit).status == "interrupted"


@pytest.mark.parametrize("folder", [None, "/gone", "\x00"])
def test_a_run_whose_folder_cannot_be_seen_does_not_count_as_running(folder: str | None) -> None:
    audit = Audit("aud_1", "running", NOW, None, folder=folder)
    assert seen(audit).status == "interrupted"


@pytest.mark.parametrize("status", [state for state in AUDIT_STATES if state != "running"])
def test_a_state_that_was_written_at_the_end_stays_whoever_writes_there(
    store: Store, tmp_path: Path, status: Any
) -> None:
    begun(store, tmp_path / "out")
    ended = store.audits.update("aud_1", status=status)
    with Journal(tmp_path / "out"):
        assert seen(ended).status == status


def test_looking_whether_a_run_lives_never_keeps_one_from_beginning(tmp_path: Path) -> None:
    looking = threading.Event()
    looking.set()

    def look() -> None:
        while looking.is_set():
            is_held(tmp_path)

    watching = threading.Thread(target=look)
    hold(tmp_path).close()
    watching.start()
    try:
        for _ in range(50):
            hold(tmp_path).close()
    finally:
        looking.clear()
        watching.join()


@pytest.mark.parametrize("how", ["as Ctrl-C does", "deaf", "stopped"])
def test_a_running_run_is_cancelled_politely_or_by_force(
    store: Store, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine may take its time to be polite.
    monkeypatch.setattr(holding, "END_SECONDS", LONG if how == "as Ctrl-C does" else 0.1)
    folder = tmp_path / "out"
    folder.mkdir()
    with held_by_another(folder, how) as process:
        if how == "stopped":
            process.send_signal(signal.SIGSTOP)
        folder.rename(tmp_path / "held")
        begun(store, folder, process=named(process))
        for file in folder.iterdir():
            file.rename(tmp_path / "held" / file.name)
        folder.rmdir()
        (tmp_path / "held").rename(folder)
        assert cancel(store, "aud_1").status == "cancelled"
        expected = -signal.SIGINT if how == "as Ctrl-C does" else -signal.SIGKILL
        assert process.wait(LONG) == expected
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["status"], "process" in manifest) == ("cancelled", False)
    assert cancel(store, "aud_1").status == "cancelled"  # asked again


def strangers(process: subprocess.Popen[bytes]) -> list[Any]:
    own = holder()
    return [
        None,
        {},
        {"pid": "1", "started": ""},
        {"pid": 0, "started": ""},
        {"pid": -1, "started": ""},
        {"pid": True, "started": ""},
        {**own, "started": f"{own['started']}1"},
        {**named(process), "started": "12"},
    ]


def test_a_process_that_may_be_somebody_elses_is_never_ended(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        for other in strangers(process):
            with pytest.raises(Conflict, match="on another machine"):
                end(tmp_path, other)
        assert process.poll() is None


def test_an_interrupted_run_is_cancelled_and_a_finished_one_is_not(
    store: Store, tmp_path: Path
) -> None:
    begun(store, tmp_path / "out", process=holder())  # our own number, and nobody holds the folder
    assert cancel(store, "aud_1").status == "cancelled"
    store.audits.update("aud_1", status="finished")
    for refused in (cancel, lambda store, name: resumed(store, name, Settings())):
        with pytest.raises(Conflict, match="is finished"):
            refused(store, "aud_1")
        with pytest.raises(NotFound):
            refused(store, "aud_2")


def test_a_run_goes_on_over_the_same_folders_for_the_same_use(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "out")
    going_on = resumed(store, "aud_1", Settings())
    assert going_on.roots == (Path("/archive"),)
    assert (going_on.out, going_on.follow_links) == (tmp_path / "out", True)
    use = going_on.setup.use
    assert (use.publisher, use.channel, use.territories) == ("pub:lantern", "web", ("FR",))
    assert going_on.setup.options.record
    with Journal(tmp_path / "out"), pytest.raises(Conflict, match="is running"):
        resumed(store, "aud_1", Settings())
    store.audits.start("aud_2", {**ASKED, "record": False}, at=NOW, folder=str(tmp_path / "out"))
    assert not resumed(store, "aud_2", Settings()).setup.options.record
    store.audits.start("aud_1", ASKED, at=NOW, folder="/gone")
    with pytest.raises(Conflict, match="its report does not exist"):
        resumed(store, "aud_1", Settings())


def test_another_run_into_the_same_folder_changes_nothing_there(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.add("a", ["{}"])
        with pytest.raises(Busy):
            Journal(tmp_path)
        journal.add("b", ["{}"])
    assert len(results(tmp_path)) == 2
    with Journal(tmp_path) as journal:
        assert journal.done == {"a", "b"}
        journal.clear()
        journal.add("c", ["[]"])
    assert (tmp_path / "results.jsonl").read_text() == "[]\n"
