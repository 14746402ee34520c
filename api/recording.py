"""Stores checks: an answer waits for that briefly and never depends on it.

Workers judge and this process records, many checks per transaction, in a thread of its own. While
the directory cannot be written (another program holds it, the disk is full), checks wait here and
are retried; their answers were sent with `looked_at.recorded` false. The queue is in memory and
bounded: a check that finds no room, or is still waiting when the service must end, is logged and
counted as lost.
"""

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Protocol

from checker.errors import Conflict, WirecheckError
from checker.store import Behind, EncodedCheck

from .metrics import Metrics
from .threads import Threads

__all__ = ["CheckStore", "Recorder"]

log = logging.getLogger("wirecheck.recording")

ROOM = 5_000  # checks that may wait; some 20 KB each
BATCH = 200  # checks a transaction
ATTEMPT_SECONDS = 2.0  # that one attempt waits for the right to write
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds between attempts


class CheckStore(Protocol):
    """The interface of the store's checks that the recorder needs."""

    def store(
        self, checks: Sequence[EncodedCheck], *, patience: float | None = None
    ) -> Behind | None:
        """Records checks in one transaction; see `checker.store.Checks.store`."""


class Recorder:
    """Records checks in the order of arrival.

    Args:
        checks: the store of the checks.
        metrics: counts checks that were late or lost.
        missed: called with checks that were made before the newest items arrived.
        room: the number of checks that may wait.
    """

    def __init__(
        self,
        checks: CheckStore,
        metrics: Metrics,
        *,
        missed: Callable[[Behind], object] = lambda _behind: None,
        room: int = ROOM,
    ) -> None:
        self._checks = checks
        self._metrics = metrics
        self._missed = missed
        self._room = room
        self._waiting: OrderedDict[str, tuple[EncodedCheck, asyncio.Future[None]]] = OrderedDict()
        self._more = asyncio.Event()
        self._thread = Threads("wirecheck-recording", 1)
        self._task: asyncio.Task[None] | None = None
        self._held_up = ""  # why the last attempt failed

    def start(self) -> None:
        """Starts recording in the background."""
        self._task = asyncio.create_task(self._work())

    @property
    def waiting(self) -> int:
        """The number of checks that wait to be recorded."""
        return len(self._waiting)

    @property
    def held_up(self) -> str:
        """Why checks cannot be recorded at the moment; empty if they can."""
        return self._held_up

    def awaits(self, check: str) -> bool:
        """Returns whether the check with this id is waiting to be recorded."""
        return check in self._waiting

    async def keep(self, check: EncodedCheck, seconds: float) -> str:
        """Records a check, and waits for it at most the given number of seconds.

        Returns an empty string if it is recorded, or else why not yet; `awaits` returns whether it
        still will be.
        """
        if len(self._waiting) >= self._room:
            self._lose([check.check], "no room")
            return self._held_up or "too many checks wait to be stored"
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[check.check] = (check, done)
        self._more.set()
        patience = 0.0 if self._held_up else max(seconds, 0.0)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(done), patience)
        if done.done():
            return ""
        self._metrics.late_checks.inc()
        return self._held_up or "another program is writing to the data directory"

    async def stop(self, seconds: float) -> None:
        """Records what is waiting, as far as possible within the given seconds, and ends."""
        end = time.monotonic() + seconds
        while self._waiting and time.monotonic() < end:
            await asyncio.sleep(0.05)
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._thread.close()
        if self._waiting:
            self._lose(list(self._waiting), self._held_up or "the service had to end")

    async def _work(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await self._more.wait()
            batch = [check for check, _ in islice(self._waiting.values(), BATCH)]
            if not batch:
                self._more.clear()
                continue
            try:
                behind = await self._thread.run(self._record, batch)
            except Exception as error:  # whatever it is, the checks stay here and are tried again
                self._note(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            if self._held_up:
                log.info("checks are stored again", extra={"fields": {"waiting": self.waiting}})
                self._held_up = ""
            self._settle(batch)
            for one in behind:
                self._missed(one)

    def _record(self, batch: Sequence[EncodedCheck]) -> list[Behind]:
        behind: list[Behind | None] = []
        try:
            behind.append(self._checks.store(batch, patience=ATTEMPT_SECONDS))
        except Conflict:  # recorded before, by an attempt whose end was not seen
            for check in batch:
                with contextlib.suppress(Conflict):
                    behind.append(self._checks.store([check], patience=ATTEMPT_SECONDS))
        return [one for one in behind if one is not None]

    def _settle(self, batch: Sequence[EncodedCheck]) -> None:
        for check in batch:
            _, done = self._waiting.pop(check.check)
            if not done.done():
                done.set_result(None)

    def _note(self, error: Exception) -> None:
        """Remembers why nothing can be recorded, and logs it once."""
        if isinstance(error, WirecheckError):
            what = error.problems[0].what if error.problems else type(error).__name__
        else:
            what = type(error).__name__
        if what != self._held_up:
            log.warning(
                "checks cannot be stored", extra={"fields": {"why": what, "waiting": self.waiting}}
            )
        self._held_up = what

    def _lose(self, checks: Sequence[str], why: str) -> None:
        self._metrics.lost_checks.inc(len(checks))
        log.error(
            "checks were not stored",
            extra={"fields": {"why": why, "count": len(checks), "checks": list(checks)[:100]}},
        )
