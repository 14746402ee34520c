"""The items that a notice withdraws: by a number, slug or headline, or as its predecessor.

An ambiguous name means none.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.models.source import Source
from checker.orders.references import names_item
from checker.store.codec import decode_source, moment

__all__ = ["withdrawn", "withdrawn_ancestors"]

NOTICE = 200  # bytes of a text up to which a canceled item is nothing but the message of a kill
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


def withdrawn_ancestors(connection: sqlite3.Connection, notice: Source) -> list[str]:
    """Returns the known items of the same owner that a canceled item with a new id follows.

    A provider with an id for each version sends a kill so. An item with a text of its own that was
    canceled says nothing of what it was made from.
    """
    if len(notice.text.encode("utf-8", "replace")) > NOTICE:
        return []
    found = (
        connection.execute(
            "SELECT id FROM sources WHERE id = ? AND owner = ? AND newest IS NOT NULL",
            (ancestor, notice.owner),
        ).fetchone()
        for ancestor in notice.descends_from
        if ancestor != notice.id
    )
    return [row[0] for row in found if row is not None]


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
