"""Worker processes with limits, for synchronous callers."""

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.errors import InputError, WirecheckError
from checker.running.workers import Outcome, Pool, WorkerLimits, answered, worker

from .tasks import LARGE, Setup, Task, bench, defect

LIMITS = WorkerLimits()
MEMORY_MB = LARGE // 2_000_000


def outcomes(*tasks: Task, limits: WorkerLimits = LIMITS) -> list[Outcome]:
    """The outcomes of tasks that one worker did one after the other."""
    with Pool(bench, Setup(), workers=1, limits=limits) as pool:
        return list(pool.run(tasks, window=2))


def test_a_task_that_hangs_dies_or_eats_memory_never_stops_the_others() -> None:
    bad = {
        Task("hang"): "timeout",
        Task("die", signal.SIGSEGV): "died",
        Task("hoard"): "memory",
        Task("defect", "nonsense"): "failed",
        Task("refuse"): "refused",
    }
    good = [Task("double", n) for n in range(len(bad))]
    tasks = [task for pair in zip(good, bad, strict=True) for task in pair]
    with Pool(bench, Setup(), workers=2, limits=WorkerLimits(5.0, MEMORY_MB)) as pool:
        found = list(pool.run(tasks))
    assert len(found) == len(tasks)
    states = {outcome.task: outcome.state for outcome in found}
    assert states == bad | dict.fromkeys(good, "done")


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
def test_a_worker_that_is_killed_says_by_which_signal(number: signal.Signals) -> None:
    died, after = outcomes(Task("die", number), Task("double", 2))
    assert (died.state, died.what) == ("died", f"the worker ended ({number.name})")
    assert after.value == 4


def test_a_task_in_c_code_that_never_yields_is_ended_at_its_deadline() -> None:
    hung, after = outcomes(Task("hang_in_c"), Task("double", 2), limits=WorkerLimits(1.0))
    assert (hung.state, hung.what) == ("timeout", "not finished within 1 s")
    assert after.state == "done" or after.what == hung.what  # a busy machine takes its second


@pytest.mark.parametrize(
    "name",
    ["hoard", "hoard_in_numpy", "hoard_in_a_map", "hoard_and_hide", "hoard_in_the_answer"],
)
def test_too_much_memory_is_reported_as_memory_and_not_as_a_crash(name: str) -> None:
    limits = WorkerLimits(memory_mb=MEMORY_MB)
    greedy, after = outcomes(Task(name), Task("double", 2), limits=limits)
    assert (greedy.state, greedy.what) == ("memory", "it needs more memory than the limit")
    assert after.value == 4


def test_an_error_whose_causes_come_back_to_it_is_an_outcome() -> None:
    def refuse(_task: Task) -> None:
        error = WirecheckError("no room")
        raise error from error

    assert answered(refuse, Task("refuse")).state == "refused"


def test_the_memory_limit_counts_from_what_a_fresh_worker_holds() -> None:
    limits = WorkerLimits(memory_mb=MEMORY_MB)
    with Pool(bench, Setup(hold=LARGE), workers=1, limits=limits) as pool:
        first, second = pool.run([Task("double", 2), Task("hoard")], window=2)
    assert (first.state, second.state) == ("done", "memory")


def test_mapped_files_do_not_count_as_memory_of_a_task(tmp_path: Path) -> None:
    path = tmp_path / "segment"
    with path.open("wb") as file:
        file.truncate(LARGE)
    (mapped,) = outcomes(Task("map_file", path), limits=WorkerLimits(memory_mb=MEMORY_MB))
    assert mapped.value == LARGE


def test_with_a_window_outcomes_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    others = [Task("double", n) for n in range(40)]
    tasks = [Task("wait", gate), *others[:10], Task("open_gate", gate), *others[10:]]
    with Pool(bench, Setup(), workers=2) as pool:
        found = list(pool.run(tasks, window=16))
    assert [outcome.task for outcome in found] == tasks
    assert {outcome.state for outcome in found} == {"done"}


def test_without_a_window_a_slow_task_holds_no_outcome_up(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    tasks = [Task("wait", gate), Task("double", 1), Task("open_gate", gate)]
    with Pool(bench, Setup(), workers=2) as pool:
        found = [outcome.task for outcome in pool.run(tasks)]
    assert found[0] == Task("double", 1)
    assert sorted(task.name for task in found) == ["double", "open_gate", "wait"]


def test_no_more_tasks_are_read_than_the_window_holds(tmp_path: Path) -> None:
    gate, window = tmp_path / "gate", 8
    read = 0

    def tasks() -> Iterator[Task]:
        nonlocal read
        yield Task("wait", gate)
        for number in range(50):
            read += 1
            if read == window - 1:
                gate.touch()
            yield Task("double", number)

    with Pool(bench, Setup(), workers=2) as pool:
        for yielded, _ in enumerate(pool.run(tasks(), window=window)):
            assert read < yielded + window
    assert read == 50


def test_a_fork_server_that_refuses_while_it_ends_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paused: list[float] = []
    ended = len(worker.PAUSES)  # pauses until another fork server is started
    started = worker.Worker._started

    def refuses(self: worker.Worker) -> object:
        if len(paused) < ended:
            raise ConnectionRefusedError("it is being killed")
        return started(self)

    monkeypatch.setattr(worker.Worker, "_started", refuses)
    monkeypatch.setattr(time, "sleep", paused.append)
    (outcome,) = outcomes(Task("double", 2))
    assert (outcome.state, outcome.value, paused) == ("done", 4, list(worker.PAUSES))

    paused.clear()
    ended += 1
    with pytest.raises(WirecheckError, match="it did not start: ConnectionRefusedError"):
        outcomes(Task("double", 2))


@pytest.mark.parametrize("window", [0, 32])
def test_each_task_has_one_outcome_while_workers_are_killed_at_random(
    tmp_path: Path, window: int
) -> None:
    notes = tmp_path / "notes"
    tasks = [Task("noted", (notes, n, 4_000 * (n % 100))) for n in range(300)]
    with Pool(bench, Setup(lives=0.2), workers=3) as pool:
        found = list(pool.run(tasks, window=window))
    if window:
        assert [outcome.task for outcome in found] == tasks
    assert sorted(outcome.task.value[1] for outcome in found) == list(range(300))
    assert {outcome.state for outcome in found} == {"done", "died"}
    done = [outcome for outcome in found if outcome.state == "done"]
    for outcome in done:
        _, number, size = outcome.task.value
        assert outcome.value == (number, b"x" * size)
    ran = [int(line) for line in notes.read_text().split()]
    assert len(ran) == len(set(ran))  # no task was begun twice
    assert set(ran) >= {outcome.value[0] for outcome in done}


def test_the_collector_of_a_worker_leaves_its_setup_alone_and_looks_seldom() -> None:
    (told,) = outcomes(Task("collector"))
    frozen, threshold = told.value
    assert frozen > 1_000
    assert threshold > 10_000


def test_what_a_task_refuses_comes_back_whole() -> None:
    (refused,) = outcomes(Task("refuse"))
    assert isinstance(refused.error, InputError)
    assert refused.error.problems[0].hint == "send another"
    assert "cannot be read" in refused.what


def test_a_defect_has_its_type_and_place_without_words_of_the_text() -> None:
    (failed,) = outcomes(Task("defect", "the secret words of a draft"))
    assert failed.what.startswith("ValueError at tasks.py:")
    assert failed.what.endswith(" defect")


def test_a_worker_that_cannot_be_set_up_ends_the_run_with_its_problem() -> None:
    with (
        Pool(bench, Setup(refuse=True), workers=1) as pool,
        pytest.raises(WirecheckError, match="here: cannot start"),
    ):
        list(pool.run([Task("double", 1)]))


def test_no_tasks_start_no_process(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    with Pool(bench, Setup(closed=closed), workers=2) as pool:
        assert list(pool.run([])) == []
    assert not closed.exists()


def test_an_idle_worker_closes_what_it_holds_when_the_pool_ends(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    with Pool(bench, Setup(closed=closed), workers=1) as pool:
        list(pool.run([Task("double", 1)]))
    assert closed.read_text() == "closed with 0 bytes held"


def test_a_run_that_is_given_up_ends_its_busy_workers() -> None:
    with Pool(bench, Setup(), workers=2) as pool:
        run = pool.run([Task("double", 1), Task("hang"), Task("hang")])
        assert next(run).value == 2
    assert not [one for one in threading.enumerate() if one.name.startswith("wirecheck-pool")]


def test_a_task_that_is_done_here_has_the_same_outcomes() -> None:
    assert answered(lambda task: task * 2, 4).value == 8
    failed = answered(defect, "the secret words")
    assert (failed.state, "secret" in failed.what) == ("failed", False)


def test_who_waits_for_outcomes_is_told_when_none_comes() -> None:
    told: list[int] = []
    tasks = [Task("double", 1), Task("nap", 0.5), Task("double", 2)]
    for window in (0, 2):
        told.clear()
        with Pool(bench, Setup(), workers=1, limits=LIMITS) as pool:
            found = pool.run(tasks, window=window, idle=lambda: told.append(1), idle_after=0.05)
            assert [outcome.value for outcome in found] == [2, None, 4]
        assert told
