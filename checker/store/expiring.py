"""The pieces whose verdict changes soon: the rows of the rights desk's calendar."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from heapq import merge

from checker.models.vocabulary import Standing
from checker.store.changed_agreements import Change, changed_pieces, since_renewed
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


Row = tuple[str, int, Change | None]  # moment, check, the change of an agreement that it stands for


def expiring(
    connection: sqlite3.Connection,
    until: datetime,
    since: datetime | None,
    standings: Collection[Standing],
    after: str | None,
) -> Iterator[Expiring]:
    """See `checker.store.checks.Checks.expiring`; within a snapshot."""
    changed = changed_pieces(connection)
    last, begin = moment(until, "until"), "" if since is None else moment(since, "since")
    moved = [
        (change.at, number, change)
        for number, change in changed.items()
        if not (change.renewed or change.done) and begin <= change.at <= last
    ]
    behind = ("", 0) if after is None else _place(connection, number_of(connection, after), changed)
    listed: set[int] = set()
    one = f"SELECT {COLUMNS} FROM checks WHERE n = ?"
    for at, number, change in merge(
        _own_events(connection, begin, last), sorted(moved, key=_order), key=_order
    ):
        if number in listed:
            continue
        listed.add(number)
        if (at, number) <= behind:
            continue
        head = head_of(connection.execute(one, (number,)).fetchone())
        if head.standing not in standings:
            continue
        if change is not None:
            if head.standing == "published":
                yield Expiring(head, change.event)
        elif head.next_event is not None:
            renewed = number in changed and changed[number].renewed
            event = head.next_event
            yield Expiring(head, since_renewed(event) if renewed else event)


def _own_events(connection: sqlite3.Connection, since: str, until: str) -> Iterator[Row]:
    for number, at in connection.execute(_DUE, {"until": until, "since": since}):
        yield at, number, None


def _order(row: Row) -> tuple[str, int]:
    return row[:2]


def _place(
    connection: sqlite3.Connection, number: int, changed: Mapping[int, Change]
) -> tuple[str, int]:
    """The place of a check in the list, which it keeps when it was dealt with meanwhile."""
    (at,) = connection.execute("SELECT event_at FROM checks WHERE n = ?", (number,)).fetchone()
    change = changed.get(number)
    moments = [at, None if change is None or change.renewed else change.at]
    return min((one for one in moments if one), default=""), number
