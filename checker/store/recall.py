"""Which recorded checks use an item, any version of it, or what descends from it."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from checker.models import Passage, Use
from checker.store.codec import decode_json, decode_value, encode_json
from checker.store.lineage import family
from checker.store.queries import marks, portions
from checker.store.records import Recalled, RecalledUse

__all__ = ["COLUMNS", "About", "heads", "recall"]

COLUMNS = (
    "n, id, document, revision, audit, at, verdict, complete, text_sha256, event, latest, about"
)


def recall(connection: sqlite3.Connection, source: str, limit: int | None) -> list[Recalled]:
    """The pieces that use an item, newest first; within a snapshot."""
    uses = _uses_of(connection, family(connection, source))
    wanted = sorted(uses, reverse=True)[:limit]
    rows = list(heads(connection, wanted))
    newest = _newest_texts(connection, [row[2] for row in rows if row[2] is not None])
    return [_recalled(row, uses[row[0]], newest) for row in rows]


class About:
    """The rest of what a record says, read when it is asked for."""

    __slots__ = ("title", "url", "use")

    def __init__(self, stored: bytes) -> None:
        values = decode_json(stored)
        self.use: Use = decode_value(encode_json(values["use"]), Use)
        self.url: str | None = values["url"]
        self.title: str | None = values["title"]


def _uses_of(
    connection: sqlite3.Connection, sources: Sequence[str]
) -> dict[int, list[RecalledUse]]:
    uses: dict[int, list[RecalledUse]] = {}
    for part in portions(sources):
        for source, number, version, cls, words, late, passages in connection.execute(
            "SELECT source, check_n, version, cls, words, late_at, passages FROM check_sources"
            f" WHERE source IN ({marks(part)})",
            part,
        ):
            uses.setdefault(number, []).append(
                RecalledUse(
                    source,
                    version,
                    cls,
                    words,
                    decode_value(passages, tuple[Passage, ...]),
                    late is not None,
                )
            )
    return uses


def heads(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of these checks, newest first."""
    for part in portions(sorted(numbers, reverse=True)):
        yield from connection.execute(
            f"SELECT {COLUMNS} FROM checks WHERE n IN ({marks(part)}) ORDER BY n DESC", part
        )


def _newest_texts(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, str]:
    """The text that each piece had when it was last checked."""
    found: dict[str, str] = {}
    for part in portions(list(dict.fromkeys(documents))):
        found.update(
            connection.execute(
                "SELECT document, text_sha256 FROM checks WHERE n IN (SELECT max(n) FROM checks"
                f" WHERE document IN ({marks(part)}) GROUP BY document)",
                part,
            ).fetchall()
        )
    return found


def _recalled(
    row: tuple[Any, ...], uses: Sequence[RecalledUse], newest: dict[str, str]
) -> Recalled:
    about = About(row[11])
    return Recalled(
        check=row[1],
        document=row[2],
        revision=row[3],
        audit=row[4],
        checked_at=datetime.fromisoformat(row[5]),
        verdict=row[6],
        text_sha256=row[8],
        uses=tuple(uses),
        url=about.url,
        title=about.title,
        current=newest.get(row[2], row[8]) == row[8],
    )
