"""The pool of worker processes behind asyncio."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import ConfigurationError, InputError
from checker.running.workers.async_pool import AsyncPool, Overloaded, WorkerDefect, WorkerLost
from checker.running.workers.worker import WorkerSpec
from tests.waiting import LONG

from .tasks import LARGE, Setup, Task, bench

PLAIN = Setup()


def with_pool(
    story: Callable[[AsyncPool], Awaitable[None]],
    *,
    setup: Setup = PLAIN,
    size: int = 2,
    queue: int = 4,
    patience: float = LONG,
    drain: float = LONG,
) -> None:
    async def tell() -> None:
        spec = WorkerSpec(bench, setup, LARGE // 2_000_000)
        pool = AsyncPool(spec, size, queue, patience)
        await pool.start()
        try:
            await story(pool)
        finally:
            await pool.close(drain)

    asyncio.run(tell())


def begun(pool: AsyncPool, name: str, value: object = None) -> "asyncio.Task[Any]":
    return asyncio.ensure_future(pool.run(Task(name, value), LONG))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.01)


def test_tasks_run_and_give_their_values() -> None:
    async def story(pool: AsyncPool) -> None:
        values = await asyncio.gather(*(begun(pool, "double", n) for n in range(5)))
        assert values == [0, 2, 4, 6, 8]

    with_pool(story)


@pytest.mark.parametrize("name", ["hang", "hang_in_c"])
def test_a_task_that_hangs_is_ended_and_its_worker_replaced(name: str) -> None:
    async def story(pool: AsyncPool) -> None:
        with pytest.raises(WorkerLost) as caught:
            await pool.run(Task(name), 0.3)
        assert caught.value.outcome.state == "timeout"
        await until(lambda: pool.state().ready == 2)
        assert pool.state().replaced == 1
        assert await begun(pool, "double", 4) == 8

    with_pool(story)


def test_others_go_on_while_a_task_hangs(tmp_path: Path) -> None:
    async def story(pool: AsyncPool) -> None:
        hanging = begun(pool, "wait", tmp_path / "gate")
        assert [await begun(pool, "double", n) for n in range(10)] == [n * 2 for n in range(10)]
        assert not hanging.done()
        (tmp_path / "gate").touch()
        assert await hanging == "gate"

    with_pool(story)


def test_a_worker_that_dies_is_reported_and_replaced() -> None:
    async def story(pool: AsyncPool) -> None:
        with pytest.raises(WorkerLost, match="SIGKILL") as caught:
            await begun(pool, "die", signal.SIGKILL)
        assert caught.value.outcome.state == "died"
        assert await begun(pool, "double", 4) == 8

    with_pool(story, size=1)


def test_a_task_that_needs_too_much_memory_is_reported_as_such_and_fails_alone() -> None:
    async def story(pool: AsyncPool) -> None:
        with pytest.raises(WorkerLost, match="more memory") as caught:
            await begun(pool, "hoard")
        assert caught.value.outcome.state == "memory"
        assert await begun(pool, "double", 4) == 8

    with_pool(story, size=1)


def test_each_task_has_one_outcome_while_workers_are_killed_at_random(tmp_path: Path) -> None:
    notes, count = tmp_path / "notes", 300

    async def story(pool: AsyncPool) -> None:
        tasks = [begun(pool, "noted", (notes, n, 4_000 * (n % 100))) for n in range(count)]
        found = await asyncio.gather(*tasks, return_exceptions=True)
        lost = {n for n, one in enumerate(found) if isinstance(one, WorkerLost)}
        assert lost
        for number in set(range(count)) - lost:
            assert found[number] == (number, b"x" * (4_000 * (number % 100)))
        ran = [int(line) for line in notes.read_text().split()]
        assert len(ran) == len(set(ran))  # no task was begun twice
        assert set(ran) >= set(range(count)) - lost

    with_pool(story, setup=Setup(lives=0.2), size=3, queue=count)


def test_a_worker_that_died_while_it_was_idle_costs_no_task() -> None:
    async def story(pool: AsyncPool) -> None:
        for number in range(5):
            os.kill(await begun(pool, "pid"), signal.SIGKILL)
            await until(lambda: not pool.state().ready)
            assert await begun(pool, "double", number) == number * 2

    with_pool(story, size=1)


def test_the_cores_refusals_cross_the_border_whole() -> None:
    async def story(pool: AsyncPool) -> None:
        with pytest.raises(InputError) as caught:
            await begun(pool, "refuse")
        assert caught.value.problems[0].place == "text"
        assert caught.value.problems[0].hint == "send another"

    with_pool(story, size=1)


def test_a_defect_is_told_and_logged_by_type_and_place_without_words_of_the_draft(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story(pool: AsyncPool) -> None:
        with pytest.raises(WorkerDefect, match="ValueError"):
            await begun(pool, "defect", "the secret words of a draft")

    with_pool(story, size=1)
    assert "defect failed: ValueError at tasks.py" in caplog.text
    assert "secret" not in caplog.text


def test_a_full_queue_is_told_at_once_with_a_time_to_come_back(tmp_path: Path) -> None:
    async def story(pool: AsyncPool) -> None:
        gate = tmp_path / "gate"
        busy = [begun(pool, "wait", gate) for _ in range(3)]
        await until(lambda: (pool.state().busy, pool.state().waiting) == (1, 2))
        with pytest.raises(Overloaded) as caught:
            await pool.run(Task("double", 1), LONG)
        assert caught.value.retry_after >= 1
        gate.touch()
        assert await asyncio.gather(*busy) == ["gate"] * 3

    with_pool(story, size=1, queue=2)


def test_a_task_does_not_wait_for_a_worker_for_ever(tmp_path: Path) -> None:
    async def story(pool: AsyncPool) -> None:
        busy = begun(pool, "wait", tmp_path / "gate")
        await until(lambda: pool.state().busy == 1)
        assert not pool.idle
        with pytest.raises(Overloaded):
            await pool.run(Task("double", 1), LONG)
        (tmp_path / "gate").touch()
        await busy

    with_pool(story, size=1, patience=0.05)


@pytest.mark.parametrize(("usual", "waits"), [(LONG - 1, True), (LONG + 1, False)])
def test_a_task_that_would_wait_for_too_long_is_turned_away_at_once(
    tmp_path: Path, usual: float, waits: bool
) -> None:
    """By what the latest tasks took; one waits before it."""

    async def story(pool: AsyncPool) -> None:
        assert await pool.run(Task("double", 1), LONG) == 2
        assert pool._usual > 0
        pool._usual = usual
        gate = tmp_path / "gate"
        busy = [begun(pool, "wait", gate), begun(pool, "double", 1)]
        await until(lambda: (pool.state().busy, pool.state().waiting) == (1, 1))
        last = begun(pool, "double", 2)
        await until(lambda: last.done() or pool.state().waiting == 2)
        assert last.done() is not waits
        gate.touch()
        assert await asyncio.gather(*busy) == ["gate", 2]
        if waits:
            assert await last == 4
        else:
            with pytest.raises(Overloaded) as caught:
                await last
            assert 1 < caught.value.retry_after <= 31

    with_pool(story, size=1, queue=10)


def test_a_client_that_leaves_does_not_free_a_busy_worker(tmp_path: Path) -> None:
    async def story(pool: AsyncPool) -> None:
        leaving = begun(pool, "wait", tmp_path / "gate")
        await until(lambda: pool.state().busy == 1)
        leaving.cancel()
        following = begun(pool, "double", 3)
        await until(lambda: leaving.done() and pool.state().waiting == 1)
        assert pool.state().busy == 1
        (tmp_path / "gate").touch()
        assert await following == 6
        assert pool.state().replaced == 0

    with_pool(story, size=1)


def test_a_client_that_leaves_the_queue_takes_no_worker(tmp_path: Path) -> None:
    async def story(pool: AsyncPool) -> None:
        busy = begun(pool, "wait", tmp_path / "gate")
        leaving = begun(pool, "double", 1)
        await until(lambda: pool.state().waiting == 1)
        leaving.cancel()
        (tmp_path / "gate").touch()
        assert await busy == "gate"
        assert await begun(pool, "double", 3) == 6

    with_pool(story, size=1)


def test_running_and_waiting_tasks_end_before_the_pool_does(tmp_path: Path) -> None:
    ended: list[asyncio.Task[Any]] = []
    gate, closed = tmp_path / "gate", tmp_path / "closed"

    async def story(pool: AsyncPool) -> None:
        ended.append(begun(pool, "wait", gate))
        ended.append(begun(pool, "double", 2))
        await until(lambda: (pool.state().busy, pool.state().waiting) == (1, 1))
        asyncio.get_running_loop().call_later(0.1, gate.touch)

    with_pool(story, setup=Setup(closed=closed), size=1)
    assert [one.result() for one in ended] == ["gate", 4]
    assert closed.exists()  # the idle worker closed what it held


def test_what_does_not_end_in_time_is_ended_and_its_client_is_told() -> None:
    hanging: list[asyncio.Task[Any]] = []

    async def story(pool: AsyncPool) -> None:
        hanging.append(begun(pool, "hang"))
        await until(lambda: pool.state().busy == 1)

    with_pool(story, drain=0.0)
    assert isinstance(hanging[0].exception(), WorkerLost)


def test_a_worker_that_cannot_be_set_up_says_why() -> None:
    async def tell() -> None:
        pool = AsyncPool(WorkerSpec(bench, Setup(refuse=True)), 1, 4)
        with pytest.raises(ConfigurationError, match="cannot start"):
            await pool.start()
        await pool.close(1)

    asyncio.run(tell())


def test_a_pool_closes_while_its_workers_start() -> None:
    async def tell() -> None:
        pool = AsyncPool(WorkerSpec(bench, Setup()), 2, 4)
        starting = asyncio.ensure_future(pool.start())
        await asyncio.sleep(0)
        starting.cancel()
        await pool.close(LONG)
        assert pool.state().ready == 0

    asyncio.run(asyncio.wait_for(tell(), LONG))
