"""Audits: each runs in a process of its own that outlives the service."""

import asyncio
import subprocess
import sys
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from checker.audit.control import cancel, resumed, seen
from checker.audit.reports import RunProgress, progress_of, report_file, report_files
from checker.audit.run import MANIFEST, read_manifest
from checker.errors import ConfigurationError, NotFound
from checker.licensing import InForce
from checker.models.draft import Use
from checker.store import Audit, Store
from checker.times import rfc3339
from checker.uses import refuse_unknown
from checker.wording import worded

from .checking import use_of
from .problems import ApiProblem
from .request_models import UseIn
from .service import Service

__all__ = [
    "cancel_audit",
    "file_of_run",
    "files_of_run",
    "progress_of_run",
    "resume_audit",
    "run_of",
    "runs_of",
    "start_audit",
]

BEGIN_SECONDS = 30.0
LOOK_SECONDS = 0.1
MOST_RUNNING = 2
_COMMAND = "from checker.cli import main; main()"


async def start_audit(service: Service, path: str, use: UseIn | None) -> Audit:
    """Starts a run over a folder and returns it as soon as it has a name.

    Raises:
        ApiProblem: 403 outside `serve.audit_folders`, 422 if the folder does not exist, the use
            names a first publication or the run does not start, 429 if too many are running.
        UnknownName: the use has an unknown channel or territory.
    """
    folder = _allowed(service, path)
    if use is not None and use.first_published is not None:
        what = worded("an audit takes it from each piece")
        detail = worded("{field}: {detail}", field="use.first_published", detail=what)
        fault = {"field": "use.first_published", "detail": what}
        raise ApiProblem(422, "invalid-request", detail, errors=[fault])
    judged = use_of(use, service.settings.use)
    held = InForce.from_documents(await service.read(service.store.agreements.all), None)
    refuse_unknown(judged, held.agreements)
    async with service.starting:
        await _refuse_too_many(service)
        out = service.settings.data / "audits" / uuid.uuid4().hex
        out.mkdir(parents=True)
        command = [*_command(service, "audit"), str(folder), "--out", str(out)]
        command += _options(judged)
        process = await _spawned(service, command, out)
        return await _begun(service, process, partial(_found, service.store, out))


async def resume_audit(service: Service, name: str) -> Audit:
    """Resumes an interrupted or cancelled run, and returns it as soon as it is running.

    Raises:
        WirecheckError: there is no such run, it is running or finished, or its report is gone.
        ApiProblem: 403 if its folders lie outside `serve.audit_folders`, 429 if too many runs are
            in progress, 422 if it does not resume.
    """
    async with service.starting:
        run = await service.aside(resumed, service.store, name, service.settings)
        for root in run.roots:  # the command line may have begun it somewhere else
            _allowed(service, str(root))
        await _refuse_too_many(service)
        before = await run_of(service, name)
        process = await _spawned(service, [*_command(service, "audits"), "resume", name], run.out)
        return await _begun(service, process, partial(_changed, service.store, before))


async def cancel_audit(service: Service, name: str) -> Audit:
    """Ends a run, or marks an interrupted one as cancelled.

    Raises:
        WirecheckError: there is no such run, it is finished, or its process is not one that this
            process may end.
    """
    return await service.aside(cancel, service.store, name)


async def run_of(service: Service, name: str) -> Audit:
    """Returns one run with its state.

    Raises:
        NotFound: there is no such run.
    """
    return await service.aside(seen, await service.read(service.store.audits.get, name))


async def progress_of_run(service: Service, run: Audit) -> RunProgress | None:
    """Returns the progress of a run; None if its folder is not accessible from here."""
    return await service.aside(progress_of, run)


async def files_of_run(service: Service, run: Audit) -> list[Path]:
    """Returns the files that a run has written."""
    return await service.aside(report_files, run)


async def file_of_run(service: Service, name: str, file: str) -> Path:
    """Returns one file of a run, by its name.

    Raises:
        NotFound: there is no such run, or it has no such file.
    """
    run = await service.read(service.store.audits.get, name)
    return await service.aside(report_file, run, file)


async def runs_of(service: Service, limit: int) -> list[Audit]:
    """Returns the newest runs with their states."""
    found = await service.read(service.store.audits.page, limit)
    return await service.aside(lambda: [seen(one) for one in found])


async def _refuse_too_many(service: Service) -> None:
    """Counts the runs that live: one that has died leaves its place."""
    found = await service.read(service.store.audits.running)
    living = await service.aside(lambda: sum(seen(one).status == "running" for one in found))
    if living >= MOST_RUNNING:
        what = worded("{living} audits are running; wait for one, or cancel one", living=living)
        raise ApiProblem(429, "audits-running", what, headers={"Retry-After": "60"})


def _allowed(service: Service, path: str) -> Path:
    try:
        folder = Path(path).resolve()
        roots = [Path(root).resolve() for root in service.serve.audit_folders]
        inside = any(folder.is_relative_to(root) for root in roots)
        exists = inside and folder.exists()
    except (OSError, ValueError):
        inside = exists = False
    if not inside:
        fault = {"field": "path", "detail": "must be in one of the folders in serve.audit_folders"}
        raise ApiProblem(403, "folder-refused", "this folder may not be audited", errors=[fault])
    if not exists:
        fault = {"field": "path", "detail": "does not exist"}
        raise ApiProblem(422, "invalid-request", "path: does not exist", errors=[fault])
    return folder


def _command(service: Service, name: str) -> list[str]:
    """A command over the same newsroom under the same configuration.

    `-P`: a folder `checker` in the current folder is not imported in place of the package.
    """
    settings = service.settings
    config = [] if settings.origin is None else ["--config", str(settings.origin)]
    return [sys.executable, "-P", "-c", _COMMAND, *config, "--data", str(settings.data), name]


def _options(use: Use) -> list[str]:
    named = {"publisher": use.publisher, "site": use.site, "channel": use.channel}
    given = {**named, "purpose": use.purpose, "at": rfc3339(use.at)}
    options = [f"--{name}={value}" for name, value in given.items() if value]
    return options + [f"--territory={place}" for place in use.territories]


async def _spawned(service: Service, command: list[str], out: Path) -> subprocess.Popen[bytes]:
    process = await service.aside(_spawn, command, out)
    service.children.append(process)
    return process


def _spawn(command: list[str], out: Path) -> subprocess.Popen[bytes]:
    with (out.parent / f"{out.name}.log").open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )


async def _begun(
    service: Service, process: subprocess.Popen[bytes], found: Callable[[], str | None]
) -> Audit:
    """Waits until the run has started; `found` then returns its id."""
    waited = 0.0
    while waited < BEGIN_SECONDS:
        ended = process.poll()
        if (name := await service.aside(found)) is not None:
            return await run_of(service, name)
        if ended is not None:
            raise ApiProblem(422, "audit-refused", "the run did not start; see the log")
        await asyncio.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS
    raise ApiProblem(503, "timeout", "the run did not start in time", headers={"Retry-After": "10"})


def _found(store: Store, out: Path) -> str | None:
    """The name of the run that writes there, once the store knows it."""
    with suppress(ConfigurationError, OSError, NotFound):
        return store.audits.get(str(read_manifest(out / MANIFEST)["id"])).id
    return None


def _changed(store: Store, before: Audit) -> str | None:
    """The name of a run once it is in another state than before."""
    return before.id if seen(store.audits.get(before.id)).status != before.status else None
