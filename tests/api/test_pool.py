"""The pool of worker processes."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from api.workers.pool import Overloaded, Pool, WorkerDefect, WorkerLost, WorkerTimeout
from api.workers.worker_main import Job, WorkerSpec
from checker.errors import InputError, NotFound
from tests.api.pool_jobs import JOBS, open_bench, refuse


def with_pool(
    story: Callable[[Pool], Awaitable[None]], *, size: int = 2, queue: int = 4, patience: float = 5
) -> None:
    async def tell() -> None:
        pool = Pool(WorkerSpec(open_bench, {}, JOBS, 1_000_000_000), size, queue, patience)
        await pool.start()
        try:
            await story(pool)
        finally:
            await pool.close(5)

    asyncio.run(tell())


def test_jobs_run_and_give_their_values() -> None:
    async def story(pool: Pool) -> None:
        values = await asyncio.gather(
            *(pool.run(Job("double", {"number": n}), 10) for n in range(5))
        )
        assert values == [0, 2, 4, 6, 8]

    with_pool(story)


def test_a_job_that_hangs_is_ended_and_others_go_on() -> None:
    async def story(pool: Pool) -> None:
        hanging = asyncio.ensure_future(pool.run(Job("hang"), 2.0))
        values = [await pool.run(Job("double", {"number": 1}), 10) for _ in range(10)]
        assert values == [2] * 10
        assert not hanging.done()
        with pytest.raises(WorkerTimeout):
            await hanging
        both = [pool.run(Job("nap", {"seconds": 0.2}), 10) for _ in range(2)]
        assert len(set(await asyncio.gather(*both))) == 2  # the lost worker has been replaced
        assert pool.state().replaced == 1

    with_pool(story)


@pytest.mark.parametrize("name", ["die"])
def test_a_worker_that_dies_is_told_and_replaced(name: str) -> None:
    async def story(pool: Pool) -> None:
        with pytest.raises(WorkerLost):
            await pool.run(Job(name), 10)
        assert await pool.run(Job("double", {"number": 4}), 10) == 8

    with_pool(story, size=1)


def test_a_job_that_wants_too_much_memory_fails_alone() -> None:
    async def story(pool: Pool) -> None:
        with pytest.raises(WorkerDefect, match="MemoryError"):
            await pool.run(Job("hoard"), 10)
        assert await pool.run(Job("double", {"number": 4}), 10) == 8

    with_pool(story, size=1)


def test_the_cores_refusals_cross_the_border_whole() -> None:
    async def story(pool: Pool) -> None:
        with pytest.raises(InputError) as caught:
            await pool.run(Job("refused"), 10)
        assert caught.value.problems[0].place == "text"
        assert caught.value.problems[0].hint == "send another"

    with_pool(story, size=1)


def test_a_defect_is_told_by_type_and_place_without_words_of_the_draft() -> None:
    async def story(pool: Pool) -> None:
        with pytest.raises(WorkerDefect) as caught:
            await pool.run(Job("defect"), 10)
        assert "ValueError" in str(caught.value)
        assert "secret" not in str(caught.value)

    with_pool(story, size=1)


def test_a_full_queue_is_told_at_once_with_a_time_to_come_back() -> None:
    async def story(pool: Pool) -> None:
        busy = [asyncio.ensure_future(pool.run(Job("nap", {"seconds": 0.5}), 10)) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(Overloaded) as caught:
            await pool.run(Job("double", {"number": 1}), 10)
        assert not busy[-1].done()
        assert caught.value.retry_after >= 1
        await asyncio.gather(*busy)

    with_pool(story, size=1, queue=2)


def test_a_job_does_not_wait_for_a_worker_for_ever() -> None:
    async def story(pool: Pool) -> None:
        busy = asyncio.ensure_future(pool.run(Job("nap", {"seconds": 0.6}), 10))
        await asyncio.sleep(0.05)
        with pytest.raises(Overloaded):
            await pool.run(Job("double", {"number": 1}), 10)
        await busy

    with_pool(story, size=1, patience=0.1)


def test_a_client_that_leaves_does_not_free_a_busy_worker() -> None:
    async def story(pool: Pool) -> None:
        leaving: asyncio.Future[Any] = asyncio.ensure_future(
            pool.run(Job("nap", {"seconds": 0.4}), 10)
        )
        await asyncio.sleep(0.1)
        leaving.cancel()
        began = time.monotonic()
        assert await pool.run(Job("double", {"number": 3}), 10) == 6
        assert time.monotonic() - began > 0.2

    with_pool(story, size=1)


def test_a_worker_that_cannot_open_says_why() -> None:
    async def tell() -> None:
        pool = Pool(WorkerSpec(refuse, {}, JOBS), 1, 4)
        with pytest.raises(NotFound, match="is nothing"):
            await pool.start()
        await pool.close(1)

    asyncio.run(tell())
