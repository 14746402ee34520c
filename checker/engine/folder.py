"""A folder of rule files as it was read, so that the content parsed is the content kept."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from checker.errors import Problem
from checker.values import dataclass
from checker.wording import worded

__all__ = ["RuleFolder", "read_folder"]


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """The rule files of one folder: relative name to content, in the order in which they count.

    `at` is where they were read.
    """

    name: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    at: Path | None = field(default=None, compare=False)


def read_folder(folder: Path) -> RuleFolder:
    """Reads every `*.toml` below a folder; what cannot be read is a problem of the result."""
    if not folder.is_dir():
        problem = Problem(str(folder), "no such folder of rules")
        if folder.exists():
            problem = Problem(str(folder), "is a file", "name the folder that it is in")
        return RuleFolder(folder.name, {}, (problem,))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.toml"), key=lambda p: (p.parent == folder, str(p))):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            problems.append(
                Problem(
                    f"{folder.name}/{name}",
                    worded("cannot be read: {strerror}", strerror=error.strerror),
                )
            )
    return RuleFolder(folder.name, files, tuple(problems), folder)
