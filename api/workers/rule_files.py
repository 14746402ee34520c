"""Detects changes of house rules by the names, sizes and times of their files."""

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checker.house_rules import FILE

__all__ = ["RuleFiles"]

LOOK_SECONDS = 0.5


class RuleFiles:
    """The state of rule folders and of the accepted set, examined at most twice a second."""

    def __init__(self, data: Path, folders: Sequence[Path]) -> None:
        self._accepted = data / FILE
        self._folders = tuple(folders)
        self._looked = 0.0
        self._signature = ""

    def signature(self) -> str:
        """Returns a token that changes when a rule file does; the same in all processes."""
        now = time.monotonic()
        if not self._signature or now - self._looked > LOOK_SECONDS:
            self._looked = now
            self._signature = self._look()
        return self._signature

    def _look(self) -> str:
        seen = hashlib.sha256()
        files = (path for folder in self._folders for path in sorted(folder.rglob("*.toml")))
        for path in (self._accepted, *files):
            with suppress(OSError):  # it has gone meanwhile, which is seen as well
                status = path.stat()
                seen.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
        return seen.hexdigest()[:16]
