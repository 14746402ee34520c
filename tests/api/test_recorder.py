"""Checks on their way into the store, whatever the store does meanwhile."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

import pytest

from api.metrics import Metrics
from api.recording import Recorder
from checker.errors import Busy, Conflict, DiskFull, Problem, StoreError, WirecheckError
from checker.store import Behind, EncodedCheck
from tests.store.build import record
from tests.waiting import LONG


class Shelf:
    """A store of checks that fails for as long as it is told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.stored: list[str] = []
        self.behind: Behind | None = None
        self.gate = threading.Event()
        self.gate.set()

    def store(
        self, checks: Sequence[EncodedCheck], *, patience: float | None = None
    ) -> Behind | None:
        assert patience is not None
        self.gate.wait(LONG)
        if self.failure is not None:
            raise self.failure
        if {one.check for one in checks} & set(self.stored):
            raise Conflict(Problem("check", "is already recorded"))
        self.stored += [one.check for one in checks]
        return self.behind


def check(number: int) -> EncodedCheck:
    return EncodedCheck.of(record(f"chk_{number}"))


def with_recorder(
    story: Callable[[Recorder], Awaitable[None]], shelf: Shelf, *, room: int = 100, end: float = 5.0
) -> Metrics:
    metrics = Metrics()

    async def tell() -> None:
        recorder = Recorder(shelf, metrics, room=room)
        recorder.start()
        await story(recorder)
        await recorder.stop(end)

    asyncio.run(tell())
    return metrics


def lost(metrics: Metrics) -> float:
    return float(metrics.lost_checks._value.get())


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not found():
            await asyncio.sleep(0.005)


def test_a_check_is_stored_before_its_answer_where_that_is_possible() -> None:
    shelf = Shelf()

    async def story(recorder: Recorder) -> None:
        assert await recorder.keep(check(1), LONG) == ""
        assert shelf.stored == ["chk_1"]
        assert recorder.waiting == 0

    assert lost(with_recorder(story, shelf)) == 0


@pytest.mark.parametrize(
    "failure",
    [
        Busy(Problem("db", "another program is using the database")),
        DiskFull(Problem("db", "the disk is full")),
        StoreError(Problem("db", "attempt to write a readonly database")),
        RuntimeError("a defect"),
    ],
)
def test_a_check_that_cannot_be_stored_is_answered_and_stored_later(failure: Exception) -> None:
    shelf = Shelf(failure)

    async def story(recorder: Recorder) -> None:
        why = await recorder.keep(check(1), 0.05)
        assert why
        assert recorder.awaits("chk_1")
        await until(lambda: bool(recorder.held_up))
        if isinstance(failure, WirecheckError):
            assert recorder.held_up == failure.problems[0].what
        await recorder.keep(check(2), LONG)  # nobody waits once it is known to be held up
        shelf.failure = None
        await until(lambda: recorder.waiting == 0)
        assert shelf.stored == ["chk_1", "chk_2"]  # in the order in which they came
        assert not recorder.held_up
        assert await recorder.keep(check(3), LONG) == ""

    metrics = with_recorder(story, shelf)
    assert (lost(metrics), metrics.late_checks._value.get()) == (0, 2)


def test_a_store_that_hangs_holds_no_answer_up() -> None:
    shelf = Shelf()
    shelf.gate.clear()

    async def story(recorder: Recorder) -> None:
        assert await recorder.keep(check(1), 0.05)
        assert await recorder.keep(check(2), 0.05)
        shelf.gate.set()

    assert lost(with_recorder(story, shelf)) == 0
    assert shelf.stored == ["chk_1", "chk_2"]  # what waits is stored before the service ends


@pytest.mark.parametrize(("room", "kept"), [(2, 2), (3, 3)])
def test_what_finds_no_room_is_counted_as_lost_and_says_so(room: int, kept: int) -> None:
    shelf = Shelf(Busy(Problem("db", "another program is using the database")))

    async def story(recorder: Recorder) -> None:
        for number in range(3):
            assert await recorder.keep(check(number), 0.01)
        assert [recorder.awaits(f"chk_{n}") for n in range(3)] == [n < kept for n in range(3)]
        shelf.failure = None

    assert lost(with_recorder(story, shelf, room=room)) == 3 - kept
    assert shelf.stored == [f"chk_{n}" for n in range(kept)]


def test_what_still_waits_when_the_service_has_to_end_is_counted_as_lost() -> None:
    shelf = Shelf(Busy(Problem("db", "another program is using the database")))

    async def story(recorder: Recorder) -> None:
        await recorder.keep(check(1), 0.01)

    assert lost(with_recorder(story, shelf, end=0.0)) == 1


def test_a_check_that_is_stored_already_keeps_no_other_out() -> None:
    shelf = Shelf()
    shelf.stored = ["chk_1"]
    shelf.gate.clear()

    async def story(recorder: Recorder) -> None:
        for number in (0, 1, 2):
            await recorder.keep(check(number), 0.01)
        shelf.gate.set()
        await until(lambda: recorder.waiting == 0)

    assert lost(with_recorder(story, shelf)) == 0
    assert sorted(shelf.stored) == ["chk_0", "chk_1", "chk_2"]


def test_a_client_that_leaves_takes_no_check_along() -> None:
    shelf = Shelf()
    shelf.gate.clear()

    async def story(recorder: Recorder) -> None:
        leaving = asyncio.create_task(recorder.keep(check(1), LONG))
        await until(lambda: recorder.awaits("chk_1"))
        leaving.cancel()
        shelf.gate.set()
        await until(lambda: recorder.waiting == 0)

    with_recorder(story, shelf)
    assert shelf.stored == ["chk_1"]


def test_checks_that_have_not_seen_the_newest_items_are_handed_on() -> None:
    shelf = Shelf()
    shelf.behind = Behind({"chk_1": 3}, 5)
    handed: list[Behind] = []

    async def tell() -> None:
        recorder = Recorder(shelf, Metrics(), missed=handed.append)
        recorder.start()
        assert await recorder.keep(check(1), LONG) == ""
        await recorder.stop(5.0)

    asyncio.run(tell())
    assert handed == [shelf.behind]
