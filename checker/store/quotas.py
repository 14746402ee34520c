"""The items that recorded checks use in the months of agreements with a quota."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from checker.models.record import CheckHead
from checker.models.vocabulary import QuotaCounts
from checker.store.codec import moment
from checker.store.records import MonthLimit

__all__ = ["beyond", "insert_uses", "month_rows", "uses_of"]

Row = tuple[str, str, str]

# A piece counts with the text that it has now; without a name its text is the piece. What was
# published stays so, whatever the piece says today: its piece is "", which nobody is.
_SEEN = """
SELECT q.item, CASE WHEN c.confirmed_at IS NOT NULL OR c.audit IS NOT NULL THEN ''
  ELSE coalesce(c.document, 'text:' || c.text_sha256) END AS piece
FROM quota_uses q JOIN checks c ON c.n = q.check_n
WHERE q.agreement = :agreement AND q.at >= :since AND q.at < :until
  AND (c.confirmed_at IS NOT NULL OR c.audit IS NOT NULL OR (:checked
    AND c.verdict = 'clear' AND c.latest AND NOT EXISTS (
      SELECT 1 FROM checks d
      WHERE d.document = c.document AND d.n > c.n AND d.text_sha256 <> c.text_sha256)))
GROUP BY q.item, piece ORDER BY min(q.check_n), q.item
"""


def uses_of(head: CheckHead, result: Mapping[str, Any]) -> tuple[Row, ...]:
    """Returns the rows of a check: agreement, moment of the use, item."""
    when = head.use.first_published or head.use.at or head.checked_at
    at = moment(when, "use.first_published")
    return tuple(
        (quota["agreement"], at, one["item"])
        for quota in result.get("quota", ())
        for one in quota["items"]
    )


def insert_uses(connection: sqlite3.Connection, number: int, rows: Iterable[Row]) -> None:
    """Stores the rows of the check with this number."""
    connection.executemany(
        "INSERT OR IGNORE INTO quota_uses (agreement, at, item, check_n) VALUES (?, ?, ?, ?)",
        [(*row, number) for row in rows],
    )


def beyond(connection: sqlite3.Connection, month: MonthLimit) -> bool:
    """Returns whether a piece has an item that exceeds a quota after those already published."""
    rows = month_rows(connection, month.agreement, month.since, month.until, "confirmed")
    published = {item for item, _ in rows}
    new = {*month.items} - published
    return bool(new) and len(published) + len(new) > month.limit


def month_rows(
    connection: sqlite3.Connection,
    agreement: str,
    since: datetime,
    until: datetime,
    counts: QuotaCounts,
) -> Iterator[tuple[str, str]]:
    """Yields items used under an agreement in [since, until) with their pieces, by first use."""
    values = {
        "agreement": agreement,
        "since": moment(since, "since"),
        "until": moment(until, "until"),
        "checked": counts == "checked",
    }
    yield from connection.execute(_SEEN, values)
