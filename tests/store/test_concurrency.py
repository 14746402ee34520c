"""Many processes and threads on one directory: nobody is lost, nobody waits for long."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checker.errors import Busy, StoreError
from checker.store import Store
from tests.store.build import NOW, other_story, record, source
from tests.waiting import LONG

ROOT = Path(__file__).resolve().parents[2]


def start_writer(room: Path, who: str, units: int, size: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.busy_writer", str(room), who, str(units), str(size)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )


@pytest.mark.slow
def test_writers_in_several_processes_lose_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    writers = [start_writer(tmp_path, f"w{n}", 40, 3) for n in range(3)]
    assert [writer.wait(LONG) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.communicate()
    with Store.open(tmp_path) as store:
        assert store.holdings()["items"] == 3 * 40 * 3
        seqs = [change.seq for change in store.documents.changes_since(0, 1000)]
        assert seqs == sorted(set(seqs))


@pytest.mark.slow
def test_processes_that_open_an_empty_directory_at_once_agree(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path / "room", f"w{n}", 1, 1) for n in range(4)]
    assert [writer.wait(LONG) for writer in writers] == [0] * 4
    for writer in writers:
        writer.communicate()
    with Store.open(tmp_path / "room") as store:
        assert store.holdings()["items"] == 4


@pytest.mark.slow
def test_checks_are_recorded_and_read_during_a_bulk_load(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.sources.put([source("a1", other_story(1))], received=NOW)
        bulk = start_writer(tmp_path, "bulk", 8, 1000)
        recorded = 0

        def ask(number: int) -> None:
            assert store.sources.items(["a1"])["a1"].owner == "afp"
            store.documents.load([1])
            store.checks.record([record(f"chk_{number}", "a1")])

        with ThreadPoolExecutor(8) as pool:
            while bulk.poll() is None:
                list(pool.map(ask, range(recorded, recorded + 16)))
                recorded += 16
        bulk.communicate()
        assert bulk.returncode == 0
        assert len(store.checks.recall("a1")) == recorded
        assert store.holdings()["items"] == 8001


def test_a_writer_that_waits_for_too_long_is_told_who_to_blame(tmp_path: Path) -> None:
    with Store.open(tmp_path) as holder, Store.open(tmp_path, busy=0.1) as waiting:
        with holder._connections.turn(), pytest.raises(Busy, match="another process"):
            waiting.sources.put([source()], received=NOW)
        waiting.sources.put([source()], received=NOW)


def test_another_program_that_holds_the_database_is_told_apart(tmp_path: Path) -> None:
    with Store.open(tmp_path) as holder, Store.open(tmp_path, busy=0.1) as waiting:
        outside = holder._connections.reader()
        outside.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="another program"):
            waiting.sources.kill("a1", NOW)
        outside.execute("ROLLBACK")
        assert waiting.sources.kill("a1", NOW) == ("a1",)


def test_readers_see_a_unit_whole_or_not_at_all(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        seen: set[int] = set()
        done = threading.Event()

        def watch() -> None:
            while not done.is_set():
                seen.add(len(store.sources.page(limit=1000)))

        reader = threading.Thread(target=watch)
        reader.start()
        for unit in range(5):
            store.sources.put(
                [source(f"{unit}-{n}", other_story(n)) for n in range(100)], received=NOW
            )
        done.set()
        reader.join()
        assert seen <= {0, 100, 200, 300, 400, 500}


def test_a_kill_is_seen_by_other_connections_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        one.sources.put([source()], received=NOW)
        before = two.state()
        one.sources.kill("a1", NOW)
        assert two.state() != before
        assert two.sources.items(["a1"])["a1"].killed_by == "a1"


def test_connections_of_threads_that_ended_are_closed(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for _ in range(30):
            thread = threading.Thread(target=store.state)
            thread.start()
            thread.join()
        assert len(store._connections._open) <= 2


def test_a_store_that_is_closed_in_one_thread_is_closed_in_all(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(store.state).result()
        store.close()
        with pytest.raises(StoreError, match="closed"):
            pool.submit(store.state).result()


def test_a_process_that_forks_opens_connections_of_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.sources.put([source()], received=NOW)
        child = os.fork()
        if child == 0:
            try:
                store.sources.kill("a1", NOW)
                store.close()
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert store.sources.items(["a1"])["a1"].killed_by == "a1"
        store.sources.put([source("a2", other_story(2))], received=NOW)
        assert store.holdings()["items"] == 2


def test_closing_waits_for_what_other_threads_are_doing(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.sources.put([source()], received=NOW)
    began, go_on = threading.Event(), threading.Event()

    def read_slowly() -> int:
        with store._connections.snapshot() as connection:
            began.set()
            go_on.wait(LONG)
            return int(connection.execute("SELECT count(*) FROM sources").fetchone()[0])

    with ThreadPoolExecutor(2) as pool:
        reading = pool.submit(read_slowly)
        began.wait(LONG)
        closing = pool.submit(store.close)
        time.sleep(0.05)
        assert not closing.done()
        go_on.set()
        assert reading.result() == 1
        closing.result()


def test_a_child_that_is_forked_during_a_write_does_not_keep_the_gate_shut(tmp_path: Path) -> None:
    with Store.open(tmp_path, busy=1.0) as store:
        with store._connections.turn():
            child = os.fork()
            if child == 0:
                time.sleep(30)
                os._exit(0)
        try:
            store.sources.put([source()], received=NOW)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def test_a_write_inside_a_read_is_refused_rather_than_lost(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with (
            store._connections.snapshot(),
            pytest.raises(StoreError, match="inside another call"),
        ):
            store.sources.kill("a1", NOW)
        assert store.sources.kill("a1", NOW) == ("a1",)
