"""A standalone Spark cluster on this machine: a master and its workers, a process each."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.audit.spark_environment import where_spark_is
from tests.ports import free_port
from tests.waiting import until

__all__ = ["Cluster", "cluster", "settings"]


# These processes live for seconds: compiling for the long run would cost more than it gives.
FAST_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@dataclass(slots=True)
class Cluster:
    """A cluster: its address, how many runs it has seen, and its workers' processes."""

    address: str
    runs: int = 0
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def lose_a_worker(self) -> None:
        """Kills one worker with all that it runs, as a machine that goes down."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)


def settings(address: str) -> dict[str, str]:
    """The environment in which a command runs on a cluster.

    Skips the test where there is no Spark or no Java.
    """
    found = where_spark_is()
    if found is None:
        pytest.skip("needs Spark (python3 tests/audit/spark_environment.py)")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    options = (
        "--executor-memory 512m --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false"
    )
    return {
        "PYTHONPATH": str(found),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "JAVA_TOOL_OPTIONS": FAST_START,
        "PYSPARK_SUBMIT_ARGS": f"--master {address} {options} pyspark-shell",
    }


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Starts a master and workers with one core each; ends them and only them."""
    home = Path(settings("")["PYTHONPATH"]) / "pyspark"
    port, page = free_port(), free_port()
    made = Cluster(f"spark://127.0.0.1:{port}")
    master = _start(
        home, folder / "master", "master.Master", "--host", "127.0.0.1", "--port", str(port),
        "--webui-port", str(page),
    )  # fmt: skip
    try:
        until(lambda: _listens(port))
        for number in range(workers):
            name = folder / f"worker{number}"
            made.workers.append(_start(
                home, name, "worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                "--memory", "1g", "--webui-port", "0", "--work-dir", str(name), made.address,
            ))  # fmt: skip
        until(lambda: all(_registered(folder / f"worker{n}") for n in range(workers)))
        yield made
    finally:
        for process in (*made.workers, master):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _start(home: Path, folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(home.parent),
        "JAVA_TOOL_OPTIONS": FAST_START,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
    }
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments],
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def _registered(folder: Path) -> bool:
    return b"Successfully registered with master" in (folder / "log").read_bytes()


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
