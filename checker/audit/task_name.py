"""A file of the plan, or a part of one, as a task for a worker."""

from dataclasses import dataclass

__all__ = ["Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the plan, or a part of a batch file; `key` is its name in the journal.

    `at` is where it is opened, if that is not its name (another process has another folder).
    """

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    at: str = ""

    @property
    def key(self) -> str:
        """The same for the same work, in every run."""
        return self.path if self.end is None else f"{self.path}\0{self.start}"
