"""How another process opens the newsroom and checks documents as this one does."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.checking import Limits
from checker.models import Use
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from checker.settings import Settings

__all__ = ["CheckSetup", "Opening", "processors"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a newsroom is, its house rules and its limits; `readonly` is for shared storage."""

    data: Path
    rules: Sequence[Path] = ()
    limits: Limits = Limits()
    readonly: bool = False
    semantic: Path | None = None

    def open(self) -> Newsroom:
        """Opens the newsroom.

        Raises:
            WirecheckError: rules, data directory or index cannot be used.
        """
        return Newsroom.open(
            self.data,
            rules=self.rules,
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
        check = settings.check
        limits = Limits(check.scan_seconds, check.total_seconds)
        opening = Opening(settings.data, settings.rules, limits, semantic=settings.semantic)
        return cls(opening, use, options)


def processors(wanted: int) -> int:
    """Returns the number of workers: as requested, or one per available processor."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
