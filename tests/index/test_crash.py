"""Killed writers, and readers beside a writer that merges and removes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.index import Index
from tests.index.crash_child import documents
from tests.index.newsroom import draft, sources, story

ROOT = Path(__file__).resolve().parents[2]
CHANGES = 400


def child(folder: Path, start: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.index.crash_child", str(folder), str(start)]
    return subprocess.Popen(
        [*command, str(CHANGES)], cwd=ROOT, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def expected(number: int, changes: int) -> bool:
    """Whether story `number` is to be found after so many changes."""
    if number % 7 == 6 or number >= changes:
        return False
    removal = number + 4  # documents() removes doc number-3, which is change number-4
    return not (removal % 7 == 6 and removal < changes)


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_an_index_that_is_whole(tmp_path: Path) -> None:
    rng = random.Random(4)
    done = 0
    for _ in range(6):
        process = child(tmp_path, done)
        assert process.stdout is not None
        line = process.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        done = max(done, *(int(number) for number in [line.strip() or "0", *rest]))
        store = documents(CHANGES)
        store.log = store.log[: min(done + 5, CHANGES)]
        index = Index.open(tmp_path, store)
        assert index.verify() == []
        for number in rng.sample(range(len(store.log)), min(12, len(store.log))):
            found = sources(index.search(draft(story(number, 3))).matches)
            assert (f"s{number}" in found) == expected(number, len(store.log)), number
        index.close()


@pytest.mark.slow
def test_readers_see_one_consistent_index_while_another_process_merges(tmp_path: Path) -> None:
    store = documents(CHANGES)
    store.log = store.log[:60]
    process = child(tmp_path, 60)
    reader = Index.open(tmp_path, store, readonly=True)
    try:
        rounds = 0
        while process.poll() is None and rounds < 60:
            reader.sync()
            number = random.Random(rounds).randrange(60)
            found = sources(reader.search(draft(story(number, 3))).matches)
            assert (f"s{number}" in found) == expected(number, reader.snapshot.seq), number
            rounds += 1
        assert rounds > 5
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
