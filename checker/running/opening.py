"""How another process opens the newsroom and checks documents as this one does."""

import os
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from checker.checking import Limits
from checker.models.draft import Use
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from checker.settings import Settings
from checker.values import dataclass

__all__ = ["CheckSetup", "Opening", "processors"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a newsroom is, its house rules and its limits; `readonly` is for shared storage.

    Without `create`, a directory that is not there is an error.
    """

    data: Path
    rules: Sequence[Path] = ()
    limits: Limits = Limits()
    readonly: bool = False
    semantic: Path | None = None
    create: bool = True

    @classmethod
    def of(cls, settings: Settings) -> "Opening":
        """Returns how the newsroom of the settings is opened."""
        limits = Limits(settings.check.scan_seconds, settings.check.total_seconds)
        return cls(settings.data, settings.rules, limits, semantic=settings.semantic)

    def open(self) -> Newsroom:
        """Opens the newsroom.

        Raises:
            WirecheckError: rules, data directory or index cannot be used.
        """
        return Newsroom.open(
            self.data,
            rules=self.rules,
            create=self.create,
            limits=self.limits,
            readonly=self.readonly,
            semantic=self.semantic,
        )


@dataclass(frozen=True, slots=True)
class CheckSetup:
    """All that a worker needs: the newsroom, the use where a document names none, the options."""

    opening: Opening
    use: Use = field(default_factory=Use)
    options: CheckOptions = field(default_factory=CheckOptions)

    @classmethod
    def of(cls, settings: Settings, use: Use, options: CheckOptions) -> "CheckSetup":
        """Returns the setup that the settings describe."""
        return cls(Opening.of(settings), use, options)


def processors(wanted: int) -> int:
    """Returns the number of workers: as requested, or one per available processor."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
