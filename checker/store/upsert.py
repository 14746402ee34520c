"""Stores one arriving source: its versions, the resulting state, and the kills it triggers."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.models.source import Item, Source
from checker.store import kills
from checker.store.codec import (
    checked_name,
    decode_json,
    decode_source,
    decode_value,
    digest,
    encode_source,
    encode_text,
    encode_value,
    moment,
    text_key,
)
from checker.store.counters import bump
from checker.store.named_items import waiting, withdrawn, withdrawn_ancestors
from checker.store.outbox import enqueue_kill, enqueue_rights
from checker.store.records import Stored
from checker.store.registry import Statement, VersionKey, fold_item, label, version_key
from checker.store.shared_ids import is_anothers, under_own_id
from checker.values import dataclass

__all__ = ["EncodedSource", "fold", "upsert"]


FIRST = "1"  # the version of a message that states none, nor a time
BY_TIME = re.compile(r"\d{8}T\d{6}")  # versions of formats that count none (formats.wire.versions)


@dataclass(frozen=True, slots=True)
class Known:
    """One version that is already stored."""

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
class EncodedSource:
    """An arriving source, encoded once."""

    source: Source
    body: bytes
    record: bytes
    content: bytes
    text_digest: bytes
    key: bytes | None
    received: str

    @classmethod
    def of(cls, source: Source, received: str) -> "EncodedSource":
        """Encodes a source.

        Raises:
            StoreError: an id that is no valid key, or a time without an offset.
        """
        place = f"source {source.id!r}"
        checked_name(source.id, place)
        checked_name(source.owner, f"{place}.owner")
        checked_name(source.version, f"{place}.version")
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


def upsert(connection: sqlite3.Connection, arrival: EncodedSource, received: datetime) -> Stored:
    """Stores one source, within a transaction.

    An id that belongs to another owner's item gets its owner's name before it.
    """
    row = _row(connection, arrival.source.id)
    if row is not None and row[1] is not None and is_anothers(arrival.source, row[3], row[4]):
        arrival = EncodedSource.of(under_own_id(arrival.source), arrival.received)
        row = _row(connection, arrival.source.id)
    known = [] if row is None else _versions(connection, row[0])
    arrival = _placed(arrival, known)
    source = arrival.source
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
    if row is None:
        item = _fresh_item(arrival, added.label, received)
        _note_item(connection, number, added, arrival, item)
    else:
        item = fold(connection, number, arrival.received)
    if first:
        bump(connection, "sources")
    found = withdrawn(connection, source, received) if source.withdraws or row is None else []
    targets = [*source.kills, *found]
    if row is None:
        targets += withdrawn_ancestors(connection, source)
    waits = waiting(connection, source, targets, alone=row is None)
    died, root = _apply_kills(connection, arrival, targets, received)
    if root is None and row is not None:
        enqueue_rights(connection, decode_value(row[4], Item), item, at=received)
    outcome = "added" if first else "updated" if newest else "older"
    lost = () if found else source.withdraws
    return Stored(source.id, outcome, added.label, added.doc, died, root, lost, waits)  # type: ignore[arg-type]


def _placed(arrival: EncodedSource, known: Sequence[Known]) -> EncodedSource:
    """The arrival in the order of the versions that are known.

    A message that states neither a version nor a time, in a feed whose versions are times, follows
    all that came before; the same one sent again stays where it is.
    """
    source = arrival.source
    if source.version != FIRST or not any(BY_TIME.fullmatch(one.version) for one in known):
        return arrival
    sent = next((one for one in known if one.content == arrival.content), None)
    version = (sent or max(known, key=lambda one: one.order)).version
    source = replace(source, version=version)
    return replace(arrival, source=source, record=encode_source(source))


def _row(connection: sqlite3.Connection, name: str) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(
        "SELECT n, newest, first_received, owner, item FROM sources WHERE id = ?", (name,)
    ).fetchone()
    return row


def _versions(connection: sqlite3.Connection, number: int) -> list[Known]:
    rows = connection.execute(
        "SELECT doc, version, revision, label, content, text_digest, text, indexed"
        " FROM versions WHERE source = ?",
        (number,),
    )
    return [Known(*row) for row in rows]


def _new_source(connection: sqlite3.Connection, arrival: EncodedSource) -> int:
    number = connection.execute(
        "INSERT INTO sources (id, owner, revision, first_received, received, item)"
        " VALUES (?, ?, 0, ?, ?, x'')",
        (arrival.source.id, arrival.source.owner, arrival.received, arrival.received),
    ).lastrowid
    return int(number or 0)


def _add_version(
    connection: sqlite3.Connection, number: int, arrival: EncodedSource, known: Sequence[Known]
) -> Known:
    """Keeps the version; of versions with the very same text only the newest is indexed."""
    source = arrival.source
    revision = 1 + max((v.revision for v in known if v.version == source.version), default=0)
    order = (version_key(source.version), 0, revision)
    same_text = [v for v in known if v.text_digest == arrival.text_digest]
    indexed = bool(source.text.strip()) and all(order > other.order for other in same_text)
    text = same_text[0].text if same_text else _add_text(connection, arrival.body)
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
        for other in same_text:
            if other.indexed:
                connection.execute("UPDATE versions SET indexed = 0 WHERE doc = ?", (other.doc,))
                connection.execute(
                    "INSERT INTO changes (op, doc) VALUES ('remove', ?)", (other.doc,)
                )
                bump(connection, "docs", -1)
        connection.execute("INSERT INTO changes (op, doc) VALUES ('add', ?)", (doc,))
        bump(connection, "docs")
    return Known(
        doc, source.version, revision, shown, arrival.content, arrival.text_digest, text, indexed
    )


def _add_text(connection: sqlite3.Connection, body: bytes) -> int:
    return connection.execute("INSERT INTO texts (body) VALUES (?)", (body,)).lastrowid or 0


def _fresh_item(arrival: EncodedSource, shown: str, received: datetime) -> Item:
    order = (version_key(arrival.source.version), 0, 1)
    return fold_item([Statement(order, arrival.source, label=shown)], received=received)


def _note_item(
    connection: sqlite3.Connection, number: int, newest: Known, arrival: EncodedSource, item: Item
) -> None:
    connection.execute(
        "UPDATE sources SET owner = ?, newest = ?, item = ?, received = ?, removed_at = NULL,"
        " revision = revision + 1 WHERE n = ?",
        (item.owner, newest.doc, encode_value(item), arrival.received, number),
    )


def fold(connection: sqlite3.Connection, number: int, received: str | None = None) -> Item:
    """Recomputes the state of a source from all its versions and statements, and returns it."""
    stated: list[Statement] = []
    newest: tuple[tuple[VersionKey, int, int], int] = (((), 0, 0), 0)
    keys: dict[str, tuple[VersionKey, int]] = {}
    for doc, version, revision, shown, record in connection.execute(
        "SELECT doc, version, revision, label, record FROM versions WHERE source = ?", (number,)
    ):
        order = (version_key(version), revision, 0)
        keys[shown] = order[:2]
        stated.append(Statement(order, decode_source(record, ""), label=shown))
        newest = max(newest, (order, doc))
    for n, after, body in connection.execute(
        "SELECT n, after, body FROM statements WHERE source = ?", (number,)
    ):
        place = keys.get(after, ((), 0)) if after is not None else ((), 0)
        stated.append(Statement((*place, n), patch=decode_json(body)))
    first = connection.execute(
        "SELECT first_received FROM sources WHERE n = ?", (number,)
    ).fetchone()[0]
    item = fold_item(stated, received=datetime.fromisoformat(first))
    connection.execute(
        "UPDATE sources SET owner = ?, newest = ?, item = ?, received = coalesce(?, received),"
        " removed_at = NULL, revision = revision + 1 WHERE n = ?",
        (item.owner, newest[1], encode_value(item), received, number),
    )
    return item


def _apply_kills(
    connection: sqlite3.Connection,
    arrival: EncodedSource,
    targets: Sequence[str],
    received: datetime,
) -> tuple[tuple[str, ...], str | None]:
    """Applies the kills that concern an arrival: its own, those of `targets`, those before it."""
    source = arrival.source
    ancestors = [a for a in dict.fromkeys(source.descends_from) if a != source.id]
    for ancestor in ancestors:
        checked_name(ancestor, f"source {source.id!r}.descends_from")
        connection.execute(
            "INSERT OR IGNORE INTO descents (ancestor, child) VALUES (?, ?)", (ancestor, source.id)
        )
    died: list[str] = []
    for name in dict.fromkeys(targets):
        checked_name(name, f"source {source.id!r}.kills")
        died += kills.kill(connection, name, at=received, reason=_kill_reason(source))
    if kills.withdraws(source.rights.status):
        died += kills.kill(connection, source.id, at=received, reason=_kill_reason(source))
    if not kills.any_kills(connection):
        return (), None
    root, settled = kills.settle(connection, source.id, ancestors, arrival.key)
    gone = tuple(dict.fromkeys((*died, *settled)))
    enqueue_kill(connection, source.id, gone, at=received, reason=_reason(connection, gone))
    return gone, root


def _reason(connection: sqlite3.Connection, gone: Sequence[str]) -> str | None:
    return next((kill.reason for kill in kills.kills_of(connection, gone[:1])), None)


def _kill_reason(source: Source) -> str:
    stated = "; ".join(source.rights.editors_note) or source.title or ""
    by = f"withdrawn by {source.owner} with {source.id} version {source.version}"
    return f"{by}: {stated}" if stated else by
