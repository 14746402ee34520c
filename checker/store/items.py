"""Items by id, with the kills in force."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from checker.models.source import Item
from checker.store import kills
from checker.store.codec import decode_value
from checker.store.lineage import ancestors
from checker.store.queries import placeholders, portions

__all__ = ["items_of"]


def items_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Item]:
    """Returns the items with these ids, killed ones marked.

    Unknown and removed ones are left out.
    """
    found: dict[str, Item] = {}
    for part in portions([one for one in ids if _can_be_looked_up(one)]):
        for source, item in connection.execute(
            "SELECT id, item FROM sources WHERE newest IS NOT NULL"
            f" AND id IN ({placeholders(part)})",
            part,
        ):
            found[source] = decode_value(item, Item)
    for source, made_from in ancestors(connection, list(found)).items():
        found[source] = replace(found[source], descends_from=tuple(made_from))
    for source, kill in kills.killers(connection, list(found)).items():
        found[source] = replace(found[source], killed_at=kill.at, killed_by=kill.root)
    return found


def _can_be_looked_up(source: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in source)
