"""What has happened since a check that may have changed its verdict: looked up, not judged."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from checker.models.vocabulary import owner_id
from checker.store.codec import decode_json, moment, parse_moment
from checker.store.kills import kills_of
from checker.store.queries import placeholders, portions
from checker.store.records import Overtaken, StoredCheck

__all__ = ["overtaken"]

KILLED = "status.killed"


def overtaken(
    connection: sqlite3.Connection, check: StoredCheck, *, rules: str, now: datetime
) -> list[Overtaken]:
    """Returns what has overtaken a check, the earliest first; within a snapshot.

    Args:
        connection: the connection, within a snapshot.
        check: the check.
        rules: the digest of the rules in force; empty if unknown.
        now: now.
    """
    number, use_key = connection.execute(
        "SELECT n, use_key FROM checks WHERE id = ?", (check.head.check,)
    ).fetchone()
    since = moment(check.head.checked_at)
    late = dict(_sources_of(connection, number))
    known = [source for source, came in late.items() if came is None]
    found = [
        *_kills(connection, check, list(late)),
        *(Overtaken("source", came, source) for source, came in late.items() if came is not None),
        *_sources(connection, known, since),
        *_documents(connection, check, since),
        *_later_check(connection, check, use_key),
    ]
    event = check.head.next_event
    if event is not None and event.at <= now:
        found.append(Overtaken("event", event.at, event.reason))
    found.sort(key=lambda one: (moment(one.at) if one.at else "", one.by, one.what))
    before = check.result.get("versions", {}).get("rules")
    if rules and before and before != rules:
        found.append(Overtaken("rules", None, rules))
    return found


def _sources_of(
    connection: sqlite3.Connection, number: int
) -> Iterator[tuple[str, datetime | None]]:
    """The items that a check uses, and when those came in that came later."""
    for source, at in connection.execute(
        "SELECT source, max(late_at) FROM check_sources WHERE check_n = ? GROUP BY source",
        (number,),
    ):
        yield source, parse_moment(at)


def _kills(
    connection: sqlite3.Connection, check: StoredCheck, used: Sequence[str]
) -> Iterator[Overtaken]:
    """Kills and releases since; a kill may state an earlier moment than that at which it came."""
    at = check.head.checked_at
    knew = KILLED in _codes(check.result)
    for kill in kills_of(connection, used):
        if kill.cleared_at is None and (kill.at > at or not knew):
            yield Overtaken("kill", kill.at, kill.source)
        elif kill.cleared_at is not None and kill.cleared_at > at:
            yield Overtaken("release", kill.cleared_at, kill.source)


def _sources(
    connection: sqlite3.Connection, used: Sequence[str], since: str
) -> Iterator[Overtaken]:
    """Newer versions, rights that were stated anew, and removals of the items that it uses."""
    for part in portions(used):
        for source, at, version in connection.execute(
            "SELECT s.id, v.received, v.label FROM sources s JOIN versions v ON v.doc = s.newest"
            f" WHERE s.id IN ({placeholders(part)}) AND v.received > ?",
            (*part, since),
        ):
            what = f"{source} version {version}" if version else source
            yield Overtaken("version", datetime.fromisoformat(at), what)
        for source, at in connection.execute(
            "SELECT s.id, max(t.at) FROM sources s JOIN statements t ON t.source = s.n"
            f" WHERE s.id IN ({placeholders(part)}) AND t.at > ? GROUP BY s.id",
            (*part, since),
        ):
            yield Overtaken("rights", datetime.fromisoformat(at), source)
        for source, at in connection.execute(
            f"SELECT id, removed_at FROM sources WHERE id IN ({placeholders(part)})"
            " AND removed_at > ?",
            (*part, since),
        ):
            yield Overtaken("removal", datetime.fromisoformat(at), source)


def _documents(
    connection: sqlite3.Connection, check: StoredCheck, since: str
) -> Iterator[Overtaken]:
    """Changes of the policy and of agreements with an owner whom the check names."""
    result = check.result
    owners = {one["owner"] for one in (*result.get("claims", ()), *result.get("matches", ()))}
    last: dict[tuple[str, str], tuple[str, bytes]] = {}
    for kind, name, at, document in connection.execute(
        "SELECT kind, id, at, document FROM contract_history WHERE at > ? ORDER BY n", (since,)
    ):
        last[kind, name] = (at, document)
    for (kind, name), (at, document) in last.items():
        if kind == "policy":
            yield Overtaken("policy", datetime.fromisoformat(at), name)
        elif _owner(decode_json(document)) in {None, *owners}:
            yield Overtaken("agreement", datetime.fromisoformat(at), name)


def _owner(document: Mapping[str, Any]) -> str | None:
    owner = document.get("owner")
    name = owner.get("id") if isinstance(owner, dict) else owner
    return owner_id(name) if isinstance(name, str) else None


def _later_check(
    connection: sqlite3.Connection, check: StoredCheck, use_key: bytes
) -> Iterator[Overtaken]:
    if check.latest:
        return
    row = connection.execute(
        "SELECT id, at FROM checks WHERE document = ? AND use_key = ? AND latest",
        (check.head.document, use_key),
    ).fetchone()
    if row is not None:
        yield Overtaken("check", datetime.fromisoformat(row[1]), row[0])


def _codes(result: Mapping[str, Any]) -> set[str]:
    claims = chain(*(claim["reasons"] for claim in result.get("claims", ())))
    return {reason["code"] for reason in (*claims, *result.get("reasons", ()))}
