"""The quotas of a batch: its pieces count as if all of it were published, in the order given.

Each piece is judged with what was used before the batch and by the pieces before it. Worker
processes know nothing of one another: what they found is counted here again, in order, and what
turns out to be over a quota is judged again with the right numbers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from checker.licensing import (
    PUBLISHED,
    Agreement,
    MonthUse,
    QuotaQuestion,
    month_of,
    month_use,
)
from checker.models.record import CheckRecord
from checker.models.verdict import QuotaItem, QuotaUse
from checker.models.vocabulary import QuotaCounts
from checker.newsroom import Newsroom
from checker.report import dumps, quota_values
from checker.values import dataclass

__all__ = ["Ledger", "recounted_document", "recounted_record"]


@dataclass(frozen=True, slots=True)
class _Month:
    """What a month has seen before the batch and in it, item by item with its pieces."""

    counts: QuotaCounts
    seen: dict[str, set[str]]


class Ledger:
    """What the pieces of one batch use of monthly quotas.

    Args:
        newsroom: what was used before is looked up there once a month: what the batch itself
            stores meanwhile changes nothing.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._months: dict[tuple[str, str], _Month] = {}

    @property
    def counts(self) -> bool:
        """Whether there is anything to count: an agreement in force with a quota."""
        return any(a.items_per_month is not None for a in self._newsroom.in_force().agreements)

    def book(self, question: QuotaQuestion) -> Mapping[str, MonthUse]:
        """See `checker.licensing.QuotaBook`: the months as they are for the next piece."""
        return {
            agreement.id: self._use(agreement, month_of(agreement, question.moment), question.piece)
            for agreement in question.agreements
        }

    def add(self, quota: Iterable[QuotaUse]) -> None:
        """Counts a piece."""
        for use in quota:
            agreement = self._agreement(use.agreement)
            if agreement is not None:
                seen = self._month(agreement, use.month).seen
                for one in use.items:
                    seen.setdefault(one.item, set()).add(PUBLISHED)

    def settled(self, quota: Sequence[QuotaUse], piece: str) -> tuple[QuotaUse, ...] | None:
        """Counts a piece that was judged without this ledger, and returns its numbers here.

        None, and nothing is counted, where other items are within the quota here: the piece has to
        be judged again.
        """
        fresh = tuple(self._recounted(use, piece) for use in quota)
        if any(_over(one) != _over(other) for one, other in zip(quota, fresh, strict=True)):
            return None
        self.add(fresh)
        return fresh

    def _recounted(self, use: QuotaUse, piece: str) -> QuotaUse:
        agreement = self._agreement(use.agreement)
        if agreement is None:
            return use
        month = self._use(agreement, use.month, piece)
        names = [one.item for one in use.items]
        items = (QuotaItem(n, month.number(n, names[:at])) for at, n in enumerate(names))
        return replace(use, counts=month.counts, used=month.used, items=tuple(items))

    def _use(self, agreement: Agreement, month: str, piece: str) -> MonthUse:
        held = self._month(agreement, month)
        return month_use(agreement, month, held.counts, held.seen, piece)

    def _month(self, agreement: Agreement, month: str) -> _Month:
        key = (agreement.id, month)
        if key not in self._months:
            counts = self._newsroom.quota_counts(self._newsroom.in_force().policy)
            seen = self._newsroom.used_in_month(agreement, month, counts)
            self._months[key] = _Month(counts, seen)
        return self._months[key]

    def _agreement(self, name: str) -> Agreement | None:
        held = self._newsroom.in_force().agreements
        return next((a for a in held if a.id == name and a.items_per_month is not None), None)


def _over(use: QuotaUse) -> set[str]:
    return {one.item for one in use.items if one.number > use.items_per_month}


def recounted_document(document: str, quota: Sequence[QuotaUse]) -> str:
    """Returns an answer as it was written, with these quotas."""
    values = json.loads(document)
    values["quota"] = msgspec.to_builtins(quota_values(quota))
    return dumps(values)


def recounted_record(record: CheckRecord, quota: Sequence[QuotaUse]) -> CheckRecord:
    """Returns a record with these quotas."""
    values: Any = msgspec.to_builtins(quota_values(quota))
    return replace(record, result={**record.result, "quota": values})
