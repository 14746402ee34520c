"""The CPU time of an audit with its real worker processes, by what it goes to.

The audit is that of the command: a pool of processes, the journal, the database, the reports. Only
the function that a worker calls is wrapped, so that each worker counts the CPU time of its stages;
when it ends, it writes what it has counted to a file.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import checker.audit.run as runs
import checker.audit.task as tasks
from checker.audit.keeping import Keeper
from checker.audit.run import Run
from checker.audit.shards import Task
from checker.audit.task import FileResult, Work, auditor
from checker.newsroom import Newsroom
from checker.running.documents import read_documents

__all__ = ["cpu_of", "timed_auditor"]

_WORKER = ("starting", "reading", "checking", "answering", "passing")
_AUDIT = ("keeping", "reporting", "dispatching")

_Counted = dict[str, float]


def cpu_of(run: Run, newsroom: Newsroom) -> dict[str, Any]:
    """Runs an audit and returns its seconds of CPU by stage.

    Of the workers: `starting` (a process, its newsroom), `reading`, `checking` (evidence and
    verdicts), `answering` (answers, records, JSON), `passing` (tasks and results in the pipe, the
    collection of garbage between tasks). Of the audit's process: `keeping` (database, journal),
    `reporting`, `dispatching` (the plan, the pool). `share` is that of reading and checking in all
    but `starting`, which a run pays once for each worker.
    """
    counted: _Counted = dict.fromkeys(_AUDIT, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        before = time.process_time()
        with (
            patch.object(runs, "auditor", partial(timed_auditor, folder)),
            patch.object(runs, "finished", _timed(runs.finished, counted, "reporting")),
            patch.object(Keeper, "keep", _timed(Keeper.keep, counted, "keeping")),
            patch.object(Keeper, "flush", _timed(Keeper.flush, counted, "keeping")),
        ):
            runs.audit(run, newsroom, lambda _done, _total: None)
        whole = time.process_time() - before
        workers = [json.loads(path.read_text("utf-8")) for path in Path(folder).iterdir()]
    counted["dispatching"] = whole - counted["keeping"] - counted["reporting"]
    for name in _WORKER:
        counted[name] = sum(one[name] for one in workers)
    spent = sum(counted.values()) - counted["starting"]
    useful = counted["reading"] + counted["checking"]
    return {"workers": len(workers), "seconds": counted, "spent": spent, "share": useful / spent}


@contextmanager
def timed_auditor(folder: str, work: Work) -> Iterator[Callable[[Task], FileResult]]:
    """The function of a worker, whose stages are counted."""
    counted: _Counted = dict.fromkeys(_WORKER, 0.0)
    read, matrix = read_documents, Newsroom.check_matrix
    with (
        patch.object(tasks, "read_documents", lambda *a, **k: _each(read(*a, **k), counted)),
        patch.object(Newsroom, "check_matrix", _timed(matrix, counted, "checking")),
        auditor(work) as audited,
    ):
        counted["starting"] = time.process_time()
        yield _timed(audited, counted, "tasks")
        whole = time.process_time()
    done = counted.pop("tasks", 0.0)
    counted["answering"] = done - counted["reading"] - counted["checking"]
    counted["passing"] = whole - counted["starting"] - done
    Path(folder, f"{os.getpid()}.json").write_text(json.dumps(counted), "utf-8")


def _timed(function: Callable[..., Any], counted: _Counted, stage: str) -> Callable[..., Any]:
    """A function whose CPU time is added to a stage; within itself it is counted once."""
    inside = False

    def timed(*given: Any, **named: Any) -> Any:
        nonlocal inside
        if inside:
            return function(*given, **named)
        inside, before = True, time.process_time()
        try:
            return function(*given, **named)
        finally:
            inside = False
            counted[stage] = counted.get(stage, 0.0) + time.process_time() - before

    return timed


def _each(found: Iterable[Any], counted: _Counted) -> Iterator[Any]:
    """What a reader yields, its CPU time added to that of reading."""
    each = iter(found)
    while True:
        before = time.process_time()
        try:
            one = next(each, None)
        finally:
            counted["reading"] += time.process_time() - before
        if one is None:
            return
        yield one
