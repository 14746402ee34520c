"""The handling of an audit's results, whoever produced them."""

import time
from collections.abc import Sequence
from contextlib import suppress

from checker.audit.identity import Identity, stamp_of
from checker.audit.journal import Journal
from checker.audit.shards import Task
from checker.audit.task import FileResult, Work, audited, not_finished
from checker.errors import Conflict
from checker.newsroom import Newsroom
from checker.running.ledger import Ledger
from checker.running.workers import Outcome
from checker.store import EncodedCheck
from checker.values import dataclass

__all__ = ["WAIT", "Keeper"]

WAIT = 0.25  # seconds that a result may wait for others to be stored with
TOGETHER = 64  # results stored in one transaction, at most


class Keeper:
    """Handles the results of an audit: counts them against quotas, stores and writes them.

    Results that arrive in quick succession are stored in one transaction.

    Args:
        newsroom: where the checks are stored.
        journal: where the results are written.
        work: how to recompute a result whose pieces exceed a quota.
    """

    def __init__(self, newsroom: Newsroom, journal: Journal, work: Work) -> None:
        self._newsroom = newsroom
        self._journal = journal
        self._work = work
        self._ledger = Ledger(newsroom)
        self._waiting: list[_Kept] = []
        self._since = 0.0  # when the first of those that wait came

    @property
    def ordered(self) -> bool:
        """Whether results have to come in the order of the plan, since quotas are counted in it."""
        return self._ledger.counts

    def resumed(self) -> None:
        """Counts what an earlier run of this audit wrote, whether stored or not."""
        for quota in self._journal.quotas():
            self._ledger.add(quota)

    def keep(self, outcome: Outcome) -> None:
        """Accepts a result, which is stored and listed at once or within `WAIT` seconds."""
        task = outcome.task
        if outcome.state != "done":
            lines = (not_finished(task, outcome.what),)
            kept = _Kept(task, lines, [], Identity(stamp_of(task)))
        else:
            found: FileResult = outcome.value
            result = found.settled(self._ledger)
            if result is None:
                result = audited(self._newsroom, self._work, task, self._ledger)
            kept = _Kept(task, result.lines, result.checks(), result.identity)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(kept)
        if len(self._waiting) >= TOGETHER or time.monotonic() - self._since >= WAIT:
            self.flush()

    def flush(self) -> None:
        """Stores the waiting checks, then lists them: a listed result can be recalled."""
        waiting, self._waiting = self._waiting, []
        _record(self._newsroom, [check for kept in waiting for check in kept.checks])
        for kept in waiting:
            self._journal.add(kept.task.key, kept.lines, kept.task.reach, kept.identity)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The result of one task: its lines, the checks to be stored, and what its file was."""

    task: Task
    lines: tuple[str, ...]
    checks: list[EncodedCheck]
    identity: Identity


def _record(newsroom: Newsroom, checks: Sequence[EncodedCheck]) -> None:
    """Checks of a file that was in work when a run was killed may be there already."""
    if not checks:
        return
    try:
        newsroom.keep(checks)
    except Conflict:
        for check in checks:
            with suppress(Conflict):
                newsroom.keep([check])
