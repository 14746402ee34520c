"""Stores one arriving source: its versions, the resulting state, and the kills it triggers."""

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
    encode_source,
    encode_value,
)
from checker.store.counters import bump
from checker.store.kept_versions import EncodedSource, Known, add_version, versions_of
from checker.store.named_items import waiting, withdrawn, withdrawn_ancestors
from checker.store.outbox import enqueue_kill, enqueue_rights
from checker.store.records import Stored
from checker.store.registry import BY_TIME, Statement, fold_item, ranks
from checker.store.shared_ids import is_anothers, under_own_id

__all__ = ["EncodedSource", "fold", "upsert"]


FIRST = "1"  # the version of a message that states none, nor a time


def upsert(connection: sqlite3.Connection, arrival: EncodedSource, received: datetime) -> Stored:
    """Stores one source, within a transaction.

    An id that belongs to another owner's item gets its owner's name before it.
    """
    row = _row(connection, arrival.source.id)
    if row is not None and row[1] is not None and is_anothers(arrival.source, row[3], row[4]):
        arrival = EncodedSource.of(under_own_id(arrival.source), arrival.received)
        row = _row(connection, arrival.source.id)
    known = [] if row is None else versions_of(connection, row[0])
    arrival = _placed(arrival, known)
    source = arrival.source
    same = next(
        (v for v in known if _is_sent_again(arrival, v, known)),
        None,
    )
    if same is not None:
        if source.issued > same.issued:
            connection.execute(
                "UPDATE versions SET record = ?, content = ? WHERE doc = ?",
                (arrival.record, arrival.content, same.doc),
            )
        living = kills.killers(connection, [source.id]).get(source.id)
        return Stored(
            source.id, "unchanged", same.label, same.doc, (), living.root if living else None
        )
    number = _new_source(connection, arrival) if row is None else row[0]
    added = add_version(connection, number, arrival, known)
    newest = added.rank > len(known)
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


def _is_sent_again(arrival: EncodedSource, one: Known, known: Sequence[Known]) -> bool:
    """Whether a message with the content of a version is that version, sent once more.

    What was said before something else of the same version, and is said anew after it, is news.
    """
    if one.version != arrival.source.version or not one.says(arrival):
        return False
    later = any(v.version == one.version and v.rank > one.rank for v in known)
    return not (later and arrival.source.issued > one.issued)


def _placed(arrival: EncodedSource, known: Sequence[Known]) -> EncodedSource:
    """The arrival in the order of the versions that are known.

    A message that states neither a version nor a time, in a feed whose versions are times, follows
    all that came before; the same one sent again stays where it is.
    """
    source = arrival.source
    if (
        source.version != FIRST
        or source.issued
        or not any(BY_TIME.fullmatch(one.version) for one in known)
    ):
        return arrival
    sent = next((one for one in known if one.content == arrival.content), None)
    version = (sent or max(known, key=lambda one: one.rank)).version
    source = replace(source, version=version)
    return replace(arrival, source=source, record=encode_source(source))


def _row(connection: sqlite3.Connection, name: str) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(
        "SELECT n, newest, first_received, owner, item FROM sources WHERE id = ?", (name,)
    ).fetchone()
    return row


def _new_source(connection: sqlite3.Connection, arrival: EncodedSource) -> int:
    number = connection.execute(
        "INSERT INTO sources (id, owner, revision, first_received, received, item)"
        " VALUES (?, ?, 0, ?, ?, x'')",
        (arrival.source.id, arrival.source.owner, arrival.received, arrival.received),
    ).lastrowid
    return int(number or 0)


def _fresh_item(arrival: EncodedSource, shown: str, received: datetime) -> Item:
    return fold_item([Statement((1, 0), arrival.source, label=shown)], received=received)


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
    versions = [
        (doc, version, revision, shown, decode_source(record, ""))
        for doc, version, revision, shown, record in connection.execute(
            "SELECT doc, version, revision, label, record FROM versions WHERE source = ?", (number,)
        )
    ]
    places = ranks([(one[1], one[2], one[4].issued) for one in versions])
    stated: list[Statement] = []
    newest, keys = 0, {}
    for (doc, _, _, shown, source), place in zip(versions, places, strict=True):
        keys[shown] = place
        stated.append(Statement((place, 0), source, label=shown))
        newest = doc if place == len(versions) else newest
    for n, after, body in connection.execute(
        "SELECT n, after, body FROM statements WHERE source = ?", (number,)
    ):
        place = keys.get(after, 0) if after is not None else 0
        stated.append(Statement((place, n), patch=decode_json(body)))
    first = connection.execute(
        "SELECT first_received FROM sources WHERE n = ?", (number,)
    ).fetchone()[0]
    item = fold_item(stated, received=datetime.fromisoformat(first))
    connection.execute(
        "UPDATE sources SET owner = ?, newest = ?, item = ?, received = coalesce(?, received),"
        " removed_at = NULL, revision = revision + 1 WHERE n = ?",
        (item.owner, newest, encode_value(item), received, number),
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
