"""The folder of a run: its progress, and the files that it has left."""

import json
from collections.abc import Mapping
from pathlib import Path

from checker.audit.holding import LOCKED
from checker.audit.journal import RESULTS
from checker.audit.run import MANIFEST, read_manifest
from checker.errors import ConfigurationError, NotFound, Problem
from checker.store import Audit
from checker.values import dataclass
from checker.wording import worded

__all__ = ["FILES", "RunProgress", "progress_of", "report_file", "report_files"]

# What a run leaves, the report for people first, and what each file holds.
FILES: Mapping[str, str] = {
    "report.html": worded("The report for people"),
    "claims.csv": worded("Who owns the text in each piece and what to do, for a spreadsheet"),
    "actions.csv": worded("What to do, for a spreadsheet"),
    "findings.csv": worded("Every marking and passage, for a spreadsheet"),
    "claims.jsonl": worded("The same as claims.csv, for programs"),
    RESULTS: worded("Every result, for programs"),
    "results.parquet": worded("Every result, for data tools"),
    MANIFEST: worded("The request, the versions used, and the files left out"),
}


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The progress of a run: files done, pieces in them, files planned (None: not yet known)."""

    done: int
    pieces: int
    planned: int | None


def progress_of(audit: Audit) -> RunProgress | None:
    """Returns the progress of a run; None if its folder is not accessible from here."""
    if not audit.folder:
        return None
    folder = Path(audit.folder)
    try:
        manifest = read_manifest(folder / MANIFEST)
        lines = (folder / LOCKED).read_bytes().split(b"\n")[:-1]
        pieces = sum(json.loads(line)["records"] for line in lines)
    except (OSError, ValueError, KeyError, ConfigurationError):
        return None
    planned = manifest.get("files", manifest.get("planned"))
    return RunProgress(len(lines), pieces, planned)


def report_files(audit: Audit) -> list[Path]:
    """Returns the files that a run has left, in the order of `FILES`."""
    if not audit.folder:
        return []
    paths = (Path(audit.folder) / name for name in FILES)
    return [path for path in paths if path.is_file()]


def report_file(audit: Audit, name: str) -> Path:
    """Returns one of these files.

    Raises:
        NotFound: the run has left no such file.
    """
    found = next((path for path in report_files(audit) if path.name == name), None)
    if found is None:
        what = f"audit {audit.id!r}"
        raise NotFound(
            Problem(
                what,
                worded("has no file {name}", name=repr(name)),
                worded("one of {list}", list=", ".join(FILES)),
            )
        )
    return found
