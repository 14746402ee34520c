"""The parts of one service process: store, workers, keys, limits, cache, delivery."""

import asyncio
import contextlib
import logging
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from fastapi import Request

from checker.errors import WirecheckError
from checker.languages import LANGUAGES, language_named
from checker.private import seen_by_others
from checker.report import ready_for_threads
from checker.running.workers.async_pool import AsyncPool, Overloaded, WorkerLost
from checker.running.workers.worker import WorkerSpec
from checker.settings import Settings
from checker.store import Behind, Presence, Store

from .auth import KeyBook
from .cache import AnswerCache
from .ending import Ending
from .limits import RateLimiter
from .metrics import Metrics
from .problems import ApiProblem
from .recording import Recorder
from .settings import ServeSettings, serve_settings
from .templating import asset_version, pages_environment
from .threads import Threads
from .webhooks.delivery import DeliveryWorker
from .webhooks.guard import resolve_target
from .workers.opening import WorkerSettings
from .workers.rule_files import RuleFiles
from .workers.serving import Job, ServingSetup, serving

__all__ = ["Service", "of", "pages_address"]

log = logging.getLogger("wirecheck.service")

STATIC = Path(__file__).parent / "static"
T = TypeVar("T")
WRITE_QUEUE = 256
HEALTH_SECONDS = 1.0
NOTE_SECONDS = 30.0
BUSY_SECONDS = 10.0  # that a request waits while others write
INGEST_BUSY_SECONDS = 30.0  # the same, for a load of sources
LEAST_SECONDS = 1.0  # for checks that wait to be recorded when the time to end is over
PROBE_SECONDS = 2.0
CLOSE_SECONDS = 0.5
READERS, CHANGERS, ASIDE = 6, 4, 4  # threads, the first two with a connection each


class Service:
    """One process's service over a data directory.

    Checks run in `pool`; what writes sources and the index runs in `writer`, a worker of its own,
    so that a bulk load does not take a worker from the checks. The process itself only reads and
    writes small things in the database, from threads: readers never wait for writers that queue
    for the lock, and neither waits for slow work outside the database.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.serve: ServeSettings = serve_settings(settings)
        self.metrics = Metrics()
        self.limiter = RateLimiter(self.serve.rate_per_minute)
        self.cache = AnswerCache(self.serve.cache_bytes)
        self.pages = {code: pages_environment(language_named(code)) for code in LANGUAGES}
        self.assets = asset_version(STATIC)
        self.samples = _samples(self.serve.samples)
        self.starting = asyncio.Lock()  # of audits: they are counted before one more begins
        self.children: list[subprocess.Popen[bytes]] = []
        self.rules = ""
        self.agency_names: tuple[str | None, dict[str, str]] = (None, {})
        self.ready = False
        self.ending = Ending(self.serve.drain_seconds)
        self.failure: Exception | None = None  # why it will never be ready
        self.failed: Callable[[], None] = lambda: None  # called then, to end the server
        self._opening: asyncio.Task[None] | None = None
        self._noting: asyncio.Task[None] | None = None
        self.rule_files = RuleFiles(settings.data, settings.rules)
        self._health: tuple[float, dict[str, Any]] | None = None
        self._behind: list[Behind] = []
        self._finding: asyncio.Task[None] | None = None
        self.underway: set[tuple[str, str]] = set()  # writes with a key: caller and key
        self._readers = Threads("wirecheck-read", READERS)
        self._changers = Threads("wirecheck-change", CHANGERS)
        self._aside = Threads("wirecheck-aside", ASIDE)
        self._probe: asyncio.Future[int] | None = None

    async def start(self) -> None:
        """Opens the directory and starts the workers; `ready` once they are warm.

        Until then health is reported, and requests that need a worker wait or are refused.

        Raises:
            WirecheckError: the directory is refused.
        """
        ready_for_threads()
        self.store = await self.change(Store.open, self.settings.data, busy=BUSY_SECONDS)
        if exposed := seen_by_others(self.settings.data):
            log.warning("%s", exposed)
        self.presence = await self.change(Presence, self.settings.data)
        self.book = KeyBook(self.store.keys, private=self.serve.private)
        settings = WorkerSettings(
            data=self.settings.data,
            rules=self.settings.rules,
            use=self.settings.use,
            max_letters=self.settings.check.max_letters,
            look=self.settings.check.look,
            semantic=self.settings.semantic,
            scan=self.settings.check.scan_seconds,
            total=min(self.settings.check.total_seconds, self.serve.check_seconds * 0.7),
            fast=self.serve.fast_seconds * 0.7,
            busy=min(BUSY_SECONDS, self.serve.check_seconds * 0.7),
        )
        serve = self.serve
        checks = ServingSetup(settings, serve.log_level)
        patient = replace(settings, busy=INGEST_BUSY_SECONDS)
        writes = replace(checks, settings=patient, writes=True)
        self.pool = AsyncPool(
            WorkerSpec(serving, checks, serve.memory_mb),
            serve.processes,
            serve.queue,
            serve.patience,
        )
        self.writer = AsyncPool(
            WorkerSpec(serving, writes, serve.memory_mb), 1, WRITE_QUEUE, serve.ingest_seconds
        )
        self.recorder = Recorder(self.store.checks, self.metrics, missed=self._missed)
        self.deliveries = DeliveryWorker(
            self.store,
            self.metrics,
            resolve=partial(resolve_target, private=serve.private_webhooks),
            keep_checks_days=serve.keep_checks_days,
        )
        self._opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        """Waits for warm workers; a large index is read from the disk meanwhile."""
        try:
            await asyncio.gather(self.pool.start(), self.writer.start())
        except WirecheckError as error:
            log.critical("the workers cannot be started: %s", error)
            self.failure = error
            self.failed()
            return
        await self.health()
        self.deliveries.start()
        self.recorder.start()
        self._noting = asyncio.create_task(self._note_keys())
        self.ready = True
        log.info("ready", extra={"fields": {"workers": self.serve.processes}})

    @property
    def status(self) -> Literal["ok", "warming", "degraded"]:
        """Returns the status in one word: ok, warming, or degraded."""
        if self.ready and not self.draining:
            return "ok"
        return "degraded" if self.draining or self.failure else "warming"

    @property
    def draining(self) -> bool:
        """Whether the service was asked to end; new requests are refused."""
        return self.ending.begun

    async def stop(self) -> None:
        """Lets running work end while there is time, then closes everything."""
        self.ending.begin()
        for task in (self._opening, self._noting):
            if task is not None:
                task.cancel()
        await asyncio.gather(
            self._stop_deliveries(),
            self.pool.close(self.ending.left),
            self.writer.close(self.ending.left),
        )
        await self.recorder.stop(self.ending.left + LEAST_SECONDS)
        with contextlib.suppress(TimeoutError):  # a call that hangs keeps its connection
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._aside.run(self.presence.close)
                await self._aside.run(self.store.close)
        log.info("stopped")

    async def _stop_deliveries(self) -> None:
        if self.ready:
            await self.deliveries.stop()

    async def _note_keys(self) -> None:
        """Notes now and then when keys were used; not on each request, which would be a write.

        Audits that have ended are let go of by the way.
        """
        while True:
            await asyncio.sleep(NOTE_SECONDS)
            self.children = [child for child in self.children if child.poll() is None]
            if used := self.book.take_used():
                with contextlib.suppress(WirecheckError):  # the next time will do
                    await self.change(self.store.keys.used, used)

    async def read(self, call: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Runs a call that reads the store, off the event loop."""
        return await self._readers.run(call, *arguments, **named)

    async def change(self, call: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Runs a call with a small change in the store; it may wait for the write lock."""
        return await self._changers.run(call, *arguments, **named)

    async def aside(self, call: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Runs a slow call outside the store, such as resolving a name or starting a process."""
        return await self._aside.run(call, *arguments, **named)

    async def store_answers(self) -> bool:
        """Returns whether the store can be read within `PROBE_SECONDS`.

        Only one such query runs at a time, so that a hanging store does not accumulate queries.
        """
        if self._probe is None or self._probe.done():
            self._probe = asyncio.ensure_future(self.read(self.store.state))
        done, _ = await asyncio.wait({self._probe}, timeout=PROBE_SECONDS)
        return bool(done) and self._probe.exception() is None

    def _missed(self, behind: Behind) -> None:
        """Has the writer look for items that came in while these checks were made."""
        self._behind.append(behind)
        if self._finding is None or self._finding.done():
            self._finding = asyncio.create_task(self._find_late())

    async def _find_late(self) -> None:
        while self._behind:
            behind, self._behind = self._behind, []
            checks = {check: seen for one in behind for check, seen in one.checks.items()}
            job = Job("find_late", {"behind": Behind(checks, max(one.newest for one in behind))})
            try:
                await self.writer.run(job, self.serve.ingest_seconds)
            except (Overloaded, WorkerLost, WirecheckError) as error:
                fields = {"why": str(error), "checks": list(checks)[:100]}
                log.error(
                    "checks could not be compared with items that arrived meanwhile",
                    extra={"fields": fields},
                )

    async def write(self, name: str, **arguments: Any) -> Any:
        """Runs a job of the writer.

        Raises:
            ApiProblem: 503 if it did not end; it may nevertheless have been done, so try again.
        """
        try:
            return await self.writer.run(Job(name, arguments), self.serve.ingest_seconds)
        except Overloaded as error:
            wait = {"Retry-After": str(error.retry_after)}
            raise ApiProblem(503, "overloaded", "the writer is busy", headers=wait) from None
        except WorkerLost:
            wait = {"Retry-After": "10"}
            raise ApiProblem(503, "timeout", "it did not finish in time", headers=wait) from None

    async def health(self) -> dict[str, Any]:
        """Returns a worker's report on rules and index: a second old, or older if all are busy."""
        now = time.monotonic()
        old = self._health is None or now - self._health[0] > HEALTH_SECONDS
        if old and self.pool.idle:
            with contextlib.suppress(Overloaded, WorkerLost, WirecheckError):
                told = await self.pool.run(Job("health"), self.serve.check_seconds)
                self._health = (now, told)
                self.rules = told["rules"]
        return self._health[1] if self._health else {}


def of(request: Request) -> Service:
    """Returns the service that handles a request."""
    service: Service = request.app.state.service
    return service


def pages_address(request: Request) -> str:
    """Returns the address of the pages: as configured, or as the caller reached the service."""
    return of(request).serve.public_url or str(request.base_url).rstrip("/")


def _samples(folder: str) -> list[tuple[str, str]]:
    """Names and texts of the drafts to try."""
    if not folder:
        return []
    return [(path.stem, path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.txt"))]
