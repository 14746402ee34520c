"""The items that a message withdraws: by a number, slug or headline, or as its predecessor.

An ambiguous name means none.
"""

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from checker.models.source import Source
from checker.orders.references import has_headline, names_item
from checker.store import kills
from checker.store.absent import meant, waiting_kill
from checker.store.codec import decode_value, moment
from checker.wording import Message

__all__ = ["waiting", "withdrawn", "withdrawn_ancestors"]

NOTICE = 200  # bytes of a text up to which a canceled item is nothing but the message of a kill
WORDS = 12  # up to which such a text says nothing of its own, as an alert does
DAYS = 14  # for which a provider's words speak of what it sent

_SCHEME = re.compile(r"https?://")
_REVISION = re.compile(r"(.*\d.*[:#/_.-])v?(\d{1,4})")  # an id, and its number at the end


class _Titled(msgspec.Struct):
    """Of a stored record, the headline."""

    title: str | None = None


class _Sent(NamedTuple):
    """What a provider sent lately."""

    id: str
    title: str


def withdrawn(connection: sqlite3.Connection, notice: Source, received: datetime) -> list[str]:
    """Returns the recent items of the notice's owner that it withdraws under an id of its own.

    Its words are tried one by one, the most reliable first, and the headlines that it holds. A
    canceled item that is nothing but the message of a kill may also have the id of an item in
    another spelling, or one with the number of a revision. A name that matches two items matches
    none.
    """
    message = is_message(notice)
    if not (notice.withdraws or message):
        return []
    sent = _recent(connection, notice, received)
    for words in notice.withdraws:
        found = [one.id for one in sent if names_item(words, one.id, one.title)]
        if len(found) == 1:
            return found
        if any(names_item(words, "", title) for title in _own_titles(connection, notice)):
            return [notice.id]
    if message:
        found = [one.id for one in sent if _spelled(one.id) == _spelled(notice.id)]
        if len(found) == 1:
            return found
        if found := _revised(notice, sent):
            return found
    words = f"{notice.title or ''}\n{notice.text}"
    if not words.strip() or (message and len(notice.text.split()) > WORDS):
        return []
    named = [one for one in sent if has_headline(words, one.title)]
    whole = [
        one
        for one in named
        if not any(one.title != other.title and one.title in other.title for other in named)
    ]
    return [whole[0].id] if len(whole) == 1 else []


def is_message(source: Source) -> bool:
    """Returns whether an item is nothing but the message of its own withdrawal."""
    text = source.text.encode("utf-8", "replace")
    return kills.withdraws(source.rights.status) and len(text) <= NOTICE


def waiting(
    connection: sqlite3.Connection, message: Source, targets: Sequence[str], *, alone: bool
) -> tuple[Message, ...]:
    """Returns a note on each kill of a message that reaches no item, with the id probably meant.

    Args:
        connection: the store.
        message: what arrived.
        targets: the ids that it withdraws beside its own.
        alone: whether nothing but the message itself has its id.
    """
    unmet = [
        name
        for name in dict.fromkeys(targets)
        if connection.execute("SELECT 1 FROM sources WHERE id = ?", (name,)).fetchone() is None
    ]
    if alone and not targets and is_message(message):
        unmet.append(message.id)
    return tuple(waiting_kill(name, meant(connection, "sources", name)) for name in unmet)


def withdrawn_ancestors(connection: sqlite3.Connection, notice: Source) -> list[str]:
    """Returns the known items of the same owner that a canceled item with a new id follows.

    A provider with an id for each version sends a kill so. An item with a text of its own that was
    canceled says nothing of what it was made from.
    """
    if not is_message(notice):
        return []
    found = (
        connection.execute(
            "SELECT id FROM sources WHERE id = ? AND owner = ? AND newest IS NOT NULL",
            (ancestor, notice.owner),
        ).fetchone()
        for ancestor in notice.descends_from
        if ancestor != notice.id
    )
    return [row[0] for row in found if row is not None]


def _spelled(name: str) -> str:
    """An id without what a sender may spell in several ways: case, scheme, the last stroke."""
    return _SCHEME.sub("", name.casefold(), count=1).rstrip("/")


def _revised(notice: Source, sent: Sequence[_Sent]) -> list[str]:
    """The items whose ids are the notice's with a lower number at the end.

    All of them where the number is the notice's version; else the one of the same headline: such
    numbers count items too.
    """
    own = _REVISION.fullmatch(_spelled(notice.id))
    if own is None:
        return []
    lower = [
        one
        for one in sent
        if (other := _REVISION.fullmatch(_spelled(one.id)))
        and other[1] == own[1]
        and int(other[2]) < int(own[2])
    ]
    if notice.version == own[2]:
        return [one.id for one in lower]
    same = [one.id for one in lower if notice.title and names_item(notice.title, "", one.title)]
    return same if len(same) == 1 else []


def _own_titles(connection: sqlite3.Connection, notice: Source) -> list[str]:
    """The other headlines that an item has had: it may come again as "WITHDRAWN: ..."."""
    rows = connection.execute(
        "SELECT v.record FROM versions v JOIN sources s ON s.n = v.source WHERE s.id = ?",
        (notice.id,),
    )
    titles = {decode_value(record, _Titled).title or "" for (record,) in rows}
    return sorted(titles - {"", notice.title})


def _recent(connection: sqlite3.Connection, notice: Source, received: datetime) -> list[_Sent]:
    rows = connection.execute(
        "SELECT s.id, v.record FROM sources s JOIN versions v ON v.doc = s.newest"
        " WHERE s.owner = ? AND s.received >= ? AND s.id <> ?",
        (notice.owner, moment(received - timedelta(days=DAYS)), notice.id),
    )
    return [_Sent(name, decode_value(record, _Titled).title or "") for name, record in rows]
