"""Control of runs: what state they are in, how one is ended, and how one continues."""

from dataclasses import replace
from pathlib import Path

from checker.audit.holding import end, is_held
from checker.audit.journal import Journal
from checker.audit.run import MANIFEST, Run, read_manifest, write_manifest
from checker.audit.scope import scope_from
from checker.errors import ConfigurationError, Conflict, Problem
from checker.models.draft import Use
from checker.models.vocabulary import LOOKS
from checker.running.check import CheckOptions
from checker.running.opening import CheckSetup
from checker.running.workers import WorkerLimits
from checker.settings import Settings
from checker.store import Audit, Store
from checker.uses import use_from
from checker.wording import worded

__all__ = ["cancel", "resumed", "seen"]


def seen(audit: Audit) -> Audit:
    """Returns the run with its real state: a run without a living process is interrupted."""
    if audit.status != "running" or (audit.folder and is_held(Path(audit.folder))):
        return audit
    return replace(audit, status="interrupted")


def cancel(store: Store, name: str) -> Audit:
    """Ends a run, or marks an interrupted one as cancelled; its findings are kept.

    Raises:
        NotFound: no such run.
        Conflict: it is finished, or its process is not one that this process may end.
        Busy: it was resumed at this moment.
    """
    audit = _unfinished(store.audits.get(name), "cancelled")
    folder = Path(audit.folder or "")
    if not audit.folder or not (folder / MANIFEST).exists():
        return store.audits.update(name, status="cancelled")
    end(folder, read_manifest(folder / MANIFEST).get("process"))
    with Journal(folder):  # nobody goes on with it meanwhile
        audit = _unfinished(store.audits.get(name), "cancelled")
        manifest = read_manifest(folder / MANIFEST)
        manifest.pop("process", None)
        write_manifest(folder / MANIFEST, {**manifest, "status": "cancelled"})
        return store.audits.update(name, status="cancelled")


def resumed(store: Store, name: str, settings: Settings) -> Run:
    """Returns what continues a run: the same folders, the same use, the same report.

    Raises:
        NotFound: no such run.
        Conflict: it is running or finished, or its report is missing.
    """
    audit = _unfinished(seen(store.audits.get(name)), worded("resumed"))
    if audit.status == "running":
        raise Conflict(Problem(f"audit {name!r}", "is running", "there is nothing to resume"))
    if not audit.folder or not (Path(audit.folder) / MANIFEST).exists():
        what = worded(
            "its report does not exist: {folder}",
            folder=audit.folder or worded("it was started by an older version of Wirecheck"),
        )
        raise Conflict(Problem(f"audit {name!r}", what, "run a new audit of the archive"))
    try:
        return _run(audit, Path(audit.folder), settings)
    except (KeyError, TypeError) as error:
        what = worded("its parameters cannot be read: {error}", error=error)
        raise ConfigurationError(Problem(f"audit {name!r}", what)) from error


def _run(audit: Audit, folder: Path, settings: Settings) -> Run:
    asked = audit.parameters
    use = use_from(asked["use"], Use(), f"audit {audit.id!r}")
    options = CheckOptions(
        record=asked.get("record", True),
        max_letters=settings.check.max_letters,
        look=tuple(asked.get("look", LOOKS)),
        language=asked.get("language", "en"),
    )
    return Run(
        roots=tuple(Path(root) for root in asked["roots"]),
        out=folder,
        setup=CheckSetup.of(settings, use, options),
        workers=settings.audit.workers,
        limits=WorkerLimits(settings.audit.seconds, settings.audit.memory_mb),
        follow_links=asked["follow_links"],
        scope=scope_from(asked.get("scope") or {}),
    )


def _unfinished(audit: Audit, what: str) -> Audit:
    if audit.status == "finished":
        hint = worded("start a new audit for the files added since")
        raise Conflict(
            Problem(
                f"audit {audit.id!r}", worded("is finished and cannot be {what}", what=what), hint
            )
        )
    return audit
