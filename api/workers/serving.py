"""How a worker serves its jobs: with an open newsroom and a table of functions."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Any

from checker.values import dataclass

from ..logs import configure
from .ingest_jobs import WRITE_JOBS
from .jobs import CHECK_JOBS
from .opening import WorkerSettings, open_worker

__all__ = ["Job", "ServingSetup", "serving"]

Jobs = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: the name of a function of the worker's table and its arguments."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServingSetup:
    """What a worker opens and how it logs; `writes` adds the jobs that change sources."""

    settings: WorkerSettings
    log_level: str = "info"
    writes: bool = False


@contextmanager
def serving(setup: ServingSetup) -> Iterator[Callable[[Job], Any]]:
    """Opens the newsroom, and yields the function that runs a job on it.

    Raises:
        WirecheckError: rules or data directory are refused.
    """
    configure(setup.log_level)
    jobs: Jobs = WRITE_JOBS if setup.writes else CHECK_JOBS
    worker = open_worker(setup.settings)
    try:
        yield lambda job: jobs[job.name](worker, **job.arguments)
    finally:
        worker.close()
