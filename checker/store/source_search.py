"""Search for sources by what people remember of one: its words, its owner, its day."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from datetime import date

from checker.store.codec import decode_source, decode_text
from checker.store.items import items_of
from checker.store.records import Registered
from checker.values import dataclass

__all__ = ["LOOKED_AT", "Wanted", "newest"]

LOOKED_AT = 200  # sources in one step of a search

_NEWEST = """
SELECT s.n, s.id, v.record, s.revision{body}
FROM sources s JOIN versions v ON v.doc = s.newest{texts}
WHERE s.n < :before AND (:owner IS NULL OR s.owner = :owner)
ORDER BY s.n DESC LIMIT :looked
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Search criteria: all of `words` in its title, text or id, and its day.

    The day is that of publication, or of arrival if none is stated; `since` and `until` are
    inclusive.
    """

    words: tuple[str, ...] = ()
    owner: str | None = None
    since: date | None = None
    until: date | None = None


def newest(
    connection: sqlite3.Connection, wanted: Wanted, before: int | None, looked: int
) -> tuple[list[tuple[int, Registered]], int | None]:
    """See `checker.store.sources.Sources.newest`; within a snapshot."""
    words = tuple(map(_folded, wanted.words))
    sql = _NEWEST.format(
        body=", t.body" if words else ", NULL",
        texts=" JOIN texts t ON t.n = v.text" if words else "",
    )
    asked = {
        "before": 2**62 if before is None else before,
        "owner": wanted.owner,
        "looked": looked,
    }
    rows = connection.execute(sql, asked).fetchall()
    found = [row for row in rows if _has(row[1], row[2], row[4], words)]
    items = items_of(connection, [row[1] for row in found])
    listed = [
        (number, Registered(items[source], decode_source(record, "").title, revision))
        for number, source, record, revision, _ in found
    ]
    more = rows[-1][0] if len(rows) == looked else None
    return [row for row in listed if _in_time(row[1], wanted)], more


def _has(source: str, record: bytes, body: bytes | None, words: tuple[str, ...]) -> bool:
    if body is None:
        return True
    title = decode_source(record, "").title or ""
    read = _folded("\n".join((source, title, decode_text(body))))
    return all(word in read for word in words)


def _folded(text: str) -> str:
    """Text in which case, width and form make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


def _in_time(entry: Registered, wanted: Wanted) -> bool:
    since, until = wanted.since, wanted.until
    if since is None and until is None:
        return True
    day = next(_days(entry), None)
    if day is None:
        return False
    return (since is None or since <= day) and (until is None or day <= until)


def _days(entry: Registered) -> Iterator[date]:
    for moment in (entry.item.published, entry.item.received):
        if moment is not None:
            yield moment.date()
