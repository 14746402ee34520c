"""Starting an audit: a process of its own that goes on whatever becomes of the service."""

import asyncio
import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from checker.models import Use
from checker.store import Audit

from .checking import use_of
from .problems import ApiProblem
from .request_models import UseIn
from .service import Service

__all__ = ["start_audit"]

BEGIN_SECONDS = 30.0
LOOK_SECONDS = 0.1
MOST_RUNNING = 2
_COMMAND = "from checker.cli import main; main()"


async def start_audit(service: Service, path: str, use: UseIn | None) -> Audit:
    """Starts a run over a folder and returns it as soon as it has a name.

    Raises:
        ApiProblem: 403 outside `serve.audit_folders`, 404 for no such folder, 429 when enough runs
            are under way, 422 when the run does not begin.
    """
    folder = _allowed(service, path)
    running = [one for one in await service.read(service.store.audits.page) if one.finished is None]
    if len(running) >= MOST_RUNNING:
        raise ApiProblem(
            429, "audits-running", "enough audits are running", headers={"Retry-After": "60"}
        )
    out = service.settings.data / "audits" / uuid.uuid4().hex
    out.mkdir(parents=True)
    command = _command(service, folder, out, use_of(use, service.settings.use))
    process = await service.aside(_spawn, command, out)
    service.children.append(process)
    return await _begun(service, process, out)


def _allowed(service: Service, path: str) -> Path:
    try:
        folder = Path(path).resolve()
        roots = [Path(root).resolve() for root in service.serve.audit_folders]
        inside = any(folder.is_relative_to(root) for root in roots)
        exists = inside and folder.exists()
    except (OSError, ValueError):
        inside = exists = False
    if not inside:
        fault = {"field": "path", "detail": "must lie in one of serve.audit_folders"}
        raise ApiProblem(403, "folder-refused", "this folder may not be audited", errors=[fault])
    if not exists:
        fault = {"field": "path", "detail": "does not exist"}
        raise ApiProblem(422, "invalid-request", "path: does not exist", errors=[fault])
    return folder


def _command(service: Service, folder: Path, out: Path, use: Use) -> list[str]:
    command = [sys.executable, "-c", _COMMAND, "audit", str(folder), "--out", str(out)]
    command += ["--data", str(service.settings.data)]
    for option, value in (
        ("--publisher", use.publisher),
        ("--site", use.site),
        ("--channel", use.channel),
        ("--purpose", use.purpose),
    ):
        if value:
            command.append(f"{option}={value}")
    command += [f"--territory={place}" for place in use.territories]
    return command


def _spawn(command: list[str], out: Path) -> subprocess.Popen[bytes]:
    with (out.parent / f"{out.name}.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )


async def _begun(service: Service, process: subprocess.Popen[bytes], out: Path) -> Audit:
    waited = 0.0
    while waited < BEGIN_SECONDS:
        manifest = await service.aside(_manifest, out)
        if manifest is not None:
            audits = {one.id: one for one in await service.read(service.store.audits.page)}
            if manifest["id"] in audits:
                return audits[manifest["id"]]
        if process.poll() not in (None, 0, 1, 3):
            raise ApiProblem(422, "audit-refused", "the run did not begin; the log says why")
        await asyncio.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS
    raise ApiProblem(503, "timeout", "the run did not begin in time", headers={"Retry-After": "10"})


def _manifest(out: Path) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None  # not written yet
    return manifest if "id" in manifest else None
