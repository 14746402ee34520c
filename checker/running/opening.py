"""What one worker needs to check documents: a newsroom that is open for reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.check import Limits
from checker.engine import Engine, default_rules
from checker.index import Index
from checker.models import Use
from checker.newsroom import Newsroom
from checker.report.selectors import Units
from checker.store import Store

__all__ = ["Desk", "processors"]


@dataclass(frozen=True, slots=True)
class Desk:
    """How to open the newsroom in another process, and how results are to look."""

    data: Path
    rules: Sequence[Path] = ()
    limits: Limits = Limits()
    use: Use = field(default_factory=Use)
    units: Units = "codepoints"
    with_text: bool = False
    record: bool = True
    max_letters: int = 2_000_000
    readonly: bool = False  # on shared storage, where other machines must not write

    def open(self) -> Newsroom:
        """The newsroom of this desk.

        Raises:
            WirecheckError: rules, data directory or index cannot be used.
        """
        if self.readonly:
            return self._for_reading()
        return Newsroom.open(self.data, rules=self.rules, limits=self.limits)

    def _for_reading(self) -> Newsroom:
        store = Store.open(self.data, create=False, readonly=True)
        index = Index.open(self.data / "index", store.documents, readonly=True)
        engine = Engine(default_rules(extra=self.rules))
        return Newsroom(store, index, engine, limits=self.limits)


def processors(wanted: int) -> int:
    """How many workers: as many as asked for, or one a processor that we may use."""
    import os

    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
