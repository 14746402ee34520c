"""A Wagtail site of each pair of versions, beside a service with a few sources."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served, start
from tests.integrations.wagtail.environments import (
    PAIRS,
    ROOT,
    CannotBeMade,
    cache,
    environment,
    locked,
)
from tests.waiting import LONG, until

APP = ROOT / "integrations" / "wagtail"
SITE = APP / "testsite"


def stories() -> ModuleType:
    """The invented wire texts, which the site's own scripts use as well."""
    spec = importlib.util.spec_from_file_location("wagtail_stories", SITE / "stories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Site:
    """A Wagtail site in a folder of its own, and how to run its commands."""

    python: Path
    folder: Path
    wirecheck: dict[str, Any]
    more: dict[str, str] = field(default_factory=dict)

    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": f"{APP / 'src'}:{SITE}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "settings",
            "SITE_DIR": str(self.folder),
            "SITE_WIRECHECK": json.dumps(self.wirecheck),
            **self.more,
        }

    def run(self, *command: str) -> list[dict[str, Any]]:
        """Runs a script of the site, or a command of manage.py; its lines of JSON are returned."""
        done = subprocess.run(
            [str(self.python), *command],
            cwd=SITE,
            env=self.environ(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]

    @contextmanager
    def console(self) -> Iterator[Callable[..., Any]]:
        """One process of the site that does what it is asked, one thing after the other."""
        errors = self.folder / f"console-{len(list(self.folder.iterdir()))}.log"
        with errors.open("w") as sink:
            running = subprocess.Popen(
                [str(self.python), "console.py"],
                cwd=SITE,
                env=self.environ(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=sink,
                text=True,
            )
        assert running.stdin is not None
        assert running.stdout is not None
        orders, answers = running.stdin, running.stdout

        def ask(*words: Any) -> Any:
            orders.write(json.dumps(words) + "\n")
            orders.flush()
            line = answers.readline()
            assert line, errors.read_text()[-3000:]
            return json.loads(line)["did"]

        with running:
            yield ask
            orders.close()

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """Runs the site on a port; its address is returned."""
        log = (self.folder / "http.log").open("wb")
        command = [str(self.python), "manage.py", "runserver", "--noreload", "--insecure"]
        running = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"], cwd=SITE, env=self.environ(), stdout=log, stderr=log
        )
        try:
            base = f"http://127.0.0.1:{port}"
            until(lambda: _answers(base) or running.poll() is not None)
            assert running.poll() is None, (self.folder / "http.log").read_text()
            yield base
        finally:
            running.terminate()
            running.wait(LONG)
            log.close()

    def mails(self) -> str:
        folder = self.folder / "mails"
        texts = [path.read_text("utf-8") for path in sorted(folder.glob("*"))]
        return "\n".join(texts).replace("=\n", "")


def asked(address: str) -> httpx.Response:
    """What a site answers, however long it takes: a machine may be busy."""
    return httpx.get(address, timeout=LONG, trust_env=False, verify=False)


def _answers(base: str) -> bool:
    try:
        return asked(f"{base}/admin/login/").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(params=list(PAIRS))
def pair(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path, pair: str) -> Callable[..., Site]:
    """Makes a site of the pair: users, a front page, nothing else."""

    def make(wirecheck: dict[str, Any], **more: str) -> Site:
        return site_of(pair, tmp_path, wirecheck, **more)

    return make


def site_of(pair: str, folder: Path, wirecheck: dict[str, Any], **more: str) -> Site:
    """A site of a pair in a folder of its own within this one."""
    try:
        python = environment(pair)
    except CannotBeMade as error:
        pytest.skip(f"no Wagtail: {error}")
    own = folder / f"site-{len(list(folder.iterdir()))}"
    shutil.copytree(_empty(pair, python), own)
    return Site(python, own, wirecheck, more)


def _empty(pair: str, python: Path) -> Path:
    """A migrated site, kept as long as nothing that migrates changes."""
    made_of = [*APP.rglob("migrations/*.py"), SITE / "make.py"]
    name = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(made_of))).hexdigest()
    folder = cache() / f"{pair}-site-{name[:12]}"
    with locked(pair):
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            Site(python, folder, {"URL": "http://127.0.0.1:9"}).run("make.py")
            (folder / "made").touch()
    return folder


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Served]:
    """A service with three items of two wires, one of which is licensed."""
    served = start(tmp_path / "data", private_webhooks=True)
    fill(served)
    yield served
    if served.process.poll() is None:
        served.stop()


def patient(served: Served) -> dict[str, Any]:
    """Settings that ask a service and wait: a machine may be busy."""
    return {"URL": served.base, "TIMEOUT": 30.0}


def fill(served: Served) -> None:
    told = stories()
    with served.client() as client:
        answer = client.post("/v1/sources", json={"items": told.WIRE})
        assert answer.status_code == 201, answer.text
        kind = {"Content-Type": "application/yaml"}
        answer = client.post("/v1/agreements", content=told.AGREEMENT, headers=kind)
        assert answer.status_code == 201, answer.text


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever starts a Wagtail is slow; pytest shows the tests of all rooms here."""
    here = f"{Path(__file__).parent}{os.sep}"
    own = [item for item in items if str(item.path).startswith(here)]
    for item in own:
        # The first to ask makes an environment, or waits for one: minutes on a busy machine.
        item.add_marker(pytest.mark.timeout(1_800), append=False)
        if {"site", "desk"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
