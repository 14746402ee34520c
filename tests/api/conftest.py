"""A real service in a process of its own, over a throw-away data directory."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from checker.models.draft import MAX_LETTERS
from tests.api.declared import assert_declared
from tests.api.stories import AGREEMENT, STORIES
from tests.measured import processes_measured
from tests.waiting import LONG, until

# A busy machine may take its time: nothing is given up early unless a test asks for that.
PATIENT = {"patience": LONG, "fast_seconds": 20.0, "drain_seconds": LONG}

_RUN = """
import json, os, sys
os.environ.pop("COVERAGE_PROCESS_START", None)  # its workers are killed: they save nothing
from pathlib import Path
from api.run import run
from checker.models.draft import Use
from checker.settings import CheckSettings, Settings
data, serve, rules, check = json.loads(sys.argv[1])
use = Use(territories=("FR",))
rules = tuple(Path(folder) for folder in rules)
check = CheckSettings(**check)
run(Settings(data=Path(data), serve=serve, use=use, check=check, rules=rules))
"""


@dataclass
class Served:
    """A service that runs, and how to talk to it."""

    base: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    def client(self, **options: Any) -> httpx.Client:
        """A client that also fails when a body is not what the OpenAPI document declares."""
        hooks = {"response": [assert_declared]}
        # Well before the service does: it closes what is idle, and a request may cross that.
        limits = httpx.Limits(keepalive_expiry=1.0)
        return httpx.Client(
            base_url=self.base,
            timeout=LONG,
            trust_env=False,
            verify=False,  # there is no TLS, and reading the certificates takes 20 ms a client
            event_hooks=hooks,
            limits=limits,
            **options,
        )

    def check(self, text: str, **more: Any) -> dict[str, Any]:
        with self.client() as client:
            answer = client.post("/v1/checks", json={"text": text, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def gauge(self, name: str) -> float:
        """A figure of /metrics, by its name and labels as they are written there."""
        with self.client() as client:
            lines = client.get("/metrics").text.splitlines()
        return next(float(line.split()[-1]) for line in lines if line.startswith(f"{name} "))

    def processor_seconds(self) -> float:
        """Processor time of the process that listens, without its workers."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Its workers do nothing meanwhile, so that what is asked of them waits."""
        workers = self._workers()
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        try:
            yield
        finally:
            for worker in workers:
                with suppress(ProcessLookupError):  # it was killed as it stood
                    os.kill(worker, signal.SIGCONT)

    def kill_workers(self) -> None:
        """Ends all of its workers as the kernel does it; what comes next is done by others."""
        for worker in self._workers():
            os.kill(worker, signal.SIGKILL)

    def _workers(self) -> list[int]:
        servers = _children(self.process.pid)
        workers = [worker for server in servers for worker in _children(server)]
        assert workers
        return workers

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(LONG)


def start(
    data: Path,
    *,
    rules: tuple[Path, ...] = (),
    max_letters: int = MAX_LETTERS,
    before: str = "",
    **serve: Any,
) -> Served:
    """Starts `wirecheck serve` on a free port and waits until it is ready.

    `before` is code that the process that listens runs first.
    """
    settings = {"port": 0, "workers": 2, **PATIENT, **serve}
    check = {"max_letters": max_letters}
    log = data.parent / f"{data.name}-{uuid.uuid4().hex}.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                before + _RUN,
                json.dumps([str(data), settings, [str(r) for r in rules], check]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            cwd=Path(__file__).parents[2],
        )
    try:
        until(lambda: "ready" in _logged(log) or process.poll() is not None)
        address = _logged(log)["listening"]["address"]
    except (AssertionError, KeyError):
        process.kill()
        raise AssertionError(f"the service did not start:\n{log.read_text()}") from None
    return Served(address.rstrip("/"), data, process, log)


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            if int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.name))
    return found


def _logged(log: Path) -> dict[str, dict[str, Any]]:
    """Whole lines of a log by their messages."""
    lines = log.read_text().split("\n")[:-1]
    return {one["message"]: one for line in lines if line[:1] == "{" and (one := json.loads(line))}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts services that end with the test; the same directory unless another is named."""
    running: list[Served] = []

    def starter(data: Path | None = None, **settings: Any) -> Served:
        served = start(data or tmp_path / "data", **settings)
        running.append(served)
        return served

    yield starter
    for served in running:
        if served.process.poll() is None:
            served.stop()


@pytest.fixture(scope="session")
def newsroom(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Served]:
    """One service with a few sources and an agreement, for tests that leave it as it is.

    It is the only service that is measured: hundreds of fast tests ask it.
    """
    with processes_measured(pytestconfig):
        served = start(tmp_path_factory.mktemp("newsroom") / "data")
    with served.client() as client:
        answer = client.post("/v1/sources", json={"items": STORIES})
        assert answer.status_code == 201, answer.text
        answer = client.post(
            "/v1/agreements", content=AGREEMENT, headers={"Content-Type": "application/yaml"}
        )
        assert answer.status_code == 201, answer.text
    yield served
    assert served.stop() == 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that starts a service of its own is slow."""
    for item in items:
        if "serve" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
