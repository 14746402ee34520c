"""How another process opens the newsroom and checks documents as this one does."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.checking import Limits
from checker.engine import Engine
from checker.house_rules import followed
from checker.index import Index
from checker.models import Use
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from checker.settings import Settings
from checker.store import Store

__all__ = ["CheckSetup", "Opening", "processors"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a newsroom is, its house rules and its limits; `readonly` is for shared storage."""

    data: Path
    rules: Sequence[Path] = ()
    limits: Limits = Limits()
    readonly: bool = False

    def open(self) -> Newsroom:
        """Opens the newsroom.

        Raises:
            WirecheckError: rules, data directory or index cannot be used.
        """
        if self.readonly:
            return self._for_reading()
        return Newsroom.open(self.data, rules=self.rules, limits=self.limits)

    def _for_reading(self) -> Newsroom:
        store = Store.open(self.data, create=False, readonly=True)
        index = Index.open(self.data / "index", store.documents, readonly=True)
        house = followed(self.data, self.rules)
        return Newsroom(
            store,
            index,
            Engine(house.rules),
            limits=self.limits,
            rule_problems=house.problems,
        )


@dataclass(frozen=True, slots=True)
class CheckSetup:
    """All that a worker needs: the newsroom, the use where a document names none, the options."""

    opening: Opening
    use: Use = field(default_factory=Use)
    options: CheckOptions = field(default_factory=CheckOptions)

    @classmethod
    def of(cls, settings: Settings, use: Use, options: CheckOptions) -> "CheckSetup":
        """The setup that the settings describe."""
        check = settings.check
        limits = Limits(check.scan_seconds, check.total_seconds)
        return cls(Opening(settings.data, settings.rules, limits), use, options)


def processors(wanted: int) -> int:
    """The number of workers: as many as asked for, or one a processor that we may use."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
