"""Sources with all their versions: how wire messages are stored, and what is known of an item.

The same id, version and content again is a no-op. The same id and version with other content is a
silent correction: it is kept as a new revision beside the old one ('2#2') and becomes the newest,
since refusing it would leave the uncorrected text for comparison. An older version that arrives
late is kept as history; it never becomes the newest.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from checker.errors import Conflict, NotFound, Problem, Refused, Stale, StoreError
from checker.models.draft import Rights
from checker.models.source import Item, Source
from checker.store import kills
from checker.store.absent import absent, meant
from checker.store.codec import (
    checked_name,
    decode_source,
    decode_text,
    decode_value,
    encode_json,
    moment,
    rights_from,
)
from checker.store.connection import Connections
from checker.store.counters import bump
from checker.store.items import items_of
from checker.store.outbox import enqueue_kill, enqueue_rights
from checker.store.records import Kill, Registered, Stored, VersionNote
from checker.store.registry import VERBATIM, version_key
from checker.store.source_search import LOOKED_AT, Wanted, newest
from checker.store.upsert import EncodedSource, fold, upsert
from checker.wording import worded

__all__ = ["STEP", "Sources"]

STEP = 200  # sources a transaction of a large load: a quarter of a second on a busy machine


# Each owner once, by steps through the index: a newsroom has millions of sources and few owners.
_OWNERS = """
    WITH RECURSIVE found (owner) AS (
        SELECT min(owner) FROM sources
        UNION ALL
        SELECT (SELECT min(owner) FROM sources WHERE owner > found.owner) FROM found
        WHERE found.owner IS NOT NULL
    )
    SELECT owner FROM found WHERE owner IS NOT NULL
"""


class Sources:
    """The licensed items and their owners' statements about them.

    Args:
        connections: the directory's connections.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # In ---------------------------------------------------------------------------------------

    def put(self, sources: Iterable[Source], *, received: datetime) -> list[Stored]:
        """Stores sources in one transaction, all of them or none.

        Raises:
            Busy: another writer held the directory for too long.
            StoreError: an id that is no valid key, a time without an offset, a full disk.
        """
        return self._put(_encoded(sources, received), received)

    def put_in_steps(
        self, sources: Iterable[Source], *, received: datetime
    ) -> Iterator[list[Stored]]:
        """Stores sources a few hundred at a time, so that others can write in between.

        Each step is a transaction: whatever was yielded is stored. If a source is refused, nothing
        is stored.

        Raises:
            Busy: another writer held the directory for too long.
            StoreError: as `put`; a full disk may leave earlier steps in.
        """
        encoded = _encoded(sources, received)
        for start in range(0, len(encoded), STEP):
            yield self._put(encoded[start : start + STEP], received)

    def _put(self, encoded: Sequence[EncodedSource], received: datetime) -> list[Stored]:
        if not encoded:
            return []
        with self._connections.writer() as connection:
            before = connection.total_changes
            stored = [upsert(connection, arrival, received) for arrival in encoded]
            if connection.total_changes != before:
                bump(connection, "state")
        return stored

    def patch(
        self,
        source: str,
        changes: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_revision: int | None = None,
    ) -> Item:
        """Restates some rights fields of an item; fields that are not named are unchanged.

        Args:
            source: the item's id.
            changes: fields of `Rights` with their JSON values; None clears a field (including an
                embargo). Status 'canceled' kills.
            at: when it is stated.
            by: who states it.
            if_revision: refuse if the item has changed since this revision.

        Raises:
            NotFound: no such source.
            Stale: the item has another revision now.
            StoreError: an unknown field or a value of the wrong kind.
        """
        body = _checked_patch(changes, f"source {source!r}")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT s.n, s.revision, s.item, v.label FROM sources s"
                " JOIN versions v ON v.doc = s.newest WHERE s.id = ?",
                (source,),
            ).fetchone()
            if row is None:
                raise absent(connection, "sources", source)
            number, revision, before, newest = row
            _must_be(source, revision, if_revision)
            connection.execute(
                "INSERT INTO statements (source, after, at, by, body) VALUES (?, ?, ?, ?, ?)",
                (number, newest, moment(at), by, encode_json(body)),
            )
            after = fold(connection, number)
            if kills.withdraws(body.get("status")):
                reason = _patch_reason(by)
                died = kills.kill(connection, source, at=at, reason=reason)
                enqueue_kill(connection, source, died, at=at, reason=reason)
            else:
                enqueue_rights(connection, decode_value(before, Item), after, at=at)
            bump(connection, "state")
            return items_of(connection, [source])[source]

    def remove(self, source: str, *, at: datetime, if_revision: int | None = None) -> None:
        """Removes a source: its texts are deleted, and nothing matches it any more.

        Kills, an embargo, and the checks that used it remain.

        Raises:
            NotFound: no such source.
            Stale: the item has another revision than `if_revision` now.
        """
        when = moment(at, "removed")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT n, item, revision FROM sources WHERE id = ? AND newest IS NOT NULL",
                (source,),
            ).fetchone()
            if row is None:
                raise absent(connection, "sources", source)
            number, item, revision = row
            _must_be(source, revision, if_revision)
            docs = connection.execute(
                "SELECT doc, indexed FROM versions WHERE source = ?", (number,)
            ).fetchall()
            gone = [doc for doc, indexed in docs if indexed]
            connection.executemany(
                "INSERT INTO changes (op, doc) VALUES ('remove', ?)", [(doc,) for doc in gone]
            )
            texts = connection.execute(
                "SELECT DISTINCT text FROM versions WHERE source = ?", (number,)
            ).fetchall()
            connection.execute(  # so that a kill that comes later still finds the text elsewhere
                "INSERT OR IGNORE INTO removed_texts (source, text_key) SELECT ?, text_key"
                " FROM versions WHERE source = ? AND text_key IS NOT NULL",
                (source, number),
            )
            connection.execute("DELETE FROM versions WHERE source = ?", (number,))
            connection.executemany("DELETE FROM texts WHERE n = ?", texts)
            connection.execute("DELETE FROM statements WHERE source = ?", (number,))
            _keep_embargo(connection, number, decode_value(item, Item), when)
            connection.execute(
                "UPDATE sources SET newest = NULL, removed_at = ?, revision = revision + 1"
                " WHERE n = ?",
                (when, number),
            )
            bump(connection, "docs", -len(gone))
            bump(connection, "sources", -1)
            bump(connection, "state")

    def kill(self, source: str, at: datetime, reason: str | None = None) -> tuple[str, ...]:
        """Kills an id permanently, known or not; returns the ids that died, itself first."""
        checked_name(source, "kill")
        with self._connections.writer() as connection:
            died = kills.kill(connection, source, at=at, reason=reason)
            if died:
                bump(connection, "state")
                enqueue_kill(connection, source, died, at=at, reason=reason)
        return died

    def release(self, source: str, at: datetime) -> tuple[str, ...]:
        """Withdraws a kill on a person's decision; returns the ids that are valid again.

        Raises:
            NotFound: the id is not killed.
        """
        with self._connections.writer() as connection:
            freed = kills.release(connection, source, at)
            if not freed:
                raise NotFound(Problem(f"source {source!r}", "is not killed"))
            for item in items_of(connection, freed).values():
                if kills.withdraws(item.rights.status):
                    _lift_status(connection, item.source, at)
            bump(connection, "state")
        return freed

    # Out --------------------------------------------------------------------------------------

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """Returns the items with these ids; unknown and removed ones are left out."""
        with self._connections.snapshot() as connection:
            return items_of(connection, ids)

    def get(self, source: str, version: str | None = None) -> Source:
        """Returns a source: its newest version with the rights in force, or a version verbatim.

        Raises:
            NotFound: no such source or version.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT v.record, t.body, v.origin FROM sources s"
                " JOIN versions v ON v.source = s.n JOIN texts t ON t.n = v.text"
                " WHERE s.id = ? AND s.newest IS NOT NULL"
                + (" AND v.doc = s.newest" if version is None else " AND v.label = ?"),
                (source,) if version is None else (source, version),
            ).fetchone()
            if row is None:
                raise _without_version(connection, source, version)
            record, body, origin = row
            found = decode_source(record, decode_text(body), decode_text(origin))
            if version is None:
                found = replace(found, rights=items_of(connection, [source])[source].rights)
        return found

    def versions(self, source: str) -> list[VersionNote]:
        """Returns all versions of a source, oldest first.

        Raises:
            NotFound: no such source.
        """
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT v.version, v.revision, v.label, v.doc, v.received, v.record,"
                " v.doc = s.newest FROM sources s JOIN versions v ON v.source = s.n"
                " WHERE s.id = ?",
                (source,),
            ).fetchall()
            if not rows:
                raise absent(connection, "sources", source)
        rows.sort(key=lambda row: (version_key(row[0]), row[1]))
        return [
            VersionNote(
                shown,
                doc,
                datetime.fromisoformat(received),
                decode_source(record, "").published,
                bool(newest),
            )
            for _, _, shown, doc, received, record, newest in rows
        ]

    def page(
        self, after: str | None = None, limit: int = 100, owner: str | None = None
    ) -> list[Registered]:
        """Returns at most `limit` sources in the order of their ids, after the id `after`."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT s.id, v.record, s.revision FROM sources s"
                " JOIN versions v ON v.doc = s.newest WHERE s.id > ?"
                + (" AND s.owner = ?" if owner is not None else "")
                + " ORDER BY s.id LIMIT ?",
                (after or "", limit) if owner is None else (after or "", owner, limit),
            ).fetchall()
            items = items_of(connection, [row[0] for row in rows])
        return [
            Registered(items[source], decode_source(record, "").title, revision)
            for source, record, revision in rows
        ]

    def newest(
        self, wanted: Wanted, before: int | None = None, *, looked: int = LOOKED_AT
    ) -> tuple[list[tuple[int, Registered]], int | None]:
        """Finds sources, the newest first, each with its position in the order of arrival.

        Args:
            wanted: the search criteria.
            before: a position; only sources that arrived before it are examined.
            looked: the number of sources to examine, matching or not.

        Returns:
            The sources found, and the position to continue from; None if all were examined.
        """
        with self._connections.snapshot() as connection:
            return newest(connection, wanted, before, looked)

    def owners(self) -> list[str]:
        """Returns the ids of all owners of sources, in order."""
        with self._connections.snapshot() as connection:
            return [row[0] for row in connection.execute(_OWNERS)]

    def unknown(self, source: str) -> str | None:
        """Returns the error for an id that no item ever had.

        None for one that existed at some time.

        None for one that was added some time.
        """
        with self._connections.snapshot() as connection:
            known = "SELECT 1 FROM sources WHERE id = ?"
            if connection.execute(known, (source,)).fetchone() is not None:
                return None
            return meant(connection, "sources", source)

    def registered(self, source: str) -> Registered:
        """Returns one source as `page` lists it.

        Raises:
            NotFound: no such source.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT v.record, s.revision FROM sources s JOIN versions v ON v.doc = s.newest"
                " WHERE s.id = ?",
                (source,),
            ).fetchone()
            if row is None:
                raise absent(connection, "sources", source)
            item = items_of(connection, [source])[source]
        return Registered(item, decode_source(row[0], "").title, row[1])

    def kills(self, source: str) -> list[Kill]:
        """Returns why an id is dead, including released kills; also for ids never seen."""
        with self._connections.snapshot() as connection:
            return kills.kills_of(connection, [source])


def _without_version(connection: sqlite3.Connection, source: str, version: str | None) -> NotFound:
    """Why a source, or a version of it, cannot be shown."""
    held = connection.execute(
        "SELECT newest FROM sources WHERE id = ? AND newest IS NOT NULL", (source,)
    ).fetchone()
    if version is None or held is None:
        return absent(connection, "sources", source)
    return NotFound(
        Problem(f"source {source!r}", worded("has no version {version}", version=repr(version)))
    )


def _encoded(sources: Iterable[Source], received: datetime) -> list[EncodedSource]:
    when = moment(received, "received")
    return [EncodedSource.of(source, when) for source in sources]


def _lift_status(connection: sqlite3.Connection, source: str, at: datetime) -> None:
    """Lifts the wire's status 'canceled' from an item that a person has released."""
    number, newest = connection.execute(
        "SELECT s.n, v.label FROM sources s JOIN versions v ON v.doc = s.newest WHERE s.id = ?",
        (source,),
    ).fetchone()
    connection.execute(
        "INSERT INTO statements (source, after, at, body) VALUES (?, ?, ?, ?)",
        (number, newest, moment(at), encode_json({"status": None})),
    )
    fold(connection, number)


def _patch_reason(by: str | None) -> str:
    return f"withdrawn by {by}" if by else "withdrawn"


def _must_be(source: str, held: int, expected: int | None) -> None:
    if expected is not None and expected != held:
        raise Stale(Problem(f"source {source!r}", "has changed since it was read", "read it again"))


def _checked_patch(changes: Mapping[str, Any], place: str) -> dict[str, Any]:
    forbidden = [field for field in VERBATIM if field in changes]
    if forbidden:
        raise Conflict(
            Problem(
                f"{place}.{forbidden[0]}", "was stated by the wire itself and cannot be changed"
            )
        )
    silent = {
        field: getattr(Rights(), field, None) for field, value in changes.items() if value is None
    }
    stated = {field: value for field, value in changes.items() if value is not None}
    try:
        rights_from({**silent, **stated}, place)
    except StoreError as error:
        raise Refused(*error.problems) from error
    plain: dict[str, Any] = msgspec.to_builtins({**dict.fromkeys(silent), **stated})
    return plain


def _keep_embargo(connection: sqlite3.Connection, number: int, item: Item, when: str) -> None:
    rights = item.rights
    if rights.embargo_until is None and rights.embargo_raw is None:
        return
    kept = {
        "embargo_until": rights.embargo_until.isoformat() if rights.embargo_until else None,
        "embargo_raw": rights.embargo_raw,
    }
    connection.execute(
        "INSERT INTO statements (source, after, at, body) VALUES (?, NULL, ?, ?)",
        (number, when, encode_json(kept)),
    )
