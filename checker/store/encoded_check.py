"""A check as rows of the tables: encoded before the write lock is taken, and stored under it."""

import hashlib
import sqlite3
import zlib
from collections.abc import Mapping
from typing import Any

from checker.errors import Conflict, Problem
from checker.models.draft import Use
from checker.models.record import CheckRecord
from checker.store.changed_agreements import agreements_of
from checker.store.codec import checked_name, encode_json, encode_text, encode_value, moment
from checker.store.heads import about
from checker.store.quotas import insert_uses, uses_of
from checker.values import dataclass

__all__ = ["EncodedCheck", "insert_check"]

ZLIB_LEVEL = 3


@dataclass(frozen=True, slots=True)
class EncodedCheck:
    """A check as stored in the tables, encoded before the write lock is taken.

    `sequence` is the last change of the sources that it saw; None if it did not look at them.
    `message` goes to the subscribers of `check.completed` once the check is recorded.
    """

    check: str
    document: str | None
    at: str
    use_key: bytes
    columns: tuple[Any, ...]
    uses: tuple[tuple[Any, ...], ...]
    fingerprints: bytes
    quota: tuple[tuple[str, str, str], ...] = ()
    agreements: tuple[str, ...] = ()
    sequence: int | None = None
    message: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, record: CheckRecord, message: Mapping[str, Any] | None = None) -> "EncodedCheck":
        """Encodes a record, with the message to send once it is stored.

        Raises:
            StoreError: a name that is no valid key, or a time without an offset.
        """
        head = record.head
        event = head.next_event
        for optional in ("document", "revision", "audit"):
            if getattr(head, optional) is not None:
                checked_name(getattr(head, optional), f"check {head.check}.{optional}")
        at = moment(head.checked_at, "checked_at")
        use_key = _use_key(head.use)
        columns = (
            checked_name(head.check, "check"),
            head.document,
            head.revision,
            head.audit,
            at,
            head.verdict,
            head.complete,
            head.text_sha256,
            use_key,
            None if event is None else moment(event.at, "next_event.at"),
            None if event is None else encode_value(event),
            about(head),
            zlib.compress(encode_value(record.result), ZLIB_LEVEL),
            None if record.text is None else encode_text(record.text),
        )
        uses = tuple(
            (use.source, use.version, use.cls, use.words, encode_value(use.passages))
            for use in record.uses
        )
        index = record.result.get("looked_at", {}).get("index") or {}
        return cls(
            head.check,
            head.document,
            at,
            use_key,
            columns,
            uses,
            record.fingerprints,
            uses_of(head, record.result),
            agreements_of(record.result),
            index.get("sequence"),
            message,
        )


def insert_check(connection: sqlite3.Connection, check: EncodedCheck) -> None:
    """Stores a check with its sources, quotas and fingerprints; it becomes its piece's latest.

    Raises:
        Conflict: a check with that id is already recorded.
    """
    latest = _is_latest(connection, check)
    if latest:
        connection.execute(
            "UPDATE checks SET latest = 0 WHERE document = ? AND use_key = ? AND latest",
            (check.document, check.use_key),
        )
    try:
        number = connection.execute(
            "INSERT INTO checks (id, document, revision, audit, at, verdict, complete,"
            " text_sha256, use_key, event_at, event, about, result, text, latest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*check.columns, latest),
        ).lastrowid
    except sqlite3.IntegrityError as error:
        raise Conflict(Problem(f"check {check.check!r}", "is already recorded")) from error
    connection.executemany(
        "INSERT OR REPLACE INTO check_sources (check_n, source, version, cls, words, passages)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *use) for use in check.uses],
    )
    assert number is not None
    insert_uses(connection, number, check.quota)
    connection.executemany(
        "INSERT INTO check_agreements (agreement, at, check_n) VALUES (?, ?, ?)",
        [(agreement, check.at, number) for agreement in check.agreements],
    )
    if check.fingerprints:
        connection.execute(
            "INSERT INTO check_prints (check_n, prints) VALUES (?, ?)",
            (number, check.fingerprints),
        )


def _is_latest(connection: sqlite3.Connection, check: EncodedCheck) -> bool:
    """Whether no later check of the piece for the same use is there; some are stored late."""
    return (
        check.document is None
        or connection.execute(
            "SELECT 1 FROM checks WHERE document = ? AND use_key = ? AND latest AND at > ?",
            (check.document, check.use_key, check.at),
        ).fetchone()
        is None
    )


def _use_key(use: Use) -> bytes:
    """The same for the same use, whenever it is asked about."""
    parts = (use.publisher, use.site, use.channel, sorted(use.territories), use.purpose)
    return hashlib.blake2b(encode_json(parts), digest_size=8).digest()
