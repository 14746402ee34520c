"""The state of a worker process: an open newsroom, with rules that follow their files."""

from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path

from checker.checking import Limits
from checker.engine import Engine
from checker.errors import RuleError
from checker.house_rules import followed, kept
from checker.models.draft import MAX_LETTERS, Draft, Use
from checker.models.vocabulary import LOOKS, Look
from checker.newsroom import Newsroom
from checker.values import dataclass

from .rule_files import RuleFiles

__all__ = ["WorkerNewsroom", "WorkerSettings", "open_worker"]

WARM = "The council met on Monday to talk about the harbour and its bridges."


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """The settings of a worker.

    `scan`, `total` and `fast` are seconds of a check; `max_letters` is the most characters of a
    text that are checked; `look` is what a check looks for unless the request says; `busy` is how
    many seconds a write waits for the lock; `semantic` is the folder of a sentence model.
    """

    data: Path
    rules: tuple[Path, ...] = ()
    use: Use = field(default_factory=Use)
    scan: float = 2.0
    total: float = 8.0
    fast: float = 1.0
    max_letters: int = MAX_LETTERS
    look: tuple[Look, ...] = LOOKS
    busy: float = 30.0
    semantic: Path | None = None


class WorkerNewsroom:
    """A newsroom for full checks and one for fast ones, over the same store and index."""

    def __init__(self, settings: WorkerSettings) -> None:
        self.settings = settings
        limits = Limits(scan=settings.scan, total=settings.total)
        self.newsroom = Newsroom.open(
            settings.data,
            rules=settings.rules,
            create=False,  # a service that lost its database must not begin an empty one
            limits=limits,
            busy=settings.busy,
            semantic=settings.semantic,
        )
        self.fast = self._second(self.newsroom)
        self._files = RuleFiles(settings.data, settings.rules)
        self.rule_files = self._files.signature()

    def for_mode(self, mode: str) -> Newsroom:
        """Returns the newsroom with the budgets of a mode."""
        self.follow_rules()
        self.fast.rule_problems = self.newsroom.rule_problems
        return self.fast if mode == "fast" else self.newsroom

    def follow_rules(self) -> None:
        """Loads changed house rules; if definitions were lost, the accepted set stays in force.

        If even that cannot be read, this process continues with what it has.
        """
        signature = self._files.signature()
        if signature == self.rule_files:
            return
        self.rule_files = signature
        try:
            house = followed(self.settings.data, self.settings.rules)
        except RuleError as error:
            self.newsroom.rule_problems = error.problems
            return
        house = kept(self.settings.data, house, datetime.now(UTC))
        old = self.newsroom
        if house.rules.digest == old.rules.digest:
            old.rule_problems = house.problems
            return
        limits = Limits(scan=self.settings.scan, total=self.settings.total)
        self.newsroom = Newsroom(
            old.store,
            old.index,
            Engine(house.rules),
            limits=limits,
            rule_problems=house.problems,
        )
        self.fast = self._second(self.newsroom)

    def close(self) -> None:
        """Closes store and index."""
        self.newsroom.close()

    def _second(self, first: Newsroom) -> Newsroom:
        limits = Limits(scan=self.settings.fast / 2, total=self.settings.fast)
        return Newsroom(first.store, first.index, first.engine, limits=limits)


def open_worker(settings: WorkerSettings) -> WorkerNewsroom:
    """Opens a worker's newsroom and warms what the first check would wait for.

    Raises:
        RuleError: rules were refused.
        StoreError: the data directory cannot be opened.
    """
    worker = WorkerNewsroom(settings)
    worker.newsroom.index.warm()
    warming = replace(worker.settings.use, at=datetime.now(UTC))
    worker.newsroom.check_matrix(Draft(WARM), [warming])
    worker.newsroom.index.inspect()
    return worker
