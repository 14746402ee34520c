"""What becomes of the results of an audit, whoever made them."""

from collections.abc import Sequence
from contextlib import suppress

from checker.audit.journal import Journal
from checker.audit.task import FileResult, Work, audited, not_finished
from checker.errors import Conflict
from checker.models import CheckRecord
from checker.newsroom import Newsroom
from checker.running.ledger import Ledger
from checker.running.workers import Outcome

__all__ = ["Keeper"]


class Keeper:
    """What becomes of the results of an audit: counted against quotas, stored, written.

    Args:
        newsroom: where the checks are stored.
        journal: where the results are written.
        work: how a result is made again whose pieces turn out to be over a quota.
    """

    def __init__(self, newsroom: Newsroom, journal: Journal, work: Work) -> None:
        self._newsroom = newsroom
        self._journal = journal
        self._work = work
        self._ledger = Ledger(newsroom)

    @property
    def ordered(self) -> bool:
        """Whether results have to come in the order of the plan, since quotas are counted in it."""
        return self._ledger.counts

    def resumed(self) -> None:
        """Counts what an earlier run of this audit wrote, whether it was stored or not."""
        for quota in self._journal.quotas():
            self._ledger.add(quota)

    def keep(self, outcome: Outcome) -> None:
        """Stores the checks first: a result that is listed can be recalled."""
        task = outcome.task
        if outcome.state != "done":
            self._journal.add(task.key, [not_finished(task, outcome.what)])
            return
        found: FileResult = outcome.value
        result = found.settled(self._ledger)
        if result is None:
            result = audited(self._newsroom, self._work, task, self._ledger)
        _record(self._newsroom, result.records)
        self._journal.add(task.key, result.lines)


def _record(newsroom: Newsroom, records: Sequence[CheckRecord]) -> None:
    """Checks of a file that was in work when a run was killed may be there already."""
    if not records:
        return
    try:
        newsroom.record(records)
    except Conflict:
        for record in records:
            with suppress(Conflict):
                newsroom.record([record])
