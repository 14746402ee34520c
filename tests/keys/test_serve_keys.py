"""Every key of `[serve]` changes an answer of the service, or what the service is built from.

What the workers and deliveries make of their settings is tested with them; here it is seen that
each setting gets there.
"""

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import api.run
import api.service
from api.app import create_app
from api.auditing import start_audit
from api.problems import ApiProblem
from api.settings import serve_settings
from checker.errors import ConfigurationError
from checker.settings import Settings, load_settings
from tests.keys.table import NONSENSE, Row, accepted, at, inside, toml
from tests.ports import free_port

Document = Mapping[str, Any]


class Place:
    """A folder for a service, and the means to look at what is built there."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.patch = patch

    def settings(self, document: Document) -> Settings:
        path = self.folder / "wirecheck.toml"
        path.write_text(toml({"data": "data", **document}), encoding="utf-8")
        return load_settings(path, {})

    def service(self, document: Document) -> Any:
        return create_app(self.settings(document)).state.service


def answer(path: str, *, host: str) -> Any:
    """The status of a request to an application whose workers are not there."""

    def see(place: Place, document: Document) -> Any:
        app = create_app(place.settings(document))
        client = TestClient(app, raise_server_exceptions=False)
        return client.post(path, headers={"Host": host}).status_code

    return see


def bodies(place: Place, document: Document) -> Any:
    """How long bodies may take, how large they may be, and how much all may hold."""
    app = create_app(place.settings(document))
    layer: Any = next(one.kwargs for one in app.user_middleware if "budget" in one.kwargs)
    held = 0
    with suppress(ApiProblem):
        while True:
            layer["budget"].take(1_000_000)
            held += 1
    return layer["seconds"], layer["limit"]("/v1/checks"), layer["limit"]("/v1/sources"), held


def rate(place: Place, document: Document) -> Any:
    """Which of three requests at once have to wait."""
    limiter = place.service(document).limiter
    return [limiter.take("somebody", 0.0).wait > 0 for _ in range(3)]


def cached(place: Place, document: Document) -> Any:
    cache = place.service(document).cache
    summary = SimpleNamespace(complete=True, lasting=True, next_event_at=None)
    cache.put(b"key", SimpleNamespace(body=b"x" * 1000, summary=summary))
    return cache.get(b"key") is not None


def samples(place: Place, document: Document) -> Any:
    (place.folder / "drafts").mkdir(exist_ok=True)
    (place.folder / "drafts" / "port.txt").write_text("The port is open.", encoding="utf-8")
    place.patch.chdir(place.folder)
    return place.service(document).samples


def audited(place: Place, document: Document) -> Any:
    """What becomes of a request to audit a folder that is not there."""
    service = place.service(document)
    with pytest.raises(ApiProblem) as problem:
        asyncio.run(start_audit(service, "/archive/of/1999", None))
    return problem.value.status


def built(place: Place, document: Document) -> Any:
    """What the workers and the deliveries of a starting service are built from."""
    made: list[str] = []

    class Recorded:
        def __init__(self, *arguments: Any, **named: Any) -> None:
            # Values show what they hold; a store or metrics say nothing here.
            made.append(repr(named or arguments))

        async def start(self, *_: Any) -> None:
            await asyncio.sleep(3600)

    for name in ("AsyncPool", "DeliveryWorker"):
        place.patch.setattr(api.service, name, Recorded)

    async def started() -> None:
        service = place.service(document)
        await service.start()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        service.store.close()

    asyncio.run(started())
    return made


def run(place: Place, document: Document) -> Any:
    """Where a server would listen, with which limits and log; it does not run."""
    seen: list[Any] = []

    class Stopped:
        def __init__(self, _config: Any) -> None:
            self.should_exit = True

        def handle_exit(self, _number: int, _frame: Any) -> None:
            """No signal comes to a server that does not run."""

        def run(self, sockets: Any) -> None:
            host, port = sockets[0].getsockname()[:2]
            seen.append((host, port if "port" in document["serve"] else "any"))

    def config(_app: Any, **named: Any) -> None:
        seen.append((named["timeout_graceful_shutdown"], named["limit_concurrency"]))

    place.patch.setattr(uvicorn, "Server", Stopped)
    place.patch.setattr(uvicorn, "Config", config)
    place.patch.setattr(api.run, "configure", seen.append)
    place.patch.setattr(signal, "signal", lambda *_: None)
    api.run.run(place.settings({"serve": {"port": 0, **document["serve"]}}))
    return seen


ROWS = [
    Row("serve.host", "127.0.0.1", "::1", run),
    Row("serve.port", free_port(), free_port(), run),
    Row("serve.connections", 10, 20, run),
    Row("serve.log_level", "info", "debug", run),
    Row("serve.drain_seconds", 5.0, 9.0, run),
    Row("serve.workers", 1, 2, built),
    Row("serve.queue", 8, 9, built),
    Row("serve.patience", 1.0, 2.0, built),
    Row("serve.check_seconds", 1.0, 2.0, built),
    Row("serve.fast_seconds", 1.0, 2.0, built),
    Row("serve.ingest_seconds", 30.0, 60.0, built),
    Row("serve.memory_mb", 500, 600, built),
    Row("serve.private_webhooks", False, True, built),
    Row("serve.keep_checks_days", 0, 30, built),
    Row("serve.body_limit", 100, 5_000, bodies),
    Row("serve.ingest_limit", 100, 5_000, bodies),
    Row("serve.body_budget", 40_000_000, 50_000_000, bodies),
    Row("serve.body_seconds", 5.0, 9.0, bodies),
    Row("serve.hosts", ["a.example"], ["b.example"], answer("/v1/checks", host="a.example")),
    Row("serve.public_url", "", "https://a.example", answer("/v1/checks", host="a.example")),
    Row("serve.any_host", False, True, answer("/v1/checks", host="a.example")),
    Row("serve.rate_per_minute", 2, 3, rate),
    Row("serve.cache_bytes", 100, 100_000, cached),
    Row("serve.samples", "", "drafts", samples),
    Row("serve.audit_folders", [], ["/archive"], audited),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_each_key_makes_a_difference(
    row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path, monkeypatch)
    one, two = (row.seen(place, at(row.key, value)) for value in (row.one, row.two))
    assert one != two
    assert row.seen(place, at(row.key, row.one)) == one  # nothing but the key made the difference


def test_every_key_that_is_accepted_is_in_the_table(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        serve_settings(Settings(serve={NONSENSE: 1}))
    assert accepted(error.value.problems) == inside("serve", {row.key for row in ROWS})


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("log_level", "loud", "log_level"),
        ("port", 70_000, "port"),
        ("rate_per_minute", 0, "rate_per_minute"),
        ("connections", 0, "connections"),
        ("ingest_limit", 0, "ingest_limit"),
        ("fast_seconds", 0.0, "fast_seconds"),
        ("body_seconds", 0.0, "body_seconds"),
        ("ingest_seconds", 0.0, "ingest_seconds"),
        ("memory_mb", 0, "memory_mb"),
        ("samples", "/no/such/folder", "samples"),
        ("check_seconds", -1.0, "check_seconds"),
    ],
)
def test_a_value_that_cannot_work_is_refused(key: str, value: Any, what: str) -> None:
    with pytest.raises(ConfigurationError, match=what):
        serve_settings(Settings(serve={key: value}))
