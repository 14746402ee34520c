"""What hangs is noticed, and holds up neither the others nor the end of the service."""

import asyncio
import fcntl
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from api.app import create_app
from api.ending import FORCED, Ending
from api.recording import CheckStore, Recorder
from api.service import READERS, Service
from api.threads import Threads
from checker.errors import WirecheckError
from checker.running.workers.async_pool import AsyncPool, PoolState
from checker.settings import Settings
from checker.store import Store
from tests.api.conftest import Served
from tests.api.stories import OWN, STORIES
from tests.waiting import LONG, until


@contextmanager
def silent() -> Iterator[str]:
    """An endpoint to which one can connect, and which never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(100)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Another program holds the right to write."""
    with lock.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def asking(served: Served, method: str, path: str, body: Any = None) -> threading.Thread:
    """Asks in the background for what may never be answered."""

    def ask() -> None:
        with suppress(httpx.HTTPError), served.client() as client:
            client.request(method, path, json=body)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    return thread


def _waiting(client: httpx.Client) -> int:
    """Endpoints at which a message was tried and has not arrived."""
    hooks = [client.get(f"/v1/webhooks/{one['id']}").json() for one in _hooks(client)]
    return sum(hook["deliveries"][0]["attempts"] == 1 for hook in hooks)


def _hooks(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/v1/webhooks").json()["items"]
    return found


# Reading from the store takes for ever in the process that listens, once there is this file.
HANGING = """
import time
from checker.store.connection import Connections
def database(self, really=Connections.database):
    while (self.path.parent / "hang").exists():
        time.sleep(1)
    return really(self)
Connections.database = database
"""


def test_sigterm_ends_the_service_whatever_hangs_and_nothing_acknowledged_is_lost(
    serve: Callable[..., Served],
) -> None:
    served = serve(drain_seconds=1.0, private_webhooks=True, before=HANGING)
    address = httpx.URL(served.base)
    with silent() as url, served.client() as client, socket.socket() as slow:
        for _ in range(8):  # more than there are threads: they take none
            client.post("/v1/webhooks", json={"url": url, "events": ["item.killed"]})
        client.post("/v1/sources", json={"items": STORIES})
        assert client.post("/v1/sources/urn:test:harbour/kill", json={}).status_code == 200
        until(lambda: _waiting(client) == 8)
        assert client.get("/v1/sources").status_code == client.get("/readyz").status_code == 200
        slow.connect((address.host, address.port or 0))
        slow.sendall(b"POST /v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{")
        busy = 'wirecheck_workers{state="busy"}'
        with served.frozen():
            asked = [asking(served, "POST", "/v1/checks", {"text": OWN})]
            until(lambda: served.gauge(busy))
            (served.data / "hang").touch()
            asked += [asking(served, "POST", "/v1/checks", {"text": STORIES[0]["text"]})]
            with held(served.data / "write.lock"):
                asked += [asking(served, "POST", "/v1/sources/urn:test:zh/kill", {})]
                until(lambda: client.get("/readyz").json().get("store") == "not answering")
                served.process.send_signal(signal.SIGTERM)
                assert served.process.wait(LONG) == 0
        for thread in asked:
            thread.join(LONG)
    with Store.open(served.data) as store:
        assert store.sources.kills("urn:test:harbour")
        for hook in store.webhooks.all():
            (message,) = store.webhooks.deliveries(hook.id)
            assert (message.event, message.delivered_at) == ("item.killed", None)
            assert message.due is not None


ENDLESS = """
import threading, time
from api import ending
ending.MARGIN = 0.1
end = ending.Ending(0.1)
end.watch()
print("watching", flush=True)
{hangs}
"""
HANGS = {
    "its main thread": "end.begin(); time.sleep(10_000)",
    "another thread": "threading.Thread(target=time.sleep, args=(10_000,)).start(); end.begin()",
    "what runs at its exit": (
        "import atexit; atexit.register(time.sleep, 10_000); end.begin(); raise SystemExit(0)"
    ),
    "its log": (
        "import logging; logging.getLogger('wirecheck.service').error = "
        "lambda *_, **__: time.sleep(10_000); end.begin(); time.sleep(10_000)"
    ),
}


@pytest.mark.parametrize("kind", HANGS)
def test_a_process_in_which_something_hangs_for_ever_ends_all_the_same(kind: str) -> None:
    code = ENDLESS.format(hangs=HANGS[kind])
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=LONG,
        check=False,
    )
    assert (done.returncode, done.stdout) == (FORCED, b"watching\n")
    assert (b"ended by force" in done.stderr) == (kind != "its log")


def test_the_time_that_is_left_counts_from_the_first_signal_alone() -> None:
    ending = Ending(LONG)
    assert (ending.begun, ending.left) == (False, LONG)
    ending.begin()
    first = ending.left
    ending.begin()
    assert ending.begun
    assert ending.left <= first <= LONG


def test_threads_of_one_kind_that_never_come_back_leave_the_others_free() -> None:
    never = threading.Event()

    async def story() -> None:
        stuck, free = Threads("stuck", 2), Threads("free", 1)
        calls = [asyncio.ensure_future(stuck.run(never.wait)) for _ in range(5)]
        assert await asyncio.wait_for(free.run(lambda: "here"), LONG) == "here"
        with pytest.raises(WirecheckError):
            await free.run(failing)
        assert sum(thread.name.startswith("stuck") for thread in threading.enumerate()) == 2
        for call in calls:
            call.cancel()
        free.close()
        stuck.close()
        never.set()

    def failing() -> None:
        raise WirecheckError

    asyncio.run(story())


class Workers:
    """Workers that are ready and have nothing to say."""

    idle = False

    def state(self) -> PoolState:
        return PoolState(size=1, ready=1, busy=0, waiting=0, replaced=0)


class Reads:
    """A store that answers once it is let."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.asked = 0

    def state(self) -> int:
        self.asked += 1
        self.free.wait()
        return 1


def test_a_store_that_hangs_is_told_by_readyz_and_not_asked_ever_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.service.PROBE_SECONDS", 0.05)
    app = create_app(Settings(data=tmp_path))
    service: Service = app.state.service
    store = Reads()
    service.store, service.pool = cast(Store, store), cast(AsyncPool, Workers())
    service.recorder = Recorder(cast(CheckStore, store), service.metrics)
    service.ready = True

    async def story() -> None:
        door = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=door, base_url="http://127.0.0.1:8321") as client:
            for _ in range(READERS + 2):
                answer = await client.get("/readyz")
                assert answer.status_code == 503
                told = answer.json()
                assert (told["status"], told["store"]) == ("degraded", "not answering")
                assert (await client.get("/healthz")).status_code == 200
            assert store.asked == 1
            store.free.set()
            async with asyncio.timeout(LONG):
                while (answer := await client.get("/readyz")).status_code != 200:
                    await asyncio.sleep(0.01)
            assert "store" not in answer.json()

    asyncio.run(story())
