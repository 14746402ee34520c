"""Sources with all their versions: how the wire's messages go in, and what is known of an item.

The same id, version and content again is a no-op. The same id and version with other content is a
silent correction: kept as a new revision beside the old one ('2#2') and the newest from then on,
since refusing it would leave the uncorrected text to be checked against. An older version that
comes late is kept as history; it never becomes the newest.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from checker.errors import Conflict, NotFound, Problem
from checker.models import Item, Rights, Source
from checker.store import kills
from checker.store.codec import (
    decode_json,
    decode_source,
    decode_text,
    decode_value,
    digest,
    encode_json,
    encode_source,
    encode_text,
    encode_value,
    moment,
    name,
    rights_from,
    text_key,
)
from checker.store.connection import Connections
from checker.store.counters import bump
from checker.store.registry import (
    OWN_WORDS,
    Said,
    VersionKey,
    fold_item,
    label,
    version_key,
)
from checker.store.values import Kill, Registered, Stored, VersionNote

__all__ = ["Sources"]

CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Known:
    """One version that is stored already."""

    doc: int
    version: str
    revision: int
    label: str
    content: bytes
    text_digest: bytes
    text: int
    indexed: int

    @property
    def order(self) -> tuple[VersionKey, int, int]:
        return version_key(self.version), 0, self.revision


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A source that arrives, encoded once."""

    source: Source
    body: bytes
    record: bytes
    content: bytes
    text_digest: bytes
    key: bytes | None
    received: str

    @classmethod
    def of(cls, source: Source, received: str) -> "_Arrival":
        place = f"source {source.id!r}"
        name(source.id, place)
        name(source.owner, f"{place}.owner")
        name(source.version, f"{place}.version")
        for field in ("embargo_until", "expires"):
            when = getattr(source.rights, field)
            if when is not None:
                moment(when, f"{place}.rights.{field}")
        body = encode_text(source.text)
        record = encode_source(source)
        text_digest = digest(body)
        return cls(
            source,
            body,
            record,
            digest(record + text_digest),
            text_digest,
            text_key(source.text),
            received,
        )


class Sources:
    """The licensed items and what their owners say of them.

    Args:
        connections: the directory's connections.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # In ---------------------------------------------------------------------------------------

    def put(self, sources: Iterable[Source], *, received: datetime) -> list[Stored]:
        """Stores sources in one transaction: all of them or none.

        Raises:
            Busy: another writer held the directory for too long.
            StoreError: an id that cannot be looked up by, a time without an offset, a full disk.
        """
        when = moment(received, "received")
        arrivals = [_Arrival.of(source, when) for source in sources]
        if not arrivals:
            return []
        with self._connections.writer() as connection:
            before = connection.total_changes
            stored = [_store(connection, arrival, received) for arrival in arrivals]
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
        """States some rights fields of an item anew; fields that are not named stay as they were.

        Args:
            source: the item's id.
            changes: fields of `Rights` with their values as in JSON; None lifts a field (an
                embargo too). Status 'canceled' kills.
            at: when it is said.
            by: who says it.
            if_revision: refuse when the item has changed since this revision.

        Raises:
            NotFound: no such source.
            Conflict: its revision is another one by now.
            StoreError: an unknown field or a value of the wrong kind.
        """
        body = _checked_patch(changes, f"source {source!r}")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT s.n, s.revision, v.label FROM sources s JOIN versions v ON v.doc = s.newest"
                " WHERE s.id = ?",
                (source,),
            ).fetchone()
            if row is None:
                raise NotFound(Problem(f"source {source!r}", "is not in the store"))
            number, revision, newest = row
            if if_revision is not None and if_revision != revision:
                raise Conflict(
                    Problem(f"source {source!r}", "has changed since it was read", "read it again")
                )
            connection.execute(
                "INSERT INTO statements (source, after, at, by, body) VALUES (?, ?, ?, ?, ?)",
                (number, newest, moment(at), by, encode_json(body)),
            )
            _fold(connection, number)
            if body.get("status") == "canceled":
                kills.kill(connection, source, at=at, reason=_patch_reason(by))
            bump(connection, "state")
            return _items(connection, [source])[source]

    def remove(self, source: str, *, at: datetime) -> None:
        """Takes a source out: its texts go, and nothing is matched with it any more.

        What outlives it: kills, an embargo, and the checks that used it.

        Raises:
            NotFound: no such source.
        """
        when = moment(at, "removed")
        with self._connections.writer() as connection:
            row = connection.execute(
                "SELECT n, item FROM sources WHERE id = ? AND newest IS NOT NULL", (source,)
            ).fetchone()
            if row is None:
                raise NotFound(Problem(f"source {source!r}", "is not in the store"))
            number, item = row
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
        """Kills an id for good, known or not; returns the ids that died now, itself first."""
        name(source, "kill")
        with self._connections.writer() as connection:
            died = kills.kill(connection, source, at=at, reason=reason)
            if died:
                bump(connection, "state")
        return died

    def release(self, source: str, at: datetime) -> tuple[str, ...]:
        """Takes a kill back, by a person's word; returns the ids that live again.

        Raises:
            NotFound: it is not killed.
        """
        with self._connections.writer() as connection:
            freed = kills.release(connection, source, at)
            if not freed:
                raise NotFound(Problem(f"source {source!r}", "is not killed"))
            bump(connection, "state")
        return freed

    # Out --------------------------------------------------------------------------------------

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The registry's word on these ids; unknown and removed ones are left out."""
        with self._connections.snapshot() as connection:
            return _items(connection, ids)

    def source(self, source: str, version: str | None = None) -> Source:
        """One source: the newest version with the rights in force, or a version word for word.

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
                what = "is not in the store" if version is None else f"has no version {version!r}"
                raise NotFound(Problem(f"source {source!r}", what))
            record, body, origin = row
            found = decode_source(record, decode_text(body), decode_text(origin))
            if version is None:
                found = replace(found, rights=_items(connection, [source])[source].rights)
        return found

    def versions(self, source: str) -> list[VersionNote]:
        """All versions of a source, oldest first.

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
            raise NotFound(Problem(f"source {source!r}", "is not in the store"))
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
        """Sources in the order of their ids, `limit` at most, behind the id `after`."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                "SELECT s.id, v.record, s.revision FROM sources s"
                " JOIN versions v ON v.doc = s.newest WHERE s.id > ?"
                + (" AND s.owner = ?" if owner is not None else "")
                + " ORDER BY s.id LIMIT ?",
                (after or "", limit) if owner is None else (after or "", owner, limit),
            ).fetchall()
            items = _items(connection, [row[0] for row in rows])
        return [
            Registered(items[source], decode_source(record, "").title, revision)
            for source, record, revision in rows
        ]

    def registered(self, source: str) -> Registered:
        """One source as `page` lists it.

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
                raise NotFound(Problem(f"source {source!r}", "is not in the store"))
            item = _items(connection, [source])[source]
        return Registered(item, decode_source(row[0], "").title, row[1])

    def kills(self, source: str) -> list[Kill]:
        """Why an id is dead, released kills too; also for ids that were never seen."""
        with self._connections.snapshot() as connection:
            return kills.kills_of(connection, [source])


def _store(connection: sqlite3.Connection, arrival: _Arrival, received: datetime) -> Stored:
    source = arrival.source
    row = connection.execute(
        "SELECT n, newest, first_received FROM sources WHERE id = ?", (source.id,)
    ).fetchone()
    known = [] if row is None else _versions(connection, row[0])
    same = next(
        (v for v in known if v.version == source.version and v.content == arrival.content), None
    )
    if same is not None:
        living = kills.killers(connection, [source.id]).get(source.id)
        return Stored(
            source.id, "unchanged", same.label, same.doc, (), living.root if living else None
        )
    number = _new_source(connection, arrival) if row is None else row[0]
    added = _add_version(connection, number, arrival, known)
    newest = all(added.order > other.order for other in known)
    first = row is None or row[1] is None
    if first and row is None:
        _note_item(connection, number, added, arrival, _fresh_item(arrival, added.label, received))
    else:
        _fold(connection, number, arrival.received)
    if first:
        bump(connection, "sources")
    died, root = _let_die(connection, arrival, received)
    outcome = "added" if first else "updated" if newest else "older"
    return Stored(source.id, outcome, added.label, added.doc, died, root)  # type: ignore[arg-type]


def _versions(connection: sqlite3.Connection, number: int) -> list[_Known]:
    rows = connection.execute(
        "SELECT doc, version, revision, label, content, text_digest, text, indexed"
        " FROM versions WHERE source = ?",
        (number,),
    )
    return [_Known(*row) for row in rows]


def _new_source(connection: sqlite3.Connection, arrival: _Arrival) -> int:
    number = connection.execute(
        "INSERT INTO sources (id, owner, revision, first_received, received, item)"
        " VALUES (?, ?, 0, ?, ?, x'')",
        (arrival.source.id, arrival.source.owner, arrival.received, arrival.received),
    ).lastrowid
    return int(number or 0)


def _add_version(
    connection: sqlite3.Connection, number: int, arrival: _Arrival, known: Sequence[_Known]
) -> _Known:
    """Keeps the version; of versions with the very same text only the newest is indexed."""
    source = arrival.source
    revision = 1 + max((v.revision for v in known if v.version == source.version), default=0)
    order = (version_key(source.version), 0, revision)
    twins = [v for v in known if v.text_digest == arrival.text_digest]
    indexed = bool(source.text.strip()) and all(order > twin.order for twin in twins)
    text = twins[0].text if twins else _add_text(connection, arrival.body)
    shown = label(source.version, revision)
    doc = (
        connection.execute(
            "INSERT INTO versions (source, version, revision, label, owner, language, day,"
            " received, indexed, content, text_digest, text_key, text, record, origin)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                source.version,
                revision,
                shown,
                source.owner,
                source.language,
                source.published.toordinal() if source.published else None,
                arrival.received,
                indexed,
                arrival.content,
                arrival.text_digest,
                arrival.key,
                text,
                arrival.record,
                encode_text(source.origin),
            ),
        ).lastrowid
        or 0
    )
    if indexed:
        for twin in twins:
            if twin.indexed:
                connection.execute("UPDATE versions SET indexed = 0 WHERE doc = ?", (twin.doc,))
                connection.execute(
                    "INSERT INTO changes (op, doc) VALUES ('remove', ?)", (twin.doc,)
                )
                bump(connection, "docs", -1)
        connection.execute("INSERT INTO changes (op, doc) VALUES ('add', ?)", (doc,))
        bump(connection, "docs")
    return _Known(
        doc, source.version, revision, shown, arrival.content, arrival.text_digest, text, indexed
    )


def _add_text(connection: sqlite3.Connection, body: bytes) -> int:
    return connection.execute("INSERT INTO texts (body) VALUES (?)", (body,)).lastrowid or 0


def _fresh_item(arrival: _Arrival, shown: str, received: datetime) -> Item:
    order = (version_key(arrival.source.version), 0, 1)
    return fold_item([Said(order, arrival.source, label=shown)], received=received)


def _note_item(
    connection: sqlite3.Connection, number: int, newest: _Known, arrival: _Arrival, item: Item
) -> None:
    connection.execute(
        "UPDATE sources SET owner = ?, newest = ?, item = ?, received = ?, removed_at = NULL,"
        " revision = revision + 1 WHERE n = ?",
        (item.owner, newest.doc, encode_value(item), arrival.received, number),
    )


def _fold(connection: sqlite3.Connection, number: int, received: str | None = None) -> None:
    """Works out anew what holds for a source, from all its versions and statements."""
    said: list[Said] = []
    newest: tuple[tuple[VersionKey, int, int], int] = (((), 0, 0), 0)
    keys: dict[str, tuple[VersionKey, int]] = {}
    for doc, version, revision, shown, record in connection.execute(
        "SELECT doc, version, revision, label, record FROM versions WHERE source = ?", (number,)
    ):
        order = (version_key(version), revision, 0)
        keys[shown] = order[:2]
        said.append(Said(order, decode_source(record, ""), label=shown))
        newest = max(newest, (order, doc))
    for n, after, body in connection.execute(
        "SELECT n, after, body FROM statements WHERE source = ?", (number,)
    ):
        place = keys.get(after, ((), 0)) if after is not None else ((), 0)
        said.append(Said((*place, n), patch=decode_json(body)))
    first = connection.execute(
        "SELECT first_received FROM sources WHERE n = ?", (number,)
    ).fetchone()[0]
    item = fold_item(said, received=datetime.fromisoformat(first))
    connection.execute(
        "UPDATE sources SET owner = ?, newest = ?, item = ?, received = coalesce(?, received),"
        " removed_at = NULL, revision = revision + 1 WHERE n = ?",
        (item.owner, newest[1], encode_value(item), received, number),
    )


def _let_die(
    connection: sqlite3.Connection, arrival: _Arrival, received: datetime
) -> tuple[tuple[str, ...], str | None]:
    """Everything about kills that an arrival sets off: its own, those it tells, those before it."""
    source = arrival.source
    ancestors = [a for a in dict.fromkeys(source.descends_from) if a != source.id]
    for ancestor in ancestors:
        name(ancestor, f"source {source.id!r}.descends_from")
        connection.execute(
            "INSERT OR IGNORE INTO descents (ancestor, child) VALUES (?, ?)", (ancestor, source.id)
        )
    died: list[str] = []
    for target in dict.fromkeys(source.kills):
        name(target, f"source {source.id!r}.kills")
        died += kills.kill(connection, target, at=received, reason=_kill_reason(source))
    if source.rights.status == "canceled":
        died += kills.kill(connection, source.id, at=received, reason=_kill_reason(source))
    if not kills.touched_by_kills(connection):
        return (), None
    root, settled = kills.settle(connection, source.id, ancestors, arrival.key)
    return tuple(dict.fromkeys((*died, *settled))), root


def _kill_reason(source: Source) -> str:
    said = "; ".join(source.rights.editors_note) or source.title or ""
    by = f"withdrawn by {source.owner} with {source.id} version {source.version}"
    return f"{by}: {said}" if said else by


def _patch_reason(by: str | None) -> str:
    return f"withdrawn by {by}" if by else "withdrawn"


def _checked_patch(changes: Mapping[str, Any], place: str) -> dict[str, Any]:
    forbidden = [field for field in OWN_WORDS if field in changes]
    if forbidden:
        raise Conflict(
            Problem(f"{place}.{forbidden[0]}", "is the wire's own word and cannot be changed")
        )
    silent = {
        field: getattr(Rights(), field, None) for field, value in changes.items() if value is None
    }
    stated = {field: value for field, value in changes.items() if value is not None}
    rights_from({**silent, **stated}, place)
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


def _items(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for start in range(0, len(ids), CHUNK):
        part = [i for i in ids[start : start + CHUNK] if _can_be_looked_up(i)]
        marks = ",".join("?" * len(part))
        for source, item in connection.execute(
            f"SELECT id, item FROM sources WHERE id IN ({marks}) AND newest IS NOT NULL", part
        ):
            found[source] = decode_value(item, Item)
    for source, kill in kills.killers(connection, list(found)).items():
        found[source] = replace(found[source], killed_at=kill.at, killed_by=kill.root)
    return found


def _can_be_looked_up(source: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in source)
