"""The item a provider means by a number, slug or headline; an ambiguous name means none."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.models.source import Source
from checker.orders.references import names_item
from checker.store.codec import decode_source, moment

__all__ = ["withdrawn"]

DAYS = 14  # for which a provider's words speak of what it sent


def withdrawn(connection: sqlite3.Connection, notice: Source, received: datetime) -> str | None:
    """Returns the one recent item of the notice's owner that its words name; else None.

    The words are tried one by one, the most reliable first. A name that matches two items matches
    none.
    """
    sent = list(_recent(connection, notice, received))
    for words in notice.withdraws:
        found = [name for name, title in sent if names_item(words, name, title)]
        if len(found) == 1:
            return found[0]
    return None


def _recent(
    connection: sqlite3.Connection, notice: Source, received: datetime
) -> Iterator[tuple[str, str | None]]:
    rows = connection.execute(
        "SELECT s.id, v.record FROM sources s JOIN versions v ON v.doc = s.newest"
        " WHERE s.owner = ? AND s.received >= ? AND s.id <> ?",
        (notice.owner, moment(received - timedelta(days=DAYS)), notice.id),
    )
    for name, record in rows:
        yield name, decode_source(record, "").title
