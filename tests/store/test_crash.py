"""kill -9 at any moment: all that was acknowledged is there, nothing is there by half."""

import contextlib
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from checker.errors import NotFound
from checker.store import Store
from tests.store.build import NOW, other_story, source
from tests.store.crash_writer import UNIT
from tests.store.test_documents import followed

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("WIRECHECK_CRASH_ROUNDS", "8"))


def write_and_die(room: Path, turn: int, seconds: float) -> list[str]:
    """Starts a writer, kills it after a while, and returns what it had acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.crash_writer", str(room), str(turn)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        writer.kill()
        return writer.stdout.read().decode().splitlines()


def must_hold(store: Store, line: str) -> None:
    word, name = line.split()
    if word == "add":
        unit = [f"{name}n{n}" for n in range(UNIT)]
        assert len(store.sources.items(unit)) >= UNIT - 1  # one may be removed since
    elif word == "kill":
        assert store.sources.items([name])[name].killed_by == name
    elif word == "remove":
        assert store.sources.items([name]) == {}
    elif word == "patch":
        assert store.sources.items([name])[name].rights.status == "withheld"
    else:
        assert store.checks.get(f"chk_{name}").head.check == f"chk_{name}"


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    dice = random.Random(11)
    acknowledged: list[str] = []
    for turn in range(ROUNDS):
        acknowledged += write_and_die(tmp_path, turn, dice.uniform(0.01, 0.3))
        with closing(sqlite3.connect(tmp_path / "wirecheck.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with Store.open(tmp_path) as store:
            for line in acknowledged:
                must_hold(store, line)
            held: list[str] = []
            while page := store.sources.page(after=held[-1] if held else None, limit=1000):
                held += [one.item.source for one in page]
            sizes = Counter(re.sub(r"n\d+$", "", name) for name in held)
            assert set(sizes.values()) <= {UNIT, UNIT - 1}
            assert len(held) == store.holdings()["items"]
            assert len(followed(store, 500)) == store.documents.count() == len(held)
    assert len(acknowledged) > ROUNDS


@pytest.mark.slow
def test_a_unit_that_was_cut_off_is_there_once_after_it_is_sent_again(tmp_path: Path) -> None:
    wire = [source(f"a{n}", other_story(n)) for n in range(250)]

    def cut_off() -> object:
        for number, each in enumerate(wire):
            if number == 230:
                raise OSError("cut off")
            yield each

    with Store.open(tmp_path) as store, contextlib.suppress(OSError):
        store.sources.put(cut_off(), received=NOW)  # type: ignore[arg-type]
    write_and_die(tmp_path, 0, 0.05)
    with Store.open(tmp_path) as store:
        with pytest.raises(NotFound):
            store.sources.get("a0")
        store.sources.put(wire, received=NOW)
        store.sources.put(wire, received=NOW)
        names = [f"a{n}" for n in range(250)]
        assert len(store.sources.items(names)) == 250
        assert all(len(store.sources.versions(name)) == 1 for name in names)


@pytest.mark.slow
def test_a_death_while_the_directory_is_being_made_leaves_one_that_opens(tmp_path: Path) -> None:
    dice = random.Random(3)
    for turn in range(40):
        room = tmp_path / f"room{turn}"
        child = os.fork()
        if child == 0:
            try:
                Store.open(room).sources.put([source("a1")], received=NOW)
            finally:
                os._exit(0)
        time.sleep(dice.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store.open(room) as store:
            store.sources.put([source("a1"), source("a2", other_story(2))], received=NOW)
            assert set(store.sources.items(["a1", "a2"])) == {"a1", "a2"}
