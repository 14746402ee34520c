"""The same audit on Apache Spark: partitions of files, the same check inside, one report.

Needs the extra `spark`, Java, and that all workers see files, data directory and report folder
under the same paths (shared storage). They open the newsroom read-only; their findings are returned
as Parquet, and only the driver writes journal, store and report. So a stopped run can continue, and
a run begun with local processes may continue here and vice versa.
"""

import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from pyarrow import parquet
from pyspark.sql import SparkSession

from checker.audit.run import Progress, Run, begun, finished, to_do
from checker.audit.shards import Task
from checker.audit.task import Work, auditor
from checker.newsroom import Newsroom
from checker.running.workers import Outcome, Pool, WorkerLimits

__all__ = ["audit"]

CHUNK = 20_000  # files in one Spark job; between two jobs the journal is written
ORDERED = 2_000  # the same where their order counts: the results are in memory then
SPREAD = 3  # partitions a core, so that one slow file holds up little
FILES = 200  # files in a partition at least: each begins with a fresh worker process
SCRATCH = "spark"

_RESULTS = "outcome binary"
_Row = tuple[bytes, int, int | None, int, bytes, Literal["bytes", "members"], int | None]


def audit(run: Run, newsroom: Newsroom, progress: Progress) -> dict[str, Any]:
    """See `checker.audit.run.audit`; the limits on time and memory apply to each file here too."""
    run = replace(run, out=run.out.resolve())
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with begun(run, newsroom) as state:
        spark = SparkSession.builder.appName(f"wirecheck {state.manifest['id']}").getOrCreate()
        try:
            tasks = to_do(run, newsroom, state)
            waiting = [task for task in tasks if task.key not in state.journal.done]
            done = len(tasks) - len(waiting)
            progress(done, len(tasks))
            keeper = state.keeper
            for chunk in _chunks(waiting, ORDERED if keeper.ordered else CHUNK):
                outcomes = _checked(spark, run, run.work(state.manifest), chunk)
                for outcome in _in_order(outcomes, chunk) if keeper.ordered else outcomes:
                    keeper.keep(outcome)
                    done += 1
                    progress(done, None)
        finally:
            spark.stop()
            shutil.rmtree(run.out / SCRATCH, ignore_errors=True)
        return finished(run, newsroom, state, len(tasks))


def _checked(spark: Any, run: Run, work: Work, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """One Spark job over these files."""
    rows = [_row(task) for task in tasks]
    context = spark.sparkContext
    cores = context.defaultParallelism
    parts = min(len(rows), max(cores, min(cores * SPREAD, len(rows) // FILES)))
    opening = replace(run.setup.opening, data=run.setup.opening.data.resolve(), readonly=True)
    given = replace(work, setup=replace(run.setup, opening=opening))
    inside = partial(_partition, work=given, limits=run.limits)
    folder = run.out / SCRATCH
    found = context.parallelize(_spread(rows, parts), parts).mapPartitions(inside)
    spark.createDataFrame(found, _RESULTS).write.mode("overwrite").parquet(folder.as_uri())
    yield from _read(folder)


def _spread(rows: Sequence[_Row], parts: int) -> list[_Row]:
    """The rows in an order that gives every partition files of all folders."""
    return [row for first in range(parts) for row in rows[first::parts]]


def _partition(rows: Iterable[_Row], *, work: Work, limits: WorkerLimits) -> Iterator[tuple[bytes]]:
    """Runs in Spark's workers: every file in a process of its own that can be ended."""
    with Pool(auditor, work, workers=1, limits=limits) as pool:
        for outcome in pool.run(map(_task, rows)):
            yield (pickle.dumps(outcome),)


def _task(row: _Row) -> Task:
    path, start, end, first_line, at, unit, reach = row
    return Task(os.fsdecode(path), start, end, first_line, os.fsdecode(at), unit, reach)


def _read(folder: Path) -> Iterator[Outcome]:
    """What a job wrote; only our own workers write there."""
    for path in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(path).iter_batches(batch_size=64):
            for row in batch.to_pylist():
                outcome: Outcome = pickle.loads(row["outcome"])
                yield outcome


def _in_order(outcomes: Iterable[Outcome], tasks: Sequence[Task]) -> list[Outcome]:
    """The outcomes of a job in the order of its tasks, in which quotas are counted."""
    at = {task.key: number for number, task in enumerate(tasks)}
    return sorted(outcomes, key=lambda outcome: at[outcome.task.key])


def _chunks(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    source = iter(tasks)
    while chunk := list(islice(source, size)):
        yield chunk


def _row(task: Task) -> _Row:
    """Paths travel as bytes, since names need not be UTF-8."""
    at = os.path.abspath(os.fsencode(task.at or task.path))
    path = os.fsencode(task.path)
    return path, task.start, task.end, task.first_line, at, task.unit, task.reach
