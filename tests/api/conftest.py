"""A real service in a process of its own, over a throw-away data directory."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.declared import assert_declared
from tests.api.stories import AGREEMENT, STORIES

_RUN = """
import json, sys
from pathlib import Path
from api.run import run
from checker.models import Use
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
        return httpx.Client(
            base_url=self.base, timeout=30, trust_env=False, event_hooks=hooks, **options
        )

    def check(self, text: str, **more: Any) -> dict[str, Any]:
        with self.client() as client:
            answer = client.post("/v1/checks", json={"text": text, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(40)


def start(
    data: Path, *, rules: tuple[Path, ...] = (), max_letters: int = 2_000_000, **serve: Any
) -> Served:
    """Starts `wirecheck serve` on a free port and waits until it is ready."""
    settings = {"port": 0, "workers": 2, **serve}
    check = {"max_letters": max_letters}
    log = data.parent / f"{data.name}-{time.monotonic_ns()}.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _RUN,
                json.dumps([str(data), settings, [str(r) for r in rules], check]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            cwd=Path(__file__).parents[2],
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        lines = [json.loads(one) for one in log.read_text().splitlines() if one[:1] == "{"]
        known = {line["message"]: line for line in lines}
        if "ready" in known:
            return Served(known["listening"]["address"].rstrip("/"), data, process, log)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise AssertionError(f"the service did not start:\n{log.read_text()}")


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
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service with a few sources and an agreement, for tests that leave it as it is."""
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
