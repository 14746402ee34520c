"""An audit from plan to report: resumable, with limits for every file."""

import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from checker.audit.journal import Journal
from checker.audit.plan import Planned, Skipped, plan
from checker.audit.shards import tasks_of
from checker.audit.task import FileResult, Task, auditor, not_finished
from checker.errors import ConfigurationError, Conflict, Problem
from checker.models import CheckRecord
from checker.newsroom import Newsroom
from checker.report import dumps
from checker.running.opening import CheckSetup, processors
from checker.running.workers import Outcome, Pool, WorkerLimits
from checker.times import from_rfc3339, rfc3339
from checker.uses import refuse_unknown
from checker.versions import versions_of

__all__ = [
    "MANIFEST",
    "Progress",
    "Run",
    "State",
    "audit",
    "begun",
    "finished",
    "keep",
    "planned",
    "register",
]

MANIFEST = "manifest.json"

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be audited and how."""

    roots: tuple[Path, ...]
    out: Path
    setup: CheckSetup
    workers: int = 0
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    follow_links: bool = False
    restart: bool = False


@dataclass(slots=True)
class State:
    """One run under way: its manifest, and what its plan left out."""

    manifest: dict[str, Any]
    skipped: list[Skipped] = field(default_factory=list)


def audit(run: Run, newsroom: Newsroom, progress: Progress) -> dict[str, Any]:
    """Audits everything that is not audited yet, writes the reports, and returns the manifest.

    Raises:
        ConfigurationError: `out` holds something else, or another audit.
        WirecheckError: rules, data directory or index cannot be used.
    """
    run.out.mkdir(parents=True, exist_ok=True)
    state = State(begun(run, newsroom))
    register(newsroom, state.manifest)
    with Journal(run.out) as journal:
        tasks = list(planned(run, state))
        total = len(tasks)
        waiting = [task for task in tasks if task.key not in journal.done]
        done = total - len(waiting)
        progress(done, total)
        if waiting:
            setup = (run.setup, str(state.manifest["id"]))
            count = min(processors(run.workers), len(waiting))
            with Pool(auditor, setup, workers=count, limits=run.limits) as pool:
                for outcome in pool.run(waiting):
                    keep(newsroom, journal, outcome)
                    done += 1
                    progress(done, None)
    return finished(run, newsroom, state, total)


def planned(run: Run, state: State) -> Iterator[Task]:
    """All tasks of the run; what is left out goes to `state.skipped`."""
    for entry in plan(
        run.roots, follow_links=run.follow_links, leave_out=(run.out, run.setup.opening.data)
    ):
        if isinstance(entry, Planned):
            yield from tasks_of(entry)
        else:
            state.skipped.append(entry)


def keep(newsroom: Newsroom, journal: Journal, outcome: Outcome) -> None:
    """Stores the checks first: a result that is listed can be recalled."""
    if outcome.state != "done":
        journal.add(outcome.task.key, [not_finished(outcome.task, outcome.what)])
        return
    result: FileResult = outcome.value
    _record(newsroom, result.records)
    journal.add(outcome.task.key, result.lines)


def _record(newsroom: Newsroom, records: Sequence[CheckRecord]) -> None:
    """Checks of a file that was in work when a run was killed may be there already."""
    if not records:
        return
    try:
        newsroom.store.checks.record(records)
    except Conflict:
        for record in records:
            with suppress(Conflict):
                newsroom.store.checks.record([record])


def begun(run: Run, newsroom: Newsroom) -> dict[str, Any]:
    """The manifest of this audit: the one that is there, or a new one.

    Raises:
        ConfigurationError: the folder holds something else, or another audit; or the use has a
            channel or a territory that nothing knows.
    """
    refuse_unknown(run.setup.use, newsroom.in_force().agreements)
    path = run.out / MANIFEST
    asked = _asked(run)
    if path.exists() and not run.restart:
        manifest = _read(path)
        if manifest.get("asked") != asked:
            raise ConfigurationError(
                Problem(
                    str(run.out), "holds an audit of something else", "another --out, or --restart"
                )
            )
        manifest["versions"] = _with(manifest["versions"], _versions(newsroom))
        manifest["status"] = "running"
    else:
        _clear(run)
        manifest = {
            "schema": "wirecheck-audit/1",
            "id": f"aud_{uuid.uuid4().hex}",
            "status": "running",
            "started": rfc3339(newsroom.clock(), UTC),
            "asked": asked,
            "versions": [_versions(newsroom)],
        }
    _write(path, manifest)
    return manifest


def _asked(run: Run) -> dict[str, Any]:
    use = run.setup.use
    return {
        "roots": [str(root.resolve()) for root in run.roots],
        "follow_links": run.follow_links,
        "use": {
            "publisher": use.publisher,
            "site": use.site,
            "channel": use.channel,
            "territories": list(use.territories),
            "at": rfc3339(use.at, UTC),
            "purpose": use.purpose,
        },
    }


def _versions(newsroom: Newsroom) -> dict[str, Any]:
    return versions_of(newsroom.rules.digest, newsroom.in_force(), newsroom.index_version())


def _with(before: list[dict[str, Any]], now: dict[str, Any]) -> list[dict[str, Any]]:
    """What the results were made with; more than one entry if something changed meanwhile."""
    return before if before and before[-1] == now else [*before, now]


def _clear(run: Run) -> None:
    """Takes an older audit away; a folder with something else in it is left alone."""
    from checker.audit.journal import PROGRESS, RESULTS
    from checker.audit.outputs import OUTPUTS

    ours = {MANIFEST, RESULTS, PROGRESS, *OUTPUTS}
    others = sorted(p.name for p in run.out.iterdir() if p.name not in ours)
    held = sorted(p.name for p in run.out.iterdir() if p.name in ours)
    if others and not held:
        what = f"is not empty ({others[0]})"
        raise ConfigurationError(Problem(str(run.out), what, "name a new folder"))
    for name in held:
        (run.out / name).unlink()


def register(newsroom: Newsroom, manifest: dict[str, Any]) -> None:
    """Tells the store that this audit runs."""
    started = from_rfc3339(manifest["started"])
    with suppress(Conflict):  # an audit that goes on
        newsroom.store.audits.start(manifest["id"], manifest["asked"], at=started)


def finished(run: Run, newsroom: Newsroom, state: State, files: int) -> dict[str, Any]:
    """Writes the reports and the manifest as it stays."""
    from checker.audit.outputs import write_outputs

    now = newsroom.clock()
    summary = write_outputs(run.out, state.manifest, state.skipped, newsroom.in_force().agreements)
    manifest = {
        **state.manifest,
        "status": "finished",
        "finished": rfc3339(now, UTC),
        "files": files,
        "skipped": [{"path": s.path, "reason": s.reason} for s in state.skipped],
        "summary": summary,
    }
    _write(run.out / MANIFEST, manifest)
    newsroom.store.audits.update(manifest["id"], status="finished", summary=summary, finished=now)
    return manifest


def _read(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ConfigurationError(Problem(str(path), "is damaged", "--restart")) from error
    if not isinstance(manifest, dict) or manifest.get("schema") != "wirecheck-audit/1":
        raise ConfigurationError(Problem(str(path), "is not of an audit", "name a new folder"))
    return manifest


def _write(path: Path, manifest: dict[str, Any]) -> None:
    fresh = path.with_name(path.name + ".part")
    fresh.write_text(dumps(manifest, indent=2) + "\n", "utf-8")
    fresh.replace(path)
