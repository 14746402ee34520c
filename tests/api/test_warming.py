"""A cold start is told: the service answers at once, and says that it is warming up."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api import create_app
from api.service import Service
from api.workers.opening import WorkerSettings, open_worker
from checker.errors import IndexFault, Problem
from checker.index import Index
from checker.running.workers.async_pool import AsyncPool
from checker.settings import Settings
from checker.store import Store
from tests.waiting import LONG


@asynccontextmanager
async def living(data: Path, **serve: object) -> AsyncIterator[tuple[httpx.AsyncClient, Service]]:
    app: FastAPI = create_app(Settings(data=data, serve=serve))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client, app.state.service


@pytest.mark.slow
def test_readyz_says_warming_until_the_workers_are_warm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = AsyncPool.start

    async def told() -> None:
        warm = asyncio.Event()

        async def cold(pool: AsyncPool) -> None:
            await warm.wait()
            await start(pool)

        monkeypatch.setattr(AsyncPool, "start", cold)
        async with living(tmp_path / "data", workers=1, patience=0.1) as (client, service):
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()) == (503, {"status": "warming"})
            assert answer.headers["retry-after"]
            alive = await client.get("/healthz")
            assert (alive.status_code, alive.json()["status"]) == (200, "warming")
            early = await client.post("/v1/checks", json={"text": "The port opened on Monday."})
            assert early.status_code == 503
            assert early.headers["retry-after"]
            assert early.headers["content-type"] == "application/problem+json"
            page = await client.get("/", headers={"Accept": "text/html"})
            assert (page.status_code, page.headers["refresh"]) == (503, "2")
            assert "the service is starting" in page.text
            listed = await client.get("/v1/checks")
            assert listed.json()["type"] == "urn:wirecheck:problem:warming"
            warm.set()
            assert service._opening is not None
            await asyncio.wait_for(asyncio.shield(service._opening), LONG)
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()["status"]) == (200, "ok")
            late = await client.post("/v1/checks", json={"text": "The port opened on Monday."})
            assert late.status_code == 200

    asyncio.run(told())


def test_workers_that_are_refused_end_the_service_and_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(_pool: AsyncPool) -> None:
        raise IndexFault(Problem("manifest.json", "is damaged", "wirecheck index rebuild"))

    async def told() -> None:
        monkeypatch.setattr(AsyncPool, "start", refused)
        async with living(tmp_path / "data", workers=1) as (client, service):
            ended = asyncio.Event()
            service.failed = ended.set
            assert service._opening is not None
            await asyncio.wait_for(asyncio.shield(service._opening), LONG)
            assert ended.is_set()
            assert isinstance(service.failure, IndexFault)
            answer = await client.get("/readyz")
            assert (answer.status_code, answer.json()) == (503, {"status": "degraded"})

    with caplog.at_level(logging.CRITICAL, "wirecheck.service"):
        asyncio.run(told())
    assert "wirecheck index rebuild" in caplog.text


@pytest.mark.slow
def test_a_service_stops_while_it_warms_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_pool: AsyncPool) -> None:
        await asyncio.Event().wait()

    async def told() -> None:
        monkeypatch.setattr(AsyncPool, "start", never)
        async with living(tmp_path / "data", workers=1) as (client, _service):
            assert (await client.get("/readyz")).status_code == 503

    asyncio.run(asyncio.wait_for(told(), LONG))


@pytest.mark.parametrize(("mode", "told"), [(0o755, True), (0o750, False)])
def test_a_service_says_at_its_start_that_every_user_may_enter_its_directory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    mode: int,
    told: bool,
) -> None:
    async def never(_pool: AsyncPool) -> None:
        await asyncio.Event().wait()

    async def started() -> None:
        monkeypatch.setattr(AsyncPool, "start", never)
        async with living(tmp_path, workers=1):
            pass

    tmp_path.chmod(mode)
    with caplog.at_level(logging.WARNING, "wirecheck.service"):
        asyncio.run(asyncio.wait_for(started(), LONG))
    assert (f"chmod 700 {tmp_path}" in caplog.text) == told


def test_a_worker_warms_the_index_before_it_says_that_it_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[Path] = []
    Store.open(tmp_path).close()
    monkeypatch.setattr(Index, "warm", lambda index: warmed.append(index.path))
    open_worker(WorkerSettings(data=tmp_path)).close()
    assert warmed == [tmp_path / "index"]
