"""An audit from plan to report: resumable, with limits for every file."""

import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import UTC
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from checker.audit.asked import asked_of, versions_now, with_versions
from checker.audit.claims import Known, Prices
from checker.audit.holding import holder
from checker.audit.journal import PROGRESS, RESULTS, Journal
from checker.audit.keeping import WAIT, Keeper
from checker.audit.outputs import OUTPUTS, Basis, keys_before, write_outputs
from checker.audit.parquet import Partition
from checker.audit.plan import Planned, Skipped, plan
from checker.audit.renewal import outdated
from checker.audit.scope import Scope, sampled
from checker.audit.shards import Task, tasks_of
from checker.audit.task import Work, auditor
from checker.errors import ConfigurationError, NotFound, Problem
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import dumps
from checker.running.opening import CheckSetup, processors
from checker.running.workers import Pool, WorkerLimits
from checker.times import from_rfc3339, rfc3339
from checker.uses import refuse_unknown
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "MANIFEST",
    "Progress",
    "Run",
    "State",
    "audit",
    "begun",
    "finished",
    "planned",
    "read_manifest",
    "to_do",
    "write_manifest",
]

MANIFEST = "manifest.json"
SOURCES = 4_096  # headlines that are kept while the report is written
ORDERED = 64  # files that may be done before their turn, where the order counts

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What to audit and how."""

    roots: tuple[Path, ...]
    out: Path
    setup: CheckSetup
    workers: int = 0
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    follow_links: bool = False
    restart: bool = False
    scope: Scope = field(default_factory=Scope)
    parquet_by: Partition | None = None

    def work(self, manifest: Mapping[str, Any]) -> Work:
        """Returns what a worker of this run needs besides the tasks."""
        roots = [root.resolve() for root in self.roots]
        within = None if self.follow_links else tuple(r if r.is_dir() else r.parent for r in roots)
        audit, number = str(manifest["id"]), int(manifest.get("round", 0))
        return Work(self.setup, audit, self.scope, within, number)


@dataclass(slots=True)
class State:
    """A run in progress: its manifest, its journal, its keeper, and what its plan left out.

    `planned` is the number of files of the plan, of which a sample may be audited.
    """

    manifest: dict[str, Any]
    journal: Journal
    keeper: Keeper
    skipped: list[Skipped] = field(default_factory=list)
    planned: int = 0


def audit(run: Run, newsroom: Newsroom, progress: Progress) -> dict[str, Any]:
    """Audits everything that is not audited yet, writes the reports, and returns the manifest.

    Raises:
        ConfigurationError: `out` contains something else, or another audit.
        WirecheckError: rules, data directory or index cannot be used.
    """
    with begun(run, newsroom) as state:
        journal = state.journal
        tasks = to_do(run, newsroom, state)
        total = state.manifest["planned"] = len(tasks)
        write_manifest(run.out / MANIFEST, state.manifest)
        waiting = [task for task in tasks if task.key not in journal.done]
        done = total - len(waiting)
        progress(done, total)
        if waiting:
            work = run.work(state.manifest)
            count = min(processors(run.workers), len(waiting))
            with Pool(auditor, work, workers=count, limits=run.limits) as pool:
                keeper = state.keeper
                outcomes = pool.run(
                    waiting,
                    window=ORDERED if keeper.ordered else 0,
                    idle=keeper.flush,
                    idle_after=WAIT,
                )
                for outcome in outcomes:
                    keeper.keep(outcome)
                    done += 1
                    progress(done, None)
        return finished(run, newsroom, state, total)


def to_do(run: Run, newsroom: Newsroom, state: State) -> list[Task]:
    """Returns the tasks of the run, without the results of an earlier one that no longer hold.

    Where quotas are counted, all of it is done again if any of it is: they count in the order of
    the plan.
    """
    tasks = planned(run, state)
    journal, manifest = state.journal, state.manifest
    manifest.pop("again", None)
    if journal.done:
        versions, at = manifest["versions"], run.setup.use.at
        old = outdated(newsroom, journal, tasks, versions, at)
        if old.all:
            manifest["again"] = old.counts()
            manifest["round"] = manifest.get("round", 0) + 1
            write_manifest(run.out / MANIFEST, manifest)
            journal.drop(journal.done if state.keeper.ordered else old.all)
            state.keeper = Keeper(newsroom, journal, run.work(manifest))
            state.skipped.clear()
            tasks = planned(run, state)
    if state.keeper.ordered:
        state.keeper.resumed()
    return tasks


def planned(run: Run, state: State) -> list[Task]:
    """Returns the tasks of the run, or the sample of them.

    What is left out goes to `state.skipped`.

    They are named as in the original run, however the roots are named now.
    """
    given = [os.fspath(root) for root in run.roots]
    names = state.manifest.get("named", given)
    tasks: list[Task] = []
    for entry in plan(
        run.roots, follow_links=run.follow_links, leave_out=(run.out, run.setup.opening.data)
    ):
        if isinstance(entry, Planned):
            name = _name_of(entry.path, given, names)
            parts = tasks_of(entry, name, state.journal.reached)
            tasks += [_named(task, name) for task in parts]
        else:
            state.skipped.append(entry)
    state.planned = len(tasks)
    return sampled(tasks, run.scope.sample)


def _name_of(path: str, given: Sequence[str], names: Sequence[str]) -> str:
    for root, name in zip(given, names, strict=True):
        if root != name and (path == root or path.startswith(os.path.join(root, ""))):
            return name + path[len(root) :]
    return path


def _named(task: Task, name: str) -> Task:
    return task if task.path == name else replace(task, path=name, at=task.path)


@contextmanager
def begun(run: Run, newsroom: Newsroom) -> Iterator[State]:
    """Returns the existing audit, or a new one; its folder is held until everything is written.

    Raises:
        Busy: another run writes there.
        ConfigurationError: the folder contains something else, or another audit; or the use has an
            unknown channel or territory.
    """
    refuse_unknown(run.setup.use, newsroom.in_force().agreements)
    run.out.mkdir(parents=True, exist_ok=True)
    _refuse_foreign(run.out)
    with Journal(run.out) as journal:
        manifest = _manifest(run, newsroom, journal)
        manifest["status"] = "running"
        manifest["process"] = holder()
        write_manifest(run.out / MANIFEST, manifest)
        newsroom.store.audits.start(
            manifest["id"],
            manifest["asked"],
            at=from_rfc3339(manifest["started"]),
            folder=str(run.out.resolve()),
        )
        journal.state = len(manifest["versions"]) - 1
        state = State(manifest, journal, Keeper(newsroom, journal, run.work(manifest)))
        try:
            yield state
        finally:
            state.keeper.flush()  # what is done stays done, whatever ends the run


def _manifest(run: Run, newsroom: Newsroom, journal: Journal) -> dict[str, Any]:
    path = run.out / MANIFEST
    asked = asked_of(run)
    if path.exists() and not run.restart:
        manifest = read_manifest(path)
        if manifest.get("asked") != asked:
            raise ConfigurationError(
                Problem(
                    str(run.out),
                    "contains a different audit",
                    "name another --out, or use --restart",
                )
            )
        manifest["versions"] = with_versions(manifest["versions"], versions_now(newsroom))
        return manifest
    journal.clear()
    for name in OUTPUTS:
        (run.out / name).unlink(missing_ok=True)
    return {
        "schema": "wirecheck-audit/1",
        "id": f"aud_{uuid.uuid4().hex}",
        "started": rfc3339(newsroom.clock(), UTC),
        "asked": asked,
        "publishers": newsroom.publisher_names(),
        "named": [os.fspath(root) for root in run.roots],
        "versions": [versions_now(newsroom)],
    }


def _refuse_foreign(folder: Path) -> None:
    """A folder with something else in it is left alone."""
    names = sorted(path.name for path in folder.iterdir())
    if names and not set(names) & {MANIFEST, RESULTS, PROGRESS, *OUTPUTS}:
        what = worded("is not empty ({names})", names=names[0])
        raise ConfigurationError(Problem(str(folder), what, "name a new folder"))


def finished(run: Run, newsroom: Newsroom, state: State, files: int) -> dict[str, Any]:
    """Writes the reports and the final manifest."""
    state.keeper.flush()
    now = newsroom.clock()
    basis = basis_of(run, newsroom, state.manifest)
    summary = write_outputs(run.out, state.manifest, state.skipped, basis, run.parquet_by)
    passing = ("process", "planned")
    known = {name: value for name, value in state.manifest.items() if name not in passing}
    manifest = {
        **known,
        "status": "finished",
        "finished": rfc3339(now, UTC),
        "files": files,
        **({"sampled_from": state.planned} if run.scope.sample else {}),
        "skipped": [{"path": s.path, "reason": s.reason} for s in state.skipped],
        "summary": summary,
    }
    write_manifest(run.out / MANIFEST, manifest)
    newsroom.store.audits.update(manifest["id"], status="finished", summary=summary, finished=now)
    return manifest


def basis_of(run: Run, newsroom: Newsroom, manifest: Mapping[str, Any]) -> Basis:
    """Returns what the report needs besides the results."""
    agreements = newsroom.in_force().agreements
    settled = newsroom.store.settlements.all()
    known = Known(
        Prices.of(agreements),
        lru_cache(maxsize=SOURCES)(partial(_source, newsroom)),
        {key: (one.state, one.note) for key, one in settled.items()},
        before=keys_before(run.out, newsroom.store, manifest),
        names={
            **{a.owner: a.owner_name for a in agreements if a.owner_name},
            **{agency.id: agency.name for agency in newsroom.rules.agencies.values()},
        },
    )
    return Basis(agreements, known, run.scope.owner)


def _source(newsroom: Newsroom, name: str) -> Source | None:
    try:
        return newsroom.store.sources.get(name)
    except NotFound:  # removed since: the row names its id
        return None


def read_manifest(path: Path) -> dict[str, Any]:
    """Returns the contents of an audit's manifest.

    Raises:
        ConfigurationError: it is damaged or not the manifest of an audit.
    """
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ConfigurationError(Problem(str(path), "is damaged", "--restart")) from error
    if not isinstance(manifest, dict) or manifest.get("schema") != "wirecheck-audit/1":
        raise ConfigurationError(
            Problem(str(path), "does not belong to an audit", "name a new folder")
        )
    return manifest


def write_manifest(path: Path, manifest: dict[str, Any]) -> None:
    """Writes the manifest completely or not at all."""
    fresh = path.with_name(path.name + ".part")
    fresh.write_text(dumps(manifest, indent=2) + "\n", "utf-8")
    fresh.replace(path)
