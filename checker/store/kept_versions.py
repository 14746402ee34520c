"""The versions of a source in the store: an arriving one encoded once, and those that are kept."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from checker.models.source import Source
from checker.store.codec import (
    checked_name,
    decode_source,
    digest,
    encode_source,
    encode_text,
    moment,
    text_key,
)
from checker.store.counters import bump
from checker.store.registry import label, ranks
from checker.values import dataclass

__all__ = ["EncodedSource", "Known", "add_version", "versions_of"]


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
    source: Source | None = None  # without its text
    rank: int = 0  # its place among all versions of the item

    @property
    def issued(self) -> str:
        """When it was made, or ""."""
        return self.source.issued if self.source is not None else ""

    @property
    def told(self) -> tuple[str, int, str]:
        """What decides on its place."""
        return self.version, self.revision, self.issued

    def says(self, arrival: "EncodedSource") -> bool:
        """Returns whether an arriving source says the same, whenever it was made."""
        source = replace(arrival.source, text="", origin="", issued="")
        mine = replace(self.source, issued="") if self.source is not None else None
        return self.text_digest == arrival.text_digest and mine == source


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


def versions_of(connection: sqlite3.Connection, number: int) -> list[Known]:
    """Returns the stored versions of a source, each with its place among them."""
    rows = connection.execute(
        "SELECT doc, version, revision, label, content, text_digest, text, indexed, record"
        " FROM versions WHERE source = ?",
        (number,),
    )
    return _ranked([replace(Known(*row[:8]), source=decode_source(row[8], "")) for row in rows])


def _ranked(known: Sequence[Known]) -> list[Known]:
    places = ranks([one.told for one in known])
    return [replace(one, rank=rank) for one, rank in zip(known, places, strict=True)]


def add_version(
    connection: sqlite3.Connection, number: int, arrival: EncodedSource, known: Sequence[Known]
) -> Known:
    """Keeps the version; of versions with the very same text only the newest is indexed."""
    source = arrival.source
    revision = 1 + max((v.revision for v in known if v.version == source.version), default=0)
    *others, rank = ranks(
        [
            *(one.told for one in known),
            (source.version, revision, source.issued),
        ]
    )
    same_text = [v for v in known if v.text_digest == arrival.text_digest]
    newer = [v for v, place in zip(known, others, strict=True) if v in same_text and place > rank]
    indexed = bool(source.text.strip()) and not newer
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
        doc,
        source.version,
        revision,
        shown,
        arrival.content,
        arrival.text_digest,
        text,
        indexed,
        source,
        rank,
    )


def _add_text(connection: sqlite3.Connection, body: bytes) -> int:
    return connection.execute("INSERT INTO texts (body) VALUES (?)", (body,)).lastrowid or 0
