"""Verifies the database: its pages, its references, and the texts by their digests."""

from collections.abc import Iterable, Iterator
from typing import Any

from checker.errors import Problem, StoreError
from checker.store.agreements import document_digest
from checker.store.codec import decode_json, digest
from checker.store.connection import Connections

__all__ = ["problems_of"]

_HINT = "`wirecheck restore` a backup"
_MOST = 100


def problems_of(connections: Connections) -> list[Problem]:
    """Returns what is wrong with the database after reading every page and every text."""
    try:
        with connections.snapshot() as connection:
            reported = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
            wrong = [row[0] for row in reported if row[0] != "ok"]
            if not wrong:
                rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
                wrong = [f"a row of {row[0]} refers to nothing in {row[2]}" for row in rows]
                wrong += _texts(connection.execute(_VERSIONS))
                wrong += _agreements(connection.execute(_AGREEMENTS))
    except StoreError as error:
        return list(error.problems)
    return [Problem(str(connections.path), what, _HINT) for what in wrong]


_VERSIONS = """SELECT s.id, v.label, v.content, v.text_digest, v.record, t.body
    FROM versions v JOIN sources s ON s.n = v.source LEFT JOIN texts t ON t.n = v.text"""
_AGREEMENTS = "SELECT id, digest, document FROM agreements"


def _texts(rows: Iterable[Any]) -> Iterator[str]:
    """Versions whose record or text is not the one that was stored."""
    for source, label, content, text_digest, record, body in rows:
        if body is None or digest(body) != text_digest or digest(record + text_digest) != content:
            yield f"source {source!r} version {label}: differs from its digest"


def _agreements(rows: Iterable[Any]) -> Iterator[str]:
    """Agreements that are not the ones that were stored."""
    for agreement, reported, document in rows:
        try:
            same = document_digest(decode_json(document)) == reported
        except StoreError:
            same = False
        if not same:
            yield f"agreement {agreement!r}: differs from its digest"
