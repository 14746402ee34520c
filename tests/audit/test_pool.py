"""Worker processes with limits."""

import pytest

from checker.errors import WirecheckError
from checker.running.workers import Limits, Pool

from .work import factory


def test_a_task_that_hangs_dies_or_eats_memory_never_stops_the_others() -> None:
    tasks = ["a", "hang", "b", "die", "c", "eat", "d", "raise", "e"]
    with Pool(factory, None, workers=2, limits=Limits(2.0, 500)) as pool:
        outcomes = list(pool.run(tasks))
    states = {outcome.task: outcome.state for outcome in outcomes}
    assert len(outcomes) == len(tasks)
    assert states == {
        "a": "done", "b": "done", "c": "done", "d": "done", "e": "done",
        "hang": "timeout", "die": "died", "eat": "memory", "raise": "failed",
    }  # fmt: skip
    assert "SIGSEGV" in next(o.what for o in outcomes if o.task == "die")


def test_with_a_window_outcomes_come_in_the_order_of_the_tasks() -> None:
    tasks = ["slow", *range(40)]
    with Pool(factory, None, workers=2) as pool:
        outcomes = list(pool.run(tasks, window=16))
    assert [outcome.task for outcome in outcomes] == tasks


def test_a_worker_that_cannot_be_set_up_ends_the_run_with_its_problem() -> None:
    with Pool(factory, "broken", workers=1) as pool, pytest.raises(WirecheckError, match="here"):
        list(pool.run(["a"]))


def test_no_tasks_start_no_process() -> None:
    with Pool(factory, None, workers=2) as pool:
        assert list(pool.run([])) == []
