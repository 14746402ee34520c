"""Rows of the table of checks, read as the data that identify a check."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from checker.models.draft import Use
from checker.models.record import CheckHead
from checker.models.verdict import NextEvent
from checker.store.absent import absent
from checker.store.codec import (
    decode_json,
    decode_value,
    encode_json,
    encode_value,
    parse_moment,
)
from checker.store.queries import placeholders, portions

__all__ = ["COLUMNS", "about", "check_ids", "head_of", "heads", "number_of", "piece_names"]

# `head_of` reads the first of these; whoever selects more puts it behind them. What was confirmed
# stays so when the same text of the piece is checked again.
COLUMNS = """id, document, revision, audit, at, verdict, complete, text_sha256, event, about,
CASE WHEN document IS NULL THEN confirmed_at ELSE
  (SELECT max(p.confirmed_at) FROM checks p
   WHERE p.document = checks.document AND p.text_sha256 = checks.text_sha256) END,
n, latest"""


def head_of(row: Sequence[Any]) -> CheckHead:
    """Returns the head from a row that begins with `COLUMNS`."""
    check, document, revision, audit, at, verdict, complete, text_sha256 = row[:8]
    event, stored, confirmed_at = row[8:11]
    rest = decode_json(stored)
    return CheckHead(
        check=check,
        checked_at=datetime.fromisoformat(at),
        verdict=verdict,
        complete=bool(complete),
        text_sha256=text_sha256,
        use=decode_value(encode_json(rest["use"]), Use),
        document=document,
        revision=revision,
        audit=audit,
        url=rest["url"],
        title=rest["title"],
        next_event=None if event is None else decode_value(event, NextEvent),
        confirmed_at=parse_moment(confirmed_at),
    )


def piece_names(head: CheckHead) -> dict[str, Any]:
    """Returns the names of a checked piece as shown in messages and lists."""
    return {
        "check": head.check,
        "id": head.document,
        "revision": head.revision,
        "audit": head.audit,
        "url": head.url,
        "title": head.title,
    }


def about(head: CheckHead) -> bytes:
    """Returns the members of a head that are not used for look-up, as one value."""
    return encode_value({"use": head.use, "url": head.url, "title": head.title})


def number_of(connection: sqlite3.Connection, check: str) -> int:
    """Returns the number of a check, by which checks are in the order in which they were stored.

    Raises:
        NotFound: no such check.
    """
    row = connection.execute("SELECT n FROM checks WHERE id = ?", (check,)).fetchone()
    if row is None:
        raise absent(connection, "checks", check)
    return int(row[0])


def check_ids(
    connection: sqlite3.Connection, numbers: Collection[int]
) -> Iterator[tuple[int, str]]:
    """Yields the number and the id of each of these checks, newest first."""
    for part in portions(sorted(numbers, reverse=True)):
        yield from connection.execute(
            f"SELECT n, id FROM checks WHERE n IN ({placeholders(part)}) ORDER BY n DESC", part
        )


def heads(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> Iterator[tuple[int, CheckHead]]:
    """Yields the number and the head of each of these checks, newest first."""
    for part in portions(sorted(numbers, reverse=True)):
        for row in connection.execute(
            f"SELECT {COLUMNS} FROM checks WHERE n IN ({placeholders(part)}) ORDER BY n DESC", part
        ):
            yield row[11], head_of(row)
