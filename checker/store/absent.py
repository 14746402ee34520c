"""Errors for unknown ids, with the id probably meant: a typing error must not read as "none"."""

import sqlite3

from checker.errors import NotFound, Problem
from checker.strict import nearest
from checker.wording import Message, worded

__all__ = ["absent", "meant", "waiting_kill"]

_NEAR = 50  # ids on each side in the order of the alphabet
_LOOKED_AT = 20_000  # ids whose end and case are compared: a look that costs milliseconds
_ALIKE = 200  # so many of them are compared letter by letter
_PART = 6  # characters of such an end
_NAMES = {
    "agreements": "agreement",
    "audits": "audit",
    "checks": "check",
    "keys": "key",
    "overrides": "override",
    "sources": "source",
    "webhooks": "webhook",
}


def absent(connection: sqlite3.Connection, table: str, name: str) -> NotFound:
    """Returns the error for an id that a table lacks, with the nearest id that it has."""
    hint = meant(connection, table, name)
    return NotFound(Problem(f"{_NAMES[table]} {name!r}", "is not known here", hint))


def meant(connection: sqlite3.Connection, table: str, name: str, column: str = "id") -> str:
    """Returns a hint at the id that was probably meant; "" if none is similar."""
    near = nearest(name, list(_candidates(connection, table, column, name)), cutoff=0.75)
    return f"did you mean {near!r}?" if near is not None else ""


def waiting_kill(source: str, hint: str) -> Message:
    """Returns the note on a kill before its item, or for a mistyped id; `hint` may be ""."""
    if not hint:
        return worded("no item {source} has arrived yet: the kill waits for it", source=source)
    return worded(
        "no item {source} has arrived yet: the kill waits for it. {unknown}",
        source=source,
        unknown=hint,
    )


def _candidates(
    connection: sqlite3.Connection, table: str, column: str, name: str
) -> dict[str, None]:
    """Ids that a mistyped one may stand for: its neighbours, and some with its end or its case."""
    some = f"(SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT {_LOOKED_AT})"
    found: dict[str, None] = {}
    for sql, values in (
        (f"{table} WHERE {column} >= ? ORDER BY {column} LIMIT ?", (name, _NEAR)),
        (f"{table} WHERE {column} < ? ORDER BY {column} DESC LIMIT ?", (name, _NEAR)),
        (f"{some} WHERE substr({column}, ?) = ? LIMIT ?", (-_PART, name[-_PART:], _ALIKE)),
        (f"{some} WHERE lower({column}) = lower(?) LIMIT ?", (name, _ALIKE)),
    ):
        rows = connection.execute(f"SELECT {column} FROM {sql}", values)
        found.update(dict.fromkeys(row[0] for row in rows))
    found.pop(name, None)  # removed, or not the kind that was asked for
    return found
