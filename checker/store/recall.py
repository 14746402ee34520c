"""The recorded checks that use an item, any version of it, or a descendant."""

import sqlite3
from collections.abc import Sequence

from checker.models.evidence import Passage
from checker.models.record import SourceUse
from checker.store.absent import absent
from checker.store.codec import decode_value
from checker.store.heads import heads, number_of
from checker.store.lineage import family
from checker.store.queries import placeholders, portions
from checker.store.records import Recalled

__all__ = ["recall"]


def recall(
    connection: sqlite3.Connection,
    source: str,
    limit: int | None = None,
    before: str | None = None,
) -> list[Recalled]:
    """See `checker.store.checks.Checks.recall`; within a snapshot."""
    uses = _uses_of(connection, family(connection, source))
    if not uses and not _is_known(connection, source):
        raise absent(connection, "sources", source)
    last = None if before is None else number_of(connection, before)
    wanted = sorted((n for n in uses if last is None or n < last), reverse=True)[:limit]
    found = list(heads(connection, wanted))
    documents = [head.document for _, head in found if head.document is not None]
    newest = _newest_texts(connection, documents)
    return [
        Recalled(
            head,
            tuple(uses[number]),
            current=head.document is None or newest[head.document] == head.text_sha256,
        )
        for number, head in found
    ]


def _is_known(connection: sqlite3.Connection, source: str) -> bool:
    """Whether an item of this id was ever added, removed, killed or named as an ancestor."""
    found = connection.execute(
        "SELECT 1 FROM sources WHERE id = ?1 UNION ALL SELECT 1 FROM kills WHERE id = ?1"
        " UNION ALL SELECT 1 FROM descents WHERE ancestor = ?1"
        " UNION ALL SELECT 1 FROM removed_texts WHERE source = ?1 LIMIT 1",
        (source,),
    ).fetchone()
    return found is not None


def _uses_of(connection: sqlite3.Connection, sources: Sequence[str]) -> dict[int, list[SourceUse]]:
    uses: dict[int, list[SourceUse]] = {}
    for part in portions(sources):
        for source, number, version, cls, words, late, passages in connection.execute(
            "SELECT source, check_n, version, cls, words, late_at, passages FROM check_sources"
            f" WHERE source IN ({placeholders(part)})",
            part,
        ):
            uses.setdefault(number, []).append(
                SourceUse(
                    source,
                    version,
                    cls,
                    words,
                    decode_value(passages, tuple[Passage, ...]),
                    late is not None,
                )
            )
    return uses


def _newest_texts(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, str]:
    """The text that each piece had when it was last checked."""
    found: dict[str, str] = {}
    for part in portions(list(dict.fromkeys(documents))):
        found.update(
            connection.execute(
                "SELECT document, text_sha256 FROM checks"
                f" WHERE document IN ({placeholders(part)}) AND latest ORDER BY at, n",
                part,
            ).fetchall()
        )
    return found
