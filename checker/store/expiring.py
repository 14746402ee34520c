"""The pieces whose verdict changes soon: the rows of the rights desk's calendar."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import datetime

from checker.models.vocabulary import Standing
from checker.store.codec import moment
from checker.store.heads import COLUMNS, head_of, number_of
from checker.store.records import Expiring

__all__ = ["expiring"]

# Drafts without a name are one where the text is the same; audited pieces where all of them is.
_DUE = """
SELECT n, event_at FROM checks
WHERE event_at IS NOT NULL AND latest AND event_at <= :until AND event_at >= :since
  AND done_at IS NULL AND (document IS NOT NULL OR confirmed_at IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM checks d WHERE d.document IS NULL AND d.text_sha256 = checks.text_sha256
    AND d.use_key = checks.use_key AND d.n > checks.n
    AND (checks.audit IS NULL OR (d.audit IS NOT NULL AND d.about = checks.about))))
UNION ALL
SELECT n, event_at FROM checks
WHERE event_at IS NOT NULL AND confirmed_at IS NOT NULL AND NOT latest
  AND event_at <= :until AND event_at >= :since AND done_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM checks d WHERE d.document = checks.document AND d.use_key = checks.use_key
    AND d.n > checks.n AND (d.confirmed_at IS NOT NULL OR d.text_sha256 = checks.text_sha256))
ORDER BY event_at, n
"""


def expiring(
    connection: sqlite3.Connection,
    until: datetime,
    since: datetime | None,
    standings: Collection[Standing],
    after: str | None,
) -> Iterator[Expiring]:
    """See `checker.store.checks.Checks.expiring`; within a snapshot."""
    asked = {
        "until": moment(until, "until"),
        "since": "" if since is None else moment(since, "since"),
    }
    one = f"SELECT {COLUMNS} FROM checks WHERE n = ?"
    last = ("", 0) if after is None else _place(connection, number_of(connection, after))
    for number, at in connection.execute(_DUE, asked):
        if (at, number) <= last:
            continue
        head = head_of(connection.execute(one, (number,)).fetchone())
        if head.next_event is not None and head.standing in standings:
            yield Expiring(head, head.next_event)


def _place(connection: sqlite3.Connection, number: int) -> tuple[str, int]:
    """The place of a check in the list, which it keeps when it was dealt with meanwhile."""
    (at,) = connection.execute("SELECT event_at FROM checks WHERE n = ?", (number,)).fetchone()
    return str(at or ""), number
