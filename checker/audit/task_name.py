"""A file of the plan, or a part of one, as a task for a worker."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the plan, or a part of one; `key` is its name in the journal.

    `start` and `end` count bytes of a batch file, or files of a ZIP archive (`unit`). `at` is where
    it is opened, if that is not its name (another process has another folder).
    """

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    at: str = ""
    unit: Literal["bytes", "members"] = "bytes"

    @property
    def key(self) -> str:
        """The same for the same work, in every run."""
        return self.path if self.end is None else f"{self.path}\0{self.start}"
