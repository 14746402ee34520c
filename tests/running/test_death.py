"""No process of a pool outlives the pool's own, however that ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import LONG, until

ROOT = Path(__file__).parents[2]


pytestmark = [
    pytest.mark.slow,  # each starts processes
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc"),
]


@contextmanager
def program(name: str, task: str = "hang") -> Iterator["subprocess.Popen[str]"]:
    """A program of `pool_scripts` in a session of its own; nothing of it is left afterwards."""
    command = [sys.executable, "-m", "tests.running.pool_scripts", name, task]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
            process.wait(LONG)
            until(lambda: not session(process.pid))
        finally:
            for one in session(process.pid):
                os.kill(one, signal.SIGKILL)


def session(leader: int) -> list[int]:
    """The processes of a session, zombies left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, number = (path / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it has ended
        if int(number) == leader and state not in "ZX":
            found.append(int(path.name))
    return found


def at_work(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "working\n"
    # the program, the fork server, the resource tracker of multiprocessing, three workers
    assert len(session(process.pid)) == 6


@pytest.mark.parametrize("task", ["hang", "hang_in_c"])
@pytest.mark.parametrize("use", ["synchronous", "service"])
def test_idle_and_busy_workers_end_when_the_pools_process_is_killed(use: str, task: str) -> None:
    with program(use, task) as process:
        at_work(process)
        process.kill()


def test_ctrl_c_ends_the_pool_at_once_and_without_a_word_of_the_workers() -> None:
    with program("synchronous") as process:
        at_work(process)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=LONG)
        assert (out, err, process.returncode) == ("stopped\n", "", 130)


def test_a_service_that_drains_ends_what_hangs() -> None:
    with program("service", "hang_in_c") as process:
        at_work(process)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=LONG)
        assert (out, process.returncode) == ("stopped\n", 0)


def test_a_fork_server_that_is_killed_costs_no_outcome() -> None:
    with program("without_fork_server") as process:
        out, err = process.communicate(timeout=LONG)
        states = out.split()
        assert (states.pop(), err, process.returncode) == ("stopped", "", 0)
        assert len(states) == 10
        assert set(states) <= {"done", "died"}
